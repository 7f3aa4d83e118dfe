import {
  contactRoutes,
  type ContactSummary,
  type ContactView,
  type EndedView,
  type DeskView,
} from "@nightlight/contracts/counsellor/contact";
import { contactFeed, contactMark, recordMark } from "@nightlight/contracts/line/beat";
import { recordRoutes } from "@nightlight/contracts/counsellor/record";
import { call } from "@nightlight/door/client/api";
import { learnServerTime, machineNow } from "@nightlight/door/time/clock";
import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { newerContact, newerDesk, withSummary } from "./freshness.ts";

/** My offers, my contacts, my presence, the queue. Kept fresh by notices, never by polling. */
export const deskQuery = queryOptions({
  queryKey: ["desk"],
  queryFn: async ({ client }): Promise<DeskView> => {
    const askedAt = machineNow();
    const desk = await call(contactRoutes.desk, {});
    learnServerTime(desk.now, askedAt);
    return newerDesk(client.getQueryData<DeskView>(["desk"]), desk, askedAt);
  },
  staleTime: Infinity,
});

/** Where everything about escalations is kept: a notice about one makes all of it old. */
export const ESCALATIONS = ["escalations"] as const;

/** Where my call to somebody outside is kept. */
export const OUTSIDE = ["outside"] as const;

/** Where the handover at the end of my shift is kept. */
export const HANDOVER = ["handover"] as const;

/** Where what supervisors watch is kept. */
export const WATCH = "watch";

/** Which feeds a query follows. Opened words follow none: they stay as they were opened, for every reading is logged. */
export function feedsOf([first, second]: readonly unknown[]): readonly string[] {
  if (first === "desk") return ["desk", "presence"];
  if (first === HANDOVER[0]) return ["desk"];
  if (first === "contact") return [contactFeed(String(second))];
  if (first === ESCALATIONS[0]) return ["escalations"];
  return first === WATCH && second !== "opened" ? ["watch"] : [];
}

/** The mark of what is held of a feed, for desk and contacts, whose notices bring what is new. */
export function heldMark(client: QueryClient, feed: string): string | undefined {
  const desk = client.getQueryData(deskQuery.queryKey);
  if (feed === "desk") return desk && deskMark(desk);
  const contactId = /^contact\/(.+)$/u.exec(feed)?.[1];
  const view = contactId === undefined ? undefined : client.getQueryData(contactQuery(contactId).queryKey);
  if (view === undefined) return undefined;
  return `${contactMark("counsellor", { ...view.summary, ...view })}.${recordMark(view.record)}`;
}

function deskMark({ offers, contacts }: DeskView): string {
  const own = contacts.filter(({ status }) => status !== "closed").map(({ id, version }) => `${id}:${String(version)}`);
  return `${offers
    .map(({ id }) => id)
    .toSorted()
    .join()}|${own.toSorted().join()}`;
}

/** One contact of mine with its conversation and record. */
export function contactQuery(contactId: string) {
  return queryOptions({
    queryKey: ["contact", contactId],
    queryFn: async ({ client }): Promise<ContactView> => {
      const read = await call(contactRoutes.read, { params: { contactId } });
      return newerContact(client.getQueryData<ContactView>(["contact", contactId]), read);
    },
    staleTime: Infinity,
  });
}

/** A version of the record's form. It never changes, so it is read once. */
export function definitionQuery(version: number) {
  return queryOptions({
    queryKey: ["record-definition", version],
    queryFn: async () => call(recordRoutes.definition, { params: { version } }),
    staleTime: Infinity,
    gcTime: Infinity,
  });
}

/** Puts a contact that a command answered with where everybody reads it. Older than what is held, it changes nothing. */
export function putContact(client: QueryClient, view: ContactView): void {
  const { queryKey } = contactQuery(view.summary.id);
  client.setQueryData(queryKey, (held) => newerContact(held, view));
  client.setQueryData(deskQuery.queryKey, (desk) => desk && withSummary(desk, view.summary));
}

/** Puts an ending where everybody reads the contact: it changes what became of it, and none of its words. */
export function putEnding(client: QueryClient, { summary, endedBy, disposition }: EndedView): void {
  const held = client.getQueryData(contactQuery(summary.id).queryKey);
  if (held === undefined) void readAgain(client, summary.id);
  else putContact(client, { ...held, endedBy, disposition, summary: { ...held.summary, ...summary } });
}

/** Half a version: newer than what every answer so far said, older than what the command will make. */
const ASSUMED = 0.5;

/**
 * Shows what a command will do before the server has said so. Returns how to take it back. Answers that were on their
 * way do not undo it; the command's own answer replaces it.
 */
export function assume(client: QueryClient, before: ContactView, after: ContactView): () => void {
  const version = before.summary.version + ASSUMED;
  putContact(client, { ...after, summary: { ...after.summary, version } });
  return () => {
    const { queryKey } = contactQuery(before.summary.id);
    client.setQueryData(queryKey, (held) => (held?.summary.version === version ? before : held));
    client.setQueryData(deskQuery.queryKey, (desk) => desk && withoutGuess(desk, before.summary, version));
  };
}

function withoutGuess(desk: DeskView, before: ContactSummary, version: number): DeskView {
  const contacts = desk.contacts.map((row) => (row.id === before.id && row.version === version ? before : row));
  return { ...desk, contacts };
}

/** Reads one contact and the desk again: after doubt, a refusal, or a gap in the versions. */
export async function readAgain(client: QueryClient, contactId: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: contactQuery(contactId).queryKey }),
    client.invalidateQueries({ queryKey: deskQuery.queryKey }),
  ]);
}
