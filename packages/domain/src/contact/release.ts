/**
 * What releasing a stuck contact can do to it: end an offer without life, look for somebody at once because its
 * counsellor is gone, ask everybody again who was passed over, finish an ending or a move that should have finished, or
 * free the place of a record that keeps it for too long: the record stays with whoever writes it.
 */
export const RELEASE_DEEDS = [
  "offer_ended",
  "owner_let_go",
  "asks_everybody_again",
  "closed",
  "move_finished",
  "place_freed",
] as const;

export type ReleaseDeed = (typeof RELEASE_DEEDS)[number];
