/** Samples a second of a telephone. */
export const SAMPLE_RATE = 8_000;
/** Samples of one packet: 20 milliseconds. */
export const FRAME = 160;

const LOUDNESS = 8_000;
const BIAS = 0x84;
const CLIP = 32_635;

/** One packet's worth of a tone, from its nth sample on, as G.711 µ-law. */
export function toneFrame(hz: number, from: number): Buffer {
  const second = seconds.get(hz) ?? secondOf(hz);
  const index = Math.floor((from % SAMPLE_RATE) / FRAME);
  return second[index] ?? madeFrame(hz, from);
}

/** A tone of whole hertz begins anew each second, with a packet: two hundred telephones hum by the same fifty packets. */
const seconds = new Map<number, readonly Buffer[]>();

function secondOf(hz: number): readonly Buffer[] {
  const frames = Array.from({ length: SAMPLE_RATE / FRAME }, (_, index) => madeFrame(hz, index * FRAME));
  seconds.set(hz, frames);
  return frames;
}

function madeFrame(hz: number, from: number): Buffer {
  return Buffer.from(
    Array.from({ length: FRAME }, (_, index) =>
      toUlaw(Math.round(LOUDNESS * Math.sin((2 * Math.PI * hz * (from + index)) / SAMPLE_RATE))),
    ),
  );
}

/** A tone as a WAV file that Asterisk plays: 8 kHz, mono, 16 bit. */
export function toneWav(hz: number, seconds: number): Buffer {
  const samples = Math.round(seconds * SAMPLE_RATE);
  const file = Buffer.alloc(44 + samples * 2);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + samples * 2, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLE_RATE, 24);
  file.writeUInt32LE(SAMPLE_RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    const value = Math.round(LOUDNESS * Math.sin((2 * Math.PI * hz * index) / SAMPLE_RATE));
    file.writeInt16LE(value, 44 + index * 2);
  }
  return file;
}

/** How much of a sound is this tone: 0 for none of it, 1 for nothing else (Goertzel's algorithm). */
export function shareOf(samples: Float64Array, hz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE);
  let [before, last, energy] = [0, 0, 0];
  for (const sample of samples) {
    const next = sample + coefficient * last - before;
    before = last;
    last = next;
    energy += sample * sample;
  }
  const power = last * last + before * before - coefficient * last * before;
  return energy === 0 ? 0 : (2 * power) / (energy * samples.length);
}

/** Which of some tones a WAV file of 8 kHz and 16 bits is mostly made of. */
export function loudestIn(wav: Uint8Array, tones: readonly number[]): number | undefined {
  const samples = samplesOf(wav);
  return tones.toSorted((one, other) => shareOf(samples, other) - shareOf(samples, one))[0];
}

/** Which of some tones are heard anywhere in such a file. */
export function tonesIn(wav: Uint8Array, tones: readonly number[]): number[] {
  const samples = samplesOf(wav);
  const tenths = Array.from({ length: Math.floor(samples.length / 800) }, (_, n) =>
    samples.subarray(n * 800, n * 800 + 800),
  );
  return tones.filter((hz) => tenths.some((tenth) => shareOf(tenth, hz) > 0.2));
}

function samplesOf(wav: Uint8Array): Float64Array {
  const view = new DataView(wav.buffer, wav.byteOffset + 44, wav.byteLength - 44);
  return Float64Array.from({ length: Math.floor(view.byteLength / 2) }, (_, n) => view.getInt16(n * 2, true));
}

const DECODED = Float64Array.from({ length: 256 }, (_, byte) => decoded(byte));

/** Decodes one byte of µ-law. */
export function fromUlaw(byte: number): number {
  return DECODED[byte] ?? 0;
}

function decoded(byte: number): number {
  const value = ~byte & 0xff;
  const magnitude = (((value & 0x0f) << 3) + BIAS) << ((value & 0x70) >> 4);
  return (value & 0x80) === 0 ? magnitude - BIAS : BIAS - magnitude;
}

function toUlaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(CLIP, Math.abs(sample)) + BIAS;
  const exponent = Math.max(0, Math.floor(Math.log2(magnitude)) - 7);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}
