import { laneRow, numberRow } from "./row.ts";

const SEVERE = ["immediate", "high"] as const;

/** The lane that a contact enters by: the most severe line that is true of it. */
export const LANE_ROWS = {
  entryVoice: laneRow("normal", {
    vi: ["Cuộc gọi", "Mức khẩn hơn: cuộc gọi đi trước tin nhắn."],
    en: ["A call", "More severe: calls go before chats."],
  }),
  entryChat: laneRow("normal", {
    vi: ["Tin nhắn", "Mức khẩn hơn: tin nhắn đi trước cuộc gọi."],
    en: ["A chat", "More severe: chats go before calls."],
  }),
  entryNotSafe: laneRow("immediate", {
    choices: SEVERE,
    vi: ["“Em có đang an toàn không?” – không", "Trẻ tự nói mình không an toàn: không bao giờ dưới mức cao."],
    en: ["“Are you safe right now?” – no", "A child's own word: never below lane high."],
  }),
  entryAfterDrop: laneRow("immediate", {
    choices: SEVERE,
    vi: ["Quay lại sau khi đứt quãng lúc P1, P2", "Có thể chính lúc nguy hiểm: không bao giờ dưới mức cao."],
    en: ["Back after being cut off at P1 or P2", "It may be the danger itself: never below lane high."],
  }),
  entryOpenCase: laneRow("high", {
    vi: ["Người của một lượt P1, P2 còn đang mở", "Mức khẩn hơn: trẻ đang được bảo vệ gặp người sớm hơn."],
    en: ["Whoever belongs to an open P1 or P2", "More severe: children who are being protected come sooner."],
  }),
  entrySilentAgain: laneRow("high", {
    vi: ["Im lặng lần nữa trong ngày", "Mức khẩn hơn: trẻ không nói được vẫn được nghe sớm."],
    en: ["Silent once more within a day", "More severe: a child who cannot speak is heard sooner."],
  }),
  afterDropMinutes: numberRow("minutes", {
    ...{ group: "lanes", standard: 30, from: 5, to: 240 },
    vi: ["“Quay lại sau khi đứt quãng” nghĩa là trong", "Dài hơn: nhiều lượt được đưa lên hơn."],
    en: ["“Back after being cut off” means within", "Longer: more contacts are raised."],
  }),
  silentTimes: numberRow("times", {
    ...{ group: "lanes", standard: 3, from: 2, to: 10 },
    vi: ["“Im lặng lần nữa” nghĩa là lần thứ", "Ít hơn: được đưa lên sớm hơn; mỗi ngày một lần."],
    en: ["“Silent once more” means for the time", "Fewer: raised sooner; once a day."],
  }),
  restrictionHours: numberRow("hours", {
    ...{ group: "lanes", standard: 24, from: 1, to: 24 },
    vi: ["Xếp sau vì gọi phá kéo dài", "Dài hơn: người dùng chung số đó cũng chờ lâu hơn; sau đó phải xem lại."],
    en: ["A restriction for pranks lasts", "Longer: others at the same number wait longer, too; then it is reviewed."],
  }),
  goAheadMinutes: numberRow("minutes", {
    ...{ group: "lanes", standard: 60, from: 5, to: 60 },
    vi: ["Người bị xếp sau được bấm phím một mỗi", "Dài hơn: ít lần được trở lại chỗ như mọi người hơn."],
    en: ["Whoever is restricted may press one every", "Longer: fewer times in the place that everybody has."],
  }),
  returnMinutes: numberRow("minutes", {
    ...{ group: "order", standard: 30, from: 0, to: 240 },
    vi: ["Bỏ cuộc rồi quay lại vẫn giữ lượt trong", "Dài hơn: ai phải rời đi giữa chừng không mất chỗ."],
    en: ["Whoever gave up and returns keeps their age within", "Longer: leaving for a moment costs nobody their turn."],
  }),
};
