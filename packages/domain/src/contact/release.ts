/**
 * What releasing a stuck contact can do to it: end an offer without life, look for somebody at once because its
 * counsellor is gone, ask everybody again who was passed over, or finish an ending or a move that should have finished.
 */
export const RELEASE_DEEDS = [
  "offer_ended",
  "owner_let_go",
  "asks_everybody_again",
  "closed",
  "move_finished",
] as const;

export type ReleaseDeed = (typeof RELEASE_DEEDS)[number];
