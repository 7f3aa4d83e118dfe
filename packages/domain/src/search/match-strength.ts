import { phoneOf } from "./phone.ts";

/**
 * How much an equal identity says about who is there. `account`: a chat account, hardly ever shared. `own_phone`: a
 * mobile number, which a family may share. `shared_line`: a fixed line, of a household, a school or an office.
 */
export const MATCH_STRENGTHS = ["account", "own_phone", "shared_line"] as const;

export type MatchStrength = (typeof MATCH_STRENGTHS)[number];

/** How much it says that two contacts came from this same identity. */
export function strengthOf(identity: string): MatchStrength {
  const phone = phoneOf(identity);
  if (phone === undefined) return "account";
  return phone.line === "fixed" ? "shared_line" : "own_phone";
}
