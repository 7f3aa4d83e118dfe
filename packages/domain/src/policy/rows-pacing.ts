import { CLINICAL, numberRow } from "./row.ts";

/** How much one person carries: load, rest, and who is asked when nobody else is left. The clinical lead's alone. */
export const PACING_ROWS = {
  loadHalfLifeMinutes: numberRow("minutes", {
    ...{ group: "pacing", standard: 90, from: 15, to: 480, editors: CLINICAL },
    vi: ["Gánh nặng giảm một nửa sau", "Dài hơn: lượt nặng được tính là còn đè lâu hơn."],
    en: ["Load halves every", "Longer: a hard contact counts as weighing on somebody for longer."],
  }),
  loadLimitMinutes: numberRow("minutes", {
    ...{ group: "pacing", standard: 120, from: 20, to: 600, editors: CLINICAL },
    vi: ["Mời người khác trước khi gánh nặng vượt", "Thấp hơn: việc nặng được chia đều sớm hơn."],
    en: ["Others are asked first above a load of", "Lower: hard work is spread sooner."],
  }),
  protectedMinutes: numberRow("minutes", {
    ...{ group: "pacing", standard: 10, from: 0, to: 60, editors: CLINICAL },
    vi: [
      "Sau một lượt P1 được nghỉ",
      "Dài hơn: nghỉ nhiều hơn, ít chỗ trống hơn. Chỉ chính người đó bỏ được; giám sát không rút ngắn được.",
    ],
    en: [
      "Rest after a P1 record",
      "Longer: more rest, fewer free places. Only the person can waive it; a supervisor cannot shorten it.",
    ],
  }),
  severeInRow: numberRow("times", {
    ...{ group: "pacing", standard: 2, from: 1, to: 10, editors: CLINICAL },
    vi: ["Số lượt P1, P2 liên tiếp nhiều nhất", "Ít hơn: lượt nặng đi vòng nhiều người hơn, khi còn người khác."],
    en: ["P1 and P2 in a row, at most", "Fewer: hard contacts go round more people, as long as there is another."],
  }),
  intensityP1Percent: numberRow("percent", {
    ...{ group: "pacing", standard: 300, from: 100, to: 1000, editors: CLINICAL },
    vi: ["Một phút của lượt P1 được tính", "Nhiều hơn: người vừa có lượt này được mời sau người khác lâu hơn."],
    en: ["A minute of a P1 record counts as", "More: whoever had one comes after the others for longer."],
  }),
  intensityP2Percent: numberRow("percent", {
    ...{ group: "pacing", standard: 200, from: 100, to: 1000, editors: CLINICAL },
    vi: ["Một phút của lượt P2 được tính", "Nhiều hơn: người vừa có lượt này được mời sau người khác lâu hơn."],
    en: ["A minute of a P2 record counts as", "More: whoever had one comes after the others for longer."],
  }),
  fairnessStepMinutes: numberRow("minutes", {
    ...{ group: "pacing", standard: 10, from: 1, to: 120, editors: CLINICAL },
    vi: [
      "Chênh lệch công việc dưới mức này không tính",
      "Nhỏ hơn: chia đều sát hơn; lớn hơn: người rảnh lâu nhất được mời trước thường hơn.",
    ],
    en: [
      "Differences of work below this do not count",
      "Smaller: work is shared more exactly. Larger: the longest idle comes first more often.",
    ],
  }),
  shiftBreakHours: numberRow("hours", {
    ...{ group: "pacing", standard: 6, from: 2, to: 16, editors: CLINICAL },
    vi: [
      "Nghỉ lâu hơn mức này thì tính là ca mới",
      "Ngắn hơn: ai nghỉ giữa hai việc được tính lại từ đầu sớm hơn, và được mời trước.",
    ],
    en: [
      "A pause longer than this begins a new shift's count",
      "Shorter: whoever pauses between two pieces of work starts from nothing sooner, and is asked first.",
    ],
  }),
  hardWaitVoiceSeconds: numberRow("seconds", {
    ...{ group: "pacing", standard: 60, from: 15, to: 600, editors: CLINICAL },
    vi: ["Người đang nghỉ được hỏi giúp khi cuộc gọi chờ quá", "Ngắn hơn: người đang nghỉ bị hỏi thường hơn."],
    en: ["Whoever rests is asked for help when a call waits", "Shorter: people at rest are asked more often."],
  }),
  hardWaitChatSeconds: numberRow("seconds", {
    ...{ group: "pacing", standard: 120, from: 15, to: 1200, editors: CLINICAL },
    vi: ["Người đang nghỉ được hỏi giúp khi tin nhắn chờ quá", "Ngắn hơn: người đang nghỉ bị hỏi thường hơn."],
    en: ["Whoever rests is asked for help when a chat waits", "Shorter: people at rest are asked more often."],
  }),
};
