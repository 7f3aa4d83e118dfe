import type { RestrictRefusal } from "@nightlight/commands/restriction/restrict-contact";
import type { Message } from "./message.ts";

export type RestrictionProblem = Exclude<RestrictRefusal, "not-found"> | "own-restriction" | "ended-before";

/** What is said when somebody cannot be put behind the others, or a restriction cannot be ended. */
export const RESTRICTION_MESSAGES: Readonly<Record<RestrictionProblem, Message>> = {
  "no-identity": {
    status: 409,
    title: "Nothing is known of where it came from",
    vi: "Lượt này không có số hay tài khoản để nhận ra lần sau, nên không xếp sau được.",
    en: "This contact has no number or account to know them by the next time, so it cannot be restricted.",
  },
  "restricted-before": {
    status: 409,
    title: "Restricted before",
    vi: "Số hay tài khoản này đã được người khác xếp sau.",
    en: "Somebody else has restricted this number or account already.",
  },
  "review-first": {
    status: 409,
    title: "Review the last one first",
    vi: "Lần xếp sau trước đã hết hạn và chưa ai xem lại. Hãy xem lại lần đó trước.",
    en: "The last restriction ran out and nobody has reviewed it. Review that one first.",
  },
  "own-restriction": {
    status: 403,
    title: "Not yours to review",
    vi: "Lần xếp sau này do bạn đặt và đã hết hạn: một giám sát khác hoặc phụ trách chuyên môn xem lại.",
    en: "You set this one and it ran out: another supervisor or the clinical lead reviews it.",
  },
  "ended-before": {
    status: 409,
    title: "Ended before",
    vi: "Đã có người bỏ hoặc xem lại lần xếp sau này. Hãy tải lại danh sách.",
    en: "Somebody has ended this one already. Load the list again.",
  },
};
