import { expect, test } from "vitest";
import { paperText } from "./paper-text.ts";

test.each([
  ["Bé 🐻 Na", "Bé (biểu tượng) Na"],
  ["sợ 😭😭😭", "sợ (biểu tượng)"],
  ["sợ 😭 😭 lắm", "sợ (biểu tượng) lắm"],
  ["nhà 👨‍👩‍👧‍👦 em", "nhà (biểu tượng) em"],
  ["vẫy 👋🏽!", "vẫy (biểu tượng)!"],
  ["tim ❤️ và cờ 🇻🇳", "tim (biểu tượng) và cờ (biểu tượng)"],
  ["mã © 2026, số 12, 1/2", "mã © 2026, số 12, 1/2"],
  ["\u202eđảo\u202c \u0007chuông\u200b", "đảo chuông"],
  ["dòng một\ndòng hai", "dòng một\ndòng hai"],
  ["Nguyễn Thị Hoàng Ánh Tuyết ẶẬỆỘỢỰ", "Nguyễn Thị Hoàng Ánh Tuyết ẶẬỆỘỢỰ"],
])("%j stands on paper as %j", (typed, printed) => {
  expect(paperText(typed)).toBe(printed);
});
