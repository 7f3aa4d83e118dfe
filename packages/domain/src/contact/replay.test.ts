import { ALL_STATUSES } from "@nightlight/testkit/builders";
import { TEST_START } from "@nightlight/testkit/clock";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CHANNEL_KINDS } from "./channel.ts";
import { isConversationOpen, isWaiting, moveOf, ownerOf, type Contact, type ContactStatus } from "./contact.ts";
import { decide, type ContactCommand } from "./decide.ts";
import type { ContactEvent } from "./events.ts";
import { arrive, evolve, replay } from "./evolve.ts";
import { footprint } from "./footprint.ts";
import { higherLevel, laneOfLevel, levelRank, RISK_LEVELS } from "../risk/level.ts";
import { LANES, laneRank } from "./lane.ts";

type CommandType = ContactCommand["type"];

/** A supervisor may step in whatever the state. */
const STEP_IN = ["move", "undo-move", "finish-move", "release"] as const;
const ON_RISK = ["assess-risk", "raise-risk", "lower-risk", "decide-lowering", "mark-escalated"] as const;

/** What makes sense in a state, often enough to get somewhere. */
const SENSIBLE: Readonly<Record<ContactStatus, readonly CommandType[]>> = {
  queued: ["offer", "offer", "offer", "offer", "offer", "post-as-child", "leave", ...STEP_IN],
  offered: ["show", "show", "accept", "accept", "accept", "decline", "expire-offer", "rescind-offer", ...STEP_IN],
  active: [
    ...(["show", "accept", "decline", "expire-offer", "rescind-offer", ...STEP_IN, ...STEP_IN] as const),
    ...(["end", "end-with-one-key", "end-with-one-key", "lose-owner", "lose-owner", "return-owner"] as const),
    ...(["orphan", "orphan", "post-as-child", "post-as-counsellor", "begin-record", ...ON_RISK] as const),
  ],
  closing: ["undo", "post-as-child", "lose-owner", "finish-closing", "finish-closing", ...STEP_IN],
  wrap_up: ["close", "close", "begin-record", "undo", ...ON_RISK, ...STEP_IN],
  closed: ["undo"],
  orphaned: ["offer", "offer", "leave", ...STEP_IN],
  abandoned: ["leave"],
};
const ANY: readonly CommandType[] = [...new Set(Object.values(SENSIBLE).flat()), "bar", "lift-bar", ...ON_RISK];

type Step = {
  readonly wait: number;
  readonly pick: number;
  /** Now and then something that makes no sense, by somebody who may not, or too late. */
  readonly isSensible: boolean;
  readonly somebodyElse: string | undefined;
  readonly isCurrent: boolean;
  readonly to: string;
};

function commandOf(contact: Contact, step: Step, n: number): ContactCommand {
  const { offer, owner } = { ...footprint(contact), owner: ownerOf(contact) };
  const types = step.isSensible ? SENSIBLE[contact.state.status] : ANY;
  const type = types[step.pick % types.length] ?? "leave";
  const by = step.somebodyElse ?? offer?.to ?? owner ?? "lan";
  const offerId = (step.isCurrent ? offer?.id : undefined) ?? "an-old-offer";
  const messageId = `m${String(n)}`;
  const level = [undefined, ...RISK_LEVELS][step.pick % 6];
  const version = step.isCurrent ? contact.version : contact.version - 3;
  const commands: { readonly [Type in CommandType]: Extract<ContactCommand, { type: Type }> } = {
    offer: { type: "offer", offerId: `o${String(n)}`, to: step.to },
    show: { type: "show", offerId, by },
    accept: { type: "accept", offerId, by },
    decline: { type: "decline", offerId, by, reason: "technical" },
    "expire-offer": { type: "expire-offer" },
    "rescind-offer": { type: "rescind-offer" },
    "post-as-child": { type: "post-as-child", messageId, lane: step.isCurrent ? contact.lane : "high" },
    "post-as-counsellor": { type: "post-as-counsellor", messageId, by },
    "begin-record": { type: "begin-record", by },
    end: { type: "end", by, version },
    "end-with-one-key": { type: "end-with-one-key", by, version, disposition: "silent" },
    leave: { type: "leave", quick: step.isCurrent },
    undo: { type: "undo", by },
    "finish-closing": { type: "finish-closing" },
    close: { type: "close", by, version, disposition: "counselled" },
    "lose-owner": { type: "lose-owner" },
    "return-owner": { type: "return-owner" },
    orphan: { type: "orphan" },
    bar: { type: "bar", barredId: step.to, people: [step.to] },
    "lift-bar": { type: "lift-bar", barredId: step.to },
    move: {
      ...{ type: "move", moveId: `v${String(n)}`, offerId: `o${String(n)}`, by: "tam", reason: "workload" },
      ...{ to: step.isCurrent ? step.to : null, overrides: step.pick % 3 === 0 ? ["capacity"] : [] },
    },
    "undo-move": { type: "undo-move", moveId: moveOf(contact)?.id ?? "an-old-move", by: "tam" },
    "finish-move": { type: "finish-move" },
    release: {
      ...{ type: "release", by: "tam", reason: "technical" },
      ...{ isOwnerThere: step.isCurrent, isOfferedThere: step.pick % 2 === 0 },
    },
    "assess-risk": { type: "assess-risk", level, ifDropped: higherLevel(level, step.isCurrent ? "P2" : undefined) },
    "raise-risk": { type: "raise-risk", changeId: `r${String(n)}`, level: level ?? "P3", by },
    "lower-risk": {
      ...{ type: "lower-risk", changeId: `r${String(n)}`, level: level ?? "P4", by },
      from: (step.isCurrent ? contact.risk.level : undefined) ?? "P3",
    },
    "decide-lowering": {
      ...{ type: "decide-lowering", changeId: contact.risk.asked?.changeId ?? "none", by: step.to },
      approves: step.isSensible,
    },
    "mark-escalated": { type: "mark-escalated", escalationId: `e${String(n)}`, level: contact.risk.level ?? "P3" },
  };
  return commands[type];
}

/** Events that may move a lane. */
const RAISES = ["contact_orphaned", "lane_raised", "risk_assessed", "risk_raised"] as const;

const who = fc.constantFrom("lan", "minh", "hoa");
const mostly = fc.integer({ min: 0, max: 7 }).map((n) => n > 0);
const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.constantFrom(0, 0, 1, 500, 500, 1900, 2000, 8000, 60_000),
  pick: fc.nat(1000),
  isSensible: mostly,
  somebodyElse: fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: who }),
  isCurrent: mostly,
  to: who,
});
const history = fc.record({
  lane: fc.constantFrom(...LANES),
  channel: fc.constantFrom(...CHANNEL_KINDS),
  steps: fc.array(step, { minLength: 40, maxLength: 60, size: "max" }),
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
  for (const [n, each] of steps.entries()) {
    time += each.wait;
    const at = new Date(time);
    const contact = contacts.at(-1) as Contact;
    const decision = decide(contact, commandOf(contact, each, n), at);
    if (!decision.ok) continue;
    for (const event of decision.value) {
      log.push({ event, at });
      contacts.push(evolve(contacts.at(-1) as Contact, event, at));
    }
  }
  return { log, contacts };
}

const forAll = (check: (life: Life) => void, options: fc.Parameters<unknown> = {}): void => {
  fc.assert(
    fc.property(history, (each) => check(live(each))),
    { numRuns: 200, ...options },
  );
};

test("histories lead everywhere, or they would prove nothing", () => {
  const reached = new Map<string, number>();
  // One seed: what is asked here is whether the generator is any good, not whether today's luck is.
  forAll(
    ({ contacts }) => {
      for (const { state } of contacts) reached.set(state.status, (reached.get(state.status) ?? 0) + 1);
    },
    { seed: 111, numRuns: 400 },
  );
  const rare = ALL_STATUSES.filter((status) => (reached.get(status) ?? 0) < 10);
  expect(rare).toEqual([]);
});

describe("in every history", () => {
  test("replaying the log gives the state, at every point of it", () => {
    forAll(({ log, contacts }) => {
      for (const [n, contact] of contacts.entries()) expect(replay(log.slice(0, n + 1))).toEqual(contact);
    });
  });

  test("a log that went through JSON and back gives the same state", () => {
    forAll(({ log, contacts }) => {
      const times = new Set(["expiresAt", "skipUntil", "until", "receivedAt"]);
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

  test("the arrival never moves, and what moves the lane only raises it; danger alone opens the first", () => {
    forAll(({ log, contacts }) => {
      for (const [n, contact] of contacts.entries()) {
        const before = contacts[n - 1] ?? contact;
        expect(contact.arrivedAt).toEqual(TEST_START);
        const { type } = log[n]?.event ?? {};
        expect(laneRank(contact.lane)).toBeLessThanOrEqual(laneRank(before.lane));
        if (!RAISES.some((each) => each === type)) expect(contact.lane).toBe(before.lane);
        const isP1 = (type === "risk_assessed" || type === "risk_raised") && contact.lane === "immediate";
        if (before.lane !== "immediate" && !isP1) expect(contact.lane).not.toBe("immediate");
      }
    });
  });

  test("a lane is never below what the level asks for, as long as nobody lowered it", () => {
    forAll(({ log, contacts }) => {
      for (const [n, contact] of contacts.entries()) {
        const { type } = log[n]?.event ?? {};
        const wanted = type === "risk_raised" ? laneOfLevel(contact.risk.level) : undefined;
        if (wanted !== undefined) expect(laneRank(contact.lane)).toBeLessThanOrEqual(laneRank(wanted));
      }
    });
  });

  test("once something was sent, a level falls only when somebody else agreed", () => {
    forAll(({ log, contacts }) => {
      for (const [n, contact] of contacts.entries()) {
        const before = contacts[n - 1];
        if (before?.risk.held === undefined || levelRank(contact.risk.level) <= levelRank(before.risk.level)) continue;
        const event = log[n]?.event;
        expect(event).toMatchObject({ type: "risk_lowering_decided", approves: true });
        const by = event?.type === "risk_lowering_decided" ? event.by : "";
        expect(before.risk.asked?.by).not.toBe(by);
        expect(contact.risk.level).toBe(before.risk.asked?.level);
      }
    });
  });

  test("there is never an offer beside an owner but a transfer to somebody else, a place without either, or a wait with a clock", () => {
    forAll(({ contacts }) => {
      for (const contact of contacts) {
        const { slot, transferSlot, offer, clock, owner } = footprint(contact);
        const isTransfer = offer !== undefined && owner !== undefined;
        if (isTransfer) expect([contact.state.status, offer.to === owner]).toEqual(["active", false]);
        if (slot !== undefined) expect(slot.counsellorId).toBe(owner ?? offer?.to);
        if (transferSlot !== undefined) expect([isTransfer, transferSlot.counsellorId]).toEqual([true, offer?.to]);
        if (offer !== undefined) {
          const place = isTransfer ? transferSlot : slot;
          expect(place?.counsellorId).toBe(offer.isExtra === true ? undefined : offer.to);
          expect(isTransfer ? ["offer", "orphan"] : ["offer"]).toContain(clock?.kind);
        }
        if (isWaiting(contact))
          expect([slot, offer, clock, owner]).toEqual([undefined, undefined, undefined, undefined]);
        const isExtra = "isExtra" in contact.state;
        if (owner !== undefined && isConversationOpen(contact)) expect(slot === undefined).toBe(isExtra);
      }
    });
  });

  test("a conversation keeps its counsellor until somebody else accepts, they are gone, or the undo seconds are over", () => {
    const ENDS = ["offer_accepted", "owner_removed", "contact_orphaned", "access_barred", "conversation_ended"];
    forAll(({ log, contacts }) => {
      for (const [n, contact] of contacts.entries()) {
        const before = contacts[n - 1];
        if (before?.state.status !== "active" || ownerOf(contact) === before.state.owner) continue;
        expect(ENDS).toContain(log[n]?.event.type);
        if (log[n]?.event.type === "owner_removed")
          expect(before.state.move?.until.getTime()).toBeLessThanOrEqual((log[n] as Logged).at.getTime());
      }
    });
  });

  test("an undone move leaves the contact where it was: its state, its age, whom it waits for", () => {
    let undone = 0;
    forAll(
      ({ log, contacts }) => {
        for (const [n, { event }] of log.entries()) {
          if (event.type !== "move_undone") continue;
          const moved = log.findIndex(
            (each) => each.event.type === "contact_moved" && each.event.moveId === event.moveId,
          );
          // What the move itself took back first: an offer, an ending.
          let start = moved;
          while (
            ["offer_rescinded", "closing_undone"].includes(log[start - 1]?.event.type ?? "") &&
            log[start - 1]?.at.getTime() === log[moved]?.at.getTime()
          )
            start -= 1;
          const [before, after] = [contacts[start - 1], contacts[n]];
          const was = before?.state.status;
          undone += 1;
          expect(after?.state.status).toBe(
            was === "offered"
              ? before?.state.status === "offered" && before.state.offer.previousOwner !== undefined
                ? "orphaned"
                : "queued"
              : was,
          );
          expect(after?.arrivedAt).toEqual(before?.arrivedAt);
          expect(after === undefined || moveOf(after)).toBeUndefined();
          expect(after && ownerOf(after)).toBe(before && ownerOf(before));
        }
      },
      { seed: 111, numRuns: 400 },
    );
    expect(undone).toBeGreaterThan(10);
  });

  test("everything asked twice in the same moment is done once", () => {
    fc.assert(
      fc.property(history, fc.nat(59), (each, last) => {
        const { contacts } = live({ ...each, steps: each.steps.slice(0, last) });
        const contact = contacts.at(-1) as Contact;
        const next = each.steps[last];
        if (next === undefined) return;
        const at = new Date(
          TEST_START.getTime() + each.steps.slice(0, last + 1).reduce((sum, { wait }) => sum + wait, 0),
        );
        const command = commandOf(contact, next, last);
        const isNewEachTime = [
          ...["post-as-child", "post-as-counsellor", "decide-lowering", "mark-escalated"],
          // What was released is sound; what it becomes then may want releasing once more.
          "release",
        ].includes(command.type);
        const decision = decide(contact, command, at);
        if (!decision.ok || decision.value.length === 0 || isNewEachTime) return;
        const once = decision.value.reduce((soFar, event) => evolve(soFar, event, at), contact);
        const again = decide(once, command, at);
        expect(again.ok ? again.value : []).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
