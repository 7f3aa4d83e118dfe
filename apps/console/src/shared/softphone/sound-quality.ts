import type { SoundQuality } from "./telephone.ts";

/** From here on words are lost; and from here on whole ones. ITU-T G.114 for the way there and back. */
const WEAK = { roundTrip: 0.4, lost: 0.03 };
const BAD = { roundTrip: 0.8, lost: 0.1 };

type Counted = { readonly received: number; readonly lost: number };

/** What two readings of a connection's own figures mean for whoever talks; undefined while there is nothing to read. */
export function qualityOf(
  report: Iterable<[string, unknown]> | undefined,
  before: Counted | undefined,
): { readonly quality: SoundQuality; readonly counted: Counted } | undefined {
  let counted: Counted | undefined;
  let roundTrip = 0;
  for (const [, stat] of report ?? []) {
    const { type, kind, packetsReceived, packetsLost, roundTripTime } = stat as Record<string, unknown>;
    if (type === "inbound-rtp" && kind === "audio") {
      counted = { received: Number(packetsReceived ?? 0), lost: Math.max(0, Number(packetsLost ?? 0)) };
    }
    if (type === "remote-inbound-rtp") roundTrip = Number(roundTripTime ?? 0);
  }
  if (counted === undefined) return undefined;
  const received = counted.received - (before?.received ?? 0);
  const lost = Math.max(0, counted.lost - (before?.lost ?? 0));
  const share = lost / Math.max(1, received + lost);
  const isOver = (limit: typeof WEAK): boolean => roundTrip >= limit.roundTrip || share >= limit.lost;
  return { counted, quality: isOver(BAD) ? "bad" : isOver(WEAK) ? "weak" : "good" };
}
