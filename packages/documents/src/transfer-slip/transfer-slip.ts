import { canonicalContent, type EscalationContent } from "@nightlight/domain/escalation/content";
import type { EscalationLevel } from "@nightlight/domain/escalation/ladder";
import { createHash } from "node:crypto";
import { officeMoment, type Agency } from "../agency.ts";
import { writeFormHead } from "../form-01/form-01.ts";
import { letterHead } from "../letter-head.ts";
import { openSheet, type Sheet } from "../sheet.ts";

/** What was sent, and to whom: nothing that the recipient was not sent is in here. */
export type Transfer = {
  readonly agency: Agency;
  readonly number: string;
  readonly sentAt: Date;
  readonly receivedAt: Date;
  /** Whom it was put before, in the order of time. */
  readonly to: readonly { readonly name: string; readonly at: Date }[];
  readonly content: EscalationContent;
};

const LEVEL_WORDS: Readonly<Record<EscalationLevel, string>> = {
  P1: "P1 – trẻ đang gặp nguy hiểm",
  P2: "P2 – tổn hại nghiêm trọng hoặc dễ tái diễn",
  P3: "P3 – cần can thiệp",
  P4: "P4 – cần hỗ trợ",
};

const BASIS_WORDS = {
  law: "Luật Trẻ em 2016; Nghị định 56/2017/NĐ-CP, Điều 26, 28, 31, 32",
  policy: "Quy trình của Tổng đài (trẻ từ đủ 16 tuổi: thời hạn áp dụng theo cùng các mốc)",
} as const;

const SECTION_HEIGHT = 90;
/** Who told us and who signs: together, so that no signature stands alone on a page. */
const END_HEIGHT = 160;

/** The numbered slip that goes with an escalation: who puts what before whom, by when, and what is enclosed. */
export async function renderTransferSlip(transfer: Transfer, isDemo = false): Promise<Uint8Array> {
  const { agency, number, sentAt, receivedAt, to, content } = transfer;
  const sheet = openSheet({
    title: `Phiếu chuyển ${number}`,
    subject: "Chuyển thông tin về trẻ em cần được bảo vệ",
    author: agency.name,
    foot: `Phiếu chuyển số ${number}`,
    at: sentAt,
    isDemo,
  });
  sheet.head(letterHead(agency, `${number}/PC`, sentAt));
  sheet.title("PHIẾU CHUYỂN", "thông tin về trẻ em cần được bảo vệ");
  sheet.line("Nơi chuyển", agency.name);
  for (const [at, { name, at: when }] of to.entries()) {
    sheet.line(at === 0 ? "Nơi nhận" : "Đồng thời chuyển", `${name} (${officeMoment(when, agency)})`);
  }
  sheet.line("Tiếp nhận lần đầu", officeMoment(receivedAt, agency));
  sheet.line("Thời điểm chuyển", officeMoment(sentAt, agency));
  sheet.line("Mức độ", LEVEL_WORDS[content.level]);
  sheet.line("Nơi xảy ra vụ việc", content.place);
  sheet.line("Căn cứ", BASIS_WORDS[content.basis]);
  sheet.heading("Đề nghị");
  sheet.text(content.asked);
  sheet.heading("Thời hạn");
  for (const { words } of content.deadlines) sheet.text(`– ${words}`);
  sheet.heading("Tài liệu kèm theo");
  sheet.text(`1. Báo cáo tiếp nhận thông tin (Mẫu số 01), như đã gửi${partsOf(content)}.`);
  sheet.text(`Mã kiểm tra nội dung đã gửi (SHA-256): ${hashOf(content)}`, "quiet");
  sheet.signatures([
    { who: "Người nhận", how: "(ký, ghi rõ họ tên, ngày giờ nhận)" },
    { who: "Người chuyển", how: "(ký, ghi rõ họ tên)" },
  ]);
  sheet.page();
  writeSent(sheet, transfer);
  return sheet.end();
}

/** The report as it was sent, alone: the authority's copy of Form 01. Whoever told us is not in what was sent. */
export async function renderSentForm01(transfer: Transfer, isDemo = false): Promise<Uint8Array> {
  const { agency, sentAt } = transfer;
  const sheet = openSheet({
    title: "Báo cáo tiếp nhận thông tin trẻ em",
    subject: "Mẫu số 01, Nghị định 56/2017/NĐ-CP",
    author: agency.name,
    foot: `Bản gửi cơ quan có thẩm quyền · kèm phiếu chuyển số ${transfer.number}`,
    at: sentAt,
    isDemo,
  });
  writeSent(sheet, transfer);
  return sheet.end();
}

function writeSent(sheet: Sheet, { agency, number, sentAt, receivedAt, content }: Transfer): void {
  writeFormHead(sheet, { agency, number, writtenAt: sentAt });
  sheet.heading("A. Thông tin chung");
  sheet.heading("1. Nguồn nhận thông tin");
  sheet.line("Thông qua", `Tổng đài ${agency.phone}`);
  sheet.line("Thời gian", officeMoment(receivedAt, agency));
  sheet.line("Địa điểm xảy ra vụ việc", content.place);
  sheet.heading("2. Thông tin về trẻ em");
  for (const { title, rows } of content.sections) {
    sheet.keep(SECTION_HEIGHT);
    sheet.heading(title);
    for (const { label, value } of rows) sheet.line(label, value);
  }
  sheet.keep(END_HEIGHT);
  sheet.heading("3. Thông tin về người cung cấp thông tin (nếu đồng ý cung cấp)");
  sheet.text("Không cung cấp.");
  sheet.signatures([
    { who: "", how: "" },
    { who: "Cán bộ tiếp nhận thông tin", how: "(ký, ghi rõ họ tên)" },
  ]);
}

function partsOf({ sections }: EscalationContent): string {
  return sections.length === 0 ? "" : `: ${sections.map(({ title }) => title).join("; ")}`;
}

function hashOf(content: EscalationContent): string {
  return createHash("sha256").update(canonicalContent(content)).digest("hex");
}
