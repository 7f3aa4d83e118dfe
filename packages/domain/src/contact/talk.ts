/** The counsellor asked the other side to wait a moment. `remindAt` is gone once they were reminded. */
export type Hold = { readonly since: Date; readonly remindAt?: Date };

/**
 * How far the silence of the other side has come, since the last word of either. `checked`: their page asks gently;
 * `asked`: "still here?"; `alarmed`: supervisors were told before anything ends.
 */
export const SILENCE_STAGES = ["listening", "checked", "asked", "alarmed"] as const;

export type SilenceStage = (typeof SILENCE_STAGES)[number];

export type Silence = { readonly stage: SilenceStage; readonly nextAt: Date };

/** A colleague whom the owner asked into the conversation: reads and writes beside them, owns nothing. */
export type Guest = {
  readonly id: string;
  readonly since: Date;
  /** Beyond their places: a supervisor overrode that none was free. */
  readonly isExtra?: true;
};

/** Warm: the colleague comes into the conversation first. Cold: whoever accepts has it. */
export const TRANSFER_KINDS = ["warm", "cold"] as const;

export type TransferKind = (typeof TRANSFER_KINDS)[number];

/** What became of the owner's last transfer when nobody took it: said until the next one. */
export type TransferFailure = {
  readonly to: string;
  readonly because: "declined" | "timed_out" | "undeliverable" | "rescinded";
};
