/** WAV of 8 kHz and 16 bits, as Asterisk writes it. */
const HEADER_BYTES = 44;
const BYTES_PER_SECOND = 16_000;
/** A recording is closed a moment after its line. */
const CLOSED_WITHIN_MS = 1_000;
const LOOK_EVERY_MS = 100;

/** How long a WAV of the engine is, in whole seconds. */
export function secondsOf(sound: Uint8Array): number {
  return Math.max(0, Math.round((sound.length - HEADER_BYTES) / BYTES_PER_SECOND));
}

/** A recording once its file is closed; undefined where there is none. */
export async function closedRecording(read: () => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> {
  for (let waited = 0; waited < CLOSED_WITHIN_MS; waited += LOOK_EVERY_MS) {
    const sound = await read();
    if (sound !== undefined) return sound;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return undefined;
}
