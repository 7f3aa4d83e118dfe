import { numberRow } from "./row.ts";

const secondsOf = (standard: number, to: number) => ({ group: "order", standard, from: 1, to }) as const;

/** Who is next: lanes, ages and the waits that are aimed at. */
export const ORDER_ROWS = {
  childBonusSeconds: numberRow("seconds", {
    ...{ group: "order", standard: 30, from: 0, to: 300 },
    vi: ["Tin nhắn của chính trẻ được tính thêm", "Nhiều hơn: trẻ tự liên hệ đi trước người khác sớm hơn."],
    en: ["A child's own chat counts as older by", "More: children who write themselves pass others sooner."],
  }),
  ageingNormalSeconds: numberRow("seconds", {
    ...secondsOf(180, 3600),
    vi: ["Mức bình thường được nâng một mức sau", "Ngắn hơn: chờ lâu được bù sớm hơn, mức cao có thêm người chờ."],
    en: ["Lane normal is ordered one lane up after", "Shorter: a long wait counts sooner; lane high is fuller."],
  }),
  ageingLowSeconds: numberRow("seconds", {
    ...secondsOf(300, 3600),
    vi: ["Mức thấp được nâng một mức sau", "Ngắn hơn: không ai ở mức thấp bị quên."],
    en: ["Lane low is ordered one lane up after", "Shorter: nobody in lane low is forgotten."],
  }),
  targetImmediateSeconds: numberRow("seconds", {
    ...secondsOf(10, 60),
    vi: ["Có người nhận trong, mức tức thì", "Quá thời gian này sàn trực báo."],
    en: ["Somebody has it within, lane immediate", "After this the floor says so."],
  }),
  targetHighSeconds: numberRow("seconds", {
    ...secondsOf(60, 600),
    vi: ["Có người nhận trong, mức cao", "Quá thời gian này sàn trực báo."],
    en: ["Somebody has it within, lane high", "After this the floor says so."],
  }),
  targetNormalSeconds: numberRow("seconds", {
    ...secondsOf(180, 1800),
    vi: ["Có người nhận trong, mức bình thường", "Quá thời gian này sàn trực báo."],
    en: ["Somebody has it within, lane normal", "After this the floor says so."],
  }),
  targetLowSeconds: numberRow("seconds", {
    ...secondsOf(300, 3600),
    vi: ["Có người nhận trong, mức thấp", "Quá thời gian này sàn trực báo."],
    en: ["Somebody has it within, lane low", "After this the floor says so."],
  }),
};
