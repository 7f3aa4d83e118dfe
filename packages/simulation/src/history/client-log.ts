/** What a client can do that leaves a trace worth checking. */
export type Act =
  | "arrive"
  | "show"
  | "accept"
  | "decline"
  | "end"
  | "close"
  | "undo"
  | "write"
  | "leave"
  | "read"
  | "hold-lease"
  | "renew-lease"
  | "told-of-offer";

/** What an act was about, and what its answer said. */
export type Facts = {
  readonly contactId?: string;
  readonly offerId?: string;
  /** The sender's own key of an arrival. */
  readonly key?: string;
  /** The version of the contact in the answer. */
  readonly version?: number;
  readonly epoch?: number;
};

/**
 * A line of a client's log. `lost`: no answer came, so it may have happened or not. `at` is the client's own monotonic
 * clock in milliseconds, and means nothing to anybody else.
 */
export type ClientEntry = Facts & {
  readonly client: string;
  readonly op: number;
  readonly act: Act;
  readonly phase: "invoke" | "ok" | "fail" | "lost";
  readonly at: number;
};

type Answer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false };

/** Writes down what one client asked for and what it was told, in the order in which that client saw it. */
export class ClientLog {
  readonly entries: ClientEntry[] = [];
  readonly #client: string;
  readonly #now: () => number;
  #ops = 0;

  constructor(client: string, now: () => number = () => performance.now()) {
    this.#client = client;
    this.#now = now;
  }

  /** Runs a command and notes its beginning and end. Gives its value; undefined when it was refused or nothing came back. */
  async run<Value>(
    act: Act,
    facts: Facts,
    command: () => Promise<Answer<Value>>,
    told: (value: Value) => Facts = () => ({}),
  ): Promise<Value | undefined> {
    const op = this.#ops++;
    const note = (phase: ClientEntry["phase"], more: Facts = {}): void => {
      this.entries.push({ client: this.#client, op, act, phase, at: this.#now(), ...facts, ...more });
    };
    note("invoke");
    try {
      const answer = await command();
      if (!answer.ok) {
        note("fail");
        return undefined;
      }
      note("ok", told(answer.value));
      return answer.value;
    } catch {
      note("lost");
      return undefined;
    }
  }

  /** Notes something that came by itself. */
  told(act: Act, facts: Facts): void {
    const op = this.#ops++;
    this.entries.push({ client: this.#client, op, act, phase: "ok", at: this.#now(), ...facts });
  }
}
