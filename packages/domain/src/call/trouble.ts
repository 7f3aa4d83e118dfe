/** What goes wrong with telephone calls and wants a supervisor to know: codes, and no numbers. */
export const VOICE_TROUBLES = [
  /** As many calls are up as the line to the telephone network has channels: who calls now hears a busy tone there. */
  "lines_full",
  /** A message could not be recorded or kept: mostly a disk that is full. */
  "not_recorded",
  /** Very many calls from one number within a minute. */
  "one_number",
] as const;

export type VoiceTroubleCode = (typeof VOICE_TROUBLES)[number];

/** A trouble of an engine that is fresh, since when it has been going on. */
export type VoiceTrouble = { readonly engine: string; readonly code: VoiceTroubleCode; readonly since: Date };
