import { addMinutes } from "date-fns/addMinutes";
import { addSeconds } from "date-fns/addSeconds";
import { addresseeOf, openTasks } from "@nightlight/domain/escalation/escalation";
import type { RiskLevel } from "@nightlight/domain/risk/level";
import type { Chance } from "../chance.ts";
import { unitId } from "../authorities.ts";
import type { SeededPerson } from "../seed-people.ts";
import type { Story } from "../stories/story.ts";
import { answerBy, type OfficerOf } from "./office-answers.ts";
import { idAt, staffActor } from "./past-contact.ts";
import { escalate, type Authorities, type EscalationTelling } from "./past-escalation.ts";
import { closeTold, type Teller, type Told } from "./tell-past.ts";

/** A lowering that waits for a second person, with why it was asked for. */
export type AskedLowering = {
  readonly id: string;
  readonly contactId: string;
  readonly from: RiskLevel;
  readonly to: RiskLevel;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
};

/** What is open at the start, so that every list has something in it. */
export type OpenCases = {
  readonly told: readonly Told[];
  readonly escalations: readonly EscalationTelling[];
  readonly lowerings: readonly AskedLowering[];
};

type Parts = {
  readonly now: Date;
  readonly chance: Chance;
  readonly teller: Teller;
  readonly stories: readonly Story[];
  readonly authorities: Authorities;
  readonly officerOf: OfficerOf;
  readonly person: (username: string) => SeededPerson;
};

/** How long before something is sent the child wrote. */
const TALK_MINUTES = 28;

/** One escalation in each state that it can be found in, and some records that somebody has yet to finish. */
export async function tellOpenCases(parts: Parts): Promise<OpenCases> {
  const { now, teller, stories, authorities, officerOf, person, chance } = parts;
  const told: Told[] = [];
  const escalations: EscalationTelling[] = [];
  const lowerings: AskedLowering[] = [];
  const ago = (minutes: number): Date => addMinutes(now, -minutes);
  const story = (key: string): Story => {
    const found = stories.find((each) => each.key === key);
    if (found === undefined) throw new Error(`There is no story ${key}`);
    return found;
  };
  const begin = (key: string, owner: string, minutesAgo: number, commune: string, returns = false): Told => {
    const one = teller.tellStory(ago(minutesAgo), story(key), { owner: person(owner), commune, returns });
    told.push(one);
    return one;
  };
  const send = async (key: string, owner: string, minutesAgo: number, commune: string) => {
    const one = begin(key, owner, minutesAgo + TALK_MINUTES, commune);
    const escalation = await escalate(one.telling, ago(minutesAgo), authorities);
    escalations.push(escalation);
    closeTold({ ...one, until: ago(minutesAgo) }, 20);
    return { one, escalation };
  };
  const answers = { officerOf, chance };

  // The oldest first, as their numbers count.
  const again = await send("bullied", "van", 50 * 60, "19789");
  const reportId = answerBy(again.escalation, answers, {
    ...{ seen: ago(49 * 60), acknowledged: ago(48 * 60), acting: ago(47 * 60), reported: ago(26 * 60) },
  });
  if (reportId !== undefined) askAgain(again.escalation, reportId, ago(25 * 60));

  const reported = await send("tired-of-work", "lan", 46 * 60, "00004");
  answerBy(reported.escalation, answers, {
    ...{ seen: ago(45 * 60), acknowledged: ago(45 * 60 - 5), acting: ago(30 * 60), reported: ago(75) },
  });

  const withdrawn = await send("bullied", "tam", 28 * 60, "25942");
  withdraw(withdrawn.escalation, ago(27 * 60));

  // Nobody has answered since then: it has climbed, and its limit has passed.
  await send("ran-away", "phuc", 16 * 60, "19789");

  const acting = await send("teacher-reports", "nhi", 300, "20242");
  answerBy(acting.escalation, answers, { seen: ago(285), acknowledged: ago(280), acting: ago(240) });

  const seen = await send("tired-of-work", "minh", 190, "26740");
  answerBy(seen.escalation, answers, { seen: ago(170) });

  const redirected = await send("neighbour-hears", "huong", 130, "09556");
  redirect(redirected.escalation, unitId("police", "09556"), ago(100));

  const declined = await send("kept-from-school", "loan", 95, "30307");
  decline(declined.escalation, officerOf, ago(60));

  const acknowledged = await send("beaten-at-home", "lan", 52, "00004");
  answerBy(acknowledged.escalation, answers, { seen: ago(41), acknowledged: ago(38) });
  lowerings.push(askLower(acknowledged.one, ago(9), "Bà ngoại đã đón em, công an xác nhận bố dượng không ở nhà."));

  await send("bullied", "lan", 11, "00004");

  const call = await send("alone-small", "lan", 3, "27163");
  const [task] = openTasks(call.escalation.now());
  if (task !== undefined) {
    const by = person("lan").id;
    call.escalation.do({ type: "offer-task", by, taskId: task.id, to: person("minh").id }, ago(2), staffActor(by));
  }

  // Records that are open again: their conversations are over, and something is still to be written.
  for (const [key, owner, minutesAgo] of UNFINISHED) {
    const one = begin(key, owner, minutesAgo, "00004", true);
    const closedAt = closeTold(one);
    const at = addSeconds(closedAt, 5);
    one.telling.do({ type: "undo", by: person(owner).id }, at, staffActor(person(owner).id));
  }
  for (const escalation of escalations) escalation.until(now);
  return { told, escalations, lowerings };
}

const UNFINISHED = [
  ["low-mood", "lan", 64],
  ["chats-with-stranger", "minh", 88],
  ["parents-divorce", "dung", 130],
  ["grief", "thuy", 240],
] as const;

function askLower({ telling, owner }: Told, at: Date, reason: string): AskedLowering {
  const { id: contactId, risk } = telling.now();
  const from = risk.level;
  if (owner === undefined || from === undefined) throw new Error("Nothing to lower");
  const id = idAt(at);
  const to = from === "P1" ? "P2" : "P3";
  telling.do({ type: "lower-risk", changeId: id, level: to, from, by: owner.id }, at, staffActor(owner.id));
  return { id, contactId, from, to, reason, by: owner.id, at };
}

function askAgain(told: EscalationTelling, reportId: string, at: Date): void {
  const by = told.now().sentBy;
  const text =
    "Cảm ơn phường. Xin cho biết ai sẽ đi cùng em trên đường về trong tuần này, và cô giáo đã gặp gia đình các bạn kia chưa?";
  told.write({ kind: "question", text, clientKey: `question:${reportId}`, reportId, authorId: by, at });
  told.do({ type: "ask-again", by, reportId }, at, staffActor(by));
}

function decline(told: EscalationTelling, officerOf: OfficerOf, at: Date): void {
  const authorityId = addresseeOf(told.now());
  const by = officerOf(authorityId);
  const text = JSON.stringify({
    reason: "Trẻ và người cậu đã chuyển chỗ ở từ tháng trước, không còn ở địa bàn.",
    whose: "UBND phường bên cạnh, tổ 4",
  });
  told.write({ kind: "refusal", text, clientKey: `refusal:${authorityId}:0`, authorId: by, at });
  told.do({ type: "decline", authorityId, by, taskId: idAt(at) }, at, staffActor(by));
}

function redirect(told: EscalationTelling, to: string, at: Date): void {
  const by = told.now().sentBy;
  const text = "Có dấu hiệu hành vi vi phạm, cần công an xác minh trước.";
  told.write({ kind: "redirect", text, clientKey: `redirect:${to}`, authorId: by, at });
  told.do({ type: "redirect", by, to }, at, staffActor(by));
}

function withdraw(told: EscalationTelling, at: Date): void {
  const by = told.now().sentBy;
  const text = "Nhà trường và hai gia đình đã giải quyết xong, em xin không chuyển tiếp.";
  told.write({ kind: "withdrawal", text, clientKey: "withdrawal", authorId: by, at });
  told.do({ type: "withdraw", by }, at, staffActor(by));
}
