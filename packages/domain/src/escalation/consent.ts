/** Why something goes out without the child's consent, where the law allows it. Kept with the escalation, at the helpline. */
export const WITHOUT_CONSENT = ["danger", "duty_to_report", "cannot_be_asked", "carer_is_concerned"] as const;

export type WithoutConsent = (typeof WITHOUT_CONSENT)[number];

/** What the record says of consent: nothing said is unknown, and unknown is no yes. */
export type Consent = "yes" | "no" | "unknown";

export function consentOf(value: string | undefined): Consent {
  return value === "yes" || value === "no" ? value : "unknown";
}
