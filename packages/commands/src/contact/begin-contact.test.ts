import { keyOf } from "@nightlight/testkit/builders";
import { memoryStage } from "@nightlight/testkit/memory-stage";
import { beginChat, readState } from "@nightlight/testkit/scene";
import { expect, test } from "vitest";
import { beginContact, DEFAULT_QUEUE, type ArrivingContact } from "./begin-contact.ts";
import { readConversation } from "./read-contact.ts";

const arriving = (contactId: string, changes: Partial<ArrivingContact> = {}): ArrivingContact => ({
  contactId,
  channelId: "webchat",
  channel: "webchat",
  language: "vi",
  facts: { safeNow: "unknown" },
  text: undefined,
  arrivalKey: keyOf(contactId),
  identity: undefined,
  childSession: undefined,
  ...changes,
});

test.each([
  { safeNow: "no", lane: "immediate" },
  { safeNow: "yes", lane: "normal" },
  { safeNow: "unknown", lane: "normal" },
] as const)("a child who is safe now ($safeNow) waits in lane $lane", async ({ safeNow, lane }) => {
  const { world } = memoryStage();
  const begun = await beginContact(world, { kind: "child", contactId: "c1" }, arriving("c1", { facts: { safeNow } }));
  expect(begun).toMatchObject({ ok: true, value: { contact: { lane, queueId: DEFAULT_QUEUE }, repeated: false } });
});

test("when it returns the contact is committed, and announced once", async () => {
  const stage = memoryStage();
  const { contactId } = await beginChat(stage, { text: "Con không ngủ được" });
  expect((await readState(stage, contactId)).state.status).toBe("queued");
  expect(stage.committed.map(({ events }) => events.map(({ event }) => event.type))).toEqual([
    ["contact_arrived", "message_posted"],
  ]);
});

test("a second press of the button is the same contact, its words said once", async () => {
  const stage = memoryStage();
  const child = { kind: "child", contactId: "c1" } as const;
  await beginContact(stage.world, child, arriving("c1", { text: "Xin chào" }));
  const again = await beginContact(stage.world, child, arriving("c1", { text: "Xin chào" }));
  expect(again).toMatchObject({ ok: true, value: { repeated: true } });
  const read = await readConversation(stage.world, child, "c1");
  expect(read).toMatchObject({ ok: true, value: { messages: [{ text: "Xin chào", from: "child" }] } });
});

test("an arrival tells no word and no identity to anybody", async () => {
  const stage = memoryStage();
  const gateway = { kind: "gateway", channelId: "zalo" } as const;
  await beginContact(
    stage.world,
    gateway,
    arriving("c1", { channelId: "zalo", channel: "zalo", text: "bí mật", identity: "+84901234567" }),
  );
  const told = JSON.stringify(stage.committed.map(({ contacts, ...rest }) => [rest, ...contacts]));
  expect(told).not.toMatch(/bí mật|84901234567/u);
});
