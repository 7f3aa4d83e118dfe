/** A piece of a text, and the places in it (from, to) that were asked for. */
export type Excerpt = { readonly text: string; readonly marks: readonly (readonly [number, number])[] };

const EXCERPT_LENGTH = 160;
/** What stands before the first place that was asked for. */
const LEAD = 40;

/** The piece of a text around the first syllable that was asked for, cut between words, on one line. */
export function excerptOf(text: string, isAskedFor: (syllable: string) => boolean): Excerpt {
  const line = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  const found = [...line.matchAll(/[\p{L}\p{N}]+/gu)].flatMap((match): [number, number][] =>
    isAskedFor(match[0]) ? [[match.index, match.index + match[0].length]] : [],
  );
  const from = startOf(line, found[0]?.[0] ?? 0);
  const to = endOf(line, from);
  const [before, after] = [from > 0 ? "… " : "", to < line.length ? " …" : ""];
  return {
    text: before + line.slice(from, to).trimEnd() + after,
    marks: found
      .filter(([start, end]) => start >= from && end <= to)
      .map(([start, end]) => [start - from + before.length, end - from + before.length] as const),
  };
}

function startOf(line: string, first: number): number {
  if (line.length <= EXCERPT_LENGTH || first <= LEAD) return 0;
  const space = line.indexOf(" ", first - LEAD);
  return space === -1 || space > first ? first : space + 1;
}

function endOf(line: string, from: number): number {
  const to = from + EXCERPT_LENGTH;
  if (to >= line.length) return line.length;
  const space = line.lastIndexOf(" ", to);
  return space > from ? space : to;
}
