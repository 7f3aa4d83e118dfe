import { foldMarks } from "@nightlight/ui/fold-marks";
import { machineNow } from "@nightlight/door/time/clock";

const PAUSE_MS = 900;

/** Finds a row by the first letters of any of its words, typed without marks and without a pause. */
export function createTypeAhead(): (letter: string, names: readonly string[], from: number) => number | undefined {
  let typed = "";
  let at = 0;
  return (letter, names, from) => {
    const now = machineNow();
    typed = now - at > PAUSE_MS ? "" : typed;
    at = now;
    typed += foldMarks(letter);
    // The same letter again goes to the next of them.
    const isRepeat = typed === (typed[0] ?? "").repeat(typed.length);
    const wanted = isRepeat ? (typed[0] ?? "") : typed;
    const first = from + (isRepeat ? 1 : 0);
    for (let step = 0; step < names.length; step++) {
      const index = (first + step) % names.length;
      const folded = foldMarks(names[index] ?? "");
      if (folded.startsWith(wanted) || folded.includes(` ${wanted}`)) return index;
    }
    return undefined;
  };
}
