import type { CounsellorId } from "@nightlight/domain/contact/contact";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type { StaffNames } from "../access/staff-names.ts";
import type { Realtime } from "../realtime/realtime.ts";

/**
 * Tells of a supervisor's moves what no other notice tells: to whoever a contact has left it is no longer there, and the
 * supervisor hears when the person named did not take it. The person named gets the offer; the owner reads again.
 */
export function createMoveNotices(
  realtime: Realtime,
  names: StaffNames,
): (contactId: string, event: ContactEvent) => void {
  return (contactId, event) => {
    const leaver = leaverOf(event);
    if (leaver !== undefined) realtime.toCounsellor(leaver, "contact:gone", { contactId });
    if (event.type === "move_failed") {
      const { moveId, by, to, because } = event;
      realtime.toCounsellor(by, "move:failed", { contactId, moveId, to: names.of(to), because });
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
