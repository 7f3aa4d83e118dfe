import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import type { QueryClient } from "@tanstack/react-query";
import { call, isSignedOut, isUnanswered, refusalCode } from "../../shared/api.ts";
import { contactQuery } from "../../shared/queries.ts";
import { noticeSignedOut } from "../../shared/session-state.ts";
import { fieldKey, fieldState, setField, useRecordFields, type FieldName, type FieldView } from "./record-fields.ts";

/** How long the hands must rest before a field is saved. */
const IDLE_MS = 600;
const RETRY_MS = 3000;

const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Takes what was typed into a field, and saves it once the hands rest. */
export function typeInto(client: QueryClient, contactId: string, field: FieldName, text: string): void {
  const held = fieldState(contactId, field);
  const server = client.getQueryData(contactQuery(contactId).queryKey)?.record[field];
  const isStarting = held === undefined || held.status === "saved";
  const version = isStarting ? Math.max(held?.version ?? 0, server?.version ?? 0) : held.version;
  if (held?.status === "conflict" || held?.status === "saving") {
    setField(contactId, field, { ...held, text });
    return;
  }
  setField(contactId, field, { text, version, status: "typed" });
  saveIn(IDLE_MS, client, contactId, field);
}

/** Saves a field now, when there is something to save. One save of a field at a time; what came meanwhile follows. */
export async function saveNow(
  client: QueryClient,
  contactId: string,
  field: FieldName,
  keepalive = false,
): Promise<void> {
  stopWaiting(contactId, field);
  const state = fieldState(contactId, field);
  if (state === undefined || (state.status !== "typed" && state.status !== "unsaved")) return;
  const { text, version } = state;
  setField(contactId, field, { text, version, status: "saving" });
  try {
    const value = text.normalize("NFC");
    const saved = await call(
      contactRoutes.saveRecord,
      { params: { contactId, field }, body: { value, version } },
      { keepalive },
    );
    putField(client, contactId, field, saved);
    settle(client, contactId, field, text, saved.version);
  } catch (error) {
    await failed(error, client, contactId, field, version);
  }
}

/** Saves whatever is still open, of one contact or of all: before closing, on leaving the page, when the line is back. */
export async function saveEverything(client: QueryClient, contactId?: string, keepalive = false): Promise<void> {
  const open = Object.keys(useRecordFields.getState()).map((key) => key.split("/") as [string, FieldName]);
  const wanted = open.filter(([id]) => contactId === undefined || id === contactId);
  await Promise.all(wanted.map(([id, field]) => saveNow(client, id, field, keepalive)));
}

/** Settles a conflict: mine is saved over what is there, or theirs is taken as it is. */
export function settleConflict(
  client: QueryClient,
  contactId: string,
  field: FieldName,
  keep: "mine" | "theirs",
): void {
  const state = fieldState(contactId, field);
  if (state?.theirs === undefined) return;
  const { value, version } = state.theirs;
  if (keep === "theirs") {
    setField(contactId, field, { text: value, version, status: "saved" });
    return;
  }
  setField(contactId, field, { text: state.text, version, status: "typed" });
  void saveNow(client, contactId, field);
}

/** After a save: what was typed meanwhile is saved next, over the version just made. */
function settle(client: QueryClient, contactId: string, field: FieldName, sent: string, version: number): void {
  const { text } = fieldState(contactId, field) ?? { text: sent };
  if (text === sent) {
    setField(contactId, field, { text, version, status: "saved" });
    return;
  }
  setField(contactId, field, { text, version, status: "typed" });
  saveIn(IDLE_MS, client, contactId, field);
}

async function failed(
  error: unknown,
  client: QueryClient,
  contactId: string,
  field: FieldName,
  version: number,
): Promise<void> {
  noticeSignedOut(error);
  if (refusalCode(error) === "stale") {
    await meet(client, contactId, field, version);
    return;
  }
  const { text } = fieldState(contactId, field) ?? { text: "" };
  setField(contactId, field, { text, version, status: "unsaved" });
  // A refusal would be refused again: it waits for the next change. Silence and a lost session are tried again.
  if (isUnanswered(error) || isSignedOut(error)) saveIn(RETRY_MS, client, contactId, field);
}

/** Somebody saved before us: the truth is read, and where it differs both are shown to choose from. */
async function meet(client: QueryClient, contactId: string, field: FieldName, version: number): Promise<void> {
  const query = contactQuery(contactId);
  try {
    const view = await client.query({ ...query, staleTime: 0 });
    const { text } = fieldState(contactId, field) ?? { text: "" };
    const theirs = view.record[field];
    if (theirs === undefined || theirs.value === text.normalize("NFC")) {
      setField(contactId, field, {
        text,
        version: theirs?.version ?? 0,
        status: theirs === undefined ? "typed" : "saved",
      });
      if (theirs === undefined) saveIn(RETRY_MS, client, contactId, field);
      return;
    }
    setField(contactId, field, { text, version, status: "conflict", theirs });
  } catch {
    const { text } = fieldState(contactId, field) ?? { text: "" };
    setField(contactId, field, { text, version, status: "unsaved" });
    saveIn(RETRY_MS, client, contactId, field);
  }
}

function putField(client: QueryClient, contactId: string, field: FieldName, saved: FieldView): void {
  client.setQueryData(contactQuery(contactId).queryKey, (view) => {
    if (view === undefined || (view.record[field]?.version ?? 0) > saved.version) return view;
    return { ...view, hasWords: true, record: { ...view.record, [field]: saved } };
  });
}

function saveIn(milliseconds: number, client: QueryClient, contactId: string, field: FieldName): void {
  stopWaiting(contactId, field);
  const timer = setTimeout(() => void saveNow(client, contactId, field), milliseconds);
  timers.set(fieldKey(contactId, field), timer);
}

function stopWaiting(contactId: string, field: FieldName): void {
  clearTimeout(timers.get(fieldKey(contactId, field)));
}

/** Stops every save that is still waiting, at sign-out. */
export function stopKeeping(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
}
