/** Why somebody takes the log out of the house. */
export const EXPORT_PURPOSES = ["inspection", "incident", "data_subject", "legal", "archive"] as const;

export type ExportPurpose = (typeof EXPORT_PURPOSES)[number];

/** The most entries of one export; whoever needs more narrows the time. */
export const EXPORT_LIMIT = 20_000;

/**
 * A table as CSV (RFC 4180) that a spreadsheet opens in UTF-8. A cell that a spreadsheet would run as a formula begins
 * with an apostrophe instead.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(value: string): string {
  const harmless = /^\s*[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
