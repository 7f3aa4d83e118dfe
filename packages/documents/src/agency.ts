import type { RoutingPolicy } from "@nightlight/domain/policy/policy";

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

type Names = Pick<RoutingPolicy, "helplineName" | "helplineAbove" | "helplineShort" | "helplineSeat" | "helplinePhone">;

/** The agency as the house's own rules name it. */
export function agencyOf(names: Names): Agency {
  return {
    head: [names.helplineAbove, ...linesOf(names.helplineName)],
    name: names.helplineName,
    short: names.helplineShort,
    seat: names.helplineSeat,
    phone: names.helplinePhone,
    timeZone: "Asia/Ho_Chi_Minh",
  };
}

/** As many letters as half the head of a letter holds in capitals. */
const LINE_LETTERS = 30;

/** A name over as many lines as it needs, broken between words. */
function linesOf(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
    if (lines.length > 0 && longer.length <= LINE_LETTERS) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

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
