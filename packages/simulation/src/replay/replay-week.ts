import { footprint } from "@nightlight/domain/contact/footprint";
import { isWaiting, ownerOf, type Contact } from "@nightlight/domain/contact/contact";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { leaveContact } from "@nightlight/commands/contact/end-contact";
import { ringClock } from "@nightlight/commands/clock/ring-clock";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import type { Committed } from "@nightlight/commands/world";
import { chanceOf } from "@nightlight/database/demo/chance";
import { checkHistory } from "../history/check-history.ts";
import { ClientLog } from "../history/client-log.ts";
import { readHistory } from "../history/read-history.ts";
import type { Owner } from "../house/furnish.ts";
import { EventLine } from "./event-line.ts";
import { ReplayBook, type WeekFigures } from "./replay-book.ts";
import { idFrom, openReplayHouse, REPLAY_POLICY, type ReplayHouse } from "./replay-house.ts";
import { ReplayStaff } from "./replay-staff.ts";
import type { Happening, Stage } from "./replay-stage.ts";
import type { PlannedContact, PlannedWeek } from "./year-plan.ts";

/** While somebody waits, the matcher also looks by itself: skips end, ages grow, the ladder is climbed. */
const LOOK_EVERY_MS = 5_000;
const AUDIT_EVERY = 400;
const GRACE_MS = 30_000;
/** What still runs this long after the last arrival is stuck. */
const DRAIN_MS = 12 * 3_600_000;

/**
 * Replays a week through the real commands and PostgreSQL, one happening after the other on a virtual clock: arrivals,
 * patience, hands and breaks are drawn from the seed, everything else is what the house makes of it. `most` ends it early.
 */
export async function replayWeek(
  where: { readonly appUrl: string; readonly owner: Owner },
  week: PlannedWeek,
  { seed, most }: { readonly seed: number; readonly most: number },
): Promise<WeekFigures> {
  const house = await openReplayHouse(where, week, seed);
  let now = week.from.getTime();
  const planned = new Map<string, PlannedContact>();
  const stage: Stage = {
    ...{ house, planned, line: new EventLine<Happening>(), chance: chanceOf(seed * 31 + week.number) },
    ...{ book: new ReplayBook(REPLAY_POLICY), contacts: new Map<string, Contact>() },
    now: () => now,
    senderOf(contactId) {
      const channel = planned.get(contactId)?.channel ?? "webchat";
      return channel === "webchat"
        ? { kind: "child", contactId }
        : { kind: "gateway", channelId: house.channels[channel] };
    },
  };
  const staff = new ReplayStaff(stage, week);
  const clients = new ClientLog("gateway", () => now);
  const violations = new Set<string>();
  const waiting = new Set<string>();
  const coming = week.contacts.slice(0, most);
  let [isLooking, steps] = [false, 0];
  coming.forEach(({ at }, index) => stage.line.add(at.getTime(), { type: "arrives", index }));
  staff.plan();

  /** Hears what was committed, then lets the matcher serve whoever waits; until nothing follows from it any more. */
  const settle = async (mayServe: boolean): Promise<void> => {
    for (let isServing = mayServe; ;) {
      const news = house.news();
      for (const committed of news) {
        hear(stage, waiting, committed);
        await staff.hear(committed);
      }
      isServing ||= news.some(({ events }) => events.length > 0);
      if (!isServing || waiting.size === 0) break;
      isServing = false;
      const pass = await runMatcher(house.world);
      if (pass === "busy" || pass.made === 0) break;
    }
    if (waiting.size > 0 && !isLooking) {
      isLooking = true;
      stage.line.add(now + LOOK_EVERY_MS, { type: "look" });
    }
  };

  try {
    const end = (coming.at(-1)?.at ?? week.from).getTime() + DRAIN_MS;
    for (let next = stage.line.next(); next !== undefined && next.time < end; next = stage.line.next()) {
      now = Math.max(now, Math.ceil(next.time));
      if (next.what.type === "rings" && !isDue(stage.contacts.get(next.what.contactId), now)) continue;
      await house.moveTo(now);
      const { what } = next;
      if (what.type === "look") isLooking = false;
      else if (what.type === "arrives") await arrive(stage, clients, coming[what.index], what.index, week.number);
      else if (what.type === "rings") await ringClock(house.world, what.contactId);
      else if (what.type === "gives-up") await giveUp(stage, what.contactId);
      else await what.act();
      await settle(what.type === "look");
      if (++steps % AUDIT_EVERY === 0) await lookAfter(house, violations);
      if (stage.contacts.size === coming.length && isAllOver(stage)) break;
    }
    await lookAfter(house, violations);
    staff.close();
    const history = { ...(await readHistory(where.owner)), clients: clients.entries, graceMs: GRACE_MS };
    for (const { invariant, subjectId, what } of checkHistory({ ...history, endedAt: new Date(now) })) {
      violations.add(`${invariant} ${subjectId}: ${what}`);
    }
    const lost = [...stage.planned.keys()].filter((id) => {
      const status = stage.contacts.get(id)?.state.status;
      return status !== "closed" && status !== "abandoned";
    });
    return stage.book.figures(lost.length, [...violations]);
  } finally {
    await house.close();
  }
}

async function lookAfter(house: ReplayHouse, violations: Set<string>): Promise<void> {
  for (const { invariant, contactId } of await house.audit()) violations.add(`${invariant} ${contactId}`);
}

/** Most clocks are over before they ring: an offer was shown, or taken. Ringing them would do nothing, a hundred thousand times. */
function isDue(contact: Contact | undefined, now: number): boolean {
  const clock = contact && footprint(contact).clock;
  return clock !== undefined && clock.dueAt.getTime() <= now;
}

function isAllOver({ contacts }: Stage): boolean {
  return [...contacts.values()].every(({ state }) => ["closed", "abandoned"].includes(state.status));
}

/** Keeps what every contact is, plans its clock, and writes the book. */
function hear(stage: Stage, waiting: Set<string>, committed: Committed): void {
  stage.book.note(committed);
  for (const [id, contact] of committed.contacts) {
    stage.contacts.set(id, contact);
    if (isWaiting(contact)) waiting.add(id);
    else waiting.delete(id);
  }
  for (const { subject, subjectId, delayMs } of committed.clocks) {
    if (subject === "contact")
      stage.line.add(stage.now() + Math.ceil(delayMs), { type: "rings", contactId: subjectId });
  }
}

/** Words that say nothing about danger: the lane is the plan's. */
const WORDS = "Em muốn nói chuyện.";

async function arrive(
  { house, line, planned, now, senderOf }: Stage,
  clients: ClientLog,
  contact: PlannedContact | undefined,
  index: number,
  week: number,
): Promise<void> {
  if (contact === undefined) return;
  const key = `${String(week)}/${String(index)}`;
  const contactId = idFrom(key, now());
  planned.set(contactId, contact);
  await clients.run("arrive", { key, contactId }, () =>
    beginContact(house.world, senderOf(contactId), {
      ...{ contactId, channelId: house.channels[contact.channel], channel: contact.channel, language: "vi" },
      facts: { safeNow: contact.lane === "immediate" ? "no" : "unknown" },
      text: contact.kind === "short" ? undefined : WORDS,
      ...{ arrivalKey: new TextEncoder().encode(key), identity: undefined, childSession: undefined },
    }),
  );
  line.add(now() + contact.patienceMs, { type: "gives-up", contactId });
}

/** Whoever has waited long enough goes; whoever has somebody stays. */
async function giveUp({ house, contacts, senderOf }: Stage, contactId: string): Promise<void> {
  const contact = contacts.get(contactId);
  if (contact === undefined || ownerOf(contact) !== undefined) return;
  if (!isWaiting(contact) && contact.state.status !== "offered") return;
  await leaveContact(house.world, senderOf(contactId), { contactId, quick: false });
}
