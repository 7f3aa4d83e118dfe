/** What is going to happen, the soonest first; of two at the same time, the one that was planned first. */
export class EventLine<What> {
  readonly #heap: { readonly time: number; readonly order: number; readonly what: What }[] = [];
  #planned = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** Plans something for a time in milliseconds. */
  add(time: number, what: What): void {
    const heap = this.#heap;
    const added = { time, order: this.#planned++, what };
    let at = heap.length;
    heap.push(added);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(added, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = added;
  }

  /** When the next thing happens; undefined when nothing is planned. */
  get nextTime(): number | undefined {
    return this.#heap[0]?.time;
  }

  /** Takes the next thing off the line. */
  next(): { readonly time: number; readonly what: What } | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const [a, b] = [heap[left], heap[left + 1]];
      if (a === undefined) break;
      const [child, index] = b !== undefined && isBefore(b, a) ? [b, left + 1] : [a, left];
      if (!isBefore(child, last)) break;
      heap[at] = child;
      at = index;
    }
    heap[at] = last;
    return first;
  }
}

type Planned = { readonly time: number; readonly order: number };

function isBefore(a: Planned, b: Planned): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}
