import { create } from "zustand";
import { useSettings } from "./settings.ts";

type Note = { readonly hertz: number; readonly at: number; readonly seconds: number };

/** Three soft earcons. Rising asks for something, a single low one tells, danger is two and lower. */
const EARCONS = {
  offer: [
    { hertz: 523.25, at: 0, seconds: 0.16 },
    { hertz: 783.99, at: 0.14, seconds: 0.3 },
  ],
  "child-wrote": [{ hertz: 659.25, at: 0, seconds: 0.14 }],
  danger: [
    { hertz: 440, at: 0, seconds: 0.2 },
    { hertz: 349.23, at: 0.22, seconds: 0.2 },
    { hertz: 440, at: 0.44, seconds: 0.3 },
  ],
} as const satisfies Record<string, readonly Note[]>;

export type Earcon = keyof typeof EARCONS;

const VOLUME = 0.14;
const RING_EVERY_MS = 2600;

let context: AudioContext | undefined;

/** Whether the browser lets us sound: it wants one click or key press on the page first. */
export const useSoundState = create<{ readonly isUnlocked: boolean }>(() => ({ isUnlocked: false }));

/** Unlocks sound; call it from a click or a key press. */
export async function unlockSound(): Promise<void> {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  if (context.state !== "running") await context.resume();
  useSoundState.setState({ isUnlocked: context.state === "running" });
}

/** Sounds once, softly. */
export function chime(earcon: Earcon): void {
  play(earcon);
}

/** Sounds again and again until told to stop; then it is silent within the same frame. */
export function startRinging(earcon: Earcon): () => void {
  let silence = play(earcon);
  const timer = setInterval(() => {
    silence = play(earcon);
  }, RING_EVERY_MS);
  return () => {
    clearInterval(timer);
    silence();
  };
}

function play(earcon: Earcon): () => void {
  if (context?.state !== "running" || !useSettings.getState().isSoundOn) return () => undefined;
  const out = context.createGain();
  out.gain.value = VOLUME;
  out.connect(context.destination);
  for (const note of EARCONS[earcon]) sound(context, out, note);
  return () => {
    out.disconnect();
  };
}

function sound(audio: AudioContext, out: GainNode, { hertz, at, seconds }: Note): void {
  const start = audio.currentTime + at;
  const envelope = audio.createGain();
  envelope.gain.setValueAtTime(0, start);
  envelope.gain.linearRampToValueAtTime(1, start + 0.02);
  envelope.gain.exponentialRampToValueAtTime(0.001, start + seconds);
  envelope.connect(out);
  const tone = audio.createOscillator();
  tone.type = "sine";
  tone.frequency.value = hertz;
  tone.connect(envelope);
  tone.start(start);
  tone.stop(start + seconds);
}
