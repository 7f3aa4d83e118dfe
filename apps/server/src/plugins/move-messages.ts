import type { MoveProblem as AnyMoveProblem } from "@nightlight/commands/contact/move-contact";
import type { MoveRefusal } from "@nightlight/domain/contact/decide-move";
import type { Message } from "./message.ts";

export type MoveProblem =
  | Exclude<MoveRefusal, "too-late-to-undo" | "not-due">
  | Extract<AnyMoveProblem, "needs-override" | "person-not-there" | "not-immediate">;

/** Why a contact is not moved, and what a supervisor can do instead. */
export const MOVE_MESSAGES: Readonly<Record<MoveProblem, Message>> = {
  "already-there": {
    status: 409,
    title: "Already there",
    vi: "Lượt liên hệ đã ở đó rồi, không có gì thay đổi.",
    en: "The contact is there already; nothing was changed.",
  },
  "already-over": {
    status: 409,
    title: "Already over",
    vi: "Lượt liên hệ đã đóng hoặc người gọi đã rời đi, nên không chuyển được nữa.",
    en: "The contact is closed, or the child left: it cannot be moved any more.",
  },
  "needs-person": {
    status: 409,
    title: "Needs a person",
    vi: "Lượt đang hoàn tất không quay lại hàng đợi được. Hãy chọn một người để giao.",
    en: "A record that is being finished cannot wait in the queue. Choose somebody to give it to.",
  },
  "call-waits": {
    status: 409,
    title: "A call was promised",
    vi: "Người này muốn được gọi lại và đã nói lúc nào thì an toàn. Không chuyển sớm hơn được; đến giờ, lượt liên hệ tự vào hàng đợi.",
    en: "This person wants to be called, and said when that is safe. It cannot be moved before; at that time it joins the queue by itself.",
  },
  "moved-on": {
    status: 409,
    title: "Moved on since",
    vi: "Lượt liên hệ đã có người nhận hoặc đã sang chỗ khác, nên không hoàn tác được nữa.",
    en: "The contact was accepted or has moved on since: the move can no longer be undone.",
  },
  "not-your-move": {
    status: 409,
    title: "Not your move",
    vi: "Người khác đã chuyển lượt liên hệ này. Chỉ người đó hoàn tác được; bạn vẫn có thể chuyển lại.",
    en: "Somebody else moved this contact. Only they can undo it; you can move it once more.",
  },
  "not-immediate": {
    status: 409,
    title: "Not in lane immediate",
    vi: "Chỉ liên hệ ở mức tức thì mới nhận thẳng được. Liên hệ khác thì chuyển cho một người.",
    en: "Only a contact in lane immediate can be taken directly. Move any other to somebody.",
  },
  "needs-override": {
    status: 409,
    title: "Needs an override",
    vi: "Có điều chưa phù hợp với người này. Hãy xem từng điều, rồi xác nhận bỏ qua hoặc chọn người khác.",
    en: "Something speaks against this person. Look at each point, then override it or choose somebody else.",
  },
  "person-not-there": {
    status: 409,
    title: "Not there",
    vi: "Người này chưa đăng nhập hoặc màn hình đang mất kết nối, nên không nhận được. Hãy chọn người khác.",
    en: "This person is not signed in, or their screen is lost: nobody would see it. Choose somebody else.",
  },
};
