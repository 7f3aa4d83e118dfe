import type { CallbackRefusal } from "@nightlight/domain/contact/decide-callback";
import type { TransferRefusal } from "@nightlight/domain/contact/decide-transfer";
import type { Message } from "./message.ts";

export type TalkProblem =
  | Exclude<CallbackRefusal, "not-due" | "not-waiting">
  | Extract<TransferRefusal, "transfer-running" | "nobody-joined">
  | "nobody-free"
  | "not-closed";

/** Why a conversation is not handed on, or nobody calls, and what to do instead. */
export const TALK_MESSAGES: Readonly<Record<TalkProblem, Message>> = {
  "nobody-free": {
    status: 409,
    title: "Nobody is free",
    vi: "Lúc này không ai như vậy nhận được. Cuộc trò chuyện vẫn ở bạn; hãy chọn người khác hoặc báo giám sát.",
    en: "Nobody like that can take it now. The conversation is still yours; choose somebody else, or tell a supervisor.",
  },
  "transfer-running": {
    status: 409,
    title: "A transfer is running",
    vi: "Cuộc trò chuyện đang được chuyển, hoặc đồng nghiệp đang cùng tham gia. Hãy rút lại trước rồi chọn người khác.",
    en: "It is being handed on already, or a colleague is in it. Take that back first, then choose somebody else.",
  },
  "nobody-joined": {
    status: 409,
    title: "Nobody has joined",
    vi: "Chưa có đồng nghiệp nào tham gia, nên chưa giao lại được. Cuộc trò chuyện vẫn ở bạn.",
    en: "No colleague has joined yet, so there is nobody to leave it to. The conversation is still yours.",
  },
  "not-closed": {
    status: 409,
    title: "Not closed",
    vi: "Lượt này chưa đóng. Hãy tải lại để xem trạng thái hiện tại.",
    en: "This record is not closed. Reload to see where it is now.",
  },
  "window-wrong": {
    status: 422,
    title: "The window is not right",
    vi: "Hãy chọn một khoảng thời gian từ 15 phút trở lên, trong 48 giờ tới.",
    en: "Choose a time of 15 minutes or more within the next 48 hours.",
  },
  "no-call-allowed": {
    status: 409,
    title: "Nobody may call now",
    vi: "Không được gọi lúc này: chưa có yêu cầu, chưa đến giờ an toàn, hoặc người đó đã thoát nhanh.",
    en: "Nobody may call now: it was not asked for, the safe time has not come or is over, or they left by the exit button.",
  },
  "not-urgent": {
    status: 409,
    title: "Not at P1 or P2",
    vi: "Chỉ ở mức P1 hoặc P2 mới được phép một cuộc gọi kín đáo. Không có yêu cầu thì không gọi.",
    en: "A disguised call may be allowed at P1 or P2 only. Without being asked, nobody calls.",
  },
};
