import type { MeView } from "@nightlight/contracts/staff/session";
import type { Credential } from "@nightlight/database/access/credential-store";
import type { Session } from "@nightlight/database/access/session-store";

/** Who is signed in, and how far. */
export function presentMe(
  { person, pinHash, hasSecondFactor }: Credential,
  { stage, isLocked }: Pick<Session, "stage" | "isLocked">,
): MeView {
  const { id, username, name, displayName, roles, languages, isDemo } = person;
  return {
    id,
    username,
    name,
    displayName,
    roles: [...roles],
    languages: [...languages],
    isDemo,
    stage,
    isLocked,
    hasPin: pinHash !== undefined,
    hasSecondFactor,
  };
}
