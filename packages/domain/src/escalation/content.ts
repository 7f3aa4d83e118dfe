import type { Basis } from "./basis.ts";
import type { Deadline } from "./deadlines.ts";
import type { EscalationLevel } from "./ladder.ts";

/** One line of what is sent: a label and a value, in the words of the recipient's language. */
export type ContentRow = { readonly label: string; readonly value: string };

/** A part of what is sent: the report as a whole, one child, one person of concern. */
export type ContentSection = { readonly title: string; readonly rows: readonly ContentRow[] };

/**
 * What a recipient is sent: exactly this was shown to the sender. Written once from the shared fields of the record,
 * sealed, and never changed; its hash is the receipt.
 */
export type EscalationContent = {
  readonly level: EscalationLevel;
  readonly basis: Basis;
  /** What is asked, in one sentence. */
  readonly asked: string;
  /** By when, one sentence each. */
  readonly deadlines: readonly { readonly kind: Deadline["kind"]; readonly at: string; readonly words: string }[];
  /** Where it happened, in words. */
  readonly place: string;
  readonly sections: readonly ContentSection[];
};

/** The bytes that the hash of a content is made of: its JSON, with keys in the order of the type. */
export function canonicalContent(content: EscalationContent): string {
  const { level, basis, asked, deadlines, place, sections } = content;
  return JSON.stringify({
    level,
    basis,
    asked,
    deadlines: deadlines.map(({ kind, at, words }) => ({ kind, at, words })),
    place,
    sections: sections.map(({ title, rows }) => ({ title, rows: rows.map(({ label, value }) => ({ label, value })) })),
  });
}
