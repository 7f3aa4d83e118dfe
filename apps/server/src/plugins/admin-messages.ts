import type { UsernameRefusal } from "@nightlight/domain/access/username";
import type { PersonRefusal } from "@nightlight/domain/person/person";
import type { Message } from "./message.ts";

export type AdminProblem =
  | Exclude<PersonRefusal, "stale">
  | UsernameRefusal
  | "username-taken"
  | "unknown-choice"
  | "name-taken"
  | "colleague-needed"
  | "colleague-not-fit"
  | "channel-closed"
  | "too-many-entries";

/** What administration may be refused, and what to do then. */
export const ADMIN_MESSAGES: Readonly<Record<AdminProblem, Message>> = {
  "account-closed": {
    status: 409,
    title: "Account closed",
    vi: "Tài khoản này đang bị khóa hoặc đã đóng. Tài khoản đã đóng không mở lại được; hãy tạo tài khoản mới.",
    en: "This account is suspended or closed. One that was closed for good stays closed; make a new one.",
  },
  "own-rights": {
    status: 403,
    title: "Own rights",
    vi: "Không ai tự thêm vai trò cho chính mình. Hãy nhờ một quản trị viên khác.",
    en: "Nobody gives themselves a role. Ask another administrator.",
  },
  "own-account": {
    status: 409,
    title: "Own account",
    vi: "Bạn không thể tự khóa hay tự đóng tài khoản của mình. Hãy nhờ một quản trị viên khác.",
    en: "You cannot take your own access. Ask another administrator.",
  },
  "last-administrator": {
    status: 409,
    title: "Last administrator",
    vi: "Đây là quản trị viên cuối cùng đang đăng nhập được. Hãy mời thêm một quản trị viên trước.",
    en: "This is the last administrator who can sign in. Invite another one first.",
  },
  "officer-without-authority": {
    status: 400,
    title: "Officer without an authority",
    vi: "Cán bộ cơ quan cần có đơn vị công tác, và chỉ vai trò này mới có. Hãy chọn đơn vị hoặc bỏ vai trò cán bộ.",
    en: "An officer needs the authority that they work for, and nobody else has one. Choose it, or take the role away.",
  },
  "officer-and-helpline": {
    status: 400,
    title: "Officer and helpline",
    vi: "Cán bộ cơ quan không giữ vai trò nào khác: lời của trẻ không rời tổng đài. Hãy tạo hai tài khoản riêng.",
    en: "An officer has no other role: what a child says does not leave the helpline. Make two separate accounts.",
  },
  "username-length": {
    status: 400,
    title: "User name length",
    vi: "Tên đăng nhập cần từ 2 đến 40 ký tự.",
    en: "A user name has 2 to 40 characters.",
  },
  "username-characters": {
    status: 400,
    title: "User name characters",
    vi: "Tên đăng nhập chỉ gồm chữ Latinh không dấu, chữ số, và dấu . - _ ở giữa.",
    en: "A user name has Latin letters without marks, digits, and . - _ between them.",
  },
  "username-look-alike": {
    status: 400,
    title: "Look-alike user name",
    vi: "Tên đăng nhập có chữ trông giống chữ Latinh nhưng thuộc bộ chữ khác. Hãy gõ lại bằng chữ Latinh.",
    en: "The user name has letters of another script that look Latin. Type it in Latin letters.",
  },
  "username-taken": {
    status: 409,
    title: "User name taken",
    vi: "Tên đăng nhập này đã có, hoặc trông quá giống một tên đã có. Hãy chọn tên khác.",
    en: "This user name is taken, or looks too much like one that is. Choose another.",
  },
  "unknown-choice": {
    status: 400,
    title: "Unknown choice",
    vi: "Trung tâm, kỹ năng hoặc ngôn ngữ này không có trong danh mục. Hãy tải lại trang rồi chọn lại.",
    en: "This centre, skill or language is not on the list. Reload the page and choose again.",
  },
  "name-taken": {
    status: 409,
    title: "Name taken",
    vi: "Tên này đã có. Hãy chọn tên khác.",
    en: "This name is taken. Choose another.",
  },
  "colleague-needed": {
    status: 409,
    title: "Colleague needed",
    vi: "Còn ghi chép hoặc ca trực phải bàn giao. Hãy chọn một đồng nghiệp nhận.",
    en: "There are records or shifts to hand over. Choose a colleague who takes them.",
  },
  "colleague-not-fit": {
    status: 409,
    title: "Colleague not fit",
    vi: "Người này không nhận bàn giao được. Hãy chọn một tư vấn viên đang làm việc.",
    en: "This person cannot take over. Choose a counsellor who is working.",
  },
  "channel-closed": {
    status: 409,
    title: "Channel closed",
    vi: "Kênh này đã đóng nên không cấp khóa được nữa. Hãy thêm kênh mới.",
    en: "This channel was closed, so it gets no key any more. Add a new one.",
  },
  "too-many-entries": {
    status: 409,
    title: "Too many entries",
    vi: "Có hơn 20.000 mục. Hãy thu hẹp khoảng thời gian rồi xuất lại.",
    en: "There are more than 20,000 entries. Narrow the time and export again.",
  },
};
