import type { EscalationContent } from "@nightlight/domain/escalation/content";
import { expect, test } from "vitest";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { agencyOf } from "../agency.ts";
import { readPdf } from "../test-pdf-text.ts";
import { renderSentForm01, renderTransferSlip, type Transfer } from "./transfer-slip.ts";

const CONTENT: EscalationContent = {
  level: "P2",
  basis: "law",
  asked: "Đề nghị kiểm tra, bảo vệ trẻ và báo lại Tổng đài.",
  deadlines: [
    { kind: "acknowledge", at: "2026-11-22T08:20:00.000Z", words: "Xác nhận đã nhận: trước 15:20 Chủ nhật." },
    { kind: "emergency_measures", at: "2026-11-22T19:14:00.000Z", words: "Bảo vệ khẩn cấp: trước 02:14 thứ Hai." },
  ],
  place: "Xã Tân Tiến, Thành phố Đồng Nai",
  sections: [
    { title: "Trẻ em 1", rows: [{ label: "Tên gọi", value: "Minh Ánh" }] },
    { title: "Người có liên quan", rows: [{ label: "Quan hệ", value: "Dượng" }] },
  ],
};

const TRANSFER: Transfer = {
  agency: agencyOf(STANDARD_POLICY),
  number: "2026/000042",
  sentAt: new Date("2026-11-22T07:20:00Z"),
  receivedAt: new Date("2026-11-22T07:14:00Z"),
  to: [
    { name: "Ủy ban nhân dân xã Tân Tiến", at: new Date("2026-11-22T07:20:00Z") },
    { name: "Sở Y tế Đồng Nai", at: new Date("2026-11-22T11:20:00Z") },
  ],
  content: CONTENT,
};

test("the slip says who puts what before whom, by when, on what ground, and what is enclosed", async () => {
  const { pages, title } = await readPdf(await renderTransferSlip(TRANSFER));
  expect(title).toBe("Phiếu chuyển 2026/000042");
  for (const each of [
    "Số: 2026/000042/PC-TĐ111",
    "Nơi chuyển: Tổng đài điện thoại quốc gia bảo vệ trẻ em 111",
    "Nơi nhận: Ủy ban nhân dân xã Tân Tiến (14:20 ngày 22/11/2026)",
    "Đồng thời chuyển: Sở Y tế Đồng Nai",
    "Tiếp nhận lần đầu: 14:14 ngày 22/11/2026",
    "P2",
    "Nghị định 56/2017/NĐ-CP",
    CONTENT.asked,
    "trước 02:14 thứ Hai",
    "Mẫu số 01",
    "Trẻ em 1; Người có liên quan",
    "Người nhận",
    "Người chuyển",
  ]) {
    expect(pages[0]).toContain(each);
  }
  expect(pages[0]?.replaceAll(" ", "")).toMatch(/SHA-256\):[0-9a-f]{64}/u);
});

test("what is enclosed is what was sent, row for row, and nobody who told us", async () => {
  const slip = await readPdf(await renderTransferSlip(TRANSFER));
  const alone = await readPdf(await renderSentForm01(TRANSFER));
  for (const said of [slip.pages[1] ?? "", alone.pages[0] ?? ""]) {
    expect(said).toContain("Tên gọi: Minh Ánh");
    expect(said).toContain("Quan hệ: Dượng");
    expect(said).toContain("(nếu đồng ý cung cấp) Không cung cấp.");
  }
});

test("beyond the law's age the ground is the helpline's own rule", async () => {
  const { pages } = await readPdf(await renderTransferSlip({ ...TRANSFER, content: { ...CONTENT, basis: "policy" } }));
  expect(pages[0]).toContain("Quy trình của Tổng đài");
});
