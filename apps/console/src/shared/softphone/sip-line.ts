import type { SoftphoneView } from "@nightlight/contracts/counsellor/softphone";

/** A call that rings at this browser. */
export type SipCall = {
  /** What the exchange shows: the contact that it is about. */
  readonly contactId: string;
  answer(microphone: MediaStream): void;
  refuse(): void;
  /** This telephone is put down; the conversation is not over by it. */
  hangUp(): void;
  mute(isMuted: boolean): void;
  press(digit: string): void;
  stats(): Promise<RTCStatsReport | undefined>;
};

/** What a line tells. */
export type SipEvents = {
  registered(): void;
  /** The line is away; it comes back by itself. */
  lost(): void;
  rings(call: SipCall): void;
  /** The other side can be heard. */
  heard(call: SipCall, sound: MediaStream): void;
  over(call: SipCall): void;
};

export type SipLine = { close(): void };

/** Opens a line to the exchange under an account. The real one is JsSIP (`open-sip-line.ts`), fetched when it is needed. */
export type OpenSipLine = (account: SoftphoneView, address: string, events: SipEvents) => Promise<SipLine>;
