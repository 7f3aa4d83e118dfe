import { escalationRoutes, type EscalationView } from "@nightlight/contracts/counsellor/escalation";
import { scriptKey } from "../cast.ts";
import { isOvertaken } from "../persist.ts";
import { scaled, type Pace } from "../pace.ts";
import type { StaffClient } from "./staff-client.ts";

/** Puts a contact before the office that is proposed, as a counsellor does: reads what goes out, types the level. Once. */
export async function escalate({ call, me }: StaffClient, contactId: string): Promise<string | undefined> {
  const params = { contactId };
  const { escalations } = await call(escalationRoutes.ofContact, { params });
  if (escalations.length > 0) return undefined;
  const proposal = await call(escalationRoutes.propose, { params, query: {} });
  const { level, authority, content, contentHash } = proposal;
  if (level === null || authority === null || content === null || contentHash === null) return undefined;
  const sent = await call(escalationRoutes.send, {
    params,
    body: {
      key: scriptKey(contactId, "escalation"),
      authorityId: authority.id,
      contentHash,
      confirm: level,
      withoutConsent: proposal.consent === "yes" ? null : "danger",
      callBy: proposal.callsFirst ? me.id : null,
    },
  });
  return sent.id;
}

/** How long a counsellor takes for a report or a telephone call, in milliseconds of life. */
const READS_REPORT_MS = 240_000;
const TELEPHONES_MS = 150_000;

/** Reads what came back: says why a limit passed, accepts a report, makes the telephone call. True once nothing is left to do. */
export async function follow(
  staff: StaffClient,
  escalationId: string,
  pace: Pace,
  stop: AbortSignal,
): Promise<boolean> {
  const params = { escalationId };
  try {
    const now = await staff.call(escalationRoutes.read, { params });
    await telephone(staff, now, pace, stop);
    const report = now.reports.find(({ verdict }) => verdict === "waiting");
    if (report === undefined) return now.status === "closed" || now.status === "withdrawn";
    await pace.wait(scaled(pace, READS_REPORT_MS, 1_000), stop);
    if (stop.aborted) return false;
    if (now.needsBreachReason) {
      const body = { reason: "Cơ quan trả lời muộn; đã gọi nhắc qua điện thoại (tình huống giả định)." };
      await staff.call(escalationRoutes.explain, { params, body });
    }
    await staff.call(escalationRoutes.accept, { params: { escalationId, reportId: report.id } });
    return true;
  } catch (error) {
    if (isOvertaken(error)) return false;
    throw error;
  }
}

async function telephone(
  staff: StaffClient,
  { id, tasks }: EscalationView,
  pace: Pace,
  stop: AbortSignal,
): Promise<void> {
  for (const task of tasks.filter(({ done }) => done === null)) {
    const params = { escalationId: id, taskId: task.id };
    if (task.offeredTo?.id === staff.me.id && task.takenBy === null)
      await staff.call(escalationRoutes.takeTask, { params });
    await pace.wait(scaled(pace, TELEPHONES_MS, 1_000), stop);
    if (stop.aborted) return;
    await staff.call(escalationRoutes.finishTask, { params, body: { outcome: "reached" } });
  }
}
