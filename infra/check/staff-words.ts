/** What only staff may see: role names, staff surfaces, risk and case vocabulary. As in code, so English. */
const STAFF_WORDS = [
  "counsellor/",
  "supervisor",
  "/authority",
  "authorities",
  "casework",
  "case-worker",
  "caseworker",
  "on-call",
  "escalation",
  "disposition",
  "risk-level",
  "riskLevel",
  "risk-score",
  "access-log",
  "accessLog",
  "audit",
  "monitoring",
  "whisper",
  "barge",
  "workforce",
  "roster",
  "prank",
];

/** The staff words in `text` (a built bundle that a child downloads), each once, in the order of the list. */
export function staffWordsIn(text: string): string[] {
  // A header of MIME and SIP, which a page that calls speaks (RFC 2183, RFC 3261).
  const lower = text.toLowerCase().replaceAll(/content[-_]disposition/gu, "");
  return STAFF_WORDS.filter((word) => new RegExp(`(?<![a-z])${word.toLowerCase()}`).test(lower));
}
