import { documentDate, type Agency } from "./agency.ts";
import type { Head } from "./sheet.ts";

/** How an official letter of Vietnam begins. */
export function letterHead(agency: Agency, number: string, at: Date): Head {
  return {
    left: agency.head.map((line) => line.toUpperCase()),
    right: ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
    number: `Số: ${number}-${agency.short}`,
    dated: `${agency.seat}, ${documentDate(at, agency)}`,
  };
}
