/** What a load saw, by the client's own clock in milliseconds. */
export type LoadReport = {
  /** From sending the arrival until the offer reached a screen. */
  readonly arrivalToOffer: readonly number[];
  /** From sending "accept" until the screen knew. */
  readonly acceptToAssigned: readonly number[];
  readonly acknowledged: readonly string[];
  /** Acknowledged contacts that nobody finished by the end. */
  readonly lost: readonly string[];
  /** Contacts that two seats had at the same time. */
  readonly doubled: readonly string[];
  /** What went wrong otherwise, and how often. */
  readonly failures: Readonly<Record<string, number>>;
};

type Line = {
  sentAt: number | undefined;
  isMeasured: boolean;
  offeredAt: number | undefined;
  acceptMs: number | undefined;
  /** The seats whose screens show it or that talk with it. */
  readonly seats: Set<number>;
  isFinished: boolean;
};

/** Keeps one line for every contact, and adds them up at the end. */
export class LoadBook {
  readonly #lines = new Map<string, Line>();
  readonly #acknowledged: string[] = [];
  readonly #doubled = new Set<string>();
  readonly #failures: Record<string, number> = {};

  acknowledged(contactId: string, sentAt: number, isMeasured: boolean): void {
    Object.assign(this.#line(contactId), { sentAt, isMeasured });
    this.#acknowledged.push(contactId);
  }

  offered(contactId: string, seat: number, at: number): void {
    const line = this.#line(contactId);
    if (line.isFinished || [...line.seats].some((other) => other !== seat)) this.#doubled.add(contactId);
    line.seats.add(seat);
    line.offeredAt ??= at;
  }

  withdrawn(contactId: string, seat: number): void {
    this.#line(contactId).seats.delete(seat);
  }

  accepted(contactId: string, tookMs: number): void {
    const line = this.#line(contactId);
    if (line.acceptMs !== undefined) this.#doubled.add(contactId);
    line.acceptMs = tookMs;
  }

  finished(contactId: string, seat: number): void {
    const line = this.#line(contactId);
    line.seats.delete(seat);
    line.isFinished = true;
  }

  failed(what: string): void {
    this.#failures[what] = (this.#failures[what] ?? 0) + 1;
  }

  /** Whether every acknowledged contact has been finished. */
  isDone(): boolean {
    return this.#unfinished().length === 0;
  }

  report(): LoadReport {
    const measured = [...this.#lines.values()].filter((line) => line.isMeasured);
    return {
      arrivalToOffer: measured.flatMap(({ sentAt, offeredAt }) =>
        sentAt === undefined || offeredAt === undefined ? [] : [offeredAt - sentAt],
      ),
      acceptToAssigned: measured.flatMap(({ acceptMs }) => acceptMs ?? []),
      acknowledged: this.#acknowledged,
      lost: this.#unfinished(),
      doubled: [...this.#doubled],
      failures: this.#failures,
    };
  }

  #unfinished(): string[] {
    return this.#acknowledged.filter((contactId) => !this.#line(contactId).isFinished);
  }

  #line(contactId: string): Line {
    const known = this.#lines.get(contactId);
    if (known !== undefined) return known;
    const line: Line = {
      sentAt: undefined,
      isMeasured: false,
      offeredAt: undefined,
      acceptMs: undefined,
      seats: new Set(),
      isFinished: false,
    };
    this.#lines.set(contactId, line);
    return line;
  }
}
