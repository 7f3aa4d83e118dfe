import { ALL_STATUSES } from "@nightlight/testkit/builders";
import { TEST_START } from "@nightlight/testkit/clock";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isConversationOpen, isWaiting, type Contact } from "./contact.ts";
import { decide } from "./decide.ts";
import type { ContactEvent } from "./events.ts";
import { evolve, replay } from "./evolve.ts";
import { footprint } from "./footprint.ts";
import { laneOfLevel, levelRank } from "../risk/level.ts";
import { laneRank } from "./lane.ts";
import { commandOf, forAll, history, live } from "./test-histories.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";

/** Events that may move a lane. */
const RAISES = ["contact_orphaned", "lane_raised", "risk_assessed", "risk_raised"] as const;

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
      const times = new Set([
        "expiresAt",
        "skipUntil",
        "until",
        "receivedAt",
        "shownBy",
        "orphanAt",
        "undoUntil",
        "callFrom",
        "checkAt",
        "nextAt",
        "remindAt",
      ]);
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
        const guest = contact.state.status === "active" ? contact.state.guest : undefined;
        if (guest !== undefined) expect([isTransfer, guest.id === owner]).toEqual([false, false]);
        if (transferSlot !== undefined) expect(transferSlot.counsellorId).toBe(isTransfer ? offer.to : guest?.id);
        if (offer !== undefined) {
          const place = isTransfer ? transferSlot : slot;
          expect(place?.counsellorId).toBe(offer.isExtra === true ? undefined : offer.to);
          expect(isTransfer ? ["offer", "orphan", "hold", "silence"] : ["offer"]).toContain(clock?.kind);
        }
        if (isWaiting(contact))
          expect([slot, offer, clock?.kind, owner]).toEqual([
            ...[undefined, undefined],
            contact.state.status === "queued" && contact.callback !== undefined ? "callback" : undefined,
            undefined,
          ]);
        const isExtra = "isExtra" in contact.state;
        if (owner !== undefined && isConversationOpen(contact)) expect(slot === undefined).toBe(isExtra);
      }
    });
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
        const command = commandOf(contact, next, last, at);
        const isNewEachTime = [
          ...["post-as-child", "post-as-counsellor", "decide-lowering", "mark-escalated"],
          // What was released is sound; what it becomes then may want releasing once more.
          "release",
        ].includes(command.type);
        const decision = decide(contact, command, at, STANDARD_POLICY);
        if (!decision.ok || decision.value.length === 0 || isNewEachTime) return;
        const once = decision.value.reduce((soFar, event) => evolve(soFar, event, at), contact);
        const again = decide(once, command, at, STANDARD_POLICY);
        expect(again.ok ? again.value : []).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
