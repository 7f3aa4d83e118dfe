import type { AttemptId, CallId } from "@nightlight/commands/call/telephony";
import type { MonitorMode } from "@nightlight/domain/call/call";

export type SimulatedState = "new" | "ringing" | "up" | "over";

/** What the engine is told of the person at this end. */
type Told = {
  readonly answered?: () => void;
  readonly declined?: () => void;
  readonly hungUp?: () => void;
  readonly pressed?: (digit: string) => void;
  /** Lines from outside that were brought to where this call's people meet. */
  readonly guests?: () => readonly SimulatedCall[];
};

/** A leg to an agent: a call of its own, seen from the softphone. */
export type SimulatedLeg = SimulatedCall;

/** One end of the line, and the person who holds it. */
export class SimulatedCall {
  state: SimulatedState = "new";
  direction: "in" | "out" = "in";
  hasMusic = false;
  isHeld = false;
  isJoined = false;
  monitors: Exclude<MonitorMode, "join"> | undefined;
  tag: string | undefined;
  announcement:
    { readonly id: string; readonly media: readonly string[]; readonly timer: { cancel(): void } } | undefined;
  /** The caller of the call that a leg belongs to; undefined for the caller's own end. */
  caller: (() => SimulatedCall | undefined) | undefined;
  /** The call to whose people this line was brought. */
  room: (() => SimulatedCall | undefined) | undefined;
  readonly callId: CallId;
  readonly name: string;
  readonly #legs: ReadonlyMap<AttemptId, SimulatedCall>;
  readonly #told: Told;

  constructor(callId: CallId, name: string, legs: ReadonlyMap<AttemptId, SimulatedCall>, told: Told) {
    this.callId = callId;
    this.name = name;
    this.#legs = legs;
    this.#told = told;
  }

  get isAnswered(): boolean {
    return this.state === "up";
  }

  answer(): void {
    if (this.state !== "ringing") return;
    this.turn("up");
    this.#told.answered?.();
  }

  decline(): void {
    this.#told.declined?.();
  }

  hangUp(): void {
    this.#told.hungUp?.();
  }

  press(digit: string): void {
    this.#told.pressed?.(digit);
  }

  turn(state: SimulatedState): void {
    if (this.state !== "over") this.state = state;
  }

  end(): void {
    this.announcement?.timer.cancel();
    this.turn("over");
  }

  /** Announcements by their last name, "music", and the names of those who speak. */
  hears(): readonly string[] {
    if (this.state !== "up") return [];
    const room = this.room?.();
    if (room !== undefined) return this.#heardByGuest(room);
    return this.caller === undefined ? this.#heardByCaller() : this.#heardByLeg(this.caller());
  }

  #heardByCaller(): readonly string[] {
    const playing = this.announcement?.media[0]?.split("/").at(-1);
    if (playing !== undefined) return [playing];
    if (this.isHeld) return ["music"];
    const others = [...this.#joined(), ...this.#guests()].map(({ name }) => name);
    if (others.length > 0) return others;
    return this.hasMusic ? ["music"] : [];
  }

  #heardByLeg(caller: SimulatedCall | undefined): readonly string[] {
    if (caller === undefined || caller.state !== "up") return [];
    const callers = caller.isHeld ? [] : [caller.name];
    const others = this.#joined().filter((leg) => leg !== this);
    const names = [...others, ...this.#guests()].map(({ name }) => name);
    if (this.isJoined) return [...callers, ...names, ...this.#whisperers()];
    return this.monitors === undefined ? [] : [...callers, ...names];
  }

  #heardByGuest(room: SimulatedCall): readonly string[] {
    const others = room.#guests().filter((line) => line !== this);
    const names = [...room.#joined(), ...others].map(({ name }) => name);
    return room.isHeld || room.state !== "up" ? names : [room.name, ...names];
  }

  #guests(): readonly SimulatedCall[] {
    return (this.#told.guests?.() ?? []).filter(({ isAnswered }) => isAnswered);
  }

  #joined(): SimulatedCall[] {
    return [...this.#legs.values()].filter((leg) => leg.callId === this.callId && leg.isAnswered && leg.isJoined);
  }

  /** A whisper goes to the agent who was there first, and to nobody else. */
  #whisperers(): string[] {
    if (this.#joined()[0] !== this) return [];
    return [...this.#legs.values()]
      .filter((leg) => leg.callId === this.callId && leg.isAnswered && leg.monitors === "whisper")
      .map(({ name }) => name);
  }
}
