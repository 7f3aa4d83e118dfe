import type { InboxRow, ReceivedEscalationView } from "@nightlight/contracts/authority/escalation";
import type { OfficeView } from "@nightlight/contracts/authority/office";
import type { MeView } from "@nightlight/contracts/staff/session";
import { machineNow } from "@nightlight/door/time/clock";

/** Fixed ids, so that a failing test reads well. */
export function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

/** An instant some seconds from the machine's now; the stubbed server's clock is the machine's. */
export function inSeconds(seconds: number): string {
  return new Date(machineNow() + seconds * 1000).toISOString();
}

export const MAI: MeView = {
  id: uuid(9),
  username: "can-bo",
  name: "Nguyễn Thị Mai",
  displayName: "Chị Mai",
  roles: ["officer"],
  languages: ["vi"],
  isDemo: true,
  stage: "open",
  isLocked: false,
  hasPin: false,
  hasSecondFactor: false,
};

export const OFFICE: OfficeView = {
  id: uuid(7),
  name: "UBND phường Ba Đình",
  level: "commune",
  kind: "peoples_committee",
};

const ASKED = "Xin gặp riêng em gái 12 tuổi và bảo đảm em an toàn hôm nay";

/** A P2 that was sent ten minutes ago and that nobody has answered. */
export function received(number: number, change: Partial<ReceivedEscalationView> = {}): ReceivedEscalationView {
  const sentAt = inSeconds(-600);
  return {
    now: inSeconds(0),
    id: uuid(number),
    version: 1,
    number: `PC-2026-00${String(number)}`,
    level: "P2",
    status: "sent",
    sentAt,
    addressed: [{ name: OFFICE.name, at: sentAt, isYours: true }],
    content: {
      level: "P2",
      basis: "law",
      asked: ASKED,
      deadlines: [{ kind: "act", at: inSeconds(41_400), words: "trước 14:53 hôm nay" }],
      place: "Phường Ba Đình, Thành phố Hà Nội",
      sections: [
        {
          title: "Trẻ em",
          rows: [
            { label: "Tên để gọi", value: "An" },
            { label: "Tuổi", value: "11–13" },
            { label: "Em đang ở đâu", value: "Ở nhà bà nội, ngõ 12" },
          ],
        },
        {
          title: "Điều cơ quan cần biết",
          rows: [
            { label: "Tóm tắt", value: "Em bị đánh nhiều lần; người đánh đi vắng đến tối.\nKhông gọi về nhà em." },
          ],
        },
      ],
    },
    deadlines: [
      { kind: "acknowledge", at: inSeconds(3_000), isLaw: false, isMet: false, isOverdue: false },
      { kind: "act", at: inSeconds(41_400), isLaw: false, isMet: false, isOverdue: false },
      { kind: "emergency_measures", at: inSeconds(41_400), isLaw: true, isMet: false, isOverdue: false },
    ],
    reports: [],
    steps: [{ at: sentAt, kind: "sent", authority: OFFICE.name }],
    can: ["acknowledge", "decline"],
    ...change,
  };
}

/** The row that the list shows of an escalation. */
export function rowOf(view: ReceivedEscalationView): InboxRow {
  const next = view.deadlines.find(({ isMet }) => !isMet) ?? null;
  return {
    id: view.id,
    number: view.number,
    level: view.level,
    status: view.status,
    sentAt: view.sentAt,
    next: ["reported", "closed", "withdrawn", "declined"].includes(view.status) ? null : next,
    place: view.content.place,
    asked: view.content.asked,
    isSeen: view.status !== "sent" && view.status !== "delivered",
    hasQuestion: view.reports.at(-1)?.verdict === "asked_again",
  };
}
