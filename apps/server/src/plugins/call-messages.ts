import type { ListenRefusal } from "@nightlight/commands/call/listen-in";
import type { Message } from "./message.ts";

export type CallProblem = Exclude<ListenRefusal, "not-found">;

/** Why a supervisor is not let into a call, and what to do. */
export const CALL_MESSAGES: Readonly<Record<CallProblem, Message>> = {
  "not-opened": {
    status: 409,
    title: "Not opened",
    vi: "Hãy mở lượt liên hệ này với một lý do trước khi nghe.",
    en: "Open this contact with a reason before you listen.",
  },
  "nobody-talks": {
    status: 409,
    title: "Nobody talks there",
    vi: "Cuộc gọi này không còn ai đang nói chuyện. Hãy tải lại để xem trạng thái hiện tại.",
    en: "Nobody is talking in this call any more. Reload to see where it is now.",
  },
  "no-telephone": {
    status: 409,
    title: "Your telephone is not connected",
    vi: "Điện thoại trong trình duyệt của bạn chưa kết nối. Hãy cho phép micrô và thử lại.",
    en: "The telephone in your browser is not connected. Allow the microphone and try again.",
  },
};
