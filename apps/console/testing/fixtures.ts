import type { ContactView, DeskView, OfferView } from "@nightlight/contracts/counsellor/contact";
import type { PresenceView } from "@nightlight/contracts/counsellor/presence";
import type { MeView } from "@nightlight/contracts/staff/session";
import type { MessageView } from "@nightlight/contracts/fields";
import { machineNow } from "@nightlight/door/time/clock";

/** Fixed ids, so that a failing test reads well. */
export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** An instant some seconds from the machine's now; the stubbed server's clock is the machine's. */
export function inSeconds(seconds: number): string {
  return new Date(machineNow() + seconds * 1000).toISOString();
}

export const LAN: MeView = {
  id: uuid(9),
  username: "lan",
  name: "Nguyễn Hoàng Lan",
  displayName: "Hoàng Lan",
  roles: ["counsellor"],
  languages: ["vi"],
  isDemo: true,
  stage: "open",
  isLocked: false,
  hasPin: true,
  hasSecondFactor: true,
};

export function presence(change: Partial<PresenceView> = {}): PresenceView {
  return {
    intent: "available",
    intentSince: inSeconds(-600),
    gate: "open",
    shift: {
      name: "Ca đêm",
      startsAt: inSeconds(-3600),
      endsAt: inSeconds(3600),
      checkedInAt: inSeconds(-3500),
      checkInFrom: inSeconds(-4800),
    },
    isLeaseAlive: true,
    leaseLostAt: null,
    freeChatSlots: 1,
    until: null,
    next: null,
    chatSlots: 2,
    unroutableBecause: null,
    ...change,
  };
}

export function offer(change: Partial<OfferView> = {}): OfferView {
  return {
    id: uuid(50),
    contactId: uuid(5),
    channel: "webchat",
    lane: "high",
    language: "vi",
    arrivedAt: inSeconds(-40),
    madeAt: inSeconds(-1),
    shownAt: null,
    expiresAt: inSeconds(44),
    why: { waitedSeconds: 40, idleSeconds: 300, knewTheContact: false, failedOffers: 0, others: [] },
    ...change,
  };
}

export function message(number: number, from: MessageView["from"], text: string): MessageView {
  return {
    id: uuid(1000 + number),
    from,
    text,
    at: inSeconds(-600 + number),
    deliveredAt: null,
    seenAt: from === "child" ? inSeconds(-1) : null,
    clientKey: `key-${number}-of-a-test`,
  };
}

type ContactChange = Partial<Omit<ContactView, "summary">> & { readonly summary?: Partial<ContactView["summary"]> };

/** An active contact without a word in it. */
export function contact(number: number, change: ContactChange = {}): ContactView {
  const { summary, ...rest } = change;
  return {
    summary: {
      id: uuid(number),
      channel: "webchat",
      lane: "normal",
      level: null,
      language: "vi",
      status: "active",
      since: inSeconds(-700),
      arrivedAt: inSeconds(-720),
      version: 3,
      lastMessage: null,
      unseen: 0,
      undoUntil: null,
      ...summary,
    },
    hasWords: false,
    isChildThere: true,
    endedBy: null,
    disposition: null,
    messages: [],
    record: {},
    recordDefinition: 2,
    risk: { level: null, computed: null, own: null, held: null, asked: null },
    ...rest,
  };
}

export function desk(change: Partial<DeskView> = {}): DeskView {
  return { now: inSeconds(0), presence: presence(), offers: [], contacts: [], queue: [], ...change };
}
