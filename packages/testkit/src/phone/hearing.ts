import { FRAME, fromUlaw, SAMPLE_RATE } from "./tone.ts";

/** The last moments of what a phone hears. */
export type Hearing = {
  /** A packet of sound arrived, as it came from the network. */
  take(packet: Buffer): void;
  /** As much time went by as one packet lasts, and whatever arrived until then has been taken. */
  pass(): void;
  /** The sound of the last moments; empty where nothing came in them. */
  samples(): Float64Array;
  /** Whether packets came in the last moments, silent ones too. */
  receives(): boolean;
};

const HEADER = 12;
const HEARD_SAMPLES = (SAMPLE_RATE * 3) / 10;
const HEARD_PACKETS = HEARD_SAMPLES / FRAME;

/**
 * What belongs to the last moments is told by the packets' own time, not by when this process came to read them: on a busy
 * machine a second of sound is read at once, and would be taken for one moment in which everybody spoke together. Silence
 * is counted in turns of the process for the same reason: one that stood still for a while has not heard nothing meanwhile.
 */
export function createHearing(): Hearing {
  let heard: { source: number; at: number; bytes: Buffer }[] = [];
  let quiet = 0;
  const receives = () => heard.length > 0 && quiet < HEARD_PACKETS;
  return {
    take(packet) {
      const newest = { source: packet.readUInt32BE(8), at: packet.readUInt32BE(4), bytes: packet.subarray(HEADER) };
      const isNear = (each: { source: number; at: number }) =>
        each.source === newest.source && Math.abs((newest.at - each.at) | 0) < HEARD_SAMPLES;
      heard = [...heard.filter(isNear), newest];
      quiet = 0;
    },
    pass() {
      quiet += 1;
    },
    // Decoded only when somebody asks: most of what many telephones hear is asked for by nobody.
    samples: () => Float64Array.from(receives() ? Buffer.concat(heard.map(({ bytes }) => bytes)) : [], fromUlaw),
    receives,
  };
}
