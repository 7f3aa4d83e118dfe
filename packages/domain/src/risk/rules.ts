import { AGE_BANDS, type AgeBand } from "./age.ts";
import type { RiskLevel } from "./level.ts";
import type { Words } from "./question.ts";
import type { RiskKey } from "./questions.ts";

/** Answers that have to be there, all of them: for each question one of these codes. */
export type Answered = { readonly [Key in RiskKey]?: readonly string[] };

/** A band of age, or that no child's age is known. */
export type KnownAge = AgeBand | "unknown";

/** One line of the table: when everything that it names holds, the contact is at least at its level. */
export type RiskRule = {
  readonly id: string;
  readonly level: RiskLevel;
  /** Why, as the counsellor reads it. */
  readonly why: Words;
  readonly when: Answered;
  /** Not when all of this is known as well. */
  readonly unless?: Answered;
  /** How old the youngest child is. */
  readonly youngest?: readonly KnownAge[];
  /** Only when the other side broke off. */
  readonly isDropped?: true;
};

const UP_TO_5: readonly KnownAge[] = ["0-2", "3-5"];
const NOT_KNOWN_TO_BE_16: readonly KnownAge[] = [...AGE_BANDS.slice(0, AGE_BANDS.indexOf("16-17")), "unknown"];

const HARMED_AGAIN = ["repeated", "escalating"];
const HARMED = ["once", ...HARMED_AGAIN];
const OVER: Answered = { frequency: ["once"], safeAdult: ["committed"], abuserAccess: ["none"] };
const CARER_AT_HOME: Answered = { abuserIsCarer: ["yes"], abuserAccess: ["lives_with"] };

/**
 * What makes a contact urgent (policy). The most urgent line that holds wins. No line asks for "not known", so that
 * never lowers anything; a line that asks for an age says what an unknown one counts as.
 */
// prettier-ignore
export const RISK_RULES = [
  rule("P1", "danger_now", "Trẻ đang gặp nguy hiểm ngay lúc này", "The child is in danger right now", { dangerNow: ["yes"] }),
  rule("P1", "life_threatening_injury", "Vết thương nguy hiểm đến tính mạng", "A life-threatening injury", { injury: ["life_threatening"] }),
  rule("P1", "substance_taken", "Đã uống thuốc quá liều hoặc chất độc", "An overdose or poison was taken", { substanceTaken: ["yes"] }),
  rule("P1", "suicide_now", "Trẻ định tự tử ngay bây giờ", "The child means to die now", { suicideWhen: ["now"] }),
  rule("P1", "suicide_plan_means_24h", "Có cách làm, có phương tiện, trong 24 giờ tới", "A plan, the means, within 24 hours", { suicidePlan: ["yes"], suicideMeans: ["yes"], suicideWhen: ["now", "within_24h"] }),
  rule("P1", "attempt_today", "Hôm nay trẻ đã tự tử", "A suicide attempt today", { suicideThought: ["attempt_today"] }),
  rule("P1", "attempt_and_self_harm_today", "Mới tự tử gần đây, và hôm nay tự làm đau mình", "A recent attempt, and self-harm today", { suicideThought: ["recent_attempt"], selfHarmToday: ["yes"] }),
  rule("P1", "small_child_alone", "Trẻ từ 5 tuổi trở xuống đang ở một mình", "A child of 5 or younger is alone", { aloneAtHome: ["yes"] }, { youngest: UP_TO_5 }),
  rule("P1", "small_child_missing", "Trẻ từ 5 tuổi trở xuống đang mất tích", "A child of 5 or younger is missing", { missing: ["yes"] }, { youngest: UP_TO_5 }),
  rule("P1", "trafficking", "Dấu hiệu trẻ đang bị mua bán, bị đưa đi", "Signs of trafficking under way", { traffickingSigns: ["yes"] }),
  rule("P1", "sexual_abuse_in_reach", "Xâm hại tình dục, và người gây hại vẫn gặp được trẻ", "Sexual abuse, and the abuser can still reach the child", { sexualAbuse: ["disclosed", "within_72h"], abuserAccess: ["lives_with", "often"] }),

  rule("P2", "sexual_abuse", "Đã nói ra việc xâm hại tình dục", "Sexual abuse was disclosed", { sexualAbuse: ["disclosed", "within_72h"] }),
  rule("P2", "injury_needs_care", "Vết thương cần chăm sóc y tế", "An injury that needs care", { injury: ["needs_care"] }),
  rule("P2", "carer_at_home_injury", "Người chăm sóc sống cùng nhà gây hại, trẻ bị thương", "The carer at home does harm: the child is hurt", { ...CARER_AT_HOME, injury: ["minor", "needs_care", "life_threatening"] }),
  rule("P2", "carer_at_home_violence", "Người chăm sóc sống cùng nhà gây hại, trẻ bị bạo lực", "The carer at home does harm: violence", { ...CARER_AT_HOME, frequency: HARMED }),
  rule("P2", "carer_at_home_sexual_abuse", "Người chăm sóc sống cùng nhà gây hại, nghi xâm hại tình dục", "The carer at home does harm: suspected sexual abuse", { ...CARER_AT_HOME, sexualAbuse: ["suspected", "disclosed", "within_72h"] }),
  rule("P2", "carer_at_home_neglect", "Người chăm sóc sống cùng nhà gây hại, trẻ bị bỏ mặc", "The carer at home does harm: neglect", { ...CARER_AT_HOME, neglect: ["yes"] }),
  rule("P2", "recent_attempt", "Mới tự tử gần đây", "A recent suicide attempt", { suicideThought: ["recent_attempt"] }),
  rule("P2", "suicide_plan", "Trẻ đã nghĩ ra cách tự tử", "There is a plan for suicide", { suicidePlan: ["yes"] }),
  rule("P2", "suicide_means", "Có ý định tự tử, có sẵn phương tiện", "Thoughts of suicide, and the means at hand", { suicideThought: ["active"], suicideMeans: ["yes"] }),
  rule("P2", "missing", "Trẻ đang mất tích", "The child is missing", { missing: ["yes"] }),
  rule("P2", "repeated_violence_small_child", "Bạo lực lặp lại với trẻ từ 5 tuổi trở xuống", "Repeated violence against a child of 5 or younger", { frequency: HARMED_AGAIN }, { youngest: UP_TO_5 }),
  rule("P2", "repeated_violence_disability", "Bạo lực lặp lại với trẻ khuyết tật", "Repeated violence against a child with a disability", { frequency: HARMED_AGAIN, disability: ["yes"] }),
  rule("P2", "self_harm_today", "Hôm nay trẻ tự làm đau mình", "Self-harm today", { selfHarmToday: ["yes"] }),
  rule("P2", "cannot_speak_safely", "Trẻ không nói chuyện an toàn được", "The child cannot speak safely", { canSpeakSafely: ["no"] }),
  rule("P2", "pregnant_under_16", "Mang thai khi dưới 16 tuổi, hoặc chưa rõ tuổi", "Pregnant and under 16, or of unknown age", { pregnant: ["yes"] }, { youngest: NOT_KNOWN_TO_BE_16 }),
  rule("P2", "extortion_threat_today", "Hôm nay trẻ bị dọa tung hình ảnh", "Threatened today with images", { onlineExtortion: ["threat_today"] }),
  rule("P2", "dropped_while_afraid", "Liên lạc đứt trước khi biết trẻ có nguy hiểm không, trẻ có vẻ sợ hãi", "The contact broke off before danger was known, and the child sounded afraid", { soundedAfraid: ["yes"] }, { isDropped: true, unless: { dangerNow: ["yes", "no"] } }),

  rule("P3", "suspected_sexual_abuse", "Nghi xâm hại tình dục", "Suspected sexual abuse", { sexualAbuse: ["suspected"] }),
  rule("P3", "repeated_violence", "Bạo lực lặp lại", "Repeated violence", { frequency: HARMED_AGAIN }),
  rule("P3", "active_thought", "Có ý định tự tử, chưa có cách làm", "Thoughts of suicide, no plan", { suicideThought: ["active"] }),
  rule("P3", "passive_thought", "Trẻ không muốn sống nữa", "The child does not want to live", { suicideThought: ["passive"] }),
  rule("P3", "neglect_many_obstacles", "Bị bỏ mặc, việc chăm sóc gặp nhiều trở ngại", "Neglect, and many obstacles to care", { neglect: ["yes"], careObstacles: ["many"] }),
  rule("P3", "hazardous_work", "Trẻ làm việc nặng nhọc, nguy hiểm", "Hazardous child labour", { hazardousWork: ["yes"] }),
  rule("P3", "extortion", "Tống tiền bằng hình ảnh trên mạng", "Extortion with images online", { onlineExtortion: ["yes"] }),
  rule("P3", "injury_not_over", "Trẻ bị thương, chưa chắc đã an toàn", "The child is hurt, and not known to be safe now", { injury: ["minor"] }, { unless: OVER }),
  rule("P3", "single_event_not_over", "Một lần bị hại, chưa chắc đã an toàn", "Harmed once, and not known to be safe now", { frequency: ["once"] }, { unless: OVER }),

  rule("P4", "single_event_protected", "Một lần, có người lớn bảo vệ, người gây hại không gặp được trẻ", "Once; a committed adult; the abuser has no access", OVER),
  rule("P4", "neglect", "Trẻ bị bỏ mặc", "Neglect", { neglect: ["yes"] }),
  rule("P4", "conflict", "Mâu thuẫn ở trường, trong nhà", "Conflict at school or at home", { matter: ["conflict"] }),
  rule("P4", "custody", "Quyền nuôi con", "Custody", { matter: ["custody"] }),
  rule("P4", "needs", "Khó khăn, cần giúp đỡ", "Needs and hardship", { matter: ["needs"] }),

  rule("INFO", "information", "Hỏi thông tin, cảm ơn, thử, im lặng", "Information, thanks, test, silence", { matter: ["information"] }),
] as const;

/** Three of these raise the level by one. */
// prettier-ignore
export const RAISING_FACTORS = [
  rule("P4", "factor_small_child", "trẻ từ 5 tuổi trở xuống", "5 or younger", {}, { youngest: UP_TO_5 }),
  rule("P4", "factor_disability", "khuyết tật", "a disability", { disability: ["yes"] }),
  rule("P4", "factor_repeated", "lặp lại", "repeated", { frequency: HARMED_AGAIN }),
  rule("P4", "factor_carer", "người gây hại là người chăm sóc", "the abuser is the carer", { abuserIsCarer: ["yes"] }),
  rule("P4", "factor_no_safe_adult", "không có người lớn bảo vệ", "no safe adult", { safeAdult: ["none"] }),
  rule("P4", "factor_previous_case", "đã có vụ việc trước", "a previous case", { previousCase: ["yes"] }),
] as const;

export const FACTORS_THAT_RAISE = 3;

/** What raises a level that was found, in this order. */
export const RISK_RAISES = {
  no_safe_adult: {
    vi: "P3 lên P2: không có người lớn nào bảo vệ trẻ",
    en: "P3 becomes P2: no adult protects the child",
  },
  three_factors: {
    vi: "Nâng một bậc: có từ ba yếu tố nặng thêm",
    en: "One level up: three or more aggravating factors",
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Whether an id of an assessment is what raised a level, and no rule of its own. */
export function isRaise(id: string): boolean {
  return Object.hasOwn(RISK_RAISES, id);
}

/** What follows when the contact broke off and is held: call back soon, few times, and never say who called. */
export const CALL_BACK = { withinMinutes: 5, tries: 3, leavesNoMessage: true } as const;

/** Why, in words, for every id that an assessment can name. Undefined for an id that this table does not know. */
export function whyOf(id: string): Words | undefined {
  const known: readonly RiskRule[] = RISK_RULES;
  const raises: Readonly<Record<string, Words>> = RISK_RAISES;
  return known.find((each) => each.id === id)?.why ?? (isRaise(id) ? raises[id] : undefined);
}

function rule(
  level: RiskLevel,
  id: string,
  vi: string,
  en: string,
  when: Answered,
  more: Pick<RiskRule, "unless" | "youngest" | "isDropped"> = {},
): RiskRule {
  return { id, level, why: { vi, en }, when, ...more };
}
