import type { OutsideCall, OutsideEventStage } from "@nightlight/domain/call/outside-call";
import type { Store } from "../world.ts";

type Told = Pick<OutsideCall, "id" | "contactId" | "purpose" | "party"> & { readonly stage: OutsideEventStage };

/** Writes what happened to an outside call into the log of events of whoever makes it; their screen is told by it. */
export async function tellOutside(
  { presences }: Pick<Store, "presences">,
  counsellorId: string,
  { id: callId, contactId, purpose, party, stage }: Told,
): Promise<void> {
  await presences.note(counsellorId, { type: "outside_call", callId, contactId, purpose, party: party.kind, stage });
}
