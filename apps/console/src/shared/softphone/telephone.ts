import { create } from "zustand";

/**
 * The telephone of this browser. `none`: nobody runs an exchange, so there is nothing to connect to. `off`: not turned on
 * here yet, for the browser asks for the microphone when it is. `lost`: it was connected and is coming back.
 */
export type TelephoneStatus = "none" | "off" | "refused" | "no-microphone" | "connecting" | "ready" | "lost";

/** How well both hear each other, in words that somebody can act on. */
export type SoundQuality = "good" | "weak" | "bad";

export type TelephoneCall = {
  readonly contactId: string;
  readonly isMuted: boolean;
  /** Whether the other side can be heard by now. */
  readonly isHeard: boolean;
  readonly quality: SoundQuality | undefined;
};

export type TelephoneState = {
  readonly status: TelephoneStatus;
  readonly call: TelephoneCall | undefined;
  /** Somebody without a desk wants a telephone: a supervisor who listens. */
  readonly isWanted: boolean;
};

const FIRST: TelephoneState = { status: "none", call: undefined, isWanted: false };

export const useTelephone = create<TelephoneState>(() => FIRST);

/** Forgets one person's telephone, for the next to sign in. */
export function resetTelephone(): void {
  useTelephone.setState(FIRST);
}
