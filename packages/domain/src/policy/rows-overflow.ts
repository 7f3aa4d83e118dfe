import { numberRow } from "./row.ts";

/** Whom a contact is offered to beyond the first choice, by how long it waits. Lane `immediate` begins with all of them. */
export const OVERFLOW_ROWS = {
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
    vi: ["Nhắc giám sát gọi người trực dự phòng sau", "Ngắn hơn: người dự phòng bị gọi thường hơn."],
    en: ["Supervisors are asked to call in whoever is on call after", "Shorter: people on call are called more often."],
  }),
};
