import { ringClock } from "@nightlight/commands/clock/ring-clock";
import {
  closeContact,
  endConversation,
  endWithOneKey,
  leaveContact,
  undoEnding,
} from "@nightlight/commands/contact/end-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { saveRecord } from "@nightlight/commands/contact/save-record";
import { holdLease, loseLease, renewLease, sweepLeases } from "@nightlight/commands/presence/hold-lease";
import { setIntent } from "@nightlight/commands/presence/change-presence";
import { acceptOffer, declineOffer, showOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import type { Contact, ContactStatus } from "@nightlight/domain/contact/contact";
import { replay } from "@nightlight/domain/contact/evolve";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { beginChat, comeOnDuty, readState, type OnDuty } from "@nightlight/testkit/scene";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audit } from "../auditor.ts";
import { historyOf, type EventRow } from "./event-row.ts";

const RUNS = 40;
const COMMANDS = 30;

let stages: PostgresStages;
beforeAll(async () => {
  stages = await openPostgresStages();
});
afterAll(() => stages.close());

const MOVES = (
  "match show accept decline ring wait say-child say-counsellor end one-key undo close leave record lose hold sweep " +
  "arrive break vanish"
).split(" ");

/** What makes sense for a contact in a state, often enough to get somewhere. */
const SENSIBLE: Readonly<Record<ContactStatus, string>> = {
  queued: "hold match match match match wait say-child leave",
  offered: "show show accept accept accept accept decline ring wait",
  active: "end one-key one-key lose ring wait sweep vanish say-child say-counsellor record",
  closing: "undo say-child lose ring ring wait",
  wrap_up: "close close record",
  closed: "undo arrive arrive",
  orphaned: "hold match match wait leave",
  callback_due: "wait say-child leave",
  abandoned: "arrive",
};

type Step = {
  readonly isSensible: boolean;
  readonly pick: number;
  readonly counsellor: number;
  readonly child: number;
  readonly seconds: number;
};
type Cast = { stage: PostgresStage; counsellors: OnDuty[]; epochs: Map<string, number>; contactIds: string[] };

/** Does what the step says to a contact, as somebody for whom it makes sense; refusals are part of life. */
async function play(cast: Cast, step: Step, n: number): Promise<void> {
  const { stage, counsellors, epochs, contactIds } = cast;
  const { world } = stage;
  const contactId = contactIds.at(-1 - (step.child % Math.min(contactIds.length, 3))) ?? "";
  const contact = await readState(stage, contactId);
  const somebody = counsellors[step.counsellor % counsellors.length] as OnDuty;
  const { state, version } = contact;
  const about = state.status === "offered" ? state.offer.to : "owner" in state ? state.owner : somebody.id;
  const by = counsellors.find(({ id }) => id === about) ?? somebody;
  const offerId = state.status === "offered" ? state.offer.id : world.newId();
  const child = { kind: "child", contactId } as const;
  const clientKey = `step-${String(n)}`;
  const seen = { contactId, version };

  const moves: Readonly<Record<string, () => Promise<unknown>>> = {
    match: () => runMatcher(world),
    show: () => showOffer(world, by, offerId),
    accept: () => acceptOffer(world, by, offerId),
    decline: () => declineOffer(world, by, { offerId, reason: "need_a_moment" }),
    ring: () => ringClock(world, contactId),
    wait: async () => {
      await stage.forward(step.seconds);
      for (const each of counsellors) await renewLease(world, each, epochs.get(each.id) ?? 0);
    },
    "say-child": () => postMessage(world, child, { contactId, clientKey, text: "…" }),
    "say-counsellor": () => postMessage(world, by, { contactId, clientKey, text: "…" }),
    end: () => endConversation(world, by, seen),
    "one-key": () => endWithOneKey(world, by, { ...seen, disposition: "silent" }),
    undo: () => undoEnding(world, by, contactId),
    close: () => closeContact(world, by, { ...seen, disposition: "counselled" }),
    leave: () => leaveContact(world, child, { contactId, quick: step.seconds > 10 }),
    record: () => saveRecord(world, by, { contactId, field: "narrative", value: clientKey, version: 0 }),
    lose: () => loseLease(world, by, epochs.get(by.id) ?? 0),
    hold: async () => {
      for (const each of counsellors) {
        const held = await holdLease(world, each, true);
        if (held.ok) epochs.set(each.id, held.value);
      }
    },
    vanish: async () => {
      await loseLease(world, by, epochs.get(by.id) ?? 0);
      await stage.forward(60);
      await ringClock(world, contactId);
    },
    sweep: () => sweepLeases(world),
    arrive: async () => contactIds.push((await beginChat(stage, step.seconds > 30 ? { text: "…" } : {})).contactId),
    break: () => setIntent(world, somebody, step.seconds > 5 ? "available" : "break"),
  };
  const choices = step.isSensible ? SENSIBLE[state.status].split(" ") : MOVES;
  const move = moves[choices[step.pick % choices.length] ?? ""];
  if (move === undefined) throw new Error("There is no such move");
  await move();
}

async function storedHistory(stage: PostgresStage, contactId: string): Promise<Contact> {
  const { rows } = await stage.owner.query<EventRow>(
    `select seq, subject, subject_id, version, type, data, actor_kind, actor_id, at from event
     where subject = 'contact' and subject_id = $1 order by version`,
    [contactId],
  );
  expect(rows.map(({ version }) => version)).toEqual(rows.map((_, n) => n + 1));
  return replay(historyOf(rows));
}

const steps = fc.array(
  fc.record<Step>({
    isSensible: fc.integer({ min: 0, max: 5 }).map((n) => n > 0),
    pick: fc.nat(1000),
    counsellor: fc.nat(2),
    child: fc.nat(2),
    seconds: fc.constantFrom(0.5, 1, 2, 8, 60),
  }),
  { minLength: COMMANDS, maxLength: COMMANDS },
);

const MILESTONES = (
  "offer_shown offer_accepted offer_declined offer_failed owner_lost contact_orphaned closing_started " +
  "contact_closed contact_abandoned record_begun"
).split(" ");

test(
  "replaying the log of any history gives the rows, and no invariant is ever broken",
  { timeout: 120_000 },
  async () => {
    const happened = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const stage = await stages.next();
        const counsellors = [await comeOnDuty(stage), await comeOnDuty(stage, { chatSlots: 2 })];
        const epochs = new Map(counsellors.map(({ id, epoch }) => [id, epoch]));
        const contactIds = [(await beginChat(stage, { text: "…" })).contactId, (await beginChat(stage)).contactId];
        const cast = { stage, counsellors, epochs, contactIds };
        for (const [n, step] of history.entries()) await play(cast, step, n);
        await sweepLeases(stage.world); // a screen that was just lost has not been noticed yet
        for (const contactId of contactIds) {
          const contact = await readState(stage, contactId);
          expect(await storedHistory(stage, contactId)).toEqual(contact);
        }
        expect(await audit(stage.database)).toEqual([]);
        for (const { event } of stage.committed.flatMap(({ events }) => events)) {
          happened.set(event.type, (happened.get(event.type) ?? 0) + 1);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    // Histories that lead nowhere would prove nothing.
    expect(MILESTONES.filter((type) => (happened.get(type) ?? 0) === 0)).toEqual([]);
  },
);
