/** How a contact ended. The first six are the one-key endings, in the order of their keys Alt+1…6. */
export const ONE_KEY_ENDINGS = ["silent", "hung_up", "prank", "wrong_number", "test", "information_given"] as const;

export type OneKeyEnding = (typeof ONE_KEY_ENDINGS)[number];

/** Whoever has been talked with on a telephone for so long is no silent call and no wrong number: no one key ends that. */
export const ONE_KEY_TALK_SECONDS = 60;

/** Whether a contact was closed by one key: its undo seconds were spent before it closed. */
export function isOneKeyEnding(disposition: Disposition): disposition is OneKeyEnding {
  return ONE_KEY_ENDINGS.some((ending) => ending === disposition);
}

/** Endings that go with a written record, after wrap-up. */
export const WRAP_UP_DISPOSITIONS = [
  "counselled",
  "information",
  "follow_up",
  "referred",
  "left_early",
  "not_for_us",
] as const;

export type WrapUpDisposition = (typeof WRAP_UP_DISPOSITIONS)[number];

export type Disposition = OneKeyEnding | WrapUpDisposition;

/** Main categories of Child Helpline International's classification, used as the record's first reason. */
export const CONTACT_REASONS = [
  "missing_children",
  "violence",
  "mental_health",
  "physical_health",
  "accessibility",
  "discrimination",
  "family_relationships",
  "peer_relationships",
  "education_occupation",
  "sexuality",
  "non_counselling",
] as const;

export type ContactReason = (typeof CONTACT_REASONS)[number];

/** Why a counsellor hands an offer back; the key is the digit after Alt+0. Nobody is asked for more than this. */
export const DECLINE_REASONS = ["need_a_moment", "not_my_language", "know_this_person", "technical"] as const;

export type DeclineReason = (typeof DECLINE_REASONS)[number];
