import {
  receivedEscalationRoutes,
  type InboxRow,
  type ReceivedEscalationView,
} from "@nightlight/contracts/authority/escalation";
import type { Chance } from "@nightlight/database/demo/chance";
import { scriptKey } from "../cast.ts";
import { hasStopped } from "../pace.ts";
import { isOvertaken, isPassing } from "../persist.ts";
import type { Stage } from "../stage.ts";
import { signInWhenReady, type StaffClient } from "./staff-client.ts";

/** How an office of the demo answers: soon, after the limit has passed, or not at all. */
export const MANNERS = ["early", "late", "never"] as const;

export type Manner = (typeof MANNERS)[number];

const SHARES: Readonly<Record<Manner, number>> = { early: 5, late: 3, never: 2 };

/** When each step comes, in milliseconds of life since it was sent; `early` keeps every limit (policy of the demo). */
const STEPS_AFTER_MS = {
  deliver: 20_000,
  see: 120_000,
  acknowledge: 360_000,
  act: 900_000,
  report: 3_600_000,
} as const;

export type OfficeStep = keyof typeof STEPS_AFTER_MS;

/**
 * The step that an office takes now; undefined: none yet. Whoever is late waits until what comes next is overdue by the
 * server's own clock, so that reminders, rungs and alarms run as they would.
 */
export function stepNow(
  manner: Manner,
  row: Pick<InboxRow, "status" | "next" | "isSeen">,
  ageMs: number,
): OfficeStep | undefined {
  if (manner === "never") return undefined;
  const step = stepAfter(row);
  if (step === undefined) return undefined;
  const isDue = ageMs >= STEPS_AFTER_MS[step];
  if (manner === "early" || step === "deliver" || step === "see") return isDue ? step : undefined;
  return isDue && row.next?.isOverdue === true ? step : undefined;
}

function stepAfter({ status, isSeen }: Pick<InboxRow, "status" | "isSeen">): OfficeStep | undefined {
  if (status === "sent") return "deliver";
  if (status === "delivered" || (status === "redirected" && !isSeen)) return "see";
  if (status === "seen" || status === "redirected") return "acknowledge";
  if (status === "acknowledged") return "act";
  return status === "acting" ? "report" : undefined;
}

const REPORT =
  "Đã cử cán bộ đến gặp trẻ và gia đình, lập kế hoạch hỗ trợ, hẹn thăm lại trong tuần. (Báo cáo giả định của phần trình diễn.)";
const LOOKS_EVERY_MS = 2_000;
const LOOKS_FOR_DESK_MS = 20_000;

/** Keeps an officer's page by script while no person is signed in there. */
export async function keepOffice(stage: Stage, username: string, chance: Chance, stop: AbortSignal): Promise<void> {
  const { pace, book, password, origin } = stage;
  const manners = new Map<string, Manner>();
  while (!stop.aborted) {
    const staff = await signInWhenReady({ origin, username, password, pace, stop });
    if (staff === undefined) return;
    try {
      while (!hasStopped(stop) && !(await staff.isSomebodyElseThere())) {
        await answerAll(stage, staff, manners, chance);
        await pace.wait(LOOKS_EVERY_MS, stop);
      }
    } catch (error) {
      if (!isPassing(error) && !isOvertaken(error)) book.failed(`office: ${String(error)}`);
    } finally {
      await staff.signOut();
    }
    await pace.wait(LOOKS_FOR_DESK_MS, stop);
  }
}

async function answerAll(
  { pace }: Stage,
  staff: StaffClient,
  manners: Map<string, Manner>,
  chance: Chance,
): Promise<void> {
  const { now, escalations } = await staff.call(receivedEscalationRoutes.inbox, { query: {} });
  for (const row of escalations) {
    const manner = manners.get(row.id) ?? chance.weighted(MANNERS, (each) => SHARES[each]);
    manners.set(row.id, manner);
    const ageMs = (Date.parse(now) - Date.parse(row.sentAt)) * pace.speed;
    const step = stepNow(manner, row, ageMs);
    if (step !== undefined) await take(staff, row.id, step).catch(ignoreOvertaken);
  }
}

async function take(
  { call }: StaffClient,
  escalationId: string,
  step: OfficeStep,
): Promise<ReceivedEscalationView | undefined> {
  const params = { escalationId };
  switch (step) {
    case "deliver":
      await call(receivedEscalationRoutes.delivered, { params });
      return undefined;
    case "see":
      await call(receivedEscalationRoutes.seen, { params });
      return undefined;
    case "acknowledge":
      return call(receivedEscalationRoutes.acknowledge, { params });
    case "act":
      return call(receivedEscalationRoutes.act, { params });
    case "report":
      return call(receivedEscalationRoutes.report, {
        params,
        body: { key: scriptKey(escalationId, "report"), text: REPORT },
      });
  }
}

/** Somebody else of the office was quicker, or it was taken back. */
function ignoreOvertaken(error: unknown): undefined {
  if (isOvertaken(error)) return undefined;
  throw error;
}
