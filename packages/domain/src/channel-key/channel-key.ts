/** For how long an old key goes on beside the new one: what the screen offers, and the most that is taken. */
export const OVERLAP_MINUTES = { choices: [0, 60, 24 * 60, 7 * 24 * 60], longest: 30 * 24 * 60 } as const;

/** Whether a key still opens its channel. It ends at its end, not after it. */
export function isKeyAlive(
  { endsAt, revokedAt }: { readonly endsAt: Date | undefined; readonly revokedAt: Date | undefined },
  at: Date,
): boolean {
  return revokedAt === undefined && (endsAt === undefined || at < endsAt);
}
