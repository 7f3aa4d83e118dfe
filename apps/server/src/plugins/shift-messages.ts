import type { HandOnRefusal } from "@nightlight/commands/shift/hand-on";
import type { CallInRefusal } from "@nightlight/domain/roster/call-in";
import type { RosterRefusal } from "@nightlight/domain/roster/roster";
import type { Message } from "./message.ts";

export type ShiftProblem =
  Exclude<HandOnRefusal, "not-found" | "colleague-not-fit"> | RosterRefusal | CallInRefusal | "roster-changed";

/** Why something is not handed on, or the roster not changed, and what to do then. */
export const SHIFT_MESSAGES: Readonly<Record<ShiftProblem, Message>> = {
  "nothing-to-hand-on": {
    status: 409,
    title: "Nothing to hand on",
    vi: "Không còn gì để bàn giao: đã xong, đã có người khác nhận, hoặc cuộc trò chuyện còn đang diễn ra.",
    en: "There is nothing to hand on: it is finished, somebody else has it, or the conversation still runs.",
  },
  "handover-answered": {
    status: 409,
    title: "Answered already",
    vi: "Lời nhờ này đã được trả lời. Hãy xem lại danh sách của bạn.",
    en: "This was answered already. Look at your list again.",
  },
  "roster-changed": {
    status: 409,
    title: "Changed meanwhile",
    vi: "Vừa có người khác đổi ca này. Hãy xem ca như hiện nay rồi đổi lại nếu vẫn cần.",
    en: "Somebody else has just changed this shift. Look at it as it is now, then change it again if it is still needed.",
  },
  "shift-over": {
    status: 409,
    title: "The shift is over",
    vi: "Ca này đã kết thúc, nên không đổi được nữa.",
    en: "This shift is over: it can no longer be changed.",
  },
  "not-called-in": {
    status: 409,
    title: "Not called in",
    vi: "Người này chưa được gọi vào ca này, hoặc đã thôi dự phòng. Hãy xem ca như hiện nay.",
    en: "This person was not called in for this shift, or is no longer on call. Look at the shift as it is now.",
  },
  "works-elsewhere": {
    status: 409,
    title: "Two shifts at once",
    vi: "Người này đã có ca khác trùng giờ. Hãy bỏ ca đó trước, hoặc chọn người khác.",
    en: "This person is on another shift at that time. Take them off it first, or choose somebody else.",
  },
  "already-checked-in": {
    status: 409,
    title: "Checked in already",
    vi: "Người này đã vào ca. Hãy chuyển các liên hệ của họ trên sàn trực, rồi đổi trạng thái của họ ở đó.",
    en: "This person has checked in. Move their contacts on the floor, and set what they are doing there.",
  },
  "leaves-nobody": {
    status: 409,
    title: "Nobody would be left",
    vi: "Ca này sắp đến và sẽ không còn ai. Hãy xếp người thay trước, rồi bỏ người này.",
    en: "This shift is near and would be left to nobody. Put somebody else on it first, then take this person off.",
  },
  "breaks-working-time": {
    status: 409,
    title: "Against the rules on working time",
    vi: "Ca này trái quy định về giờ làm việc của người đó. Muốn xếp vẫn được, nhưng phải nói rõ vượt quy định nào.",
    en: "This shift goes against the rules on working time for them. It can be done all the same, rule by rule and by name.",
  },
};
