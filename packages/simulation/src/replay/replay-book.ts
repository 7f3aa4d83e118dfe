import { createHash } from "node:crypto";
import { ownerOf, type Contact } from "@nightlight/domain/contact/contact";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import { LANES, type Lane } from "@nightlight/domain/contact/lane";
import type { RiskLevel } from "@nightlight/domain/risk/level";
import { targetSeconds, type RoutingPolicy } from "@nightlight/domain/policy/policy";
import type { Committed } from "@nightlight/commands/world";

/** What one week came to; weeks are added up. Times in seconds, on the virtual clock. */
export type WeekFigures = {
  readonly contacts: number;
  readonly lanes: Readonly<Record<Lane, { readonly waits: readonly number[]; readonly abandoned: number }>>;
  /** Minutes in somebody's hands weighted by how hard they were, and hours that they were there. */
  readonly people: Readonly<Record<string, { readonly minutes: number; readonly hours: number }>>;
  /** The evenness of every shift with at least three people who were there for six hours. */
  readonly shifts: readonly number[];
  readonly protected: { readonly owed: number; readonly kept: number };
  readonly lost: number;
  readonly violations: readonly string[];
  readonly refusals: Readonly<Record<string, number>>;
  /** The same for the same seed: a hash over everything that happened, in its order. */
  readonly digest: string;
};

type Known = { readonly at: number; readonly lane: Lane; takenAt: number | undefined; heldSince: number | undefined };

const PRESENT_HOURS = 6;
const MS_PER_MINUTE = 60_000;

/** Keeps the figures of a week while it is replayed. */
export class ReplayBook {
  readonly refusals: Record<string, number> = {};
  readonly #policy: RoutingPolicy;
  readonly #contacts = new Map<string, Known>();
  readonly #waits: Record<Lane, number[]> = { immediate: [], high: [], normal: [], low: [] };
  readonly #abandoned: Record<Lane, number> = { immediate: 0, high: 0, normal: 0, low: 0 };
  readonly #minutes = new Map<string, number>();
  readonly #hours = new Map<string, number>();
  readonly #shifts: number[] = [];
  readonly #shiftMinutes = new Map<string, number>();
  readonly #resting = new Map<
    string,
    { readonly from: number; readonly until: number; brokenAt: number | undefined }
  >();
  readonly #protected = { owed: 0, kept: 0 };
  readonly #digest = createHash("sha256");

  constructor(policy: RoutingPolicy) {
    this.#policy = policy;
  }

  /** Reads what a commit says. */
  note({ events, contacts }: Committed): void {
    for (const { subject, subjectId, event, at } of events) {
      this.#digest.update(`${subjectId} ${event.type} ${String(at.getTime())}\n`);
      if (subject !== "contact") continue;
      this.#follow(event, at.getTime(), { id: subjectId, contact: contacts.get(subjectId) });
    }
  }

  #follow(event: ContactEvent, time: number, { id, contact }: { id: string; contact: Contact | undefined }): void {
    const known = this.#contacts.get(id);
    if (event.type === "contact_arrived") {
      this.#contacts.set(id, { at: time, lane: event.lane, takenAt: undefined, heldSince: undefined });
    } else if (event.type === "offer_made") {
      if (contact?.lane !== "immediate") this.#disturb(event.to, time);
    } else if (event.type === "offer_accepted" && known !== undefined) {
      if (known.takenAt === undefined) this.#waits[known.lane].push((time - known.at) / 1000);
      known.takenAt ??= time;
      known.heldSince = time;
    } else if (event.type === "contact_abandoned" && known !== undefined) {
      this.#abandoned[known.lane] += 1;
    } else if (event.type === "contact_closed" && contact !== undefined) {
      const owner = ownerOf(contact);
      if (known?.heldSince === undefined || owner === undefined) return;
      this.#carry(owner, (time - known.heldSince) / MS_PER_MINUTE, contact.risk.level);
      if (contact.risk.level === "P1") this.#rest(owner, time);
    }
  }

  /** Somebody's shift is over: how long they were there. */
  leave(person: string, hours: number): void {
    this.#hours.set(person, (this.#hours.get(person) ?? 0) + hours);
  }

  /** A shift is over: how even it was among those who were there for most of it. */
  endShift(present: readonly { readonly person: string; readonly hours: number }[]): void {
    const there = present.filter(({ hours }) => hours >= PRESENT_HOURS);
    if (there.length >= 3) {
      this.#shifts.push(evenness(there.map(({ person, hours }) => (this.#shiftMinutes.get(person) ?? 0) / hours)));
    }
    for (const { person } of present) this.#shiftMinutes.delete(person);
  }

  refuse(what: string): void {
    this.refusals[what] = (this.refusals[what] ?? 0) + 1;
  }

  figures(lost: number, violations: readonly string[]): WeekFigures {
    for (const person of this.#resting.keys()) this.#wake(person);
    const people = [...new Set([...this.#minutes.keys(), ...this.#hours.keys()])].sort();
    return {
      contacts: this.#contacts.size,
      lanes: perLane((lane) => ({ waits: this.#waits[lane], abandoned: this.#abandoned[lane] })),
      people: Object.fromEntries(
        people.map((id) => [id, { minutes: this.#minutes.get(id) ?? 0, hours: this.#hours.get(id) ?? 0 }]),
      ),
      shifts: this.#shifts,
      protected: this.#protected,
      ...{ lost, violations, refusals: this.refusals, digest: this.#digest.copy().digest("hex") },
    };
  }

  #carry(person: string, minutes: number, level: RiskLevel | undefined): void {
    const { intensityP1Percent, intensityP2Percent } = this.#policy;
    const percent = level === "P1" ? intensityP1Percent : level === "P2" ? intensityP2Percent : 100;
    const weighted = (minutes * percent) / 100;
    for (const book of [this.#minutes, this.#shiftMinutes]) book.set(person, (book.get(person) ?? 0) + weighted);
  }

  #rest(person: string, from: number): void {
    this.#wake(person);
    const until = from + this.#policy.protectedMinutes * MS_PER_MINUTE;
    this.#resting.set(person, { from, until, brokenAt: undefined });
  }

  #disturb(person: string, at: number): void {
    const rest = this.#resting.get(person);
    if (rest !== undefined && at < rest.until) rest.brokenAt ??= at;
  }

  #wake(person: string): void {
    const rest = this.#resting.get(person);
    if (rest === undefined) return;
    this.#protected.owed += (rest.until - rest.from) / MS_PER_MINUTE;
    this.#protected.kept += ((rest.brokenAt ?? rest.until) - rest.from) / MS_PER_MINUTE;
    this.#resting.delete(person);
  }
}

/** Jain's index: 1 when everybody carries the same, 1/n when one carries all. */
export function evenness(values: readonly number[]): number {
  const sum = values.reduce((soFar, value) => soFar + value, 0);
  const squares = values.reduce((soFar, value) => soFar + value ** 2, 0);
  return squares === 0 ? 1 : sum ** 2 / (values.length * squares);
}

/** All weeks together, as the command prints them. */
export function addUp(weeks: readonly WeekFigures[], policy: RoutingPolicy) {
  const sum = (of: (week: WeekFigures) => number): number => weeks.reduce((soFar, week) => soFar + of(week), 0);
  const people = [...new Set(weeks.flatMap((week) => Object.keys(week.people)))].map((id) => ({
    minutes: sum((week) => week.people[id]?.minutes ?? 0),
    hours: sum((week) => week.people[id]?.hours ?? 0),
  }));
  const refusals = new Map<string, number>();
  for (const [what, times] of weeks.flatMap((week) => Object.entries(week.refusals))) {
    refusals.set(what, (refusals.get(what) ?? 0) + times);
  }
  const abandoned = sum((week) => LANES.reduce((all, lane) => all + week.lanes[lane].abandoned, 0));
  const owed = sum((week) => week.protected.owed);
  return {
    contacts: sum((week) => week.contacts),
    lanes: perLane((lane) => laneFigures(lane, weeks, policy)),
    abandoned,
    fairness: {
      jain: round(
        evenness(people.filter(({ hours }) => hours >= PRESENT_HOURS).map(({ minutes, hours }) => minutes / hours)),
      ),
      medianOfShifts: round(
        quantile(
          weeks.flatMap(({ shifts }) => shifts).sort((a, b) => a - b),
          0.5,
        ),
      ),
    },
    protectedMinutes: { owed: Math.round(owed), kept: Math.round(sum((week) => week.protected.kept)) },
    refusals: Object.fromEntries(refusals),
    lost: sum((week) => week.lost),
    violations: weeks.flatMap(({ violations }) => violations),
    digest: createHash("sha256")
      .update(weeks.map(({ digest }) => digest).join())
      .digest("hex")
      .slice(0, 16),
  };
}

function laneFigures(lane: Lane, weeks: readonly WeekFigures[], policy: RoutingPolicy) {
  const waits = weeks.flatMap((week) => week.lanes[lane].waits).sort((a, b) => a - b);
  const within = waits.filter((wait) => wait <= targetSeconds(lane, policy)).length;
  const abandoned = weeks.reduce((all, week) => all + week.lanes[lane].abandoned, 0);
  return {
    answered: waits.length,
    abandoned,
    ...{ p50: round(quantile(waits, 0.5)), p90: round(quantile(waits, 0.9)), p99: round(quantile(waits, 0.99)) },
    targetSeconds: targetSeconds(lane, policy),
    withinTarget: round(waits.length === 0 ? 1 : within / (waits.length + abandoned)),
  };
}

function perLane<Value>(of: (lane: Lane) => Value): Record<Lane, Value> {
  return { immediate: of("immediate"), high: of("high"), normal: of("normal"), low: of("low") };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
