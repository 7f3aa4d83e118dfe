import type { PolicyKey, RoutingPolicy } from "./policy.ts";

/** A rule between rows: what must hold, and why, in words that say which way out there is. */
type Check = {
  readonly keys: readonly PolicyKey[];
  readonly holds: (policy: RoutingPolicy) => boolean;
  readonly vi: string;
  readonly en: string;
};

/** What would contradict itself: such a policy never comes into force. */
export const CHECKS: readonly Check[] = [
  {
    keys: ["shownWithinSeconds", "immediateOfferSeconds"],
    holds: (policy) => policy.shownWithinSeconds < policy.immediateOfferSeconds,
    vi: "lời mời phải hiện lên trước khi hết hạn ở mức tức thì",
    en: "an offer has to be on screen before one in lane immediate ends",
  },
  {
    keys: ["immediateOfferSeconds", "voiceOfferSeconds", "chatOfferSeconds"],
    holds: (policy) => policy.immediateOfferSeconds <= Math.min(policy.voiceOfferSeconds, policy.chatOfferSeconds),
    vi: "lời mời ở mức tức thì không được chờ lâu hơn lời mời khác",
    en: "an offer in lane immediate must not stand longer than any other",
  },
  {
    keys: ["skipAloneSeconds", "skipSeconds"],
    holds: (policy) => policy.skipAloneSeconds <= policy.skipSeconds,
    vi: "người trực một mình không được chờ lâu hơn người không một mình",
    en: "somebody alone must not be passed over longer than somebody who is not",
  },
  {
    keys: ["ageingNormalSeconds", "ageingLowSeconds"],
    holds: (policy) => policy.ageingNormalSeconds <= policy.ageingLowSeconds,
    vi: "mức thấp không được nâng sớm hơn mức bình thường",
    en: "lane low must not be lifted before lane normal",
  },
  {
    keys: ["targetImmediateSeconds", "targetHighSeconds", "targetNormalSeconds", "targetLowSeconds"],
    holds: (policy) =>
      policy.targetImmediateSeconds <= policy.targetHighSeconds &&
      policy.targetHighSeconds <= policy.targetNormalSeconds &&
      policy.targetNormalSeconds <= policy.targetLowSeconds,
    vi: "mức khẩn hơn không được có thời gian chờ dài hơn",
    en: "a more severe lane must not be allowed a longer wait",
  },
  {
    keys: [
      ...(["anySkillSeconds", "otherQueuesSeconds", "anyLanguageSeconds", "supervisorsSeconds"] as const),
      ...(["onCallSeconds", "callOfferSeconds"] as const),
    ],
    holds: (policy) =>
      policy.anySkillSeconds <= policy.otherQueuesSeconds &&
      policy.otherQueuesSeconds <= policy.anyLanguageSeconds &&
      policy.anyLanguageSeconds <= policy.supervisorsSeconds &&
      policy.supervisorsSeconds <= policy.onCallSeconds &&
      policy.onCallSeconds <= policy.callOfferSeconds,
    vi: "các bậc mời thêm người phải theo thứ tự: chuyên môn, trung tâm khác, ngôn ngữ, giám sát, dự phòng, gọi lại",
    en: "the rungs of the overflow ladder have to follow each other: skill, other centres, language, supervisors, on call, call-back",
  },
  {
    keys: ["windDownMinutes", "typicalCallMinutes", "earlyCheckInMinutes"],
    holds: (policy) => Math.max(policy.windDownMinutes, policy.typicalCallMinutes) <= policy.earlyCheckInMinutes,
    vi: "ca sau phải vào ca được trước khi ca trước thôi nhận liên hệ mới, nếu không sẽ có phút không ai nhận",
    en: "whoever comes next must be let in before the shift before them takes nothing new, or some minutes are nobody's",
  },
  {
    keys: ["intensityP2Percent", "intensityP1Percent"],
    holds: (policy) => policy.intensityP2Percent <= policy.intensityP1Percent,
    vi: "P2 không được tính nặng hơn P1",
    en: "P2 must not weigh more than P1",
  },
  {
    keys: ["leaseSeconds", "orphanChatSeconds"],
    holds: (policy) => policy.leaseSeconds <= policy.orphanChatSeconds,
    vi: "màn hình phải được coi là mất trước khi tin nhắn tìm người khác",
    en: "a screen has to count as lost before its chats look for somebody else",
  },
  {
    keys: ["silenceCheckSeconds", "silenceAskSeconds", "silenceEndSeconds"],
    holds: (policy) =>
      policy.silenceCheckSeconds < policy.silenceAskSeconds && policy.silenceAskSeconds < policy.silenceEndSeconds,
    vi: "hỏi nhẹ trước, rồi mới hỏi “còn đó không”, rồi mới dừng",
    en: "a silent child is asked gently first, then whether they are here, and only then it stops",
  },
  {
    keys: ["callbackWindowMinutes", "callbackByKeyHours", "callbackAheadHours"],
    holds: (policy) =>
      policy.callbackWindowMinutes <= policy.callbackByKeyHours * 60 &&
      policy.callbackByKeyHours <= policy.callbackAheadHours,
    vi: "khoảng giờ khi bấm phím không được ngắn hơn khoảng ngắn nhất, và không được dài hơn thời gian hẹn trước",
    en: "the window by a key has to be as long as the shortest one, and within what is promised ahead",
  },
  {
    keys: ["callbackRetryMinutes", "callbackByKeyHours"],
    holds: (policy) => policy.callbackRetryMinutes < policy.callbackByKeyHours * 60,
    vi: "phải còn gọi lại được lần nữa trong khoảng giờ của người bấm phím",
    en: "a second try has to fit into the window of whoever asked by a key",
  },
  {
    keys: ["targetImmediateSeconds", "onCallSeconds"],
    holds: (policy) => policy.targetImmediateSeconds <= policy.onCallSeconds,
    vi: "khi nguy hiểm, người dự phòng không được gọi muộn hơn lúc thường",
    en: "in danger whoever is on call must not be called in later than otherwise",
  },
  {
    keys: ["hardWaitVoiceSeconds", "hardWaitChatSeconds"],
    holds: (policy) => policy.hardWaitVoiceSeconds <= policy.hardWaitChatSeconds,
    vi: "người gọi điện không được chờ lâu hơn người nhắn tin trước khi hỏi người đang nghỉ",
    en: "callers must not wait longer than those who write before whoever rests is asked",
  },
];

/** Every rule that a policy breaks. */
export function contradictionsOf(policy: RoutingPolicy): readonly Check[] {
  return CHECKS.filter(({ holds }) => !holds(policy));
}
