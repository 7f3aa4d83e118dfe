import { moveContact, type MoveInput } from "@nightlight/commands/contact/move-contact";
import { liveOfferOf, type Contact } from "@nightlight/domain/contact/contact";
import { readState } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

/** Supervisors and their acts, for the suites about moving and stepping in. */
export function moveScene(stage: () => Stage) {
  const world = () => stage().world;
  const supervisor = (centreId?: string) =>
    stage().addCounsellor({
      ...{ roles: ["supervisor"], intent: "off", shift: "none" },
      ...(centreId === undefined ? {} : { centreId }),
    });
  const ask = async (contactId: string, to: string | null, changes: Partial<MoveInput> = {}): Promise<MoveInput> => ({
    ...{ contactId, moveId: world().newId(), to, reason: "workload", overrides: [] },
    version: (await readState(stage(), contactId)).version,
    ...changes,
  });
  const move = async (by: CounsellorActor, contactId: string, to: string | null, changes: Partial<MoveInput> = {}) =>
    moveContact(world(), by, await ask(contactId, to, changes));
  const offerIdOf = (contact: Contact): string => liveOfferOf(contact)?.id ?? "none";
  const taken = async (by: CounsellorActor) => (await stage().countSlots(by.id)).taken;
  return { world, supervisor, ask, move, offerIdOf, taken };
}
