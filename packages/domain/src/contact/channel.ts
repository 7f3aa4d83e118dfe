/** How a contact can reach the helpline by itself. A new channel is one line here and one folder in `channels`. */
export const LIVE_CHANNEL_KINDS = ["phone", "web_call", "webchat", "zalo", "messenger", "sms", "email"] as const;

/** What reaches the helpline on paper or by foot: somebody of the staff records it by hand. */
export const HAND_CHANNEL_KINDS = [
  "letter",
  "official_letter",
  "press",
  "social_media",
  "walk_in",
  "outage_paper",
] as const;

export const CHANNEL_KINDS = [...LIVE_CHANNEL_KINDS, ...HAND_CHANNEL_KINDS] as const;

export type LiveChannelKind = (typeof LIVE_CHANNEL_KINDS)[number];
export type HandChannelKind = (typeof HAND_CHANNEL_KINDS)[number];
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** What comes over the telephone engine, and needs no gateway with a key. */
export const CALL_CHANNEL_KINDS = ["phone", "web_call"] as const satisfies readonly LiveChannelKind[];

/** What a gateway brings, by a key of its own. */
export const KEYED_CHANNEL_KINDS = ["zalo", "messenger", "sms", "email"] as const satisfies readonly LiveChannelKind[];

/** Whether a channel is opened by keys; the others are the system's own page and its telephone. */
export function hasKeys(kind: ChannelKind): kind is (typeof KEYED_CHANNEL_KINDS)[number] {
  return KEYED_CHANNEL_KINDS.some((each) => each === kind);
}

/** Whether a contact is a call: somebody speaks. */
export function isCall(kind: ChannelKind): kind is (typeof CALL_CHANNEL_KINDS)[number] {
  return CALL_CHANNEL_KINDS.some((each) => each === kind);
}

/** Whether a contact was recorded by hand: nobody is on the other end of a line. */
export function isByHand(kind: ChannelKind): kind is HandChannelKind {
  return HAND_CHANNEL_KINDS.some((each) => each === kind);
}

/** What a counsellor's place is made for: one voice contact, or a chat. */
export type SlotKind = "voice" | "chat";

type ChannelTraits = {
  readonly slot: SlotKind;
  /** Whether the other side can see that somebody is typing and has read. */
  readonly showsPresence: boolean;
  /** Whether the contact ends when the other side's screen is closed. */
  readonly endsWithTheScreen: boolean;
};

/** It never waits for anybody and takes no place. */
const BY_HAND: ChannelTraits = { slot: "chat", showsPresence: false, endsWithTheScreen: false };

/** Somebody speaks: what is silent is heard on the line, not seen in messages. */
const CALL: ChannelTraits = { slot: "voice", showsPresence: false, endsWithTheScreen: false };

/** What routing and the console need to know of a channel; everything else stays in the channel's own folder. */
export const CHANNELS: Readonly<Record<ChannelKind, ChannelTraits>> = {
  phone: CALL,
  web_call: CALL,
  webchat: { slot: "chat", showsPresence: true, endsWithTheScreen: true },
  zalo: { slot: "chat", showsPresence: false, endsWithTheScreen: false },
  messenger: { slot: "chat", showsPresence: false, endsWithTheScreen: false },
  sms: { slot: "chat", showsPresence: false, endsWithTheScreen: false },
  email: { slot: "chat", showsPresence: false, endsWithTheScreen: false },
  letter: BY_HAND,
  official_letter: BY_HAND,
  press: BY_HAND,
  social_media: BY_HAND,
  walk_in: BY_HAND,
  outage_paper: BY_HAND,
};

/** Languages that a contact can be held in (BCP 47). */
export const LANGUAGES = ["vi", "en"] as const;

export type Language = (typeof LANGUAGES)[number];
