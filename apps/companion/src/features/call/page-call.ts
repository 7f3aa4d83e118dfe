import type { WebCallView } from "@nightlight/contracts/child/web-call";

/** A call of this page to the helpline. */
export type PageCall = {
  mute(isMuted: boolean): void;
  press(digit: string): void;
  /** Ends it and says so. */
  hangUp(): void;
  /** No sound goes out or comes in any more, whatever the network does; nothing is said to the exchange. */
  fallSilent(): void;
};

/** What a call tells. `broken`: nobody ended it. `refused`: it never came about. */
export type PageCallEvents = {
  answered(): void;
  heard(sound: MediaStream): void;
  over(how: "ended" | "broken" | "refused"): void;
};

/** Calls the helpline under an account. The real one is JsSIP (`open-page-call.ts`), fetched when somebody calls. */
export type OpenPageCall = (
  account: WebCallView,
  address: string,
  microphone: MediaStream,
  events: PageCallEvents,
) => Promise<PageCall>;
