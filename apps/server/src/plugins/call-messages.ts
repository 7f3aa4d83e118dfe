import type { OutsideProblem } from "@nightlight/commands/call/call-office";
import type { ThirdProblem } from "@nightlight/commands/call/call-third";
import type { DialRefusal } from "@nightlight/commands/call/dial";
import type { ListenRefusal } from "@nightlight/commands/call/listen-in";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import type { Message } from "./message.ts";

export type CallProblem =
  | Exclude<ListenRefusal | DialRefusal | OutsideProblem | ThirdProblem, "not-found" | "no-call-allowed">
  | Extract<ContactRefusal, "talked-a-while">;

/** Why a supervisor is not let into a call, nobody is called, or one key does not end one, and what to do. */
export const CALL_MESSAGES: Readonly<Record<CallProblem, Message>> = {
  "talked-a-while": {
    status: 409,
    title: "Talked for a while",
    vi: "Hai người đã nói chuyện một lúc, nên không đóng bằng một phím. Cuộc gọi vẫn tiếp tục; khi xong hãy bấm Kết thúc.",
    en: "You have talked for a while, so one key does not close it. The call goes on; when you are done, use End.",
  },
  "not-opened": {
    status: 409,
    title: "Not opened",
    vi: "Hãy mở lượt liên hệ này với một lý do trước khi nghe.",
    en: "Open this contact with a reason before you listen.",
  },
  "number-wrong": {
    status: 422,
    title: "Not a telephone number",
    vi: "Số người đó để lại không phải là một số điện thoại gọi được. Hãy xem lại số và gọi bằng máy khác nếu cần.",
    en: "What they left is no number that can be dialled. Look at it, and use another telephone if you have to.",
  },
  "demo-calls-nobody": {
    status: 409,
    title: "The demo calls nobody",
    vi: "Bản trình diễn không gọi ra ngoài. Hãy ghi kết quả như thể bạn đã gọi.",
    en: "The demo calls nobody. Say how it went as if you had called.",
  },
  "office-barred": {
    status: 409,
    title: "This office is barred",
    vi: "Cơ quan này đã bị chặn khỏi lượt liên hệ, vì có thể liên quan. Hãy gọi cơ quan cấp trên.",
    en: "This office is barred from the contact, because it may be involved. Call the one above it.",
  },
  "no-number": {
    status: 409,
    title: "No number is known",
    vi: "Danh bạ không có số nào gọi được của nơi này. Hãy gọi nơi khác, và báo quản trị bổ sung số.",
    en: "The directory has no number of theirs that can be dialled. Call another, and have the number added.",
  },
  "third-there": {
    status: 409,
    title: "Somebody else is being called in",
    vi: "Đã có người ngoài trong cuộc gọi này. Hãy cho họ rời trước khi mời người khác.",
    en: "Somebody from outside is in this conversation already. Let them go before you call another.",
  },
  "not-without-us": {
    status: 409,
    title: "The caller is not left alone with them",
    vi: "Chỉ tạm rời khi người được mời đã nói chuyện, và không phải phiên dịch.",
    en: "You can step out only when whoever you called has been talking with you, and does not interpret.",
  },
  "you-talk": {
    status: 409,
    title: "You are talking with somebody",
    vi: "Bạn đang nói chuyện với người gọi. Hãy mời người thứ ba vào cuộc gọi đó, hoặc nhờ đồng nghiệp gọi.",
    en: "You are talking with a caller. Call somebody into that conversation, or ask a colleague to make this call.",
  },
  "you-call": {
    status: 409,
    title: "You are calling somebody else",
    vi: "Bạn đang gọi một nơi khác. Hãy gác máy cuộc đó trước.",
    en: "You are in another call. Put that one down first.",
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
