import type { PolicyRowView, PolicyVersionView, PolicyView } from "@nightlight/contracts/admin/policy";
import { isLine } from "@nightlight/domain/policy/line";

export type Value = PolicyRowView["value"];

/** What somebody has changed and not yet put in force, as it stands in the fields. */
export type Draft = Readonly<Record<string, string>>;

/** The change that a draft asks for: only rows that differ, as the server takes them. */
export function changesOf(rows: readonly PolicyRowView[], draft: Draft): Record<string, Value> {
  const changed = rows.filter((row) => draft[row.key] !== undefined && valueOf(row, draft) !== row.value);
  return Object.fromEntries(
    changed.flatMap((row) => {
      const value = valueOf(row, draft);
      return value === undefined ? [] : [[row.key, value]];
    }),
  );
}

/** Rows in whose field stands something that cannot be in force. */
export function wrongRows(rows: readonly PolicyRowView[], draft: Draft): readonly PolicyRowView[] {
  return rows.filter((row) => draft[row.key] !== undefined && valueOf(row, draft) === undefined);
}

/** The draft that would bring back what was in force before a version, or with it. */
export function draftLike(view: PolicyView, version: PolicyVersionView): Draft {
  const values = new Map<string, Value>(view.rows.map(({ key, value }) => [key, value]));
  for (const later of view.versions.filter((each) => each.version > version.version)) {
    for (const { key, from } of later.changes) values.set(key, from);
  }
  const differing = view.rows.filter(({ key, value, isMine }) => isMine && values.get(key) !== value);
  return Object.fromEntries(differing.map(({ key }) => [key, String(values.get(key))]));
}

function valueOf(row: PolicyRowView, draft: Draft): Value | undefined {
  const typed = draft[row.key];
  if (typed === undefined) return row.value;
  if (row.bounds.kind === "lane") return row.bounds.choices.find((lane) => lane === typed);
  if (row.bounds.kind === "text") return isLine(row.bounds, typed.trim()) ? typed.trim() : undefined;
  const number = /^\d{1,6}$/u.test(typed.trim()) ? Number(typed) : Number.NaN;
  return number >= row.bounds.min && number <= row.bounds.max ? number : undefined;
}
