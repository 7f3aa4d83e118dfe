import { memoryStage } from "@nightlight/testkit/memory-stage";
import { beginChat, comeOnDuty, offerChat, readState, showChat, takeChat, valueOf } from "@nightlight/testkit/scene";
import { expect, test } from "vitest";
import { counsellorsOf, isOwnContact } from "./is-own-contact.ts";
import { leaveContact } from "./end-contact.ts";
import { postMessage } from "./post-message.ts";
import { readContact, readConversation } from "./read-contact.ts";
import { receiveMessages } from "./receive-messages.ts";

const notFound = { ok: false, refusal: "not-found" };

test("a child who waits may write; whoever takes the chat reads it", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { child, contactId } = await takeChat(stage, lan);
  const posted = valueOf(await postMessage(stage.world, child, { contactId, clientKey: "k1", text: "Có ai không ạ" }));
  expect(posted).toMatchObject({ owner: lan.id, version: 4, message: { from: "child", text: "Có ai không ạ" } });
  const { messages } = valueOf(await readContact(stage.world, lan, contactId));
  expect(messages).toEqual([posted.message]);
});

test("nobody is told of a waiting child's words, for nobody owns them yet", async () => {
  const stage = memoryStage();
  const child = await beginChat(stage);
  const input = { contactId: child.contactId, clientKey: "k1", text: "Alo" };
  expect(valueOf(await postMessage(stage.world, child, input)).owner).toBeUndefined();
});

test("sent again with the same key it is the first message, even after the conversation has ended", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { child, contactId } = await takeChat(stage, lan);
  const input = { contactId, clientKey: "k1", text: "Tạm biệt cô" };
  const first = valueOf(await postMessage(stage.world, child, input));
  valueOf(await leaveContact(stage.world, child, { contactId, quick: false }));
  const again = valueOf(await postMessage(stage.world, child, { ...input, text: "khác" }));
  expect(again.message).toEqual(first.message);
});

test("a counsellor writes in their own conversation and nowhere else", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { contactId } = await showChat(stage, lan, { text: "Con đây" });
  const minh = await comeOnDuty(stage);
  const input = { contactId, clientKey: "k1", text: "Chào con" };
  expect(await postMessage(stage.world, lan, input)).toEqual(notFound);
  expect(await postMessage(stage.world, minh, input)).toEqual(notFound);
  expect(await readContact(stage.world, lan, contactId)).toEqual(notFound);
});

test("another child reads, writes and receives nothing here", async () => {
  const stage = memoryStage();
  const { contactId } = await beginChat(stage, { text: "Con đây" });
  const stranger = await beginChat(stage);
  expect(await readConversation(stage.world, stranger, contactId)).toEqual(notFound);
  expect(await postMessage(stage.world, stranger, { contactId, clientKey: "k", text: "x" })).toEqual(notFound);
  const receipt = { contactId, messageId: "m", receipt: "seen" } as const;
  expect(await receiveMessages(stage.world, stranger, receipt)).toEqual(notFound);
});

test("a receipt is news once", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { child, contactId } = await takeChat(stage, lan);
  const { message } = valueOf(await postMessage(stage.world, lan, { contactId, clientKey: "k", text: "Chào con" }));
  await stage.forward(2);
  const seen = () => receiveMessages(stage.world, child, { contactId, messageId: message.id, receipt: "seen" });
  expect(valueOf(await seen()).at).toEqual(await stage.now());
  expect(valueOf(await seen()).at).toBeUndefined();
});

test("typing is shown between the two who talk", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { child, contactId } = await takeChat(stage, lan);
  const minh = await comeOnDuty(stage);
  const ringing = await offerChat(stage);
  expect(await isOwnContact(stage.world, lan, contactId)).toBe(true);
  expect(await isOwnContact(stage.world, minh, contactId)).toBe(false);
  expect(await isOwnContact(stage.world, minh, ringing.contactId)).toBe(false);
  expect(await counsellorsOf(stage.world, [contactId, ringing.contactId])).toEqual(new Map([[contactId, lan.id]]));
  valueOf(await leaveContact(stage.world, child, { contactId, quick: true }));
  expect(await isOwnContact(stage.world, lan, contactId)).toBe(false);
  expect(await counsellorsOf(stage.world, [contactId])).toEqual(new Map());
  expect((await readState(stage, contactId)).state.status).toBe("wrap_up");
});
