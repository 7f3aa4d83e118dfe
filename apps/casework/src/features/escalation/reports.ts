import { receivedEscalationRoutes } from "@nightlight/contracts/authority/escalation";
import { call, isSignedOut, isUnanswered, refusalCode } from "@nightlight/door/client/api";
import { noticeSignedOut } from "@nightlight/door/session/session-state";
import { newKey } from "@nightlight/door/time/clock";
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { tooLongBy } from "../../shared/most-words.ts";
import { putEscalation } from "../../shared/queries.ts";
import { keepDraft } from "./drafts.ts";
import { allReports, clearReport, putReport, reportOf } from "./report-store.ts";

const RETRY_MS = 5_000;

/** Sends the report, or leaves it waiting for the network. What was refused can be changed and sent again. */
export async function sendReport(client: QueryClient, escalationId: string): Promise<void> {
  const { state, text, key = newKey() } = reportOf(escalationId);
  if (state === "sending" || text.trim() === "" || tooLongBy(text) > 0) return;
  putReport(escalationId, { key, state: "sending", error: undefined });
  // Nothing that is still on its way may come after the report and be taken for a new one.
  await keepDraft(escalationId);
  try {
    const body = { key, text };
    const view = await call(receivedEscalationRoutes.report, { params: { escalationId }, body });
    clearReport(escalationId);
    putEscalation(client, view);
  } catch (error) {
    noticeSignedOut(error);
    const waits = isUnanswered(error) || isSignedOut(error) || refusalCode(error) === "session-locked";
    putReport(escalationId, { state: waits ? "waiting" : "writing", error: waits ? undefined : error });
  }
}

/** Sends and keeps what waits as soon as it can, and asks before a page with words that nobody else holds is closed. */
export function useReportsGoOut(): void {
  const client = useQueryClient();
  useEffect(() => {
    const goOut = () => {
      for (const [id, { state }] of allReports()) {
        if (state === "waiting") void sendReport(client, id);
        else void keepDraft(id);
      }
    };
    const hold = (event: BeforeUnloadEvent) => {
      if (allReports().some(([, { text, kept }]) => text !== (kept?.text ?? ""))) event.preventDefault();
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
