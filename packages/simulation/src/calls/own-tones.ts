/** Where a telephone's band is free of callers, greetings and music. */
const FROM_HZ = 1_600;
const TO_HZ = 3_100;
/** Two tones that are this near are still told apart in a third of a second. */
const LEAST_STEP_HZ = 10;

/** A tone for each of so many, in whole hertz: two who are joined to their callers in one moment are told apart by it. */
export function ownTones(count: number): readonly number[] {
  const step = Math.floor((TO_HZ - FROM_HZ) / Math.max(1, count));
  if (step < LEAST_STEP_HZ) throw new Error(`${String(count)} cannot be told apart by their tones`);
  return Array.from({ length: count }, (_, n) => FROM_HZ + n * step);
}
