import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The announcements that come with the program. */
const PROMPTS = join(import.meta.dirname, "..", "..", "asterisk", "sounds");

const RATE = 8_000;
/** A slow walk through four chords, each as three notes in hertz: calm, and soft enough to speak over. */
const CHORDS = [
  [261.63, 329.63, 392],
  [220, 261.63, 329.63],
  [174.61, 220, 261.63],
  [196, 246.94, 293.66],
] as const;
const CHORD_SECONDS = 5;
const LOUDNESS = 2_600;

/**
 * Puts announcements and music where Asterisk plays them from. What lies there stays: a house that recorded its own
 * greeting keeps it, and a file that is taken away is the program's own again at the next start.
 */
export function putSounds(folder: string): void {
  mkdirSync(join(folder, "music"), { recursive: true });
  cpSync(PROMPTS, folder, { recursive: true, force: false, filter: (path) => !path.endsWith(".md") });
  const music = join(folder, "music", "waiting.wav");
  if (!existsSync(music)) writeFileSync(music, waitingMusic());
}

/** Some music to wait with, made and not borrowed: 8 kHz, mono, 16 bit. */
export function waitingMusic(): Uint8Array {
  const samples = new Int16Array(RATE * CHORD_SECONDS * CHORDS.length);
  for (let n = 0; n < samples.length; n += 1) {
    const at = n / RATE;
    const chord = CHORDS[Math.floor(at / CHORD_SECONDS)] ?? CHORDS[0];
    const within = (at % CHORD_SECONDS) / CHORD_SECONDS;
    // Swells and fades, so that no chord begins or ends with a click.
    const swell = Math.sin(Math.PI * within) ** 2;
    const sum = chord.reduce((total, hertz) => total + Math.sin(2 * Math.PI * hertz * at), 0);
    samples[n] = Math.round((LOUDNESS * swell * sum) / chord.length);
  }
  return wav(samples);
}

function wav(samples: Int16Array): Uint8Array {
  const file = Buffer.alloc(44 + samples.byteLength);
  file.write("RIFF", 0);
  file.writeUInt32LE(36 + samples.byteLength, 4);
  file.write("WAVEfmt ", 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write("data", 36);
  file.writeUInt32LE(samples.byteLength, 40);
  samples.forEach((value, n) => file.writeInt16LE(value, 44 + n * 2));
  return file;
}
