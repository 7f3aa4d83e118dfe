import { receivedEscalationRoutes } from "@nightlight/contracts/authority/escalation";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { create } from "zustand";
import { call, isSignedOut, isUnanswered, refusalCode } from "../../shared/api.ts";
import { newKey } from "../../shared/clock.ts";
import { putEscalation } from "../../shared/queries.ts";
import { noticeSignedOut } from "../../shared/session-state.ts";

/** A report that is being written, or on its way. Its text lives in the page and nowhere else until it is sent. */
type Report = {
  readonly text: string;
  /** Chosen when it is first sent: the same report is never filed twice. */
  readonly key: string | undefined;
  readonly state: "writing" | "sending" | "waiting";
  /** Why the server would not have it as it is. */
  readonly error: unknown;
};

const EMPTY: Report = { text: "", key: undefined, state: "writing", error: undefined };
const RETRY_MS = 5_000;

const useReports = create<{ readonly of: Readonly<Record<string, Report>> }>(() => ({ of: {} }));

/** The report of one escalation, as far as it is written. */
export function useReport(escalationId: string): Report {
  return useReports(({ of }) => of[escalationId] ?? EMPTY);
}

/** Keeps what was typed. What is on its way is not changed any more. */
export function writeReport(escalationId: string, text: string): void {
  const report = reportOf(escalationId);
  if (report.state === "sending") return;
  put(escalationId, { text, key: undefined, state: "writing", error: undefined });
}

/** Sends the report, or leaves it waiting for the network. What was refused can be changed and sent again. */
export async function sendReport(client: QueryClient, escalationId: string): Promise<void> {
  const report = reportOf(escalationId);
  if (report.state === "sending" || report.text.trim() === "") return;
  const key = report.key ?? newKey();
  put(escalationId, { ...report, key, state: "sending", error: undefined });
  try {
    const body = { key, text: report.text };
    const view = await call(receivedEscalationRoutes.report, { params: { escalationId }, body });
    put(escalationId, EMPTY);
    putEscalation(client, view);
  } catch (error) {
    noticeSignedOut(error);
    const waits = isUnanswered(error) || isSignedOut(error) || refusalCode(error) === "session-locked";
    put(escalationId, { ...report, key, state: waits ? "waiting" : "writing", error: waits ? undefined : error });
  }
}

/** Sends what waits as soon as it can, and asks before a page with unsent words is closed. */
export function useReportsGoOut(): void {
  const client = useQueryClient();
  useEffect(() => {
    const goOut = () => {
      for (const [id, { state }] of Object.entries(useReports.getState().of)) {
        if (state === "waiting") void sendReport(client, id);
      }
    };
    const hold = (event: BeforeUnloadEvent) => {
      if (Object.values(useReports.getState().of).some(({ text }) => text.trim() !== "")) event.preventDefault();
    };
    const timer = setInterval(goOut, RETRY_MS);
    window.addEventListener("online", goOut);
    window.addEventListener("beforeunload", hold);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", goOut);
      window.removeEventListener("beforeunload", hold);
    };
  }, [client]);
}

/** Forgets one person's words, for the next to sign in. */
export function resetReports(): void {
  useReports.setState({ of: {} });
}

function reportOf(escalationId: string): Report {
  return useReports.getState().of[escalationId] ?? EMPTY;
}

function put(escalationId: string, report: Report): void {
  useReports.setState(({ of }) => ({ of: { ...of, [escalationId]: report } }));
}
