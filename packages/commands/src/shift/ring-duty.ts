import { canBeHandedOn, decideDuty } from "@nightlight/domain/shift/handover";
import type { Store, World } from "../world.ts";
import type { DutyOfClock } from "./handover-store.ts";

/**
 * The clock of a duty rang: the handover opens, or it is over and what nobody took becomes the supervisors'. A late, early,
 * repeated or lost ring is harmless.
 */
export async function ringDuty(world: World, dutyId: string): Promise<"rang" | "nothing-due"> {
  return world.transaction({ kind: "system" }, async (store) => {
    const duty = await store.handovers.lockClock(dutyId);
    if (duty === undefined || duty.at < duty.dueAt) return "nothing-due";
    const { counsellorId, shiftId } = duty;
    const step = decideDuty(duty, await store.handovers.ownedBy(counsellorId), duty.at, store.policy);
    switch (step.does) {
      case "waits":
        await store.handovers.startClock(dutyId, duty.clock, step.until);
        return "rang";
      case "opens":
        await store.handovers.startClock(dutyId, "handover_ends", step.endsAt);
        await store.presences.note(counsellorId, { type: "handover_opened", shiftId });
        return "rang";
      case "ends":
        await raise(
          world,
          store,
          duty,
          step.raises.map(({ contact }) => contact.id),
        );
        if (step.looksAgainAt === undefined) {
          await store.handovers.stopClock(dutyId);
          return "rang";
        }
        if (duty.clock !== "overtime") await store.presences.note(counsellorId, { type: "overtime_began", shiftId });
        await store.handovers.startClock(dutyId, "overtime", step.looksAgainAt);
        return "rang";
    }
  });
}

async function raise(world: World, store: Store, duty: DutyOfClock, contactIds: readonly string[]): Promise<void> {
  let count = 0;
  for (const contactId of contactIds) count += (await raiseOne(world, store, contactId, duty.counsellorId)) ? 1 : 0;
  if (count === 0) return;
  const { counsellorId, shiftId } = duty;
  await store.presences.note(counsellorId, { type: "handover_raised", shiftId, count });
}

/** Makes one contact the supervisors', unless it was finished or went to somebody else a moment ago. */
export async function raiseOne(world: World, store: Store, contactId: string, from: string): Promise<boolean> {
  const locked = await store.contacts.lock(contactId);
  if (locked === undefined) return false;
  const { contact } = locked;
  const isStillTheirs = "owner" in contact.state && contact.state.owner === from;
  if (!isStillTheirs || !canBeHandedOn({ contact, waiting: await store.handovers.waitingOf(contactId) })) return false;
  await store.handovers.raise({ id: world.newId(), contactId, from });
  return true;
}
