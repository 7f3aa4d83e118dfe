import type { SaveRefusal } from "@nightlight/commands/contact/save-record";
import type { Unfinished } from "@nightlight/commands/record/what-is-missing";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import type { Message } from "./message.ts";

export type RecordProblem =
  | Exclude<SaveRefusal, ContactRefusal | "not-found">
  | Unfinished["refusal"]
  | "receipt-held"
  | "received-after-recorded"
  | "received-in-future"
  | "received-too-long-ago";

/** What the record cannot take, and what to write instead. What was typed stays on the screen until it is saved. */
export const RECORD_MESSAGES: Readonly<Record<RecordProblem, Message>> = {
  "no-such-field": {
    status: 400,
    title: "No such field",
    vi: "Mẫu ghi chép này không có ô đó. Hãy tải lại trang.",
    en: "The form of this record has no such field. Reload the page.",
  },
  "record-unfinished": {
    status: 409,
    title: "Record unfinished",
    vi: "Còn ô phải ghi trước khi đóng: {fields}. “Chưa rõ” cũng là câu trả lời. Điều đã ghi vẫn còn.",
    en: "Wanted before closing: {fields}. “Not known” is an answer too. What was written is kept.",
  },
  "receipt-held": {
    status: 409,
    title: "Time of receipt held",
    vi: "Đã chuyển cơ quan: thời hạn đang tính từ giờ nhận này nên không đổi được nữa. Các ô khác vẫn sửa được.",
    en: "It was put before an authority: limits count from this time of receipt, so it stays. The other fields can be changed.",
  },
  "received-after-recorded": {
    status: 400,
    title: "Received after it was recorded",
    vi: "Không thể nhận sau lúc đã ghi vào máy. Hãy sửa ngày giờ; những gì đã nhập vẫn còn.",
    en: "It cannot have been received after it was recorded here. Correct date and time; nothing you typed is lost.",
  },
  "value-too-long": {
    status: 400,
    title: "Too long",
    vi: "Dài quá giới hạn của ô (nhiều nhất 20.000 ký tự, ô ngắn thì ít hơn). Chưa lưu. Hãy rút gọn.",
    en: "Longer than the field holds (20,000 characters at most, short fields less). Not saved. Make it shorter.",
  },
  "value-unknown-code": {
    status: 400,
    title: "Unknown code",
    vi: "Giá trị này không có trong danh mục của ô. Hãy chọn trong danh sách.",
    en: "This is not in the field's list. Choose one from it.",
  },
  "value-not-a-day": {
    status: 400,
    title: "Not a day",
    vi: "Không phải một ngày có thật. Hãy ghi ngày/tháng/năm, ví dụ 05/09/2013.",
    en: "Not a day of the calendar. Write day/month/year, for example 05/09/2013.",
  },
  "value-day-ahead": {
    status: 400,
    title: "Day ahead",
    vi: "Ngày này còn ở phía trước. Hãy xem lại năm.",
    en: "This day is still to come. Look at the year again.",
  },
  "value-not-a-number": {
    status: 400,
    title: "Not a number",
    vi: "Chỉ ghi chữ số, ví dụ 12.",
    en: "Digits only, for example 12.",
  },
  "value-out-of-range": {
    status: 400,
    title: "Out of range",
    vi: "Số này không thể đúng. Hãy xem lại.",
    en: "This number cannot be right. Look at it again.",
  },
  "value-not-a-phone": {
    status: 400,
    title: "Not a phone number",
    vi: "Không phải số điện thoại. Chỉ ghi chữ số, dấu cách và dấu + ở đầu.",
    en: "Not a phone number. Digits, spaces and a leading + only.",
  },
  "value-not-a-place": {
    status: 400,
    title: "Not a place",
    vi: "Hãy chọn nơi trong danh sách, hoặc “chưa rõ”.",
    en: "Choose the place from the list, or “not known”.",
  },
  "value-place-gone": {
    status: 400,
    title: "No such place now",
    vi: "Đơn vị này không còn nữa. Gõ tên cũ để thấy nơi thay thế, rồi chọn nơi đó.",
    en: "This unit exists no more. Type its old name to see what took its place, and choose that.",
  },
  "received-in-future": {
    status: 400,
    title: "Received in the future",
    vi: "Thời điểm nhận không thể ở tương lai. Hãy sửa ngày giờ; những gì đã nhập vẫn còn.",
    en: "It cannot have been received in the future. Correct date and time; nothing you typed is lost.",
  },
  "received-too-long-ago": {
    status: 400,
    title: "Received too long ago",
    vi: "Thời điểm nhận cách đây quá lâu. Hãy kiểm tra lại năm.",
    en: "That is too long ago. Check the year.",
  },
};
