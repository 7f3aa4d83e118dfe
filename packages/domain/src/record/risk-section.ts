import { RISK_QUESTIONS, type RiskKey } from "../risk/questions.ts";
import type { RiskQuestion } from "../risk/question.ts";
import type { Code, Field, Section } from "./definition.ts";

type Pair = readonly [vi: string, en: string];

/** The questions in two or three words, for the column beside the answers. The whole question is the field's help. */
const SHORT = {
  dangerNow: ["Đang nguy hiểm", "In danger now"],
  canSpeakSafely: ["Nói được an toàn", "Can speak safely"],
  soundedAfraid: ["Có vẻ sợ hãi", "Sounds afraid"],
  locationKnown: ["Biết chỗ trẻ", "Place known"],
  injury: ["Thương tích", "Injury"],
  substanceTaken: ["Uống thuốc, độc", "Took pills, poison"],
  sexualAbuse: ["Xâm hại tình dục", "Sexual abuse"],
  frequency: ["Tần suất", "How often"],
  abuserAccess: ["Gặp được trẻ", "Can reach child"],
  abuserIsCarer: ["Là người chăm trẻ", "Is the carer"],
  safeAdult: ["Người lớn an toàn", "Safe adult"],
  selfProtect: ["Tự bảo vệ", "Protects itself"],
  aloneAtHome: ["Đang một mình", "Alone now"],
  missing: ["Mất tích, bỏ nhà", "Missing, run away"],
  traffickingSigns: ["Dấu hiệu mua bán", "Trafficking signs"],
  onlineExtortion: ["Tống tiền qua mạng", "Online extortion"],
  hazardousWork: ["Làm việc nguy hiểm", "Hazardous work"],
  neglect: ["Bị bỏ mặc", "Neglect"],
  careObstacles: ["Trở ngại chăm sóc", "Care obstacles"],
  disability: ["Khuyết tật", "Disability"],
  pregnant: ["Mang thai", "Pregnant"],
  previousCase: ["Từng có vụ việc", "Case before"],
  suicideThought: ["Nghĩ đến tự tử", "Thinks of suicide"],
  suicidePlan: ["Đã có cách", "Has a plan"],
  suicideMeans: ["Có phương tiện", "Means at hand"],
  suicideWhen: ["Định khi nào", "When"],
  selfHarmToday: ["Tự làm đau nay", "Self-harm today"],
  matter: ["Việc khác", "Other matter"],
} as const satisfies Readonly<Record<RiskKey, Pair>>;

/** Asked of everybody; the others stand behind "more". */
const FIRST: readonly RiskKey[] = ["dangerNow", "canSpeakSafely", "injury", "frequency", "abuserAccess", "safeAdult"];

/** Questions that are wanted as soon as there is anything to fear. */
const WANTED: readonly RiskKey[] = ["dangerNow", "safeAdult"];

const QUESTIONS: readonly (RiskQuestion & { readonly key: RiskKey })[] = RISK_QUESTIONS;

/** The answers of each question, as code lists. */
export const RISK_CODES: Readonly<Record<string, readonly Code[]>> = Object.fromEntries(
  QUESTIONS.map(({ key, values }) => [codeListOf(key), values]),
);

/** The questions about risk as a section of the record: the same words and codes, read from one table. */
export const RISK_SECTION: Section = {
  key: "risk",
  label: { vi: "Nguy cơ", en: "Risk" },
  parts: QUESTIONS.map((question) => ({ field: riskField(question) })),
};

function riskField({ key, label, help, askWhen }: (typeof QUESTIONS)[number]): Field {
  const [vi, en] = SHORT[key];
  return {
    key: `risk.${key}`,
    type: "choice",
    codes: codeListOf(key),
    label: { vi, en },
    help: { vi: `${label.vi} ${help.vi}`, en: `${label.en} ${help.en}` },
    audience: "shared",
    sensitivity: "sensitive",
    ...(askWhen === undefined ? {} : { visibleWhen: { field: `risk.${askWhen.key}`, is: askWhen.is } }),
    ...(WANTED.includes(key) ? { requiredWhen: { level: ["P1", "P2", "P3"] } } : {}),
    ...(FIRST.includes(key) || askWhen !== undefined ? {} : { isMore: true }),
  };
}

function codeListOf(key: string): string {
  return `risk.${key}`;
}
