import { reportDraftRoutes } from "@nightlight/contracts/authority/report-draft";
import { call } from "@nightlight/door/client/api";
import { noticeSignedOut } from "@nightlight/door/session/session-state";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { tooLongBy } from "../../shared/most-words.ts";
import { putReport, reportOf } from "./report-store.ts";

const IDLE_MS = 600;

const timers = new Map<string, ReturnType<typeof setTimeout>>();
const saving = new Map<string, Promise<void>>();

/** Brings back what the person was writing, unless they have begun anew on this page. */
export function useDraft(escalationId: string): void {
  const { data } = useQuery({
    queryKey: ["draft", escalationId],
    queryFn: () => call(reportDraftRoutes.read, { params: { escalationId } }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  useEffect(() => {
    if (data === undefined || reportOf(escalationId).kept !== undefined) return;
    const kept = { text: data.text, at: data.savedAt ?? undefined };
    putReport(escalationId, reportOf(escalationId).text === "" ? { text: data.text, kept } : { kept });
  }, [data, escalationId]);
}

/** Keeps what was typed: at once on this page, and with the server as soon as the typing rests. */
export function writeReport(escalationId: string, text: string): void {
  if (reportOf(escalationId).state === "sending") return;
  putReport(escalationId, { text, key: undefined, state: "writing", error: undefined });
  clearTimeout(timers.get(escalationId));
  timers.set(
    escalationId,
    setTimeout(() => void keepDraft(escalationId), IDLE_MS),
  );
}

/** Keeps with the server what it does not hold yet, one after another, so that nothing older comes last. */
export function keepDraft(escalationId: string): Promise<void> {
  clearTimeout(timers.get(escalationId));
  const before = saving.get(escalationId) ?? Promise.resolve();
  const next = before.then(() => keepNow(escalationId));
  saving.set(escalationId, next);
  return next;
}

async function keepNow(escalationId: string): Promise<void> {
  const { text, kept, state } = reportOf(escalationId);
  if (state === "sending" || tooLongBy(text) > 0 || text === (kept?.text ?? "")) return;
  try {
    const { savedAt } = await call(reportDraftRoutes.keep, { params: { escalationId }, body: { text } });
    putReport(escalationId, { kept: { text, at: savedAt ?? undefined } });
  } catch (error) {
    // It stays on the page, which says so; the next typing or the next try keeps it.
    noticeSignedOut(error);
  }
}
