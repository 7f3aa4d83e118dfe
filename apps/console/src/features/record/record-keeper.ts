import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { dayAt } from "@nightlight/domain/calendar/working-days";
import { checkValue } from "@nightlight/domain/record/check-value";
import { parsePath } from "@nightlight/domain/record/path";
import { call, isSignedOut, isUnanswered, refusalCode } from "@nightlight/door/client/api";
import { noticeSignedOut } from "@nightlight/door/session/session-state";
import { machineNow, now } from "@nightlight/door/time/clock";
import type { QueryClient } from "@tanstack/react-query";
import { contactQuery, definitionQuery } from "../../shared/queries.ts";
import { fieldKey, fieldState, setField, useRecordFields, type FieldView } from "./record-fields.ts";

/** How long the hands must rest before a field is saved; whoever never rests is saved all the same. */
const IDLE_MS = 600;
const LONGEST_UNSAVED_MS = 1000;
const RETRY_MS = 3000;

const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** Takes what was typed into a field, and saves it once the hands rest. */
export function typeInto(client: QueryClient, contactId: string, path: string, text: string): void {
  const held = fieldState(contactId, path);
  const server = client.getQueryData(contactQuery(contactId).queryKey)?.record[path];
  const isStarting = held === undefined || held.status === "saved";
  const version = isStarting ? Math.max(held?.version ?? 0, server?.version ?? 0) : held.version;
  if (held?.status === "conflict" || held?.status === "saving") {
    setField(contactId, path, { ...held, text });
    return;
  }
  const isWaiting = held?.status === "typed" && held.since !== undefined;
  const since = isWaiting ? held.since : machineNow();
  setField(contactId, path, { text, version, status: "typed", since });
  const left = LONGEST_UNSAVED_MS - (machineNow() - since);
  saveIn(Math.max(0, Math.min(IDLE_MS, left)), client, contactId, path);
}

/** Saves a field now, when there is something to save. One save of a field at a time; what came meanwhile follows. */
export async function saveNow(client: QueryClient, contactId: string, path: string, keepalive = false): Promise<void> {
  stopWaiting(contactId, path);
  const state = fieldState(contactId, path);
  if (state === undefined || (state.status !== "typed" && state.status !== "unsaved")) return;
  const { text, version } = state;
  const problem = problemWith(client, contactId, path, text);
  if (problem !== undefined) {
    setField(contactId, path, { text, version, status: "refused", problem });
    return;
  }
  setField(contactId, path, { text, version, status: "saving" });
  try {
    const value = text.normalize("NFC");
    const saved = await call(
      contactRoutes.saveRecord,
      { params: { contactId, field: path }, body: { value, version } },
      { keepalive },
    );
    putField(client, contactId, path, saved);
    settle(client, contactId, path, text, saved.version);
  } catch (error) {
    await failed(error, client, contactId, path, version);
  }
}

/** Saves whatever is still open, of one contact or of all: before closing, on leaving the page, when the line is back. */
export async function saveEverything(client: QueryClient, contactId?: string, keepalive = false): Promise<void> {
  const open = Object.keys(useRecordFields.getState()).map((key) => key.split("/") as [string, string]);
  const wanted = open.filter(([id]) => contactId === undefined || id === contactId);
  await Promise.all(wanted.map(([id, path]) => saveNow(client, id, path, keepalive)));
}

/** Settles a conflict: mine is saved over what is there, or theirs is taken as it is. */
export function settleConflict(client: QueryClient, contactId: string, path: string, keep: "mine" | "theirs"): void {
  const state = fieldState(contactId, path);
  if (state?.theirs === undefined) return;
  const { value, version } = state.theirs;
  if (keep === "theirs") {
    setField(contactId, path, { text: value, version, status: "saved" });
    return;
  }
  setField(contactId, path, { text: state.text, version, status: "typed" });
  void saveNow(client, contactId, path);
}

/** After a save: what was typed meanwhile is saved next, over the version just made. */
function settle(client: QueryClient, contactId: string, path: string, sent: string, version: number): void {
  const { text } = fieldState(contactId, path) ?? { text: sent };
  if (text === sent) {
    setField(contactId, path, { text, version, status: "saved" });
    return;
  }
  setField(contactId, path, { text, version, status: "typed" });
  saveIn(IDLE_MS, client, contactId, path);
}

async function failed(
  error: unknown,
  client: QueryClient,
  contactId: string,
  path: string,
  version: number,
): Promise<void> {
  noticeSignedOut(error);
  if (refusalCode(error) === "stale") {
    await meet(client, contactId, path, version);
    return;
  }
  const { text } = fieldState(contactId, path) ?? { text: "" };
  const code = refusalCode(error);
  if (code !== undefined && isRefusalOfValue(code)) {
    setField(contactId, path, { text, version, status: "refused", problem: code });
    return;
  }
  setField(contactId, path, { text, version, status: "unsaved" });
  // A refusal would be refused again: it waits for the next change. Silence and a lost session are tried again.
  if (isUnanswered(error) || isSignedOut(error)) saveIn(RETRY_MS, client, contactId, path);
}

/** What the form itself says against a value, before anybody is asked. */
function problemWith(client: QueryClient, contactId: string, path: string, text: string): string | undefined {
  const version = client.getQueryData(contactQuery(contactId).queryKey)?.recordDefinition;
  const definition = version === undefined ? undefined : client.getQueryData(definitionQuery(version).queryKey);
  const place = definition && parsePath(definition, path);
  if (definition === undefined || place === undefined) return undefined;
  const checked = checkValue(definition, place, text, dayAt(new Date(now())));
  return checked.ok ? undefined : checked.refusal;
}

function isRefusalOfValue(code: string): boolean {
  return code.startsWith("value-") || code === "no-such-field";
}

/** Somebody saved before us: the truth is read, and where it differs both are shown to choose from. */
async function meet(client: QueryClient, contactId: string, path: string, version: number): Promise<void> {
  const query = contactQuery(contactId);
  try {
    const view = await client.query({ ...query, staleTime: 0 });
    const { text } = fieldState(contactId, path) ?? { text: "" };
    const theirs = view.record[path];
    if (theirs === undefined || theirs.value === text.normalize("NFC")) {
      setField(contactId, path, {
        text,
        version: theirs?.version ?? 0,
        status: theirs === undefined ? "typed" : "saved",
      });
      if (theirs === undefined) saveIn(RETRY_MS, client, contactId, path);
      return;
    }
    setField(contactId, path, { text, version, status: "conflict", theirs });
  } catch {
    const { text } = fieldState(contactId, path) ?? { text: "" };
    setField(contactId, path, { text, version, status: "unsaved" });
    saveIn(RETRY_MS, client, contactId, path);
  }
}

function putField(client: QueryClient, contactId: string, path: string, saved: FieldView): void {
  client.setQueryData(contactQuery(contactId).queryKey, (view) => {
    if (view === undefined || (view.record[path]?.version ?? 0) > saved.version) return view;
    return { ...view, hasWords: true, record: { ...view.record, [path]: saved } };
  });
}

function saveIn(milliseconds: number, client: QueryClient, contactId: string, path: string): void {
  stopWaiting(contactId, path);
  const timer = setTimeout(() => void saveNow(client, contactId, path), milliseconds);
  timers.set(fieldKey(contactId, path), timer);
}

function stopWaiting(contactId: string, path: string): void {
  clearTimeout(timers.get(fieldKey(contactId, path)));
}

/** Stops every save that is still waiting, at sign-out. */
export function stopKeeping(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
}
