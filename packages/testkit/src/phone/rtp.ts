import { createSocket, type Socket } from "node:dgram";
import { createHearing } from "./hearing.ts";
import { FRAME, SAMPLE_RATE, shareOf, toneFrame } from "./tone.ts";

/** The sound of a phone: it sends a tone of its own, and keeps the last moments of what it hears. */
export type Sound = {
  readonly port: number;
  /** Where the other side wants it. Sending begins with the first address. */
  sendTo(host: string, port: number): void;
  /** Those of the tones that were heard in the last moments. */
  hears(tones: readonly number[]): number[];
  /** Whether packets came in the last moments, silent ones too. */
  receives(): boolean;
  press(digit: string): void;
  /** Nothing is sent any more: what a phone does whose battery is gone. */
  mute(): void;
  close(): void;
};

const FRAME_MS = 20;
/** A tone that is a smaller part of the sound is none: what is left are echoes of coding. */
const LOUD_ENOUGH = 0.08;
const ULAW = 0;
const TELEPHONE_EVENT = 101;
const DIGITS = "0123456789*#";
const DIGIT_PACKETS = 8;

/** Opens it on a port of its own. */
export async function openSound(hz: number): Promise<Sound> {
  const socket: Socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const hearing = createHearing();
  let target: { host: string; port: number } | undefined;
  let [sequence, timestamp, sample] = [1, 0, 0];
  let isMuted = false;
  let pressed: { digit: number; sent: number } | undefined;
  const source = Math.floor(Math.random() * 0xffff_ffff);

  const packet = (type: number, payload: Buffer, hasMark = false): Buffer => {
    const header = Buffer.alloc(12);
    header[0] = 0x80;
    header[1] = type | (hasMark ? 0x80 : 0);
    header.writeUInt16BE(sequence++ & 0xffff, 2);
    header.writeUInt32BE(timestamp >>> 0, 4);
    header.writeUInt32BE(source, 8);
    return Buffer.concat([header, payload]);
  };
  const send = (bytes: Buffer): void => {
    if (target !== undefined) socket.send(bytes, target.port, target.host);
  };
  const sendDigit = (): void => {
    if (pressed === undefined) return;
    const isEnd = pressed.sent >= DIGIT_PACKETS - 3;
    const payload = Buffer.from([pressed.digit, isEnd ? 0x8a : 0x0a, 0, 0]);
    payload.writeUInt16BE(Math.min(pressed.sent + 1, DIGIT_PACKETS - 2) * FRAME, 2);
    send(packet(TELEPHONE_EVENT, payload, pressed.sent === 0));
    pressed.sent += 1;
    if (pressed.sent < DIGIT_PACKETS) return;
    pressed = undefined;
    timestamp += DIGIT_PACKETS * FRAME;
  };
  let due = performance.now();
  const sending = setInterval(() => {
    hearing.pass();
    // Timers come late on a busy machine: whatever is due is sent.
    for (; due <= performance.now(); due += FRAME_MS) {
      if (isMuted || target === undefined) continue;
      if (pressed !== undefined) {
        sendDigit();
        continue;
      }
      send(packet(ULAW, toneFrame(hz, sample)));
      sample += FRAME;
      timestamp += FRAME;
    }
  }, FRAME_MS);
  socket.on("message", (bytes) => {
    if (bytes.length > 12 && ((bytes[1] ?? 0) & 0x7f) === ULAW) hearing.take(bytes);
  });
  return {
    port: socket.address().port,
    sendTo(host, port) {
      if (target === undefined) due = performance.now();
      target = { host, port };
    },
    hears(tones) {
      const samples = hearing.samples();
      if (samples.length < SAMPLE_RATE / 10) return [];
      return tones.filter((tone) => shareOf(samples, tone) > LOUD_ENOUGH);
    },
    receives: () => hearing.receives(),
    press(digit) {
      const index = DIGITS.indexOf(digit);
      if (index < 0) throw new Error(`There is no key ${digit}`);
      pressed = { digit: index, sent: 0 };
    },
    mute() {
      isMuted = true;
    },
    close() {
      clearInterval(sending);
      socket.close();
    },
  };
}
