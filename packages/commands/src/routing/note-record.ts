import { ownerOf, type Contact } from "@nightlight/domain/contact/contact";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type { Store } from "../world.ts";

/** A record that closed counts towards what its counsellor carries; whatever else happened changes nothing. */
export async function noteRecord(
  store: Store,
  before: Contact,
  after: Contact,
  events: readonly ContactEvent[],
  at: Date,
): Promise<void> {
  if (!events.some(({ type }) => type === "contact_closed")) return;
  const counsellorId = ownerOf(after);
  if (counsellorId === undefined) return;
  // What was opened again, or recorded by hand, holds no place: it is in somebody's hands since then.
  const { state } = before;
  const since = state.status === "wrap_up" && !state.holdsSlot ? state.since : undefined;
  await store.pacing.note({ counsellorId, contactId: after.id, level: after.risk.level, since, at });
}
