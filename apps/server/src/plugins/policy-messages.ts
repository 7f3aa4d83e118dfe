import type { PolicyRefusal } from "@nightlight/domain/policy/change-policy";
import type { Message } from "./message.ts";

export type PolicyProblem = PolicyRefusal | "policy-changed";

/** Why a changed policy does not come into force, and what to do then. */
export const POLICY_MESSAGES: Readonly<Record<PolicyProblem, Message>> = {
  "policy-unknown": {
    status: 400,
    title: "Unknown rule",
    vi: "Không có quy tắc này: {fields}. Hãy tải lại trang.",
    en: "There is no such rule: {fields}. Reload the page.",
  },
  "policy-not-yours": {
    status: 403,
    title: "Not yours to change",
    vi: "Vai trò của bạn không được đổi: {fields}. Hãy bỏ phần này, hoặc nhờ người có quyền.",
    en: "Your role may not change: {fields}. Leave it out, or ask whoever may.",
  },
  "policy-out-of-bounds": {
    status: 400,
    title: "Out of bounds",
    vi: "Ngoài giới hạn cho phép: {fields}. Hãy chọn giá trị trong giới hạn; chưa có gì thay đổi.",
    en: "Out of bounds: {fields}. Choose a value within them; nothing was changed.",
  },
  "policy-contradiction": {
    status: 409,
    title: "Rules contradict each other",
    vi: "Các quy tắc mâu thuẫn nhau: {fields}. Chưa có gì thay đổi.",
    en: "The rules contradict each other: {fields}. Nothing was changed.",
  },
  "policy-changed": {
    status: 409,
    title: "Changed meanwhile",
    vi: "Vừa có người khác đổi quy tắc. Hãy xem giá trị mới rồi đổi lại nếu vẫn cần.",
    en: "Somebody else has just changed the rules. Look at the new values, then change them again if it is still needed.",
  },
};
