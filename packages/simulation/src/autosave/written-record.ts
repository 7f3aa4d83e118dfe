/** One saving of a field: what a console sends 600 ms after the last key. */
export type Saving = { readonly field: string; readonly value: string };

const SENTENCES = [
  "Em kể ở nhà hay bị la mắng, tối thường khóc một mình.",
  "Bố mẹ đi làm xa, em ở với bà nội và một em gái nhỏ.",
  "Ở lớp có vài bạn trêu, em chưa dám nói với cô giáo.",
  "Em ngủ ít, ăn ít, tuần này nghỉ học hai buổi.",
  "Đã hướng dẫn em viết ra điều làm em sợ và chọn một người lớn tin được.",
];

/** How long a narrative grows before the counsellor goes on to a new paragraph of another field: saved texts have a length. */
const LONGEST = 2_400;

const BETWEEN: readonly Saving[] = [
  { field: "aboutWhom", value: "about_child" },
  { field: "child.00000000.name", value: "Bống" },
  { field: "child.00000000.ageBand", value: "11-13" },
  { field: "risk.safeAdult", value: "possible" },
  { field: "child.00000000.incidentPlace", value: "00004" },
  { field: "reasons", value: '["violence.emotional"]' },
  { field: "child.00000000.ageBand", value: "6-10" },
  { field: "risk.safeAdult", value: "committed" },
  { field: "child.00000000.name", value: "Bống, lớp 6" },
  { field: "consent.share", value: "unknown" },
];

/**
 * What the saving number `step` of a conversation holds. Two of three are the narrative, a sentence longer each time; the
 * others are names, choices, a place and answers of risk, each time another value.
 */
export function writtenAt(step: number): Saving {
  if (step % 3 === 2) return BETWEEN[Math.floor(step / 3) % BETWEEN.length] ?? { field: "aboutWhom", value: "" };
  const written = Math.floor(step / 3) * 2 + (step % 3);
  const sentences = Array.from({ length: written + 1 }, (_, index) => SENTENCES[index % SENTENCES.length] ?? "");
  return { field: "narrative", value: sentences.join(" ").slice(-LONGEST) };
}
