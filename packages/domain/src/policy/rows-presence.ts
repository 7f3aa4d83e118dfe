import { numberRow, TECHNICAL } from "./row.ts";

/** Screens that are gone, endings, and the end of a shift. */
export const PRESENCE_ROWS = {
  leaseSeconds: numberRow("seconds", {
    ...{ group: "away", standard: 12, from: 8, to: 60, editors: TECHNICAL },
    vi: [
      "Màn hình im lặng bao lâu thì coi là mất",
      "Ngắn hơn: mất kết nối được biết sớm hơn; đường truyền chập chờn cũng bị tính.",
    ],
    en: [
      "A screen that is silent this long is lost",
      "Shorter: a lost line is noticed sooner, and so is one that only stutters.",
    ],
  }),
  orphanVoiceSeconds: numberRow("seconds", {
    ...{ group: "away", standard: 10, from: 5, to: 60 },
    vi: ["Cuộc gọi mất người phụ trách sau", "Ngắn hơn: người gọi gặp người khác sớm hơn."],
    en: ["A call looks for somebody else after", "Shorter: the caller has somebody else sooner."],
  }),
  orphanChatSeconds: numberRow("seconds", {
    ...{ group: "away", standard: 60, from: 10, to: 300 },
    vi: ["Tin nhắn mất người phụ trách sau", "Ngắn hơn: trẻ gặp người khác sớm hơn; dài hơn: giữ được người cũ."],
    en: [
      "A chat looks for somebody else after",
      "Shorter: the child has somebody else sooner. Longer: the same person keeps it.",
    ],
  }),
  previousOwnerGraceSeconds: numberRow("seconds", {
    ...{ group: "away", standard: 20, from: 0, to: 60 },
    vi: ["Người đã biết liên hệ được ưu tiên trong", "Dài hơn: trẻ dễ gặp lại người quen hơn, nhưng chờ lâu hơn."],
    en: ["Whoever knows a contact goes first for", "Longer: more children meet whom they know, after a longer wait."],
  }),
  undoSeconds: numberRow("seconds", {
    ...{ group: "ending", standard: 8, from: 3, to: 30 },
    vi: ["Có thể hoàn tác trong", "Dài hơn: sửa được nhiều nhầm lẫn hơn; việc đi tiếp chậm hơn."],
    en: ["An act can be undone for", "Longer: more slips are taken back; what follows comes later."],
  }),
  windDownMinutes: numberRow("minutes", {
    ...{ group: "shift", standard: 10, from: 0, to: 60 },
    vi: ["Cuối ca không mời thêm trong", "Dài hơn: ra ca đúng giờ hơn; cuối ca ít chỗ trống hơn."],
    en: ["Nothing new is offered in the last", "Longer: shifts end in time more often; fewer free places then."],
  }),
  chatSlots: numberRow("places", {
    ...{ group: "shift", standard: 1, from: 1, to: 2 },
    vi: ["Số tin nhắn cùng lúc của người mới", "Áp dụng cho người được cấp vai trò từ nay."],
    en: ["Chats at once for somebody new", "Holds for whoever is given the role from now on."],
  }),
};
