/** Where the lines of a list stand, so that only those in sight are in the document. */
export type Layout = { readonly tops: readonly number[]; readonly height: number };

export function layOut(heights: readonly number[]): Layout {
  const tops: number[] = [];
  let height = 0;
  for (const each of heights) {
    tops.push(height);
    height += each;
  }
  return { tops, height };
}

/** The first and the last line (exclusive) of what is in sight, with a few more on either side. */
export function inSight({ tops }: Layout, from: number, size: number, more = 6): readonly [number, number] {
  const first = lastBefore(tops, from);
  const last = lastBefore(tops, from + size);
  return [Math.max(0, first - more), Math.min(tops.length, last + 1 + more)];
}

/** The last line that begins at or above a height. */
function lastBefore(tops: readonly number[], at: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tops[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
