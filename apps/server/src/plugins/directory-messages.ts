import type { AuthorityRefusal } from "@nightlight/domain/authority/change-authority";
import type { Message } from "./message.ts";

export type DirectoryProblem = AuthorityRefusal | "unit-place-misfit" | "nothing-to-undo";

/** What keeping the directory of authorities may be refused, and what to do then. */
export const DIRECTORY_MESSAGES: Readonly<Record<DirectoryProblem, Message>> = {
  "unit-doubled": {
    status: 409,
    title: "A second unit for the same work",
    vi: "Nơi này đã có một đơn vị làm đúng việc đó trong cùng thời gian. Hãy sửa đơn vị ấy, hoặc cho nó kết thúc trước.",
    en: "This place has a unit for the same work at the same time. Change that one, or end it first.",
  },
  "unit-in-loop": {
    status: 400,
    title: "Units in a loop",
    vi: "Đơn vị được chọn làm cấp trên lại nằm dưới chính đơn vị này. Hãy chọn cấp trên khác.",
    en: "What was chosen to stand above it stands below it. Choose another unit above.",
  },
  "unit-above-is-lower": {
    status: 400,
    title: "The unit above is lower",
    vi: "Cấp trên không thể ở cấp thấp hơn. Hãy chọn đơn vị cùng cấp hoặc cấp cao hơn.",
    en: "The unit above cannot be of a lower level. Choose one of the same level or higher.",
  },
  "unit-above-is-gone": {
    status: 409,
    title: "The unit above is gone",
    vi: "Đơn vị cấp trên không có, hoặc kết thúc sớm hơn đơn vị này. Hãy chọn cấp trên còn hoạt động.",
    en: "The unit above is not there, or ends before this one. Choose one that goes on.",
  },
  "unit-has-ended": {
    status: 409,
    title: "The unit has ended",
    vi: "Đơn vị này đã kết thúc, thông tin được giữ nguyên. Nếu kết thúc nhầm, hãy hoàn tác lần cuối.",
    en: "This unit has ended and stays as it was. If that was a mistake, take the last act back.",
  },
  "unit-has-units-below": {
    status: 409,
    title: "Units below it go on",
    vi: "Còn đơn vị trực thuộc vẫn hoạt động sau ngày đó. Hãy đổi cấp trên của các đơn vị ấy trước.",
    en: "Units below it go on after that day. Give them another unit above first.",
  },
  "unit-ends-too-early": {
    status: 400,
    title: "Ends before it begins",
    vi: "Ngày kết thúc phải sau ngày bắt đầu của đơn vị.",
    en: "The end has to be after the beginning of the unit.",
  },
  "unit-successor-is-gone": {
    status: 400,
    title: "The successor is gone",
    vi: "Đơn vị tiếp nhận phải là đơn vị khác, và còn hoạt động sau ngày đó.",
    en: "Whoever takes over has to be another unit that goes on after that day.",
  },
  "unit-place-misfit": {
    status: 400,
    title: "Level and place do not fit",
    vi: "Cấp xã cần chọn xã, phường; cấp tỉnh cần chọn tỉnh, thành phố; cấp bộ không chọn nơi nào.",
    en: "A commune's unit needs a commune, a province's a province, and a ministry no place.",
  },
  "nothing-to-undo": {
    status: 409,
    title: "Nothing to take back",
    vi: "Không có gì để hoàn tác. Thay đổi gần nhất đã được hoàn tác; muốn làm lại, hãy sửa trực tiếp.",
    en: "There is nothing to take back. What was taken back already is done anew by changing it.",
  },
};
