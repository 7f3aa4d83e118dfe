/**
 * What a screen is told every few seconds: for each of its feeds a mark of what is true. A mark that differs from that of
 * what is shown says that something was missed, whichever notice was lost. Null: the truth could not be read now.
 */
export type Marks = Readonly<Record<string, string>>;

/** The answer to a beat. */
export type BeatReply = { readonly marks: Marks | null };

/** The answer to a staff screen, with the database's time of the reading: every countdown follows it. */
export type StaffBeatReply = BeatReply & { readonly at: string | null };

/** The feed of one chat or contact. */
export function contactFeed(contactId: string): string {
  return `contact/${contactId}`;
}

type MarkedMessage = {
  readonly from: "child" | "counsellor";
  readonly deliveredAt: string | null;
  readonly seenAt: string | null;
};

/** Marks a contact as one side shows it: its version, and how far its own words have come. */
export function contactMark(
  side: "child" | "counsellor",
  { version, messages }: { readonly version: number; readonly messages: readonly MarkedMessage[] },
): string {
  const own = messages.filter(({ from }) => from === side);
  const delivered = own.filter(({ deliveredAt }) => deliveredAt !== null).length;
  const seen = own.filter(({ seenAt }) => seenAt !== null).length;
  return `${String(version)}.${String(delivered)}.${String(seen)}`;
}

/** Marks the record that lies beside a contact: every saving of a field counts. */
export function recordMark(record: Readonly<Record<string, { readonly version: number }>>): string {
  return String(Object.values(record).reduce((sum, { version }) => sum + version, 0));
}
