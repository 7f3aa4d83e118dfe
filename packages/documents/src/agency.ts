/** Who writes a document, as its head says it. Another country's helpline has another one. */
export type Agency = {
  /** The office above, which the head of a letter names first; then the agency itself, line by line. */
  readonly head: readonly [above: string, ...own: string[]];
  readonly name: string;
  /** In the number of a document: "12/BC-TĐ111". */
  readonly short: string;
  /** Where documents are written. */
  readonly seat: string;
  readonly phone: string;
  readonly timeZone: string;
};

/** Vietnam's national helpline. */
export const HELPLINE_111: Agency = {
  head: ["Cục Bà mẹ và Trẻ em", "Tổng đài điện thoại quốc gia", "bảo vệ trẻ em 111"],
  name: "Tổng đài điện thoại quốc gia bảo vệ trẻ em 111",
  short: "TĐ111",
  seat: "Hà Nội",
  phone: "111",
  timeZone: "Asia/Ho_Chi_Minh",
};

/** "ngày 02 tháng 09 năm 2026", as documents are dated. */
export function documentDate(at: Date, { timeZone }: Agency): string {
  const [day, month, year] = partsOf(at, timeZone, { day: "2-digit", month: "2-digit", year: "numeric" });
  return `ngày ${day ?? ""} tháng ${month ?? ""} năm ${year ?? ""}`;
}

/** "02:14 ngày 02/09/2026": a moment in the office's own time. */
export function officeMoment(at: Date, { timeZone }: Agency): string {
  const [day, month, year] = partsOf(at, timeZone, { day: "2-digit", month: "2-digit", year: "numeric" });
  const [hour, minute] = partsOf(at, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${hour ?? ""}:${minute ?? ""} ngày ${day ?? ""}/${month ?? ""}/${year ?? ""}`;
}

function partsOf(at: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string[] {
  const parts = new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).formatToParts(at);
  return parts.flatMap(({ type, value }) => (type === "literal" ? [] : [value]));
}
