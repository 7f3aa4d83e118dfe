/** How a contact can reach the helpline. A new channel is one line here and one folder in `channels`. */
export const CHANNEL_KINDS = ["webchat", "zalo", "messenger", "sms", "email"] as const;

export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** What a counsellor's place is made for: one voice contact, or a chat. */
export type SlotKind = "voice" | "chat";

type ChannelTraits = {
  readonly slot: SlotKind;
  /** Whether the other side can see that somebody is typing and has read. */
  readonly showsPresence: boolean;
  /** Whether the contact ends when the other side's screen is closed. */
  readonly endsWithTheScreen: boolean;
};

/** What routing and the console need to know of a channel; everything else stays in the channel's own folder. */
export const CHANNELS: Readonly<Record<ChannelKind, ChannelTraits>> = {
  webchat: { slot: "chat", showsPresence: true, endsWithTheScreen: true },
  zalo: { slot: "chat", showsPresence: false, endsWithTheScreen: false },
  messenger: { slot: "chat", showsPresence: false, endsWithTheScreen: false },
  sms: { slot: "chat", showsPresence: false, endsWithTheScreen: false },
  email: { slot: "chat", showsPresence: false, endsWithTheScreen: false },
};

/** Languages that a contact can be held in (BCP 47). */
export const LANGUAGES = ["vi", "en"] as const;

export type Language = (typeof LANGUAGES)[number];
