import type { PresenceView } from "@nightlight/contracts/counsellor/presence";
import type { Presence } from "@nightlight/commands/world";
import { whyUnroutable } from "@nightlight/domain/presence/presence";

/** A counsellor's presence with its cause: why somebody is not routable, always. */
export function presentPresence(presence: Presence): PresenceView {
  const { intent, lease, shift, gate } = presence;
  const isLeaseAlive = lease?.isAlive === true;
  const freeSlots = { voice: 0, chat: presence.freeChatSlots };
  return {
    intent,
    intentSince: presence.intentSince.toISOString(),
    until: presence.until?.toISOString() ?? null,
    next: presence.next ?? null,
    gate,
    shift:
      shift === undefined
        ? null
        : {
            name: shift.name,
            startsAt: shift.startsAt.toISOString(),
            endsAt: shift.endsAt.toISOString(),
            checkedInAt: shift.checkedInAt?.toISOString() ?? null,
            checkInFrom: shift.checkInFrom.toISOString(),
          },
    isLeaseAlive,
    leaseLostAt: isLeaseAlive ? null : (lease?.lostAt?.toISOString() ?? null),
    freeChatSlots: presence.freeChatSlots,
    chatSlots: presence.chatSlots,
    unroutableBecause: whyUnroutable({ intent, gate, isLeaseAlive, freeSlots }, "chat") ?? null,
  };
}
