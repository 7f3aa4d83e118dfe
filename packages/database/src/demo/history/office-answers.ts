import { addMinutes } from "date-fns/addMinutes";
import { addresseeOf, openTasks } from "@nightlight/domain/escalation/escalation";
import type { EscalationLevel } from "@nightlight/domain/escalation/ladder";
import type { Chance } from "../chance.ts";
import { idAt, staffActor } from "./past-contact.ts";
import type { EscalationTelling } from "./past-escalation.ts";

/** Who signs in for a unit. */
export type OfficerOf = (unitId: string) => string;

/** Minutes until an office has it in hand, and until it reports; the slow ones are late. */
const PACE: Readonly<
  Record<EscalationLevel, { readonly quick: number; readonly slow: number; readonly report: number }>
> = {
  P1: { quick: 3, slow: 25, report: 95 },
  P2: { quick: 35, slow: 200, report: 420 },
  P3: { quick: 180, slow: 1700, report: 2200 },
  P4: { quick: 600, slow: 3000, report: 4000 },
};

const LATE_SHARE = 0.2;

const REPORTS = [
  "Cán bộ bảo vệ trẻ em và công an đã đến nhà lúc chiều nay. Trẻ được đưa đi khám, hiện ở cùng bà ngoại. Gia đình ký cam kết, phường theo dõi hằng tuần.",
  "Đã gặp riêng trẻ tại trường cùng cô giáo chủ nhiệm. Trẻ ổn định, đồng ý để phường hỗ trợ. Đã lập kế hoạch hỗ trợ và phân công người theo dõi.",
  "Đã xác minh, nội dung báo tin là đúng. Trẻ được bố trí nơi ở an toàn với người thân, trạm y tế đã khám. Hẹn thăm lại sau ba ngày.",
  "Đã đến nơi ngay sau khi nhận tin. Trẻ an toàn, đã liên lạc được với mẹ. Xã làm việc với gia đình và hỗ trợ trẻ trở lại lớp.",
] as const;

export function reportText(chance: Chance): string {
  return chance.pick(REPORTS);
}

/** An office opens it, takes it in hand, begins, and reports, as far as `through` says. */
export function answerBy(
  told: EscalationTelling,
  { officerOf, chance }: { readonly officerOf: OfficerOf; readonly chance: Chance },
  times: { readonly seen?: Date; readonly acknowledged?: Date; readonly acting?: Date; readonly reported?: Date },
): string | undefined {
  const authorityId = addresseeOf(told.now());
  const by = officerOf(authorityId);
  const office = { authorityId, by };
  const actor = staffActor(by);
  if (times.seen !== undefined) {
    told.do({ type: "deliver", ...office }, addMinutes(times.seen, -1), actor);
    told.do({ type: "see", ...office }, times.seen, actor);
  }
  if (times.acknowledged !== undefined) told.do({ type: "acknowledge", ...office }, times.acknowledged, actor);
  if (times.acting !== undefined) told.do({ type: "act", ...office }, times.acting, actor);
  if (times.reported === undefined) return undefined;
  const reportId = idAt(times.reported);
  told.write({
    ...{ kind: "report", reportId, text: reportText(chance), authorId: by, at: times.reported },
    clientKey: `report:${by}:${reportId}`,
  });
  told.do({ type: "report", ...office, reportId }, times.reported, actor);
  return reportId;
}

/** The whole way to its end: answered, reported, accepted. Of what was late somebody says why. Gives when it was over. */
export function finish(
  told: EscalationTelling,
  parts: { readonly officerOf: OfficerOf; readonly chance: Chance },
): Date {
  const { chance } = parts;
  const { level, sentAt, sentBy } = told.now();
  const sender = staffActor(sentBy);
  const pace = PACE[level];
  const isLate = chance.happens(LATE_SHARE);
  const acknowledged = addMinutes(sentAt, isLate ? pace.slow : chance.whole(2, pace.quick));
  for (const { id } of openTasks(told.now())) {
    told.do({ type: "take-task", by: sentBy, taskId: id }, addMinutes(sentAt, 1), sender);
    told.do({ type: "finish-task", by: sentBy, taskId: id, outcome: "reached" }, addMinutes(sentAt, 3), sender);
  }
  const reported = addMinutes(acknowledged, Math.round(pace.report * (0.6 + 0.4 * chance.next())));
  const reportId = answerBy(told, parts, {
    ...{ seen: addMinutes(acknowledged, -1), acknowledged, acting: addMinutes(acknowledged, 1), reported },
  });
  const judged = addMinutes(reported, chance.whole(10, 90));
  told.until(judged);
  if (!told.now().isBreachExplained) {
    const text = "Xã đang họp giao ban, trực ban báo nhận tin muộn. Đã nhắc qua điện thoại và qua Sở Y tế.";
    told.write({ kind: "breach", text, clientKey: `breach:${idAt(judged)}`, authorId: sentBy, at: judged });
    told.do({ type: "explain-breach", by: sentBy }, judged, sender);
  }
  if (reportId !== undefined) told.do({ type: "accept-report", by: sentBy, reportId }, judged, sender);
  return judged;
}
