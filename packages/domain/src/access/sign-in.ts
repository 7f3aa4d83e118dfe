/** The numbers of signing in. Waits are seconds after the first, second, … failure in a row; the last one repeats. */
export const SIGN_IN_POLICY = {
  /** One shift with its handover, and some overtime. */
  sessionHours: 14,
  /** A session whose browser was not heard of for this long is over. An open console is heard of all the time. */
  idleMinutes: 30,
  /** A session's token is changed when it is used after this long. */
  rotateAfterMinutes: 120,
  /** How long the token before is still good once the new one was seen: for requests that were on their way. */
  overlapSeconds: 60,
  /** Never for ever: whoever can lock others out for good has a weapon. */
  accountWaits: [0, 0, 0, 0, 30, 60, 120, 240, 480, 900],
  /** A whole office may come from one address. */
  addressWaits: [...Array<number>(39).fill(0), 30, 60, 120, 240, 480, 900],
  /** A million codes, three of them good at a time. */
  factorWaits: [0, 0, 0, 0, 30, 60, 120, 240, 480, 900],
  /** Failures are forgotten when nothing was tried for this long. */
  forgetAfterHours: 24,
  /** Tries in vain, for one account or from one address, that somebody has to be told of. */
  alarmAt: [10, 100, 1_000, 10_000, 100_000],
  /** Wrong PINs in a row before only the second factor unlocks. */
  pinTries: 5,
  /** Minutes without a key or a pointer after which the console locks. */
  lockAfterMinutes: 10,
  recoveryCodes: 10,
  /** How long an administrator can take a reset back. What was set aside for it is then gone for good. */
  undoResetSeconds: 8,
} as const;

/** How far a session has come: the password fitted, a second factor has to be set up, or all of it is done. */
export const SESSION_STAGES = ["second_factor", "enrolment", "open"] as const;

export type SessionStage = (typeof SESSION_STAGES)[number];

/** Where a session begins after the password. Demo accounts need no second factor; everybody else sets one up first. */
export function firstStage(person: { readonly isDemo: boolean }, hasSecondFactor: boolean): SessionStage {
  if (hasSecondFactor) return "second_factor";
  return person.isDemo ? "open" : "enrolment";
}

/** Whether this many tries in vain are a reason to tell somebody; once at each step. */
export function isAlarming(tries: number): boolean {
  return SIGN_IN_POLICY.alarmAt.some((step) => step === tries);
}
