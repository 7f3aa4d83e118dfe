import { after, TEST_START } from "@nightlight/testkit/clock";
import { ALL_STATUSES, anOffer, contactIn } from "@nightlight/testkit/builders";
import { expect, test } from "vitest";
import { footprint, type Footprint } from "./footprint.ts";
import type { ContactStatus } from "./contact.ts";

const slot = { counsellorId: "lan", kind: "chat" } as const;
const none: Footprint = {
  slot: undefined,
  transferSlot: undefined,
  offer: undefined,
  clock: undefined,
  owner: undefined,
};

const FOOTPRINTS: Readonly<Record<ContactStatus, Footprint>> = {
  queued: none,
  offered: { ...none, slot, offer: anOffer(), clock: { kind: "offer", dueAt: after(TEST_START, 45) } },
  active: { ...none, slot, owner: "lan" },
  closing: { ...none, slot, owner: "lan", clock: { kind: "closing", dueAt: after(TEST_START, 8) } },
  wrap_up: { ...none, slot, owner: "lan" },
  closed: { ...none, owner: "lan" },
  orphaned: none,
  callback_due: { ...none, clock: { kind: "callback", dueAt: TEST_START } },
  abandoned: none,
};

test.each(ALL_STATUSES)("a contact that is %s stands on exactly its own rows", (status) => {
  expect(footprint(contactIn(status))).toEqual(FOOTPRINTS[status]);
});

test("an offer nobody has on screen is looked at again after two seconds", () => {
  const { clock } = footprint(contactIn("offered", { offer: anOffer({ shownAt: undefined }) }));
  expect(clock).toEqual({ kind: "offer", dueAt: after(TEST_START, 2) });
});

test("a conversation whose owner is lost has an orphan clock and keeps its place", () => {
  expect(footprint(contactIn("active", { ownerLostAt: TEST_START }))).toEqual({
    ...none,
    slot,
    owner: "lan",
    clock: { kind: "orphan", dueAt: after(TEST_START, 60) },
  });
});

test("a reopened record takes no place", () => {
  expect(footprint(contactIn("wrap_up", { holdsSlot: false })).slot).toBeUndefined();
});
