import { tz } from "@date-fns/tz";
import { format } from "date-fns/format";
import { OFFICE_TIME_ZONE } from "../calendar/working-days.ts";
import type { Basis } from "./basis.ts";
import type { ContentSection, EscalationContent } from "./content.ts";
import { deadlinesOf, type Deadline } from "./deadlines.ts";
import type { EscalationLevel } from "./ladder.ts";

/** What an authority is asked, by level. It reads Vietnamese, whatever the console's language is. */
const ASKED: Readonly<Record<EscalationLevel, string>> = {
  P1: "Trẻ đang gặp nguy hiểm. Đề nghị đến ngay nơi có trẻ, bảo đảm an toàn cho trẻ và báo lại Tổng đài.",
  P2: "Trẻ bị tổn hại nghiêm trọng hoặc dễ bị tiếp tục xâm hại. Đề nghị kiểm tra, bảo vệ trẻ và báo lại Tổng đài.",
  P3: "Trẻ cần được can thiệp. Đề nghị xác minh, đánh giá nguy cơ, lập kế hoạch hỗ trợ và báo lại Tổng đài.",
  P4: "Trẻ cần được hỗ trợ. Đề nghị liên hệ gia đình, xem xét nhu cầu hỗ trợ và báo lại Tổng đài.",
};

const DEADLINE_WORDS: Readonly<Record<Deadline["kind"], string>> = {
  acknowledge: "Xác nhận đã nhận",
  act: "Kiểm tra an toàn của trẻ, có hành động đầu tiên",
  emergency_measures: "Áp dụng biện pháp bảo vệ khẩn cấp, nếu cần cách ly tạm thời",
  plan: "Lập kế hoạch hỗ trợ, can thiệp",
  plan_approval: "Phê duyệt kế hoạch",
};

const LAW = "theo Nghị định 56/2017/NĐ-CP";
const OWN_RULE = "mốc của Tổng đài";

const WEEKDAYS = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];

/** An instant in the words of the offices: "14:05 thứ Hai, 23/11/2026". */
export function inOfficeWords(at: Date): string {
  const inOffice = { in: tz(OFFICE_TIME_ZONE) };
  const weekday = WEEKDAYS[Number(format(at, "i", inOffice)) % 7] ?? "";
  return `${format(at, "HH:mm", inOffice)} ${weekday}, ${format(at, "dd/MM/yyyy", inOffice)}`;
}

export type Matter = {
  readonly level: EscalationLevel;
  readonly basis: Basis;
  readonly receivedAt: Date;
  /** Where it happened, in words. */
  readonly place: string;
  /** The shared fields of the record, in words. Nothing else of the record comes near this. */
  readonly sections: readonly ContentSection[];
};

/** Writes what the recipient will see: the same for the same matter, so that its hash tells whether anything changed. */
export function writeContent({ level, basis, receivedAt, place, sections }: Matter): EscalationContent {
  return {
    level,
    basis,
    asked: ASKED[level],
    deadlines: deadlinesOf({ level, basis, receivedAt }).map(({ kind, at, isLaw }) => ({
      kind,
      at: at.toISOString(),
      words: `${DEADLINE_WORDS[kind]}: trước ${inOfficeWords(at)} (${isLaw ? LAW : OWN_RULE}).`,
    })),
    place,
    sections: sections.filter(({ rows }) => rows.length > 0),
  };
}
