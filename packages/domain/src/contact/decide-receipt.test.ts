import { describe, expect, test } from "vitest";
import { decide } from "./decide.ts";
import { arrive, evolve } from "./evolve.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 12, minutes));
const letter = arrive(
  {
    ...{ type: "contact_recorded", contactId: "c1", queueId: "q", channelId: "h", channel: "letter", language: "vi" },
    ...{ lane: "normal", receivedAt: at(0), by: "lan" },
  },
  at(30),
);
const correct = (receivedAt: Date, contact = letter, by = "lan") =>
  decide(contact, { type: "correct-receipt", by, receivedAt }, at(50), STANDARD_POLICY);

describe("the time of receipt of what was recorded by hand", () => {
  test("is corrected by whoever recorded it, and everything counts from the new one", () => {
    const decided = correct(at(-90));
    expect(decided).toEqual({ ok: true, value: [{ type: "receipt_corrected", receivedAt: at(-90) }] });
    const [event] = decided.ok ? decided.value : [];
    if (event === undefined) throw new Error("nothing was decided");
    expect(evolve(letter, event, at(50))).toEqual({ ...letter, receivedAt: at(-90), version: 2 });
  });

  test("said twice is said once", () => {
    expect(correct(at(0))).toEqual({ ok: true, value: [] });
  });

  test("cannot lie behind the moment at which it was written down", () => {
    expect(correct(at(40))).toEqual({ ok: false, refusal: "received-after-recorded" });
    expect(correct(new Date("0202-11-22T00:00:00Z"))).toEqual({ ok: false, refusal: "received-too-long-ago" });
  });

  test("stays as it is once something was sent: clocks run from it", () => {
    const sent = { ...letter, risk: { ...letter.risk, held: "P3" as const } };
    expect(correct(at(-90), sent)).toEqual({ ok: false, refusal: "receipt-held" });
    expect(correct(at(0), sent)).toEqual({ ok: true, value: [] });
  });

  test("is nobody else's, and no live contact has another one than its arrival", () => {
    expect(correct(at(-90), letter, "minh")).toEqual({ ok: false, refusal: "not-yours" });
    expect(correct(at(-90), { ...letter, channel: "webchat" })).toEqual({ ok: false, refusal: "not-yours" });
  });
});
