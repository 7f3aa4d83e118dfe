/** Of a call: what its queue wants, what its caller knows and wants, and what its counsellor does about it. */
export type RecordingWish = {
  /** Somebody has switched it on for the queue that the call is in. Off by default. */
  readonly isQueueRecorded: boolean;
  /** The notice was heard to its end, or the counsellor told them. Nobody is recorded who was not told. */
  readonly isTold: boolean;
  /** They do not want it. Nothing is recorded from then on, and what was is erased. */
  readonly isRefused: boolean;
  readonly isPaused: boolean;
};

/** Whether what is said between people in a call is recorded now. */
export function mayRecord({ isQueueRecorded, isTold, isRefused, isPaused }: RecordingWish): boolean {
  return isQueueRecorded && isTold && !isRefused && !isPaused;
}

/** How the recording of a call stands, for whoever talks: nothing is left to guess. */
export const RECORDING_STATES = ["off", "untold", "refused", "paused", "failed", "ready", "on"] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];

/**
 * What the counsellor is shown. `off`: their queue is not recorded; `untold`: they have to tell the caller first; `failed`:
 * it should be and cannot be; `ready`: it begins when somebody talks; `on`: every word is recorded.
 */
export function recordingState(
  wish: RecordingWish & { readonly isFailing: boolean; readonly isRunning: boolean },
): RecordingState {
  if (wish.isRefused) return "refused";
  if (wish.isRunning && !wish.isPaused) return "on";
  if (!wish.isQueueRecorded) return "off";
  if (!wish.isTold) return "untold";
  if (wish.isPaused) return "paused";
  return wish.isFailing ? "failed" : "ready";
}

/** What its counsellor can do about the recording of a call. Each may be said again. */
export const RECORDING_STEPS = ["told", "pause", "resume", "refuse"] as const;
export type RecordingStep = (typeof RECORDING_STEPS)[number];
