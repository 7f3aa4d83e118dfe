import { CLINICAL, numberRow } from "./row.ts";

/** Conversations that pause, go silent or are continued by a call. */
export const TALK_ROWS = {
  holdReminderSeconds: numberRow("seconds", {
    ...{ group: "away", standard: 120, from: 30, to: 600 },
    vi: ["Nhắc người trực có người đang được giữ sau", "Ngắn hơn: trẻ được giữ ít bị quên hơn."],
    en: ["A counsellor is reminded of a hold after", "Shorter: whoever is on hold is forgotten less."],
  }),
  silenceCheckSeconds: numberRow("seconds", {
    ...{ group: "away", standard: 120, from: 30, to: 600 },
    vi: ["Trẻ im lặng: hỏi nhẹ sau", "Ngắn hơn: nhận ra sớm hơn, nhưng dễ làm trẻ thấy bị giục."],
    en: ["A silent child is asked gently after", "Shorter: noticed sooner, and felt as pressure sooner."],
  }),
  silenceAskSeconds: numberRow("seconds", {
    ...{ group: "away", standard: 300, from: 60, to: 1800 },
    vi: ["Trẻ im lặng: hỏi “em còn đó không” sau", "Ngắn hơn: nhận ra sớm hơn, nhưng dễ làm trẻ thấy bị giục."],
    en: ["A silent child is asked “still here?” after", "Shorter: noticed sooner, and felt as pressure sooner."],
  }),
  silenceEndSeconds: numberRow("seconds", {
    ...{ group: "away", standard: 600, from: 120, to: 3600 },
    vi: [
      "Trẻ im lặng: chuyển sang hoàn tất ghi chép sau",
      "Ngắn hơn: chỗ trống sớm hơn; trẻ im lặng lâu rồi mới viết phải chờ lại. Không bao giờ đóng thẳng.",
    ],
    en: [
      "A silent conversation goes to wrap-up after",
      "Shorter: a free place sooner; a child who writes late waits again. It is never closed by itself.",
    ],
  }),
  silenceSupervisorSeconds: numberRow("seconds", {
    ...{ group: "away", standard: 300, from: 60, to: 1800 },
    vi: [
      "Trước đó, khi mức P1 hoặc P2, giám sát có",
      "Dài hơn: giám sát có thêm thời gian trước khi cuộc trò chuyện dừng.",
    ],
    en: [
      "Before that, at P1 or P2, supervisors have",
      "Longer: more time for supervisors before the conversation stops.",
    ],
  }),
  quietChannelHours: numberRow("hours", {
    ...{ group: "away", standard: 24, from: 1, to: 168 },
    vi: ["Kênh trả lời chậm (Zalo, SMS, thư): dừng sau", "Dài hơn: chờ trả lời lâu hơn, chỗ được giữ lâu hơn."],
    en: [
      "Slow channels (Zalo, SMS, e-mail) stop after",
      "Longer: answers are waited for longer, and the place is kept.",
    ],
  }),
  recordMinutes: numberRow("minutes", {
    ...{ group: "pacing", standard: 20, from: 5, to: 120, editors: CLINICAL },
    vi: [
      "Hoàn tất ghi chép giữ chỗ trong",
      "Dài hơn: viết thong thả hơn, ít chỗ trống hơn. Hết giờ không đóng gì cả; giám sát thấy và có thể trả chỗ.",
    ],
    en: [
      "Finishing a record keeps its place for",
      "Longer: more calm for writing, fewer free places. At its end nothing closes; supervisors see it and can free the place.",
    ],
  }),
  recordMoreMinutes: numberRow("minutes", {
    ...{ group: "pacing", standard: 5, from: 1, to: 30, editors: CLINICAL },
    vi: ["Người trực tự thêm giờ ghi chép, mỗi lần", "Dài hơn: một lần bấm cho nhiều thời gian hơn."],
    en: ["A counsellor adds to that, at a press", "Longer: one press gives more time."],
  }),
  recordMoreTimes: numberRow("times", {
    ...{ group: "pacing", standard: 2, from: 0, to: 10, editors: CLINICAL },
    vi: ["Người trực tự thêm giờ ghi chép không quá", "Nhiều hơn: giám sát được báo muộn hơn."],
    en: ["They can do so", "More often: supervisors hear of it later."],
  }),
  mediaWithinSeconds: numberRow("seconds", {
    ...{ group: "away", standard: 10, from: 3, to: 30 },
    vi: [
      "Cuộc gọi đã nhận phải có tiếng trong",
      "Quá thời gian này, người gọi trở lại hàng đợi và người khác được mời.",
    ],
    en: ["Accepted calls have sound within", "After this the caller waits again, and somebody else is asked."],
  }),
  placeToldSeconds: numberRow("seconds", {
    ...{ group: "overflow", standard: 60, from: 0, to: 600 },
    vi: [
      "Người đang chờ máy nghe chỗ của mình mỗi",
      "0: không bao giờ. Ngắn hơn: biết rõ hơn, nhạc bị ngắt nhiều hơn.",
    ],
    en: ["Callers who wait hear their place every", "0: never. Shorter: they know more, and music is broken off more."],
  }),
  voicemailHours: numberRow("hours", {
    ...{ group: "away", standard: 720, from: 24, to: 8760, editors: CLINICAL },
    vi: ["Lời nhắn ghi âm được giữ", "Sau đó âm thanh bị xóa khi lượt liên hệ đã đóng; ghi chép vẫn còn."],
    en: [
      "Recorded messages are kept for",
      "After that the sound is erased once its contact is closed; the record stays.",
    ],
  }),
  recordingHours: numberRow("hours", {
    ...{ group: "away", standard: 720, from: 24, to: 8760, editors: CLINICAL },
    vi: ["Cuộc gọi được ghi âm thì giữ", "Sau đó âm thanh bị xóa khi lượt liên hệ đã đóng; ghi chép vẫn còn."],
    en: ["Recorded calls are kept for", "After that the sound is erased once its contact is closed; the record stays."],
  }),
  listenerShownSeconds: numberRow("seconds", {
    ...{ group: "away", standard: 0, from: 0, to: 300, editors: CLINICAL },
    vi: ["Người trực thấy giám sát đang nghe sau", "0: thấy ngay. Cao hơn: việc nghe được báo muộn hơn."],
    en: ["Counsellors see who listens after", "0: at once. Higher: they are told later that somebody listens."],
  }),
  callbackTries: numberRow("times", {
    ...{ group: "overflow", standard: 3, from: 1, to: 3 },
    vi: ["Gọi lại không quá", "Không bao giờ quá ba lần; sau đó giám sát quyết định."],
    en: ["A promised call is tried at most", "Never more than three times; supervisors decide after that."],
  }),
  callbackRetryMinutes: numberRow("minutes", {
    ...{ group: "overflow", standard: 20, from: 5, to: 240 },
    vi: ["Gọi lại lần nữa sau", "Dài hơn: người được gọi ít bị làm phiền hơn, chờ lâu hơn."],
    en: ["It is tried again after", "Longer: fewer rings for the person, a longer wait."],
  }),
  callbackWindowMinutes: numberRow("minutes", {
    ...{ group: "overflow", standard: 15, from: 5, to: 120 },
    vi: [
      "Khoảng giờ an toàn để gọi lại dài ít nhất",
      "Dài hơn: dễ gọi kịp hơn, nhưng trẻ có ít khoảng giờ để chọn hơn.",
    ],
    en: [
      "A window in which somebody may be called lasts at least",
      "Longer: easier to keep; fewer moments that a child can choose.",
    ],
  }),
  callbackAheadHours: numberRow("hours", {
    ...{ group: "overflow", standard: 48, from: 4, to: 168 },
    vi: ["Hẹn gọi lại trước nhiều nhất", "Dài hơn: hẹn được xa hơn, lời hứa nằm lâu hơn."],
    en: ["A call is promised ahead by at most", "Longer: a later hour can be chosen; a promise lies for longer."],
  }),
  callbackByKeyHours: numberRow("hours", {
    ...{ group: "overflow", standard: 2, from: 1, to: 12 },
    vi: [
      "Ai bấm phím xin gọi lại được gọi trong",
      "Dài hơn: nhiều thời gian để gọi hơn, dễ gọi vào lúc không tiện hơn.",
    ],
    en: ["Whoever asks for a call by a key is called within", "Longer: more time to call; more often at a bad moment."],
  }),
  callbackDecisionHours: numberRow("hours", {
    ...{ group: "overflow", standard: 24, from: 1, to: 72 },
    vi: ["Giám sát quyết định về cuộc gọi không thành trong", "Sau đó liên hệ được kết thúc, không gọi nữa."],
    en: ["Supervisors decide on a call in vain within", "After that the contact ends, and nobody calls."],
  }),
  disguisedCallMinutes: numberRow("minutes", {
    ...{ group: "overflow", standard: 15, from: 5, to: 60 },
    vi: ["Cuộc gọi kín đáo được phép trong", "Ngắn hơn: lời cho phép hết hiệu lực sớm hơn."],
    en: ["An allowed disguised call has to be made within", "Shorter: the permission runs out sooner."],
  }),
};
