import type {
  AttemptId,
  CallId,
  CallSnapshot,
  HangUpCause,
  LegOffer,
  Telephony,
  TelephonyEvent,
} from "@nightlight/commands/call/telephony";
import { SimulatedCall, type SimulatedLeg } from "./simulated-call.ts";

/** Time as the simulation has it: real, or a clock that a test turns. */
export type Timer = (ms: number, ring: () => void) => { cancel(): void };

/** The people at the other ends, who do what a test or a simulation tells them. */
export type SimulatedPeople = {
  /** Somebody calls the helpline. */
  call(name: string, number?: string): SimulatedCall;
  /** Somebody calls from a page, under its account. */
  callFromPage(page: string): SimulatedCall;
  /** The legs that ring, or rang, at an agent's softphone. */
  legsOf(agentId: string): readonly SimulatedLeg[];
  /** Calls to numbers, in the order in which they rang there. */
  readonly dialled: readonly SimulatedCall[];
  /** A softphone is there, as if somebody had opened their page. */
  register(agentId: string): void;
};

const NORMAL = 16;
/** Two seconds of nothing, as a WAV of 8 kHz and 16 bits. */
const SAID = new Uint8Array(44 + 2 * 16_000).fill(0);
SAID.set(new TextEncoder().encode("RIFF"));
const realTimer: Timer = (ms, ring) => {
  const timer = setTimeout(ring, ms);
  return { cancel: () => clearTimeout(timer) };
};

/** Whoever is called is called so. */
const OUTSIDE = "outside";
/** How long an announcement of the simulation lasts. */
const ANNOUNCEMENT_MS = 100;

/** A voice engine without sound: who hears whom is worked out, and nothing happens by chance. */
export function createSimulatedTelephony(timer: Timer = realTimer): Telephony & { readonly people: SimulatedPeople } {
  const calls = new Map<CallId, SimulatedCall>();
  const legs = new Map<AttemptId, SimulatedLeg>();
  const rung = new Map<string, SimulatedLeg[]>();
  const registered = new Set<string>();
  const known = new Set<AttemptId>();
  const recordings = new Map<string, { readonly callId: CallId; readonly isRunning: boolean }>();
  let listener: (event: TelephonyEvent) => void = () => undefined;
  const dialled: SimulatedCall[] = [];
  let numbers = 0;
  // After the command that caused it has returned, as from an engine elsewhere.
  const tell = (event: TelephonyEvent): void => queueMicrotask(() => listener(event));

  const endLeg = (attemptId: AttemptId, because: "no-answer" | "declined" | "offline" | "cancelled"): void => {
    const leg = legs.get(attemptId);
    if (leg === undefined) return;
    legs.delete(attemptId);
    const { callId, isAnswered } = leg;
    leg.end();
    if (isAnswered) tell({ type: "leg.ended", callId, attemptId, cause: NORMAL });
    else tell({ type: "leg.failed", callId, attemptId, because });
  };
  const endRecording = (recordingId: string): void => {
    const recording = recordings.get(recordingId);
    if (recording?.isRunning !== true) return;
    const { callId } = recording;
    recordings.set(recordingId, { callId, isRunning: false });
    tell({ type: "recording.finished", callId, recordingId });
  };
  const record = (callId: CallId, recordingId: string, mostSeconds: number): void => {
    if (!calls.has(callId)) return;
    recordings.set(recordingId, { callId, isRunning: true });
    timer(mostSeconds * 1000, () => endRecording(recordingId));
  };
  const endCall = (callId: CallId, by: "caller" | "engine"): void => {
    const call = calls.get(callId);
    if (call === undefined) return;
    calls.delete(callId);
    call.end();
    for (const [recordingId, each] of recordings) if (each.callId === callId) endRecording(recordingId);
    tell({ type: "call.ended", callId, by, cause: NORMAL });
  };
  const stopAnnouncing = (callId: CallId): void => {
    const call = calls.get(callId);
    const id = call?.announcement?.id;
    if (call === undefined || id === undefined) return;
    call.announcement?.timer.cancel();
    call.announcement = undefined;
    tell({ type: "announce.finished", callId, announcementId: id });
  };

  const guestsOf = (callId: CallId) => [...calls.values()].filter((line) => line.room?.()?.callId === callId);

  const begin = (name: string): SimulatedCall => {
    const callId = `simulated-${String(++numbers)}`;
    const call = new SimulatedCall(callId, name, legs, {
      guests: () => guestsOf(callId),
      hungUp: () => endCall(callId, "caller"),
      pressed: (digit) => tell({ type: "digit", callId, digit }),
    });
    calls.set(callId, call);
    return call;
  };

  return {
    people: {
      dialled,
      call(name, number = "0912345678") {
        const call = begin(name);
        tell({ type: "call.incoming", callId: call.callId, number, dialled: "111", from: "trunk" });
        return call;
      },
      callFromPage(page) {
        const call = begin(page);
        const from = { number: undefined, dialled: "helpline", from: "browser", page } as const;
        tell({ type: "call.incoming", callId: call.callId, ...from });
        return call;
      },
      legsOf: (agentId) => rung.get(agentId) ?? [],
      register(agentId) {
        registered.add(agentId);
        tell({ type: "agent.online", agentId });
      },
    },
    listen(to) {
      listener = to;
      tell({ type: "link.up" });
    },
    async provisionAgent() {
      // A softphone comes when its page opens: `people.register`.
    },
    async provisionPage() {
      // A page calls when somebody calls from it: `people.callFromPage`.
    },
    async revokeAgent(agentId) {
      if (registered.delete(agentId)) tell({ type: "agent.offline", agentId });
    },
    async agentsOnline() {
      return [...registered];
    },
    async ring(callId) {
      calls.get(callId)?.turn("ringing");
    },
    async answer(callId) {
      calls.get(callId)?.turn("up");
    },
    async announce(callId, announcementId, media) {
      const call = calls.get(callId);
      if (call === undefined) return;
      stopAnnouncing(callId);
      const ringing = timer(ANNOUNCEMENT_MS * media.length, () => stopAnnouncing(callId));
      call.announcement = { id: announcementId, media, timer: ringing };
    },
    async stopAnnounce(callId) {
      stopAnnouncing(callId);
    },
    async startMusic(callId) {
      const call = calls.get(callId);
      if (call !== undefined) call.hasMusic = true;
    },
    async stopMusic(callId) {
      const call = calls.get(callId);
      if (call !== undefined) call.hasMusic = false;
    },
    async offer({ attemptId, callId, agentId, timeout }: LegOffer) {
      if (known.has(attemptId)) return;
      known.add(attemptId);
      if (!registered.has(agentId)) {
        tell({ type: "leg.failed", callId, attemptId, because: "offline" });
        return;
      }
      const patience = timer(timeout * 1000, () => {
        if (legs.get(attemptId)?.isAnswered === false) endLeg(attemptId, "no-answer");
      });
      const leg: SimulatedLeg = new SimulatedCall(callId, agentId, legs, {
        guests: () => guestsOf(callId),
        answered: () => {
          patience.cancel();
          tell({ type: "leg.answered", callId, attemptId });
        },
        declined: () => endLeg(attemptId, "declined"),
        hungUp: () => endLeg(attemptId, "declined"),
      });
      leg.caller = () => calls.get(callId);
      legs.set(attemptId, leg);
      rung.set(agentId, [...(rung.get(agentId) ?? []), leg]);
      leg.turn("ringing");
      tell({ type: "leg.ringing", callId, attemptId });
    },
    async cancelOffer(attemptId) {
      endLeg(attemptId, "cancelled");
    },
    async connect(callId, attemptId) {
      const [call, leg] = [calls.get(callId), legs.get(attemptId)];
      if (call === undefined || leg === undefined) return;
      stopAnnouncing(callId);
      [call.hasMusic, call.isHeld, leg.isJoined] = [false, false, true];
    },
    async hold(callId) {
      const call = calls.get(callId);
      if (call !== undefined) call.isHeld = true;
    },
    async resume(callId) {
      const call = calls.get(callId);
      if (call !== undefined) call.isHeld = false;
    },
    async release(attemptId) {
      endLeg(attemptId, "cancelled");
    },
    async monitor(_callId, attemptId, { mode }) {
      const leg = legs.get(attemptId);
      if (leg === undefined) return;
      leg.isJoined = mode === "join";
      leg.monitors = mode === "join" ? undefined : mode;
    },
    async startRecording(callId, recordingId, mostSeconds) {
      record(callId, recordingId, mostSeconds);
    },
    async recordMessage(callId, recordingId, mostSeconds) {
      record(callId, recordingId, mostSeconds);
    },
    async stopRecording(recordingId) {
      endRecording(recordingId);
    },
    async readRecording(recordingId) {
      return recordings.get(recordingId)?.isRunning === false ? SAID : undefined;
    },
    async forgetRecording(recordingId) {
      recordings.delete(recordingId);
    },
    async dialOut(callId) {
      if (calls.has(callId)) return;
      const call = new SimulatedCall(callId, OUTSIDE, legs, {
        guests: () => guestsOf(callId),
        hungUp: () => endCall(callId, "caller"),
        answered: () => tell({ type: "call.answered", callId }),
        declined: () => endCall(callId, "caller"),
      });
      call.direction = "out";
      calls.set(callId, call);
      dialled.push(call);
      call.turn("ringing");
    },
    async bringIn(callId, lineId) {
      const line = calls.get(lineId);
      if (line !== undefined) line.room = () => calls.get(callId);
    },
    async sendDigits() {
      // Nobody listens to keys in the simulation.
    },
    async hangUp(callId: CallId, _cause: HangUpCause) {
      const own = [...legs].filter(([, leg]) => leg.callId === callId);
      endCall(callId, "engine");
      for (const [attemptId] of own) endLeg(attemptId, "cancelled");
    },
    async setTag(callId, _name, value) {
      const call = calls.get(callId);
      if (call !== undefined) call.tag = value;
    },
    async snapshot(): Promise<readonly CallSnapshot[]> {
      return [...calls].map(([callId, call]) => ({
        callId,
        direction: call.direction,
        isAnswered: call.isAnswered,
        contactTag: call.tag,
        legs: [...legs]
          .filter(([, leg]) => leg.callId === callId)
          .map(([attemptId, { isAnswered, isJoined }]) => ({ attemptId, isAnswered, isJoined })),
      }));
    },
    async close() {
      listener = () => undefined;
    },
  };
}
