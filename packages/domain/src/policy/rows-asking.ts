import { numberRow, TECHNICAL } from "./row.ts";

/** Offers: how long one stands, and whom it passes over. */
export const ASKING_ROWS = {
  shownWithinSeconds: numberRow("seconds", {
    ...{ group: "asking", standard: 2, from: 1, to: 10, editors: TECHNICAL },
    vi: [
      "Lời mời phải hiện lên trong",
      "Quá thời gian này mà màn hình chưa báo đã hiện, lời mời chuyển cho người khác; lỗi đường truyền, không tính cho ai.",
    ],
    en: [
      "An offer has to be on screen within",
      "Without the screen's word within this time the offer goes to somebody else: the network's fault, counted against nobody.",
    ],
  }),
  voiceOfferSeconds: numberRow("seconds", {
    ...{ group: "asking", standard: 20, from: 8, to: 60 },
    vi: ["Lời mời cuộc gọi đổ chuông trong", "Dài hơn: người trực thong thả hơn, người gọi chờ lâu hơn."],
    en: ["An offered call rings for", "Longer: less hurry for counsellors, a longer wait for the caller."],
  }),
  chatOfferSeconds: numberRow("seconds", {
    ...{ group: "asking", standard: 45, from: 8, to: 120 },
    vi: ["Lời mời tin nhắn chờ trả lời trong", "Dài hơn: người trực thong thả hơn, trẻ chờ lâu hơn."],
    en: ["An offered chat rings for", "Longer: less hurry for counsellors, a longer wait for the child."],
  }),
  immediateOfferSeconds: numberRow("seconds", {
    ...{ group: "asking", standard: 8, from: 4, to: 20 },
    vi: ["Lời mời ở mức tức thì chờ trong", "Dài hơn: nguy hiểm nằm lâu hơn trước một người không trả lời."],
    en: ["An offer in lane immediate rings for", "Longer: danger lies longer before somebody who does not answer."],
  }),
  skipSeconds: numberRow("seconds", {
    ...{ group: "asking", standard: 60, from: 10, to: 600 },
    vi: [
      "Người vừa được mời mà không nhận được bỏ qua trong",
      "Dài hơn: liên hệ đi vòng qua nhiều người khác trước khi quay lại.",
    ],
    en: [
      "Whoever was asked in vain is passed over for",
      "Longer: a contact goes round more of the others before it comes back.",
    ],
  }),
  skipAloneSeconds: numberRow("seconds", {
    ...{ group: "asking", standard: 5, from: 1, to: 60 },
    vi: ["Người trực một mình được mời lại sau", "Ngắn hơn: người đang một mình ít được nghỉ hơn giữa hai lời mời."],
    en: ["Somebody alone is asked again after", "Shorter: less of a pause for whoever is alone."],
  }),
  missedVoiceOffers: numberRow("times", {
    ...{ group: "asking", standard: 1, from: 1, to: 5 },
    vi: ["Bỏ lỡ bao nhiêu cuộc gọi thì tạm ngừng mời", "Ít hơn: ai rời bàn được nhận ra sớm hơn."],
    en: ["Missed calls until somebody counts as not responding", "Fewer: an empty desk is noticed sooner."],
  }),
  missedChatOffers: numberRow("times", {
    ...{ group: "asking", standard: 2, from: 1, to: 5 },
    vi: ["Bỏ lỡ bao nhiêu tin nhắn thì tạm ngừng mời", "Ít hơn: ai rời bàn được nhận ra sớm hơn."],
    en: ["Missed chats until somebody counts as not responding", "Fewer: an empty desk is noticed sooner."],
  }),
  failedOffersToTell: numberRow("times", {
    ...{ group: "asking", standard: 3, from: 1, to: 10 },
    vi: ["Báo giám sát sau số lần mời không thành", "Ít hơn: giám sát được báo sớm hơn, và nhiều hơn."],
    en: ["Offers in vain until supervisors are told", "Fewer: supervisors hear of it sooner, and more often."],
  }),
};
