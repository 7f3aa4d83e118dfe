import type { StepIn } from "@nightlight/contracts/counsellor/realtime";
import type { Contact, CounsellorId } from "@nightlight/domain/contact/contact";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type { StaffNames } from "../access/staff-names.ts";
import type { Realtime } from "../realtime/realtime.ts";

/**
 * Tells of moves what no other notice tells: whoever a contact has left hears that it is no longer there and where it is,
 * whoever is given a record that it is theirs, and the supervisor when the person named did not take it. The person named
 * gets the offer; the owner reads again.
 */
export function createMoveNotices(
  realtime: Realtime,
  names: StaffNames,
): (contact: Contact, event: ContactEvent) => void {
  return (contact, event) => {
    const { id: contactId, channel } = contact;
    const hint = { contactId, channel, arrivedAt: contact.arrivedAt.toISOString() };
    const leaver = leaverOf(event);
    if (leaver !== undefined) realtime.toCounsellor(leaver, "contact:gone", { contactId });
    for (const { whom, news } of told(event, names)) realtime.toCounsellor(whom, "step-in:told", { ...hint, ...news });
    if (event.type === "move_failed") {
      const { moveId, by, to, because } = event;
      realtime.toCounsellor(by, "move:failed", { ...hint, moveId, to: names.of(to), because });
    }
  };
}

/** Whose a contact is no longer, after an event. */
function leaverOf(event: ContactEvent): CounsellorId | undefined {
  if (event.type === "access_barred") return event.leaves ?? undefined;
  if (event.type === "offer_accepted" || event.type === "record_handed_over") return event.from;
  if (event.type === "contact_passed") return event.from;
  if (event.type === "guest_left") return event.guest;
  return event.type === "owner_removed" ? event.owner : undefined;
}

type Told = {
  readonly whom: CounsellorId;
  readonly news:
    Pick<Extract<StepIn, { kind: "left" }>, "kind" | "to"> | Pick<Extract<StepIn, { kind: "given" }>, "kind" | "from">;
};

/** Who is told in words, and what. Whoever is barred is told nothing: not that, not why, not where it went. */
function told(event: ContactEvent, names: StaffNames): readonly Told[] {
  if (event.type === "offer_accepted" && event.from !== undefined) {
    return [{ whom: event.from, news: { kind: "left", to: names.of(event.by) } }];
  }
  if (event.type === "owner_removed") return [{ whom: event.owner, news: { kind: "left", to: null } }];
  if (event.type !== "record_handed_over") return [];
  return [
    { whom: event.from, news: { kind: "left", to: names.of(event.to) } },
    { whom: event.to, news: { kind: "given", from: names.of(event.from) } },
  ];
}
