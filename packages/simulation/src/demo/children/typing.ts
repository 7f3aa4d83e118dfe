import type { Chance } from "@nightlight/database/demo/chance";

/** How people write and read, in milliseconds of life (policy of the demo). */
const WRITING = {
  /** A child on a phone: about three letters a second, and a thought before. */
  child: { thoughtMs: [1_800, 6_000], letterMs: [170, 330] },
  /** Somebody who writes all day. */
  counsellor: { thoughtMs: [1_500, 4_000], letterMs: [70, 130] },
  readLetterMs: 28,
} as const;

/** A pause to read and think, and the time that the typing itself takes. */
export type TypingTime = { readonly thinkMs: number; readonly typeMs: number };

/** How long somebody takes to answer `read` with `text`. */
export function typingTime(who: "child" | "counsellor", text: string, read: string, chance: Chance): TypingTime {
  const { thoughtMs, letterMs } = WRITING[who];
  const thought = chance.whole(thoughtMs[0], thoughtMs[1]);
  return {
    thinkMs: thought + Math.min(8_000, read.length * WRITING.readLetterMs),
    typeMs: Math.min(45_000, text.length * chance.whole(letterMs[0], letterMs[1])),
  };
}
