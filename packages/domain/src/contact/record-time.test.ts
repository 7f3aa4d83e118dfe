import { contactIn } from "@nightlight/testkit/builders";
import { after, TEST_START } from "@nightlight/testkit/clock";
import { expect, test } from "vitest";
import { STANDARD_POLICY } from "../policy/policy.ts";
import type { Contact } from "./contact.ts";
import { decide } from "./decide.ts";
import { evolve } from "./evolve.ts";
import { isOverRecordTime, recordTimeOf } from "./record-time.ts";

const POLICY = { ...STANDARD_POLICY, recordMinutes: 20, recordMoreMinutes: 5, recordMoreTimes: 2 };
const inMinutes = (minutes: number) => after(TEST_START, minutes * 60);
const press = (contact: Contact, until: Date, minutes: number, by = "lan") =>
  decide(contact, { type: "take-more-time", by, until }, inMinutes(minutes), POLICY);

function pressed(contact: Contact, until: Date, minutes: number): Contact {
  const decision = press(contact, until, minutes);
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.value.reduce((soFar, event) => evolve(soFar, event, inMinutes(minutes)), contact);
}

test("a record keeps its place for the minutes of the policy, and for more where its counsellor asks", () => {
  const record = contactIn("wrap_up");
  expect(recordTimeOf(record, POLICY)).toEqual({ until: inMinutes(20), moreLeft: 2, moreMinutes: 5 });
  expect(isOverRecordTime(record, inMinutes(19.9), POLICY)).toBe(false);
  expect(isOverRecordTime(record, inMinutes(20), POLICY)).toBe(true);
  const once = pressed(record, inMinutes(20), 18);
  expect(recordTimeOf(once, POLICY)).toEqual({ until: inMinutes(25), moreLeft: 1, moreMinutes: 5 });
  const late = pressed(once, inMinutes(25), 40);
  expect(recordTimeOf(late, POLICY)).toEqual({ until: inMinutes(45), moreLeft: 0, moreMinutes: 5 });
  expect(press(late, inMinutes(45), 44)).toMatchObject({ ok: false, refusal: "no-more-time" });
});

test("a press that names another end is a repeat, and adds nothing", () => {
  const once = pressed(contactIn("wrap_up"), inMinutes(20), 18);
  expect(press(once, inMinutes(20), 18)).toEqual({ ok: true, value: [] });
});

test("what keeps no place has no time, and nobody adds to somebody else's", () => {
  const reopened = contactIn("wrap_up", { holdsSlot: false });
  expect(recordTimeOf(reopened, POLICY)).toBeUndefined();
  expect(isOverRecordTime(reopened, inMinutes(900), POLICY)).toBe(false);
  expect(press(reopened, inMinutes(20), 1)).toEqual({ ok: true, value: [] });
  expect(press(contactIn("wrap_up"), inMinutes(20), 1, "minh")).toMatchObject({ refusal: "not-yours" });
  expect(press(contactIn("active"), inMinutes(20), 1)).toMatchObject({ refusal: "not-in-wrap-up" });
});
