import { TEST_START } from "@nightlight/testkit/clock";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CHANNEL_KINDS } from "./channel.ts";
import { isConversationOpen, isWaiting, ownerOf, type Contact } from "./contact.ts";
import { decide, type ContactCommand } from "./decide.ts";
import type { ContactEvent } from "./events.ts";
import { arrive, evolve, replay } from "./evolve.ts";
import { footprint } from "./footprint.ts";
import { LANES, laneRank } from "./lane.ts";

const who = fc.constantFrom("lan", "minh", "hoa");
/** Versions and offers that may or may not be the current ones: most commands of people hit, some miss. */
const isCurrent = fc.integer({ min: 0, max: 4 }).map((n) => n > 0);
const offerAnswer = fc.record({ by: fc.option(who, { nil: undefined }), isCurrent });
type Step = { wait: number; command: (contact: Contact, n: number) => ContactCommand };

/** Whoever the command would have to come from; anybody at all when there is nobody. */
const actorOf = (contact: Contact): string => footprint(contact).offer?.to ?? ownerOf(contact) ?? "lan";
const offerId = (contact: Contact, isCurrentOne: boolean): string =>
  isCurrentOne ? (footprint(contact).offer?.id ?? "none") : "an-old-offer";

const commands = fc.oneof(
  {
    weight: 4,
    arbitrary: who.map((to) => (_: Contact, n: number) => ({ type: "offer", offerId: `o${String(n)}`, to }) as const),
  },
  ...(["show", "accept", "accept", "decline"] as const).map((type) => ({
    weight: 2,
    arbitrary: offerAnswer.map(({ by, isCurrent: current }) => (contact: Contact): ContactCommand => ({
      type,
      offerId: offerId(contact, current),
      by: by ?? actorOf(contact),
      reason: "technical",
    })),
  })),
  {
    weight: 2,
    arbitrary: fc.constant((_: Contact, n: number) => ({ type: "post-as-child", messageId: `m${String(n)}` }) as const),
  },
  {
    weight: 2,
    arbitrary: fc.constant(
      (contact: Contact, n: number) =>
        ({ type: "post-as-counsellor", messageId: `m${String(n)}`, by: actorOf(contact) }) as const,
    ),
  },
  ...(["end", "end-with-one-key", "close"] as const).map((type) => ({
    weight: 2,
    arbitrary: isCurrent.map((current) => (contact: Contact): ContactCommand => {
      const common = { by: actorOf(contact), version: current ? contact.version : contact.version - 1 };
      if (type === "end") return { type, ...common };
      return type === "close"
        ? { type, ...common, disposition: "counselled" }
        : { type, ...common, disposition: "silent" };
    }),
  })),
  { weight: 1, arbitrary: fc.boolean().map((quick) => () => ({ type: "leave", quick }) as const) },
  ...(["begin-record", "undo"] as const).map((type) => ({
    weight: 1,
    arbitrary: fc.constant((contact: Contact) => ({ type, by: actorOf(contact) }) as const),
  })),
  ...(["expire-offer", "rescind-offer", "finish-closing", "lose-owner", "return-owner", "orphan"] as const).map(
    (type) => ({
      weight: 2,
      arbitrary: fc.constant(() => ({ type }) as const),
    }),
  ),
);

const history = fc.record({
  lane: fc.constantFrom(...LANES),
  channel: fc.constantFrom(...CHANNEL_KINDS),
  steps: fc.array(
    fc.record<Step>({ wait: fc.constantFrom(0, 1, 500, 2000, 8000, 45_000, 60_000), command: commands }),
    {
      minLength: 1,
      maxLength: 60,
    },
  ),
});

type Logged = { event: ContactEvent; at: Date };
type Life = { log: Logged[]; contacts: Contact[] };

/** Lives through a history; what is refused leaves no trace. */
function live({ lane, channel, steps }: { lane: Contact["lane"]; channel: Contact["channel"]; steps: Step[] }): Life {
  const queueId = "default";
  const arrived = {
    type: "contact_arrived",
    contactId: "c",
    queueId,
    channelId: "ch",
    channel,
    language: "vi",
    lane,
  } as const;
  const log: Logged[] = [{ event: arrived, at: TEST_START }];
  const contacts = [arrive(arrived, TEST_START)];
  let time = TEST_START.getTime();
  for (const [n, { wait, command }] of steps.entries()) {
    time += wait;
    const at = new Date(time);
    const contact = contacts.at(-1) as Contact;
    const decision = decide(contact, command(contact, n), at);
    if (!decision.ok) continue;
    for (const event of decision.value) {
      log.push({ event, at });
      contacts.push(evolve(contacts.at(-1) as Contact, event, at));
    }
  }
  return { log, contacts };
}

const forAll = (check: (life: Life) => void): void => {
  fc.assert(
    fc.property(history, (each) => check(live(each))),
    { numRuns: 400 },
  );
};

describe("in every history", () => {
  test("replaying the log gives the state, at every point of it", () => {
    forAll(({ log, contacts }) => {
      for (const [n, contact] of contacts.entries()) expect(replay(log.slice(0, n + 1))).toEqual(contact);
    });
  });

  test("a log that went through JSON and back gives the same state", () => {
    forAll(({ log, contacts }) => {
      const times = new Set(["expiresAt", "skipUntil", "until"]);
      const revived = log.map(({ event, at }) => ({
        at,
        event: JSON.parse(JSON.stringify(event), (key, value: string) =>
          times.has(key) ? new Date(value) : value,
        ) as ContactEvent,
      }));
      expect(replay(revived)).toEqual(contacts.at(-1));
    });
  });

  test("the version is the number of events", () => {
    forAll(({ log, contacts }) => {
      expect(contacts.map(({ version }) => version)).toEqual(log.map((_, n) => n + 1));
      for (const { version, newsVersion } of contacts) expect(newsVersion).toBeLessThanOrEqual(version);
    });
  });

  test("the arrival never moves, and only losing a counsellor moves the lane: one up", () => {
    forAll(({ log, contacts }) => {
      for (const [n, contact] of contacts.entries()) {
        const before = contacts[n - 1] ?? contact;
        expect(contact.arrivedAt).toEqual(TEST_START);
        const isOrphaned = log[n]?.event.type === "contact_orphaned";
        expect(laneRank(contact.lane)).toBeLessThanOrEqual(laneRank(before.lane));
        if (!isOrphaned) expect(contact.lane).toBe(before.lane);
        if (before.lane !== "immediate") expect(contact.lane).not.toBe("immediate");
      }
    });
  });

  test("there is never an offer beside an owner, a place without either, or a wait with a clock", () => {
    forAll(({ contacts }) => {
      for (const contact of contacts) {
        const { slot, offer, clock, owner } = footprint(contact);
        expect(offer !== undefined && owner !== undefined).toBe(false);
        if (slot !== undefined) expect(slot.counsellorId).toBe(offer?.to ?? owner);
        if (offer !== undefined) expect([slot?.counsellorId, clock?.kind]).toEqual([offer.to, "offer"]);
        if (isWaiting(contact))
          expect([slot, offer, clock, owner]).toEqual([undefined, undefined, undefined, undefined]);
        if (owner !== undefined && isConversationOpen(contact)) expect(slot).toBeDefined();
      }
    });
  });

  test("everything asked twice in the same moment is done once", () => {
    fc.assert(
      fc.property(history, fc.nat(59), (each, last) => {
        const { contacts } = live({ ...each, steps: each.steps.slice(0, last) });
        const contact = contacts.at(-1) as Contact;
        const step = each.steps[last];
        if (step === undefined) return;
        const at = new Date(
          TEST_START.getTime() + each.steps.slice(0, last + 1).reduce((sum, { wait }) => sum + wait, 0),
        );
        const command = step.command(contact, last);
        const isMessage = command.type === "post-as-child" || command.type === "post-as-counsellor";
        const decision = decide(contact, command, at);
        if (!decision.ok || decision.value.length === 0 || isMessage) return;
        const once = decision.value.reduce((soFar, event) => evolve(soFar, event, at), contact);
        const again = decide(once, command, at);
        expect(again.ok ? again.value : []).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
