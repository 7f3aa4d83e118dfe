import type { Words } from "../risk/question.ts";
import type { Code } from "./definition.ts";

type Row = readonly [code: string, vi: string, en: string];

/** Entries of a code list, from rows of code, Vietnamese and English. */
export function codes(...rows: readonly Row[]): readonly Code[] {
  return rows.map(([code, vi, en]) => ({ code, label: { vi, en } }));
}

/** Entries under one heading; each code begins with the heading's. */
export function under([head, vi, en]: Row, ...rows: readonly Row[]): readonly Code[] {
  const heading: Words = { vi, en };
  return rows.map(([code, ...[labelVi, labelEn]]) => ({
    code: `${head}.${code}`,
    label: { vi: labelVi, en: labelEn },
    heading,
  }));
}
