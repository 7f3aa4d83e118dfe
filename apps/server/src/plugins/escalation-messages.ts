import type { EscalationRefusal } from "@nightlight/domain/escalation/decide";
import type { LocationRefusal } from "@nightlight/commands/location/ask-location";
import type { Message } from "./message.ts";

export type EscalationProblem =
  | Exclude<EscalationRefusal, "not-due">
  | "no-level"
  | "no-such-authority"
  | "not-confirmed"
  | "consent-needed"
  | "nobody-to-ask"
  | Exclude<LocationRefusal, "not-found">;

/** Why an escalation was not sent, or not changed. */
export const ESCALATION_MESSAGES: Readonly<Record<EscalationProblem, Message>> = {
  "escalation-over": {
    status: 409,
    title: "Over",
    vi: "Thông tin này đã kết thúc hoặc đã được thu hồi. Hãy tải lại để xem.",
    en: "This escalation is closed or was taken back. Reload to see it.",
  },
  "no-such-report": {
    status: 404,
    title: "No such report",
    vi: "Không tìm thấy báo cáo này. Hãy tải lại.",
    en: "There is no such report. Reload.",
  },
  "breach-unexplained": {
    status: 409,
    title: "Say why it was late",
    vi: "Đã quá hạn. Hãy ghi lý do trước khi chấp nhận báo cáo.",
    en: "A limit passed. Say why before you accept the report.",
  },
  "already-addressed": {
    status: 409,
    title: "Already asked",
    vi: "Cơ quan này đã được gửi rồi. Hãy chọn cơ quan khác.",
    en: "This authority was asked already. Choose another one.",
  },
  "nothing-to-climb": {
    status: 409,
    title: "Nothing left to climb",
    vi: "Không còn cấp nào cao hơn để chuyển. Hãy gọi điện trực tiếp.",
    en: "There is no higher level left. Telephone instead.",
  },
  "no-such-task": {
    status: 404,
    title: "No such task",
    vi: "Không tìm thấy việc gọi điện này. Hãy tải lại.",
    en: "There is no such task. Reload.",
  },
  "task-taken": {
    status: 409,
    title: "Taken",
    vi: "Đồng nghiệp khác đã nhận việc này.",
    en: "A colleague has taken this already.",
  },
  "no-level": {
    status: 409,
    title: "No level yet",
    vi: "Chưa có mức nguy cơ để chuyển. Hãy trả lời các câu hỏi nguy cơ hoặc nâng mức.",
    en: "There is no level to send it with. Answer the questions of risk, or raise the level.",
  },
  "no-such-authority": {
    status: 409,
    title: "Not available",
    vi: "Không gửi được tới cơ quan này. Hãy chọn cơ quan khác trong danh sách.",
    en: "It cannot be sent to this authority. Choose another one of the list.",
  },
  "not-confirmed": {
    status: 400,
    title: "Not confirmed",
    vi: "Hãy gõ đúng mức khẩn cấp để xác nhận gửi.",
    en: "Type the level to confirm that it goes out.",
  },
  "consent-needed": {
    status: 400,
    title: "Consent or reason",
    vi: "Chưa có sự đồng ý của trẻ. Hãy hỏi, hoặc chọn lý do gửi khi chưa đồng ý.",
    en: "There is no consent. Ask for it, or choose why it goes out without.",
  },
  "location-needs-danger": {
    status: 409,
    title: "No danger",
    vi: "Chỉ nhờ công an tìm vị trí khi mức nguy cơ là P1 hoặc P2. Hãy trả lời các câu hỏi về nguy cơ trước.",
    en: "The police are asked for a place only at P1 or P2. Answer the questions of risk first.",
  },
  "no-such-request": {
    status: 404,
    title: "No such request",
    vi: "Không có yêu cầu này trong lượt liên hệ. Hãy tải lại.",
    en: "There is no such request in this contact. Load it again.",
  },
  "answered-before": {
    status: 409,
    title: "Answered before",
    vi: "Câu trả lời đã được ghi trước đó và không sửa. Nếu có tin mới, hãy ghi một yêu cầu mới.",
    en: "The answer was written down before and stays. If there is news, write down another request.",
  },
  "nobody-to-ask": {
    status: 409,
    title: "Not on shift",
    vi: "Đồng nghiệp này không đang trong ca. Hãy chọn người khác.",
    en: "This colleague is not on shift. Choose somebody else.",
  },
};
