import { numberRow } from "./row.ts";

const shift = "shift" as const;

/** The end of a shift, and the roster ahead. */
export const SHIFT_ROWS = {
  typicalCallMinutes: numberRow("minutes", {
    ...{ group: shift, standard: 20, from: 5, to: 60 },
    vi: [
      "Một cuộc gọi thường kéo dài",
      "Không mời cuộc gọi mới khi thời gian còn lại của ca ngắn hơn. Dài hơn: ra ca đúng giờ hơn.",
    ],
    en: [
      "A call usually takes",
      "No new call is offered when less than this is left of the shift. Longer: shifts end in time more often.",
    ],
  }),
  earlyCheckInMinutes: numberRow("minutes", {
    ...{ group: shift, standard: 20, from: 0, to: 60 },
    vi: ["Được vào ca sớm trước giờ", "Dài hơn: ca sau nhận việc sớm hơn, khi ca trước không được mời thêm nữa."],
    en: [
      "A shift can be started early by",
      "Longer: whoever comes next is offered contacts sooner, while the shift before is offered no more.",
    ],
  }),
  handoverMinutes: numberRow("minutes", {
    ...{ group: shift, standard: 15, from: 5, to: 60 },
    vi: ["Bàn giao bắt đầu trước cuối ca", "Dài hơn: có thêm thời gian để bàn giao từng việc."],
    en: ["The handover begins before the shift ends by", "Longer: more time to hand each thing on."],
  }),
  handoverLateMinutes: numberRow("minutes", {
    ...{ group: shift, standard: 10, from: 0, to: 60 },
    vi: ["Việc chưa ai nhận thuộc về giám sát sau cuối ca", "Ngắn hơn: không việc nào nằm lâu với người đã ra ca."],
    en: [
      "What nobody took is the supervisors' after the end by",
      "Shorter: nothing lies long with somebody off shift.",
    ],
  }),
  overtimeLookMinutes: numberRow("minutes", {
    ...{ group: shift, standard: 5, from: 1, to: 30 },
    vi: [
      "Cuộc nói chuyện quá giờ được xem lại sau mỗi",
      "Ngắn hơn: giám sát biết sớm hơn rằng cuộc nói chuyện quá giờ đã kết thúc, và nhận lại việc còn mở sớm hơn.",
    ],
    en: [
      "A conversation beyond the shift is looked at again every",
      "Shorter: supervisors learn sooner that it is over, and have what it leaves open sooner.",
    ],
  }),
  rosterGapHours: numberRow("hours", {
    ...{ group: shift, standard: 12, from: 2, to: 72 },
    vi: ["Lịch trực thiếu người được báo trước", "Dài hơn: có thêm thời gian tìm người."],
    en: ["A gap in the roster is told ahead by", "Longer: more time to find somebody."],
  }),
  rosterLeast: numberRow("places", {
    ...{ group: shift, standard: 1, from: 1, to: 100 },
    vi: ["Ít nhất bao nhiêu người trực mỗi lúc", "Nhiều hơn: lịch thiếu người được báo sớm hơn."],
    en: ["Counsellors on the roster at any minute, at least", "More: a thin roster is told sooner."],
  }),
};
