import type { Seen } from "./children/child-mind.ts";

/** What a demo did so far. */
export type DemoCounts = {
  readonly arrived: number;
  readonly waiting: number;
  readonly running: number;
  readonly over: number;
  /** Of those that came by the companion and were taken. */
  readonly answered: number;
  readonly answeredInTime: number;
  readonly seats: number;
  readonly seatsOfPersons: number;
  readonly escalated: number;
  readonly endings: Readonly<Record<string, number>>;
  /** What went wrong, by what was said, so often. */
  readonly failures: Readonly<Record<string, number>>;
};

/** Seconds within which somebody should be there. */
export const ANSWER_TARGET_SECONDS = 15;

type ChildEntry = { readonly arrivedAt: number; phase: Seen["phase"] };

/** Counts what happens in a demo. Times are milliseconds of the machine. */
export class DemoBook {
  readonly #children = new Map<string, ChildEntry>();
  readonly #seats = new Map<string, "script" | "person">();
  readonly #endings: Record<string, number> = {};
  readonly #failures: Record<string, number> = {};
  #arrived = 0;
  #over = 0;
  #answered = 0;
  #answeredInTime = 0;
  #escalated = 0;

  arrived(childId: string, at: number): void {
    this.#arrived += 1;
    this.#children.set(childId, { arrivedAt: at, phase: "waiting" });
  }

  /** `isTimed`: the door tells at once when somebody is there. */
  seen(childId: string, { phase }: Pick<Seen, "phase">, at: number, isTimed: boolean): void {
    const child = this.#children.get(childId);
    if (child === undefined) return;
    if (isTimed && child.phase === "waiting" && phase === "talking") {
      this.#answered += 1;
      if (at - child.arrivedAt <= ANSWER_TARGET_SECONDS * 1_000) this.#answeredInTime += 1;
    }
    child.phase = phase;
  }

  gone(childId: string): void {
    if (this.#children.delete(childId)) this.#over += 1;
  }

  seat(username: string, by: "script" | "person" | undefined): void {
    if (by === undefined) this.#seats.delete(username);
    else this.#seats.set(username, by);
  }

  ended(how: string): void {
    this.#endings[how] = (this.#endings[how] ?? 0) + 1;
  }

  escalated(): void {
    this.#escalated += 1;
  }

  failed(what: string): void {
    this.#failures[what] = (this.#failures[what] ?? 0) + 1;
  }

  counts(): DemoCounts {
    const phases = [...this.#children.values()].map(({ phase }) => phase);
    const seats = [...this.#seats.values()];
    return {
      arrived: this.#arrived,
      waiting: phases.filter((phase) => phase === "waiting").length,
      running: phases.filter((phase) => phase === "talking").length,
      over: this.#over,
      answered: this.#answered,
      answeredInTime: this.#answeredInTime,
      seats: seats.length,
      seatsOfPersons: seats.filter((by) => by === "person").length,
      escalated: this.#escalated,
      endings: { ...this.#endings },
      failures: { ...this.#failures },
    };
  }
}

/** One calm line about where a demo stands. */
export function describeCounts(counts: DemoCounts): string {
  const { arrived, waiting, running, over, answered, answeredInTime, seats, seatsOfPersons, escalated } = counts;
  const share = answered === 0 ? "–" : `${Math.round((100 * answeredInTime) / answered)} %`;
  const persons = seatsOfPersons === 0 ? "" : ` (${seatsOfPersons} by people)`;
  const sent = escalated === 0 ? "" : ` · ${escalated} escalated`;
  return (
    `${arrived} arrived · ${waiting} waiting · ${running} running · ${over} over${sent} · ` +
    `${share} answered within ${ANSWER_TARGET_SECONDS} s · ${seats} seats${persons}`
  );
}
