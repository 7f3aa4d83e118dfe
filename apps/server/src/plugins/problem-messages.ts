import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import { ADMIN_MESSAGES, type AdminProblem } from "./admin-messages.ts";
import { CALL_MESSAGES, type CallProblem } from "./call-messages.ts";
import { DIRECTORY_MESSAGES, type DirectoryProblem } from "./directory-messages.ts";
import { ESCALATION_MESSAGES, type EscalationProblem } from "./escalation-messages.ts";
import type { Message } from "./message.ts";
import { MOVE_MESSAGES, type MoveProblem } from "./move-messages.ts";
import { POLICY_MESSAGES, type PolicyProblem } from "./policy-messages.ts";
import { RECORD_MESSAGES, type RecordProblem } from "./record-messages.ts";
import { RESTRICTION_MESSAGES, type RestrictionProblem } from "./restriction-messages.ts";
import { TALK_MESSAGES, type TalkProblem } from "./talk-messages.ts";
import { SHIFT_MESSAGES, type ShiftProblem } from "./shift-messages.ts";
import { SIGN_IN_MESSAGES, type SignInProblem } from "./sign-in-messages.ts";

type EdgeProblem =
  | "not-found"
  | "invalid-input"
  | "malformed"
  | "too-large"
  | "wrong-type"
  | "no-demo"
  | "too-many"
  | "not-allowed"
  | "wrong-key"
  | "no-idempotency-key"
  | "chat-ended"
  | "no-shift-now"
  | "too-short"
  | "nobody-to-bar"
  | "not-your-centre"
  | "own-opening"
  | "reviewed-before"
  | "decided-before"
  | "failed"
  | "database-gone"
  | "storage-full"
  | "busy";

export type ProblemCode =
  | ContactRefusal
  | EdgeProblem
  | SignInProblem
  | AdminProblem
  | CallProblem
  | DirectoryProblem
  | EscalationProblem
  | MoveProblem
  | PolicyProblem
  | RecordProblem
  | RestrictionProblem
  | ShiftProblem
  | TalkProblem;

/** The one table from refusals to answers. Each says what happened and what to do next. */
export const MESSAGES: Readonly<Record<ProblemCode, Message>> = {
  ...SIGN_IN_MESSAGES,
  ...ADMIN_MESSAGES,
  ...CALL_MESSAGES,
  ...DIRECTORY_MESSAGES,
  ...ESCALATION_MESSAGES,
  ...RECORD_MESSAGES,
  ...RESTRICTION_MESSAGES,
  ...MOVE_MESSAGES,
  ...POLICY_MESSAGES,
  ...SHIFT_MESSAGES,
  ...TALK_MESSAGES,
  "not-found": {
    status: 404,
    title: "Not found",
    vi: "Không tìm thấy, hoặc không thuộc quyền xem của bạn. Hãy tải lại trang.",
    en: "There is nothing here for you. Reload the page.",
  },
  // The same answer as "not found": existence is private too.
  "not-yours": {
    status: 404,
    title: "Not found",
    vi: "Không tìm thấy, hoặc không thuộc quyền xem của bạn. Hãy tải lại trang.",
    en: "There is nothing here for you. Reload the page.",
  },
  "not-allowed": {
    status: 403,
    title: "Not allowed",
    vi: "Vai trò của bạn không được làm việc này. Nếu cần, hãy nhờ quản trị viên cấp quyền.",
    en: "Your role may not do this. If you need to, ask an administrator for the role.",
  },
  "invalid-input": {
    status: 400,
    title: "Invalid input",
    vi: "Có ô chưa đúng. Hãy sửa các ô được chỉ ra rồi gửi lại; không có gì bị mất.",
    en: "Some fields are not right. Correct the ones named and send again; nothing was lost.",
  },
  malformed: {
    status: 400,
    title: "Malformed request",
    vi: "Máy chủ không đọc được yêu cầu này. Hãy tải lại trang rồi thử lại.",
    en: "The server could not read this request. Reload the page and try again.",
  },
  "too-large": {
    status: 413,
    title: "Too large",
    vi: "Nội dung quá dài. Hãy chia thành nhiều phần ngắn hơn.",
    en: "This is too long. Send it in shorter parts.",
  },
  "no-demo": {
    status: 403,
    title: "Not a demo",
    vi: "Đây không phải bản thử: kịch bản trình diễn không được vào. Hãy mở một bản thử riêng.",
    en: "This is no demo: scripts that play one are not let in. Start a demo of its own.",
  },
  "wrong-type": {
    status: 415,
    title: "Wrong content type",
    vi: "Kiểu nội dung không được nhận. Hãy gửi JSON.",
    en: "This content type is not taken. Send JSON.",
  },
  "too-many": {
    status: 429,
    title: "Too many requests",
    vi: "Gửi nhanh quá. Hãy thử lại sau {seconds} giây; gọi {helpline} nếu cần giúp ngay.",
    en: "That was too fast. Try again in {seconds} seconds; call {helpline} if you need help now.",
  },
  "wrong-key": {
    status: 401,
    title: "Wrong channel key",
    vi: "Khóa kênh không đúng hoặc đã bị thu hồi. Hãy kiểm tra khóa của cổng kết nối.",
    en: "The channel key is wrong or was revoked. Check the key of your gateway.",
  },
  "no-idempotency-key": {
    status: 400,
    title: "No idempotency key",
    vi: "Thiếu đầu mục Idempotency-Key (8 đến 100 ký tự chữ, số, . : _ -). Hãy gửi một khóa riêng cho mỗi lượt liên hệ.",
    en: "The Idempotency-Key header is missing or malformed (8 to 100 of letters, digits, . : _ -). Send one per contact.",
  },
  "chat-ended": {
    status: 401,
    title: "Chat ended",
    vi: "Cuộc trò chuyện này đã kết thúc. Em có thể viết lại từ đầu, hoặc gọi {helpline}.",
    en: "This chat has ended. You can start a new one, or call {helpline}.",
  },
  "not-waiting": {
    status: 409,
    title: "No longer waiting",
    vi: "Lượt liên hệ này không còn chờ nữa.",
    en: "This contact is no longer waiting.",
  },
  "offer-gone": {
    status: 409,
    title: "Offer gone",
    vi: "Lời mời này không còn: lượt liên hệ đã có người khác nhận hoặc đã rời đi.",
    en: "This offer is gone: somebody else has the contact, or the child left.",
  },
  "offer-expired": {
    status: 409,
    title: "Offer expired",
    vi: "Lời mời đã quá giờ nên được chuyển lại vào hàng đợi.",
    en: "This offer ran out and went back to the queue.",
  },
  stale: {
    status: 409,
    title: "Stale",
    vi: "Có thay đổi mới hơn những gì bạn đang thấy. Màn hình đã được cập nhật; hãy xem rồi làm lại.",
    en: "Something changed since you looked. The screen was brought up to date; look, then do it again.",
  },
  "conversation-over": {
    status: 409,
    title: "Conversation over",
    vi: "Cuộc trò chuyện đã kết thúc nên không gửi được nữa.",
    en: "The conversation is over; nothing more can be sent.",
  },
  "not-in-wrap-up": {
    status: 409,
    title: "Not in wrap-up",
    vi: "Hãy kết thúc cuộc trò chuyện trước khi đóng lượt liên hệ.",
    en: "End the conversation before you close the contact.",
  },
  "no-more-time": {
    status: 409,
    title: "No more time",
    vi: "Đã thêm giờ hết số lần. Ghi chép vẫn ở đây, bạn cứ viết tiếp; giám sát có thể trả chỗ cho bạn.",
    en: "Time was added as often as it can be. The record stays, and you go on writing; a supervisor can free the place.",
  },
  "words-exist": {
    status: 409,
    title: "Words exist",
    vi: "Đã có lời của trẻ hoặc ghi chép, nên không đóng bằng một phím. Hãy bấm Kết thúc.",
    en: "There are words of the child or in the record, so one key does not close it. Use End.",
  },
  "too-late-to-undo": {
    status: 409,
    title: "Too late to undo",
    vi: "Đã quá 8 giây nên không hoàn tác được nữa.",
    en: "More than 8 seconds have passed; this can no longer be undone.",
  },
  "not-due": {
    status: 409,
    title: "Not due",
    vi: "Chưa đến giờ.",
    en: "It is not time yet.",
  },
  "no-shift-now": {
    status: 409,
    title: "No shift now",
    vi: "Bây giờ chưa có ca nào của bạn để vào. Hãy xem giờ ca, hoặc hỏi trưởng ca.",
    en: "No shift of yours can be started now. Look at its hours, or ask your supervisor.",
  },
  "too-short": {
    status: 400,
    title: "Too short",
    vi: "Quá ngắn để tìm. Hãy gõ ít nhất hai chữ cái, hoặc sáu chữ số của số điện thoại.",
    en: "Too short to find anybody by. Type at least two letters, or six digits of a number.",
  },
  "nobody-to-bar": {
    status: 409,
    title: "Nobody to bar",
    vi: "Không có người hay trung tâm này trong danh sách. Hãy chọn lại.",
    en: "There is no such person or centre. Choose again from the list.",
  },
  "not-your-centre": {
    status: 403,
    title: "Not your centre",
    vi: "Lượt liên hệ này không do trung tâm của bạn phụ trách. Nếu khẩn cấp, hãy chọn Mở khẩn cấp và ghi lý do.",
    en: "This contact is not in the hands of your centre. In an emergency, open it as one and say why.",
  },
  "own-opening": {
    status: 403,
    title: "Not yours to review",
    vi: "Bạn không thể tự xem xét lần mở này. Một giám sát khác hoặc phụ trách chuyên môn sẽ xem.",
    en: "You cannot review this one. Another supervisor or the clinical lead does.",
  },
  "reviewed-before": {
    status: 409,
    title: "Reviewed before",
    vi: "Lần mở này đã có người xem xét. Hãy tải lại danh sách.",
    en: "Somebody has reviewed this already. Load the list again.",
  },
  "not-higher": {
    status: 409,
    title: "Not higher",
    vi: "Mức này không cao hơn mức đang có. Muốn hạ, hãy chọn Hạ mức và ghi lý do.",
    en: "This is not above the level in force. To lower it, choose Lower and give a reason.",
  },
  "not-lower": {
    status: 409,
    title: "Not lower",
    vi: "Mức này không thấp hơn mức đang có. Hãy chọn lại.",
    en: "This is not below the level in force. Choose again.",
  },
  "lowering-waits": {
    status: 409,
    title: "A lowering waits",
    vi: "Đã có một đề nghị hạ mức đang chờ người thứ hai. Hãy đợi câu trả lời.",
    en: "A lowering already waits for a second person. Wait for the answer.",
  },
  "own-lowering": {
    status: 403,
    title: "Not yours to decide",
    vi: "Bạn không thể tự duyệt đề nghị của mình. Một giám sát khác hoặc phụ trách chuyên môn sẽ duyệt.",
    en: "You cannot decide what you asked for yourself. Another supervisor or the clinical lead does.",
  },
  "not-asked": {
    status: 409,
    title: "No longer asked",
    vi: "Đề nghị hạ mức này không còn chờ nữa: mức đã được nâng, hoặc đã có người trả lời.",
    en: "This lowering no longer waits: the level rose meanwhile, or somebody has answered.",
  },
  "decided-before": {
    status: 409,
    title: "Decided before",
    vi: "Đề nghị này đã có người trả lời. Hãy tải lại danh sách.",
    en: "Somebody has answered this already. Load the list again.",
  },
  failed: {
    status: 500,
    title: "Server error",
    vi: "Máy chủ gặp lỗi. Hãy thử lại; nếu vẫn vậy, báo mã yêu cầu này cho quản trị.",
    en: "The server failed. Try again; if it stays, tell your administrator the request id.",
  },
  "database-gone": {
    status: 503,
    title: "Database unreachable",
    vi: "Hệ thống tạm thời chưa lưu được. Những gì bạn viết vẫn còn trên màn hình; sẽ tự thử lại.",
    en: "Nothing can be saved at the moment. What you wrote is still on your screen; it is tried again by itself.",
  },
  "storage-full": {
    status: 503,
    title: "Storage full",
    vi: "Máy chủ đã hết chỗ lưu, nên chưa lưu được gì. Những gì bạn viết vẫn còn trên màn hình. Hãy báo ngay cho quản trị.",
    en: "The server has no room left, so nothing was saved. What you wrote is still on your screen. Tell your administrator now.",
  },
  busy: {
    status: 503,
    title: "Busy",
    vi: "Máy chủ đang khởi động lại. Hãy thử lại sau vài giây.",
    en: "The server is restarting. Try again in a few seconds.",
  },
};
