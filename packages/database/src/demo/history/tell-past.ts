import { addSeconds } from "date-fns/addSeconds";
import type { RosteredDuty } from "@nightlight/domain/roster/make-roster";
import type { LiveChannelKind } from "@nightlight/domain/contact/channel";
import type { Chance } from "../chance.ts";
import { drawn, LOAD_MODEL, type LoadKind } from "../load-model.ts";
import { adultName, childName, demoPhone } from "../names.ts";
import type { SeededPerson } from "../seed-people.ts";
import { fillStory, recordOfStory, type StoryChild } from "../stories/fill-story.ts";
import { SHORT_ANSWERS, SHORT_WORDS } from "../stories/short-ones.ts";
import type { Story } from "../stories/story.ts";
import { staffActor, SYSTEM, tell, type Telling } from "./past-contact.ts";

/** A child of the demo, who may write more than once from the same number. */
type DemoChild = StoryChild & { readonly identity: string };

/** Of whoever never said. */
const NOBODY = { name: "", age: 0 };

/** What a past is told from. */
export type Cast = {
  readonly counsellors: readonly SeededPerson[];
  readonly duties: readonly RosteredDuty[];
  readonly channels: Readonly<Record<LiveChannelKind, string>>;
  readonly stories: readonly Story[];
  /** Codes of communes, each as often as children write from there. */
  readonly communes: readonly string[];
  /** Where the directory knows who acts. */
  readonly coveredCommunes: readonly string[];
};

/** Tells contacts one after the other: each to somebody who is on duty and free. */
export type Teller = {
  /** A contact that arrived then; with its story, when there is one, and its child. */
  tell(at: Date, kind: LoadKind): Told;
  /** One story, to a certain counsellor or whoever is on duty: left in wrap-up, for others to go on with. */
  tellStory(at: Date, story: Story, only?: OnlyFor): Told;
};

type OnlyFor = {
  readonly owner?: SeededPerson;
  readonly commune?: string;
  /** By somebody who wrote before, where there is one. */
  readonly returns?: boolean;
};

export type Told = {
  readonly telling: Telling;
  readonly story: Story | undefined;
  readonly owner: SeededPerson | undefined;
  /** When the last that happened to it happened. */
  readonly until: Date;
};

const RETURNING = 60;

export function teller(cast: Cast, chance: Chance): Teller {
  const busyUntil = new Map<string, number>();
  const known: DemoChild[] = [];
  const onDuty = shiftBook(cast);
  const free = (at: Date, not?: string): SeededPerson | undefined =>
    onDuty(at)
      .filter(({ id }) => id !== not && (busyUntil.get(id) ?? 0) <= at.getTime())
      .toSorted((a, b) => (busyUntil.get(a.id) ?? 0) - (busyUntil.get(b.id) ?? 0))[0];

  const childFor = (story: Story, returns: boolean): DemoChild => {
    const fits = ({ age, gender }: DemoChild): boolean =>
      age >= story.ages[0] && age <= story.ages[1] && (story.gender === undefined || story.gender === gender);
    const before = story.kind === "intervention" ? [] : known.filter(fits);
    if (before.length > 0 && (returns || chance.happens(LOAD_MODEL.returningShare))) return chance.pick(before);
    const gender = story.gender ?? (chance.happens(0.56) ? "girl" : "boy");
    return {
      ...{ gender, name: childName(chance, gender), age: chance.whole(...story.ages) },
      commune: chance.pick(story.kind === "intervention" ? cast.coveredCommunes : cast.communes),
      identity: demoPhone(chance),
    };
  };

  /** Until somebody took it: at once when somebody is free, sometimes only the second time. */
  const take = (
    telling: Telling,
    arrived: Date,
    only?: SeededPerson,
  ): { owner: SeededPerson; at: Date } | undefined => {
    let at = addSeconds(arrived, 1);
    let first = only ?? free(at);
    for (let tries = 0; first === undefined && tries < 20; tries += 1) {
      at = addSeconds(at, 15);
      first = free(at);
    }
    if (first === undefined) return undefined;
    const second = only === undefined && chance.happens(LOAD_MODEL.failedOfferShare) ? free(at, first.id) : undefined;
    if (second !== undefined) {
      const declined = chance.happens(0.5);
      const said = addSeconds(at, chance.whole(3, 30));
      telling.offer(first.id, at, declined ? "decline" : "time_out", said);
      at = addSeconds(declined ? said : addSeconds(at, 46), 1);
      first = second;
    }
    const taken = addSeconds(at, chance.whole(2, 14));
    telling.offer(first.id, at, "accept", taken);
    return { owner: first, at: taken };
  };

  const busy = ({ id }: SeededPerson, until: Date): void => {
    busyUntil.set(id, until.getTime());
  };

  const tellShort = (at: Date): Told => {
    const channel = drawn(LOAD_MODEL.channels, chance);
    const hasWords = channel !== "webchat";
    const telling = tell({
      ...{ channel, channelId: cast.channels[channel], at },
      identity: hasWords ? demoPhone(chance) : undefined,
      text: hasWords ? chance.pick(SHORT_WORDS) : undefined,
    });
    const gone = (when: Date): Told => {
      telling.do({ type: "leave", quick: chance.happens(0.2) }, when, telling.sender);
      return { telling, story: undefined, owner: undefined, until: when };
    };
    if (chance.happens(LOAD_MODEL.abandonedShare)) return gone(addSeconds(at, chance.whole(2, 40)));
    const taken = take(telling, at);
    if (taken === undefined) return gone(addSeconds(at, 310));
    const { owner } = taken;
    const by = staffActor(owner.id);
    let last = addSeconds(taken.at, chance.whole(15, 70));
    if (hasWords) {
      telling.say(
        "counsellor",
        fillStory(chance.pick(SHORT_ANSWERS), NOBODY, owner.displayName),
        addSeconds(taken.at, 12),
      );
      last = addSeconds(last, 30);
      telling.do({ type: "end", by: owner.id, version: telling.now().version }, last, by);
      last = addSeconds(last, chance.whole(4, 20));
      const disposition = chance.happens(0.6) ? "left_early" : "not_for_us";
      telling.do({ type: "close", by: owner.id, version: telling.now().version, disposition }, last, by);
    } else {
      const disposition = drawn(LOAD_MODEL.oneKey, chance);
      const { version } = telling.now();
      telling.do({ type: "end-with-one-key", by: owner.id, version, disposition, talkedSeconds: 0 }, last, by);
      last = addSeconds(last, 8);
      telling.do({ type: "finish-closing" }, last, SYSTEM);
    }
    busy(owner, last);
    return { telling, story: undefined, owner, until: last };
  };

  const tellStory: Teller["tellStory"] = (at, story, only = {}) => {
    const { returns = false } = only;
    const channel = returns ? "zalo" : drawn(LOAD_MODEL.channels, chance);
    const found = childFor(story, returns);
    // Only who has a number or an account is known again.
    if (channel !== "webchat" && known.length < RETURNING && story.kind !== "intervention") known.push(found);
    const child = { ...found, ...(only.commune === undefined ? {} : { commune: only.commune }) };
    const [opening, ...rest] = story.lines;
    const beginsWithWords = channel !== "webchat" || chance.happens(0.5);
    const words = (text: string, who?: SeededPerson): string => fillStory(text, child, who?.displayName);
    const telling = tell({
      ...{ channel, channelId: cast.channels[channel], at },
      identity: channel === "webchat" ? undefined : child.identity,
      text: beginsWithWords && opening !== undefined ? words(opening.text, only.owner) : undefined,
    });
    const taken = take(telling, at, only.owner);
    if (taken === undefined) {
      telling.do({ type: "leave", quick: false }, addSeconds(at, 320), telling.sender);
      return { telling, story, owner: undefined, until: addSeconds(at, 320) };
    }
    const { owner } = taken;
    let last = taken.at;
    for (const line of beginsWithWords ? rest : story.lines) {
      last = addSeconds(last, Math.round(8 + line.text.length * (0.25 + 0.5 * chance.next())));
      telling.say(line.from, words(line.text, owner), last);
    }
    last = addSeconds(last, chance.whole(10, 60));
    telling.do({ type: "end", by: owner.id, version: telling.now().version }, last, staffActor(owner.id));
    last = addSeconds(last, chance.whole(40, 300));
    telling.record(recordOf(story, child, chance), last);
    busy(owner, addSeconds(last, 60));
    return { telling, story, owner, until: last };
  };

  return {
    tellStory,
    tell(at, kind) {
      if (kind === "short") return tellShort(at);
      const stories = cast.stories.filter((story) => story.kind === kind);
      return tellStory(
        at,
        chance.weighted(stories, ({ weight }) => weight),
      );
    },
  };
}

const HOUR_MS = 3_600_000;
const WINDING_DOWN_MS = 600_000;

/** Who is on duty, by the hour: thousands of contacts ask. In a shift's last minutes nobody takes a new one. */
function shiftBook({ counsellors, duties }: Cast): (at: Date) => readonly SeededPerson[] {
  const people = new Map(counsellors.map((person) => [person.id, person]));
  const byHour = new Map<number, { from: number; to: number; person: SeededPerson }[]>();
  for (const { personId, startsAt, endsAt } of duties) {
    const person = people.get(personId);
    if (person === undefined) continue;
    const duty = { from: startsAt.getTime(), to: endsAt.getTime() - WINDING_DOWN_MS, person };
    for (let hour = Math.floor(duty.from / HOUR_MS); hour * HOUR_MS < duty.to; hour += 1) {
      byHour.set(hour, [...(byHour.get(hour) ?? []), duty]);
    }
  }
  return (at) => {
    const time = at.getTime();
    const there = byHour.get(Math.floor(time / HOUR_MS)) ?? [];
    return there.filter(({ from, to }) => from <= time && time < to).map(({ person }) => person);
  };
}

/** Closes what was told, as its story ends. */
export function closeTold({ telling, story, owner, until }: Told, after = 30): Date {
  const at = addSeconds(until, after);
  if (owner === undefined || story === undefined || telling.now().state.status !== "wrap_up") return until;
  const { version } = telling.now();
  telling.do({ type: "close", by: owner.id, version, disposition: story.ending }, at, staffActor(owner.id));
  return at;
}

/** The record of a story, with whoever told of the child where they said so. */
function recordOf(story: Story, child: DemoChild, chance: Chance): Readonly<Record<string, string>> {
  const values = recordOfStory(story, child, story.kind === "intervention" || chance.happens(0.5));
  if (story.record["informant.relation"] === undefined || !chance.happens(0.5)) return values;
  return { ...values, "informant.name": adultName(chance), "informant.phone": demoPhone(chance) };
}
