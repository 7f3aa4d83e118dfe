/** Where a WAV of one format and one block of sound says how long it is. */
const RIFF_SIZE = 4;
const DATA_SIZE = 40;
const HEADER_BYTES = 44;

/** A WAV whose header tells the length that it has: an engine that died while it recorded never wrote it. */
export function wholeWav(file: Uint8Array): Uint8Array {
  if (file.length < HEADER_BYTES) return file;
  const whole = Uint8Array.from(file);
  const view = new DataView(whole.buffer);
  view.setUint32(RIFF_SIZE, whole.length - 8, true);
  view.setUint32(DATA_SIZE, whole.length - HEADER_BYTES, true);
  return whole;
}
