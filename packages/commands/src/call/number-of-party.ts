import type { Authority } from "@nightlight/domain/authority/authority";
import { interpretersOf } from "@nightlight/domain/call/interpreters";
import { dialableOutside, isPartyBarred, officeOf, type OutsideParty } from "@nightlight/domain/call/outside-party";
import type { OutsideRefusal } from "@nightlight/domain/call/outside-call";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store } from "../world.ts";

type Known = Pick<Store, "authorities" | "policy">;

/**
 * The number of somebody outside: of the directory as it is at this moment, or of the policy. Refused where an office is
 * barred from the contact, and where nobody knows a number that can be dialled.
 */
export async function numberOfParty(
  store: Known,
  party: OutsideParty,
  barred: readonly string[],
): Promise<Result<string, Exclude<OutsideRefusal, "nobody_called">>> {
  const office = officeOf(party);
  const unit = office === undefined ? undefined : await store.authorities.find(office);
  if (unit !== undefined && isPartyBarred(party, await store.authorities.around(unit.placeCode), barred)) {
    return refuse("barred");
  }
  const dialled = dialableOutside(await lookUp(store, party, unit, barred));
  return dialled === undefined ? refuse("no_number") : accept(dialled);
}

async function lookUp(
  { authorities, policy }: Known,
  party: OutsideParty,
  unit: Authority | undefined,
  barred: readonly string[],
): Promise<string | undefined> {
  switch (party.kind) {
    case "police":
      return policy.policeNumber;
    case "ambulance":
      return policy.ambulanceNumber;
    case "interpreter":
      return interpretersOf(policy.interpreters)?.find(({ language }) => language === party.language)?.number;
    case "office":
      return unit?.phone;
    case "duty":
      return unit && (await authorities.dutyNow(unit.id, barred))?.phone;
  }
}
