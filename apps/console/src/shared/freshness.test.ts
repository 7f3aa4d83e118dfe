import { describe, expect, test } from "vitest";
import { contact, desk, inSeconds, message, offer, uuid } from "../../testing/fixtures.ts";
import {
  newerContact,
  newerDesk,
  rememberEnded,
  rememberHeard,
  rememberPresence,
  withMessage,
  withSummary,
} from "./freshness.ts";

describe("an answer that overtakes notices", () => {
  test("does not take away an offer whose notice came after asking, even one that seems older than the answer", () => {
    rememberHeard(offer().id, 1000);
    const held = desk({ offers: [offer({ madeAt: inSeconds(-1) })] });
    expect(newerDesk(held, desk(), 900).offers).toHaveLength(1);
  });

  test("takes away an offer that it could have known and does not", () => {
    rememberHeard(offer().id, 1000);
    expect(newerDesk(desk({ offers: [offer()] }), desk(), 1100).offers).toEqual([]);
  });

  test("does not bring back an offer that is known to be over", () => {
    rememberEnded(offer().id);
    expect(newerDesk(undefined, desk({ offers: [offer()] }), 0).offers).toEqual([]);
  });

  test("does not take back a presence whose notice came after asking, also before there was a desk", () => {
    const { presence } = desk();
    const lost = { ...presence, isLeaseAlive: false, leaseLostAt: inSeconds(-2), unroutableBecause: "lease" as const };
    rememberPresence(presence, 1000);
    expect(newerDesk(undefined, desk({ presence: lost }), 900).presence).toEqual(presence);
    expect(newerDesk(desk(), desk({ presence: lost }), 900).presence).toEqual(presence);
    expect(newerDesk(desk(), desk({ presence: lost }), 1100).presence).toEqual(lost);
  });

  test("does not take a contact back to an older version", () => {
    const held = desk({ contacts: [contact(1, { summary: { version: 9, status: "wrap_up" } }).summary] });
    const read = desk({ contacts: [contact(1, { summary: { version: 8 } }).summary] });
    expect(newerDesk(held, read, 0).contacts[0]).toMatchObject({ version: 9, status: "wrap_up" });
    const view = contact(1, { summary: { version: 9 } });
    expect(newerContact(view, contact(1, { summary: { version: 8 } }))).toBe(view);
  });
});

describe("two answers of the same version", () => {
  const seen = { ...message(1, "counsellor", "chào em"), deliveredAt: inSeconds(-2), seenAt: inSeconds(-1) };

  test("keep every receipt that either knows", () => {
    const held = contact(1, { messages: [seen] });
    const read = contact(1, { messages: [{ ...seen, seenAt: null }] });
    expect(newerContact(held, read).messages).toEqual([seen]);
  });

  test("keep a message that only the page has yet", () => {
    const held = contact(1, { messages: [seen, message(2, "counsellor", "cô đây")] });
    expect(newerContact(held, contact(1, { messages: [seen] })).messages).toHaveLength(2);
  });

  test("keep the newer of each field of the record", () => {
    const field = (value: string, version: number) => ({ name: { value, version, savedAt: inSeconds(0) } });
    const held = contact(1, { record: field("Nhi", 2) });
    expect(newerContact(held, contact(1, { record: field("Ni", 1) })).record["name"]?.value).toBe("Nhi");
    expect(newerContact(held, contact(1, { record: field("Nhí", 3) })).record["name"]?.value).toBe("Nhí");
  });
});

test("a message is added once, in the order of its time", () => {
  const view = contact(1, { messages: [message(2, "child", "hai")] });
  const both = withMessage(view, message(1, "child", "một"));
  expect(both.messages.map(({ text }) => text)).toEqual(["một", "hai"]);
  expect(withMessage(both, message(1, "child", "một"))).toBe(both);
  expect(both.hasWords).toBe(true);
});

test("a row that is older than the one on screen changes nothing", () => {
  const held = desk({ contacts: [contact(1, { summary: { version: 5 } }).summary] });
  expect(withSummary(held, contact(1, { summary: { version: 4, status: "closed" } }).summary)).toBe(held);
  expect(withSummary(held, contact(2).summary).contacts.map(({ id }) => id)).toEqual([uuid(2), uuid(1)]);
});
