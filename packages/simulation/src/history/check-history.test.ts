import type { ContactEvent } from "@nightlight/domain/contact/events";
import { replay } from "@nightlight/domain/contact/evolve";
import { after, TEST_START } from "@nightlight/testkit/clock";
import { expect, test } from "vitest";
import { checkHistory } from "./check-history.ts";
import { ClientLog, type ClientEntry } from "./client-log.ts";
import type { History, LoggedEvent } from "./history.ts";

const arrived: ContactEvent = {
  type: "contact_arrived",
  ...{ contactId: "c", queueId: "default", channelId: "w", channel: "webchat", language: "vi", lane: "normal" },
};
const made = (offerId: string, to: string): ContactEvent => ({
  ...{ type: "offer_made", offerId, to, expiresAt: after(TEST_START, 120) },
});
const taken = (offerId: string, by: string): ContactEvent => ({ type: "offer_accepted", offerId, by });
const declined: ContactEvent = {
  ...{ type: "offer_declined", offerId: "o", by: "lan", reason: "technical", skipUntil: after(TEST_START, 70) },
};
const ended: ContactEvent = { type: "conversation_ended", by: "counsellor" };
const closed: ContactEvent = { type: "contact_closed", disposition: "counselled", endedBy: "counsellor" };
const GOOD: readonly ContactEvent[] = [arrived, made("o", "lan"), taken("o", "lan"), ended, closed];

/** A contact's log, an event every ten seconds. */
function logOf(events: readonly ContactEvent[], contactId = "c", from = 0): LoggedEvent[] {
  return events.map((event, index) => ({
    ...{ seq: from + index, contactId, version: index + 1, at: after(TEST_START, (from + index) * 10) },
    event: event.type === "contact_arrived" ? { ...event, contactId } : event,
  }));
}

function historyOf(log: readonly LoggedEvent[], changes: Partial<History> = {}): History {
  const contacts = [...Map.groupBy(log, ({ contactId }) => contactId).values()].flatMap((own) => {
    try {
      return [replay(own)];
    } catch {
      return [];
    }
  });
  const gates = [{ from: after(TEST_START, -60), to: after(TEST_START, 3600) }];
  const counsellors = ["lan", "minh"].map((id) => ({ id, chatSlots: 1, gates }));
  return { clients: [], log, contacts, counsellors, endedAt: after(TEST_START, 600), graceMs: 5_000, ...changes };
}

const found = (history: History): string[] => checkHistory(history).map(({ invariant }) => invariant);

test("a contact that was offered, taken and closed is as it should be", () => {
  expect(checkHistory(historyOf(logOf(GOOD)))).toEqual([]);
});

test.each<{ what: string; events: readonly ContactEvent[]; invariant: string }>([
  { what: "two offers at once", events: [arrived, made("o", "lan"), made("p", "minh")], invariant: "I1" },
  { what: "two owners", events: [...GOOD.slice(0, 3), made("p", "minh"), taken("p", "minh")], invariant: "I1" },
  {
    what: "an offer of nobody's that is taken",
    events: [arrived, made("o", "lan"), taken("p", "lan")],
    invariant: "I1",
  },
  { what: "an offer that another takes", events: [arrived, made("o", "lan"), taken("o", "minh")], invariant: "I1" },
  { what: "an offer after the end", events: [...GOOD, made("p", "minh")], invariant: "I1" },
  { what: "an offer beyond its end", events: [arrived, made("o", "lan")], invariant: "I3" },
])("$what", ({ events, invariant }) => {
  expect(found(historyOf(logOf(events)))).toContain(invariant);
});

test("taken after its end", () => {
  const late = logOf(GOOD).map((line, index) => ({
    ...line,
    at: index < 2 ? line.at : after(TEST_START, 130 + index),
  }));
  expect(found(historyOf(late))).toContain("I3");
});

test("more in somebody's hands than they have places", () => {
  const first = logOf(GOOD.slice(0, 3), "c", 0);
  const second = logOf(GOOD.slice(0, 3), "d", 3);
  expect(found(historyOf([...first, ...second], { graceMs: 60_000 }))).toEqual(["I2"]);
  const handedOn = [...logOf(GOOD, "c", 0), ...logOf(GOOD.slice(0, 2), "d", 5)];
  expect(found(historyOf(handedOn, { graceMs: 600_000 }))).toEqual([]);
});

test("a gate that is not open", () => {
  const counsellors = [{ id: "lan", chatSlots: 1, gates: [] }];
  expect(found(historyOf(logOf(GOOD), { counsellors }))).toEqual(["I10"]);
});

test("an age that was set back, a time that runs back, a row that its log does not give", () => {
  const log = logOf([arrived, made("o", "lan"), declined]);
  const { contacts } = historyOf(log);
  const younger = contacts.map((contact) => ({ ...contact, arrivedAt: after(TEST_START, 20) }));
  expect(found(historyOf(log, { contacts: younger }))).toEqual(["I6", "I7"]);
  const back = log.map((line, index) => (index === 2 ? { ...line, at: after(TEST_START, 5) } : line));
  expect(found(historyOf(back))).toContain("I6");
  expect(found(historyOf(log.filter(({ version }) => version !== 2)))).toContain("I7");
  expect(found(historyOf(log, { contacts: [] }))).toEqual(["I4"]);
});

function clientDid(...acts: readonly Omit<ClientEntry, "client" | "at" | "phase">[]): ClientEntry[] {
  return acts.flatMap((act) =>
    (["invoke", "ok"] as const).map((phase): ClientEntry => ({ client: "lan", at: 0, phase, ...act })),
  );
}

test.each<{ what: string; clients: ClientEntry[]; invariant: string }>([
  { what: "lost", clients: clientDid({ op: 1, act: "arrive", contactId: "x", key: "k" }), invariant: "I4" },
  {
    what: "doubled",
    clients: clientDid(
      { op: 1, act: "arrive", contactId: "c", key: "k" },
      { op: 2, act: "arrive", contactId: "d", key: "k" },
    ),
    invariant: "I4",
  },
  { what: "beyond the log", clients: clientDid({ op: 1, act: "end", contactId: "c", version: 9 }), invariant: "I4" },
  { what: "accepted by nobody", clients: clientDid({ op: 1, act: "accept", offerId: "x" }), invariant: "I4" },
  { what: "told too soon", clients: clientDid({ op: 1, act: "told-of-offer", offerId: "x" }), invariant: "I4" },
  {
    what: "going back",
    clients: clientDid(
      { op: 1, act: "read", contactId: "c", version: 4 },
      { op: 2, act: "read", contactId: "c", version: 3 },
    ),
    invariant: "I8",
  },
  {
    what: "an old screen kept alive",
    clients: clientDid({ op: 1, act: "hold-lease", epoch: 2 }, { op: 2, act: "renew-lease", epoch: 1 }),
    invariant: "I3",
  },
])("what a client was told: $what", ({ clients, invariant }) => {
  const log = [...logOf(GOOD), ...logOf(GOOD, "d", 5)];
  expect(found(historyOf(log, { clients }))).toEqual([invariant]);
});

test("answers that cross on the way are no going back", () => {
  const [a, b] = [
    clientDid({ op: 1, act: "read", contactId: "c", version: 4 }),
    clientDid({ op: 2, act: "read", contactId: "c", version: 3 }),
  ];
  const crossing = [a[0], b[0], a[1], b[1]].filter((entry) => entry !== undefined);
  expect(found(historyOf(logOf(GOOD), { clients: crossing }))).toEqual([]);
});

test("a client's log knows what was refused, and what never came back", async () => {
  const log = new ClientLog("lan", () => 7);
  await log.run("accept", { offerId: "o" }, async () => ({ ok: false }));
  await log.run("accept", { offerId: "o" }, () => Promise.reject(new Error("gone")));
  await log.run(
    "end",
    { contactId: "c" },
    async () => ({ ok: true, value: 4 }),
    (version) => ({ version }),
  );
  log.told("told-of-offer", { offerId: "p" });
  expect(log.entries.map(({ op, phase }) => [op, phase])).toEqual([
    [0, "invoke"],
    [0, "fail"],
    [1, "invoke"],
    [1, "lost"],
    [2, "invoke"],
    [2, "ok"],
    [3, "ok"],
  ]);
  expect(log.entries[5]).toEqual({ client: "lan", op: 2, act: "end", phase: "ok", at: 7, contactId: "c", version: 4 });
});
