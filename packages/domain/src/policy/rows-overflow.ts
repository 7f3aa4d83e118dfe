import { numberRow } from "./row.ts";

/** Whom a contact is offered to beyond the first choice, by how long it waits. Lane `immediate` begins with all of them. */
export const OVERFLOW_ROWS = {
  anySkillSeconds: numberRow("seconds", {
    ...{ group: "overflow", standard: 15, from: 0, to: 600 },
    vi: [
      "Mời cả người không có chuyên môn mà kênh cần sau",
      "Ngắn hơn: trẻ gặp người sớm hơn, nhưng ít đúng chuyên môn hơn.",
    ],
    en: [
      "People without the skill that a channel asks for are asked after",
      "Shorter: somebody sooner, who knows less often what it is about.",
    ],
  }),
  otherQueuesSeconds: numberRow("seconds", {
    ...{ group: "overflow", standard: 15, from: 0, to: 600 },
    vi: ["Mời cả người của trung tâm khác sau", "Ngắn hơn: trẻ gặp người sớm hơn, nhưng ít đúng chuyên môn hơn."],
    en: ["People of other centres are asked after", "Shorter: somebody sooner, less often the best fit."],
  }),
  anyLanguageSeconds: numberRow("seconds", {
    ...{ group: "overflow", standard: 45, from: 0, to: 600 },
    vi: ["Mời cả người chỉ nói được ngôn ngữ đó sau", "Ngắn hơn: trẻ gặp người sớm hơn, lời nói kém trôi chảy hơn."],
    en: [
      "Whoever merely speaks the language is asked after",
      "Shorter: somebody sooner, in a language less at their ease.",
    ],
  }),
  supervisorsSeconds: numberRow("seconds", {
    ...{ group: "overflow", standard: 60, from: 0, to: 900 },
    vi: ["Báo giám sát có người chờ chưa ai nhận sau", "Ngắn hơn: giám sát được báo sớm hơn, và nhiều hơn."],
    en: ["Supervisors are told of a wait after", "Shorter: supervisors hear of it sooner, and more often."],
  }),
  onCallSeconds: numberRow("seconds", {
    ...{ group: "overflow", standard: 90, from: 0, to: 1800 },
    vi: ["Gọi người trực dự phòng, và nhắc giám sát, sau", "Ngắn hơn: người dự phòng bị gọi thường hơn."],
    en: [
      "Whoever is on call is called in, and supervisors are told, after",
      "Shorter: people on call are called more often.",
    ],
  }),
  callInAnswerSeconds: numberRow("seconds", {
    ...{ group: "overflow", standard: 120, from: 30, to: 1800 },
    vi: [
      "Người dự phòng chưa trả lời thì giám sát gọi điện sau",
      "Ngắn hơn: giám sát gọi điện sớm hơn, người dự phòng ít thời gian trả lời hơn.",
    ],
    en: [
      "Whoever is on call and does not answer is telephoned after",
      "Shorter: supervisors telephone sooner; less time to answer.",
    ],
  }),
  callOfferSeconds: numberRow("seconds", {
    ...{ group: "overflow", standard: 120, from: 30, to: 3600 },
    vi: [
      "Mời trẻ chọn được gọi lại, vẫn giữ chỗ, sau",
      "Ngắn hơn: nhiều trẻ chọn được gọi lại thay vì chờ; chỉ gọi vào giờ em nói là an toàn.",
    ],
    en: [
      "A call-back that keeps their place is offered after",
      "Shorter: more of them choose to be called; nobody calls but in the time that they say is safe.",
    ],
  }),
};
