import type { recordFieldView } from "@nightlight/contracts/counsellor/contact";
import type { z } from "zod";
import { create } from "zustand";

export type FieldView = z.infer<typeof recordFieldView>;

/** One field while it is being written: what stands here, what it replaces, and how far it got. */
export type FieldState = {
  readonly text: string;
  /** The server's version that `text` was written over; 0 when the field is new. */
  readonly version: number;
  readonly status: "typed" | "saving" | "unsaved" | "refused" | "conflict" | "saved";
  /** Since when something waits to be saved, in the machine's milliseconds. */
  readonly since?: number;
  /** Why it cannot be saved as it stands: a code of the record's refusals. */
  readonly problem?: string;
  /** In a conflict: what somebody, or another desk, wrote meanwhile. */
  readonly theirs?: FieldView;
};

type FieldKey = `${string}/${string}`;

/** Everything typed and not yet replaced by newer truth. Lives outside the screen: switching contacts loses nothing. */
export const useRecordFields = create<Readonly<Record<FieldKey, FieldState>>>(() => ({}));

export function fieldKey(contactId: string, path: string): FieldKey {
  return `${contactId}/${path}`;
}

export function fieldState(contactId: string, path: string): FieldState | undefined {
  return useRecordFields.getState()[fieldKey(contactId, path)];
}

export function setField(contactId: string, path: string, state: FieldState): void {
  useRecordFields.setState({ [fieldKey(contactId, path)]: state });
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

export type SaveState = "empty" | "saved" | "saving" | "unsaved" | "refused" | "conflict";

/** One word for the whole record: the worst of its fields. */
export function saveState(states: readonly (FieldState | undefined)[], hasSaved: boolean): SaveState {
  const has = (...wanted: readonly FieldState["status"][]) =>
    states.some((state) => state !== undefined && wanted.includes(state.status));
  if (has("conflict")) return "conflict";
  if (has("refused")) return "refused";
  if (has("unsaved")) return "unsaved";
  if (has("typed", "saving")) return "saving";
  return hasSaved ? "saved" : "empty";
}

/** Whether the fields of any contact hold words that the server does not have. */
export function hasUnsavedFields(): boolean {
  return Object.values(useRecordFields.getState()).some(({ status }) => status !== "saved");
}

/** The fields of one contact that are being written, by path. */
export function fieldsOf(
  fields: Readonly<Record<FieldKey, FieldState>>,
  contactId: string,
): ReadonlyMap<string, FieldState> {
  const own = Object.entries(fields).filter(([key]) => key.startsWith(`${contactId}/`));
  return new Map(own.map(([key, state]) => [key.slice(contactId.length + 1), state]));
}
