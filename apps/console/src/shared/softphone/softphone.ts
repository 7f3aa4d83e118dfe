import { machineNow } from "@nightlight/door/time/clock";
import type { SoftphoneView } from "@nightlight/contracts/counsellor/softphone";
import { qualityOf } from "./sound-quality.ts";
import type { OpenSipLine, SipCall, SipLine } from "./sip-line.ts";
import { useTelephone, type TelephoneStatus } from "./telephone.ts";

/** Where there is no exchange, it is asked again after this. */
const ASK_AGAIN_MS = 10_000;
/** The desk may learn a moment later than the telephone that the call is ours. */
const EXPECTED_WITHIN_MS = 8_000;
const LOOK_EVERY_MS = 100;
const QUALITY_EVERY_MS = 2_000;

export type SoftphoneOptions = {
  /** The account of this sign-in; null where nobody runs an exchange. */
  readonly account: () => Promise<SoftphoneView | null>;
  /** Where an engine's line is. */
  readonly addressOf: (engine: string) => string;
  readonly openLine: OpenSipLine;
  /** The microphone; rejects as `getUserMedia` does. */
  readonly microphone: () => Promise<MediaStream>;
  /** Whether the browser lets us have it without asking. */
  readonly isAllowed: () => Promise<boolean>;
  /** Whether a call of this contact is for me: nothing else is ever answered. */
  readonly isExpected: (contactId: string) => boolean;
  readonly play: (sound: MediaStream) => () => void;
};

export type Softphone = {
  /** By a click: the browser may ask for the microphone. */
  turnOn(): Promise<void>;
  mute(isMuted: boolean): void;
  press(digit: string): void;
  stop(): void;
};

/** The call in hand, and what has to be let go with it. */
type Current = { readonly call: SipCall; microphone: MediaStream | undefined; silence: () => void };

/** This browser's telephone: registers, answers what is ours by itself, and says how it is. What ends a conversation is its contact. */
export function startSoftphone(options: SoftphoneOptions): Softphone {
  let lines: readonly SipLine[] | undefined;
  let current: Current | undefined;
  let isStopped = false;
  let account: SoftphoneView | null = null;
  const timers = new Set<ReturnType<typeof setInterval>>();

  const hasStopped = (): boolean => isStopped;
  const say = (status: TelephoneStatus): void => {
    if (!isStopped) useTelephone.setState({ status });
  };
  const every = (ms: number, look: () => boolean): void => {
    const timer = setInterval(() => {
      if (!look()) return;
      clearInterval(timer);
      timers.delete(timer);
    }, ms);
    timers.add(timer);
  };

  const over = (call: SipCall): void => {
    if (current?.call !== call) return;
    current.silence();
    current.microphone?.getTracks().forEach((track) => {
      track.stop();
    });
    current = undefined;
    if (!isStopped) useTelephone.setState({ call: undefined });
  };
  const answer = async (call: SipCall): Promise<void> => {
    current?.call.hangUp();
    const mine: Current = { call, microphone: undefined, silence: () => undefined };
    current = mine;
    const { contactId } = call;
    useTelephone.setState({ call: { contactId, isMuted: false, isHeard: false, quality: undefined } });
    try {
      mine.microphone = await options.microphone();
    } catch (error) {
      say(whyNot(error));
      call.refuse();
      return;
    }
    if (current !== mine) {
      mine.microphone.getTracks().forEach((track) => {
        track.stop();
      });
      return;
    }
    call.answer(mine.microphone);
    let counted: Parameters<typeof qualityOf>[1];
    every(QUALITY_EVERY_MS, () => {
      if (current !== mine) return true;
      void statsOf(call).then((report) => {
        const read = qualityOf(report as Iterable<[string, unknown]> | undefined, counted);
        if (read === undefined || current !== mine) return;
        counted = read.counted;
        useTelephone.setState((state) => ({ call: state.call && { ...state.call, quality: read.quality } }));
      });
      return false;
    });
  };
  const rings = (call: SipCall): void => {
    const until = machineNow() + EXPECTED_WITHIN_MS;
    const look = (): boolean => {
      if (options.isExpected(call.contactId)) {
        void answer(call);
        return true;
      }
      if (machineNow() < until) return false;
      call.refuse();
      return true;
    };
    if (!look()) every(LOOK_EVERY_MS, look);
  };
  const connect = async (): Promise<void> => {
    if (account === null || lines !== undefined || isStopped) return;
    say("connecting");
    // One engine that knows us is enough to be rung by; a call rings where it came in.
    const there = new Set<string>();
    const openTo = (engine: string, own: SoftphoneView): Promise<SipLine> =>
      options.openLine(own, options.addressOf(engine), {
        registered: () => {
          there.add(engine);
          say("ready");
        },
        lost: () => {
          there.delete(engine);
          if (there.size === 0) say("lost");
        },
        rings,
        heard(call, sound) {
          if (current?.call !== call) return;
          current.silence();
          current.silence = options.play(sound);
          useTelephone.setState((state) => ({ call: state.call && { ...state.call, isHeard: true } }));
        },
        over,
      });
    lines = [];
    const own = account;
    lines = await Promise.all(own.engines.map((engine) => openTo(engine, own)));
    if (hasStopped()) for (const line of lines) line.close();
  };
  const turnOn = async (): Promise<void> => {
    try {
      (await options.microphone()).getTracks().forEach((track) => {
        track.stop();
      });
    } catch (error) {
      say(whyNot(error));
      return;
    }
    await connect();
  };
  const begin = async (): Promise<void> => {
    account = await options.account().catch(() => null);
    if (isStopped) return;
    if (account === null) {
      say("none");
      const timer = setInterval(() => {
        clearInterval(timer);
        timers.delete(timer);
        void begin();
      }, ASK_AGAIN_MS);
      timers.add(timer);
      return;
    }
    if (await options.isAllowed()) await turnOn();
    else say("off");
  };
  void begin();

  return {
    turnOn,
    mute(isMuted) {
      current?.call.mute(isMuted);
      useTelephone.setState((state) => ({ call: state.call && { ...state.call, isMuted } }));
    },
    press(digit) {
      current?.call.press(digit);
    },
    stop() {
      isStopped = true;
      for (const timer of timers) clearInterval(timer);
      const { call } = current ?? {};
      if (call !== undefined) {
        over(call);
        call.hangUp();
      }
      for (const line of lines ?? []) line.close();
      useTelephone.setState({ status: "none", call: undefined });
    },
  };
}

/** The connection's own figures; undefined where it is gone meanwhile. */
async function statsOf(call: SipCall): Promise<RTCStatsReport | undefined> {
  return call.stats().catch(() => undefined);
}

/** Why there is no microphone, as the browser says it. */
function whyNot(error: unknown): "refused" | "no-microphone" {
  const name = error instanceof Error ? error.name : "";
  return name === "NotAllowedError" || name === "SecurityError" ? "refused" : "no-microphone";
}
