import { create } from "zustand";

/** A report that is being written, or on its way. */
export type Report = {
  readonly text: string;
  /** Chosen when it is first sent: the same report is never filed twice. */
  readonly key: string | undefined;
  readonly state: "writing" | "sending" | "waiting";
  /** Why the server would not have it as it is. */
  readonly error: unknown;
  /** What the server keeps of it, and since when; undefined before it is known. */
  readonly kept: { readonly text: string; readonly at: string | undefined } | undefined;
};

const EMPTY: Report = { text: "", key: undefined, state: "writing", error: undefined, kept: undefined };

const useReports = create<{ readonly of: Readonly<Record<string, Report>> }>(() => ({ of: {} }));

/** The report of one escalation, as far as it is written. */
export function useReport(escalationId: string): Report {
  return useReports(({ of }) => of[escalationId] ?? EMPTY);
}

/** What is held of one report now. */
export function reportOf(escalationId: string): Report {
  return useReports.getState().of[escalationId] ?? EMPTY;
}

/** Changes one report. */
export function putReport(escalationId: string, change: Partial<Report>): void {
  useReports.setState(({ of }) => ({ of: { ...of, [escalationId]: { ...(of[escalationId] ?? EMPTY), ...change } } }));
}

/** Every report that is held, by the id of its escalation. */
export function allReports(): readonly (readonly [string, Report])[] {
  return Object.entries(useReports.getState().of);
}

/** A report that was sent is written no more. */
export function clearReport(escalationId: string): void {
  putReport(escalationId, { ...EMPTY, kept: { text: "", at: undefined } });
}

/** Forgets one person's words, for the next to sign in. */
export function resetReports(): void {
  useReports.setState({ of: {} });
}
