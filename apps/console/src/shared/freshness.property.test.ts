import type { ContactSummary, ContactView } from "@nightlight/contracts/counsellor/contact";
import type { MessageView } from "@nightlight/contracts/fields";
import type { FloorNews, FloorSnapshot } from "@nightlight/contracts/supervisor/floor";
import { withFloorAnswer, withFloorNews, type Floor } from "@nightlight/contracts/supervisor/follow-floor";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contact, desk, message } from "../../testing/fixtures.ts";
import { newerContact, rowAfterMessage, viewAfterMessage, withSummary } from "./freshness.ts";

/** What happens to a contact at the server, in its order: a word of the child, or a change that no notice tells whole. */
type Happening = "word" | "change";

const START = Date.parse("2026-03-02T01:00:00Z");
const after = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

const word = (version: number): MessageView => ({
  ...message(version, "child", `lời ${String(version)}`),
  at: after(version),
  seenAt: null,
});

const BASE = contact(1);

/** The server's own view at a version: its lane says which changes it has seen. */
function truthAt(happenings: readonly Happening[], version: number): ContactView {
  const seen = happenings.slice(0, version - 1);
  const words = seen.flatMap((each, at) => (each === "word" ? [word(at + 2)] : []));
  const last = words.at(-1);
  const changes = seen.filter((each) => each === "change").length;
  return {
    ...BASE,
    messages: words,
    summary: {
      ...BASE.summary,
      version,
      arrivedAt: after(-10_000 + changes),
      lastMessage: last === undefined ? null : { from: last.from, text: last.text, at: last.at },
    },
  };
}

const happenings = fc.array(fc.constantFrom<Happening>("word", "change"), { minLength: 1, maxLength: 12 });
/** What reaches the screen: notices and answers of any age, in any order, twice or not at all. */
const arrivals = fc.array(fc.record({ kind: fc.constantFrom("notice", "answer"), at: fc.nat() }), { maxLength: 40 });

test("a contact ends with the server's truth, never goes back, and is what its version says", () => {
  fc.assert(
    fc.property(happenings, arrivals, (history, reached) => {
      const newest = history.length + 1;
      let view = truthAt(history, 1);
      let row: ContactSummary = view.summary;
      const check = (next: ContactView, nextRow: ContactSummary): void => {
        expect(next.summary.version).toBeGreaterThanOrEqual(view.summary.version);
        expect(nextRow.version).toBeGreaterThanOrEqual(row.version);
        for (const { id } of view.messages) expect(next.messages.some((each) => each.id === id)).toBe(true);
        const truth = truthAt(history, next.summary.version);
        expect(next.summary.arrivedAt).toBe(truth.summary.arrivedAt);
        expect(nextRow.arrivedAt).toBe(truthAt(history, nextRow.version).summary.arrivedAt);
        for (const { id } of truth.messages) expect(next.messages.some((each) => each.id === id)).toBe(true);
        expect(new Set(next.messages.map(({ id }) => id)).size).toBe(next.messages.length);
        [view, row] = [next, nextRow];
      };
      const answer = (version: number): void => {
        const read = truthAt(history, version);
        const [nextRow = row] = withSummary(desk({ contacts: [row] }), read.summary).contacts;
        check(newerContact(view, read), nextRow);
      };
      for (const { kind, at } of reached) {
        const version = 2 + (at % history.length);
        if (kind === "answer") answer(version);
        else if (history[version - 2] === "word") {
          check(viewAfterMessage(view, version, word(version)), rowAfterMessage(row, version, word(version)));
        }
      }
      answer(newest);
      const truth = truthAt(history, newest);
      expect(view.messages).toEqual(truth.messages);
      expect(view.summary).toEqual(truth.summary);
    }),
    { numRuns: 500 },
  );
});

/** The floor at a reading: contacts by a number that changes. Those with an odd one want an act, since that number. */
type Reading = Readonly<Record<string, number>>;

const rowOf = (id: string, value: number) => ({ id, version: value }) as FloorSnapshot["contacts"][number];

const alertOf = ([id, value]: [string, number]) =>
  ({ key: `orphaned:${id}`, code: "orphaned", since: after(value), contactId: id, personId: null }) as const;
const wantsAct = ([, value]: [string, number]): boolean => value % 2 === 1;

function snapshotOf(readings: readonly Reading[], number: number): FloorSnapshot {
  const entries = Object.entries(readings[number] ?? {});
  const contacts = entries.map(([id, value]) => rowOf(id, value));
  return { number, at: after(number), people: [], contacts, alerts: entries.filter(wantsAct).map(alertOf) };
}

function newsOf(readings: readonly Reading[], number: number): FloorNews {
  const [before, now] = [readings[number - 1] ?? {}, readings[number] ?? {}];
  const contacts = Object.entries(now).filter(([id, value]) => before[id] !== value);
  return {
    after: number - 1,
    number,
    at: after(number),
    people: [],
    peopleGone: [],
    contacts: contacts.map(([id, value]) => rowOf(id, value)),
    contactsGone: Object.keys(before).filter((id) => !(id in now)),
    alerts: contacts.filter(wantsAct).map(alertOf),
    alertsGone: Object.entries(before)
      .filter(wantsAct)
      .filter(([id]) => (now[id] ?? 0) % 2 === 0)
      .map(([id]) => `orphaned:${id}`),
  };
}

const content = (floor: Floor | undefined): Reading =>
  Object.fromEntries([...(floor?.contacts.values() ?? [])].map(({ id, version }) => [id, version]));

const alertsAt = (readings: readonly Reading[], number: number) =>
  new Map(
    Object.entries(readings[number] ?? {})
      .filter(wantsAct)
      .map(alertOf)
      .map((alert) => [alert.key, alert]),
  );

test("the floor is always one of the server's readings, never an earlier one, and ends with the last", () => {
  const readings = fc.array(fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.nat(5)), {
    minLength: 2,
    maxLength: 15,
  });
  const reached = fc.array(fc.record({ kind: fc.constantFrom("news", "snapshot", "missed"), at: fc.nat() }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(readings, reached, (history, arrived) => {
      const last = history.length - 1;
      let floor: Floor | undefined;
      const show = (next: Floor | undefined): void => {
        // Undefined: the screen keeps what it has and asks again.
        if (next === undefined) return;
        expect(next.number).toBeGreaterThanOrEqual(floor?.number ?? 0);
        expect(content(next)).toEqual(history[next.number]);
        expect(new Map(next.alerts)).toEqual(alertsAt(history, next.number));
        floor = next;
      };
      for (const { kind, at } of arrived) {
        const number = at % history.length;
        if (kind === "snapshot") show(withFloorAnswer(floor, { snapshot: snapshotOf(history, number) }));
        else if (floor !== undefined && kind === "news" && number > 0)
          show(withFloorNews(floor, newsOf(history, number)));
        else if (floor !== undefined && kind === "missed") {
          const held = floor.number;
          const news = history.map((_, each) => each).filter((each) => each > held && each <= number);
          show(withFloorAnswer(floor, { news: news.map((each) => newsOf(history, each)) }));
        }
      }
      show(withFloorAnswer(floor, { snapshot: snapshotOf(history, last) }));
      expect(content(floor)).toEqual(history[last]);
    }),
    { numRuns: 500 },
  );
});
