/** The place in the queue that a child is told: never worse than what was said before. 1 is "you are next". */
export function shownPosition(before: number | undefined, now: number): number {
  return before === undefined ? now : Math.min(before, now);
}
