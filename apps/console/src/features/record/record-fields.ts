import { RECORD_FIELDS, recordFieldView } from "@nightlight/contracts/counsellor/contact";
import type { z } from "zod";
import { create } from "zustand";

export type FieldName = (typeof RECORD_FIELDS)[number];
export type FieldView = z.infer<typeof recordFieldView>;

/** One field while it is being written: what stands here, what it replaces, and how far it got. */
export type FieldState = {
  readonly text: string;
  /** The server's version that `text` was written over; 0 when the field is new. */
  readonly version: number;
  readonly status: "typed" | "saving" | "unsaved" | "conflict" | "saved";
  /** In a conflict: what somebody, or another desk, wrote meanwhile. */
  readonly theirs?: FieldView;
};

type FieldKey = `${string}/${FieldName}`;

/** Everything typed and not yet replaced by newer truth. Lives outside the screen: switching contacts loses nothing. */
export const useRecordFields = create<Readonly<Record<FieldKey, FieldState>>>(() => ({}));

export function fieldKey(contactId: string, field: FieldName): FieldKey {
  return `${contactId}/${field}`;
}

export function fieldState(contactId: string, field: FieldName): FieldState | undefined {
  return useRecordFields.getState()[fieldKey(contactId, field)];
}

export function setField(contactId: string, field: FieldName, state: FieldState): void {
  useRecordFields.setState({ [fieldKey(contactId, field)]: state });
}

/** Forgets one person's record fields, at sign-out. */
export function resetRecordFields(): void {
  useRecordFields.setState({}, true);
}

/** What a field shows: what is being written, unless it was saved and the server has moved on since. */
export function shownText(state: FieldState | undefined, server: FieldView | undefined): string {
  const isOutdated = state?.status === "saved" && state.version < (server?.version ?? 0);
  return state === undefined || isOutdated ? (server?.value ?? "") : state.text;
}

export type SaveState = "empty" | "saved" | "saving" | "unsaved" | "conflict";

/** One word for the whole record: the worst of its fields. */
export function saveState(states: readonly (FieldState | undefined)[], hasSaved: boolean): SaveState {
  const has = (...wanted: readonly FieldState["status"][]) =>
    states.some((state) => state !== undefined && wanted.includes(state.status));
  if (has("conflict")) return "conflict";
  if (has("unsaved")) return "unsaved";
  if (has("typed", "saving")) return "saving";
  return hasSaved ? "saved" : "empty";
}

/** Whether the fields of any contact hold words that the server does not have. */
export function hasUnsavedFields(): boolean {
  return Object.values(useRecordFields.getState()).some(({ status }) => status !== "saved");
}
