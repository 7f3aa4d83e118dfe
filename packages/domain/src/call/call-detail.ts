/** When what happened to a call, as it was noted down by the database's clock. */
export type CallDetail = {
  readonly direction: "in" | "out";
  readonly rangAt: Date;
  readonly answeredAt: Date | undefined;
  /** When the greeting was over, or somebody cut in on it. */
  readonly greetedAt: Date | undefined;
  /** When somebody of the house was first heard. */
  readonly talkedAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly endedBy: "caller" | "agent" | "engine" | undefined;
  /** Q.850. */
  readonly cause: number | undefined;
  readonly cannotSpeakAt: Date | undefined;
};

/** The lengths that follow, in whole seconds; a call that is up is measured until now. */
export type CallLengths = {
  /** From the first ring until somebody was heard, or until it ended. */
  readonly waited: number;
  readonly talked: number;
  /** They hung up before the greeting was over: mostly a wrong number. */
  readonly endedInGreeting: boolean;
};

/** How long a call waited and was talked in. */
export function lengthsOf(call: CallDetail, now: Date): CallLengths {
  const end = call.endedAt ?? now;
  const seconds = (from: Date, to: Date): number => Math.max(0, Math.round((to.getTime() - from.getTime()) / 1000));
  return {
    waited: seconds(call.rangAt, call.talkedAt ?? end),
    talked: call.talkedAt === undefined ? 0 : seconds(call.talkedAt, end),
    endedInGreeting: call.endedAt !== undefined && call.greetedAt === undefined && call.talkedAt === undefined,
  };
}
