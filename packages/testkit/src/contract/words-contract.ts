import { expect, test } from "vitest";
import { endConversation } from "@nightlight/commands/contact/end-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { readContact } from "@nightlight/commands/contact/read-contact";
import { receiveMessages } from "@nightlight/commands/contact/receive-messages";
import { saveRecord } from "@nightlight/commands/contact/save-record";
import { comeOnDuty, readState, takeChat, valueOf } from "../scene.ts";
import type { ChildActor, CounsellorActor, Stage } from "../stage.ts";

/** What was said and written: in order, once, and for the two sides only. */
export function describeWords(stage: () => Stage): void {
  const world = () => stage().world;
  const say = async (by: ChildActor | CounsellorActor, contactId: string, text: string, clientKey = text) =>
    valueOf(await postMessage(world(), by, { contactId, clientKey, text }));
  const list = (by: ChildActor | CounsellorActor, contactId: string) =>
    world().transaction(by, ({ messages }) => messages.list(contactId));

  test("both sides read the same words in the order they were said", async () => {
    const lan = await comeOnDuty(stage());
    const { child, contactId } = await takeChat(stage(), lan, { text: "một" });
    await say(lan, contactId, "hai");
    await say(child, contactId, "ba 🌙 👩‍👧");
    const texts = ["một", "hai", "ba 🌙 👩‍👧"];
    expect((await list(child, contactId)).map(({ text }) => text)).toEqual(texts);
    expect((await list(lan, contactId)).map(({ text }) => text)).toEqual(texts);
    expect((await list(lan, contactId)).map(({ from }) => from)).toEqual(["child", "counsellor", "child"]);
  });

  test("a message sent twice under one key is one message, also when both come at once", async () => {
    const lan = await comeOnDuty(stage());
    const { child, contactId } = await takeChat(stage(), lan);
    const first = await say(child, contactId, "Alo", "k1");
    const again = await say(child, contactId, "Alo", "k1");
    expect(again).toEqual(first);
    const both = await Promise.all([say(child, contactId, "Cô ơi", "k2"), say(child, contactId, "Cô ơi", "k2")]);
    expect(both[0].message.id).toBe(both[1].message.id);
    expect(await list(child, contactId)).toHaveLength(2);
    expect((await readState(stage(), contactId)).version).toBe(5);
  });

  test("twenty messages from both sides at once are all there, each with a place of its own", async () => {
    const lan = await comeOnDuty(stage());
    const { child, contactId } = await takeChat(stage(), lan);
    const said = Array.from({ length: 20 }, (_, n) => say(n % 2 === 0 ? child : lan, contactId, `nói ${String(n)}`));
    const versions = (await Promise.all(said)).map(({ version }) => version);
    expect(new Set(versions).size).toBe(20);
    const byVersion = (await Promise.all(said)).toSorted((a, b) => a.version - b.version);
    expect((await list(lan, contactId)).map(({ text }) => text)).toEqual(byVersion.map(({ message }) => message.text));
  });

  test("receipts mark everything of the other side up to a message, once; seen is delivered too", async () => {
    const lan = await comeOnDuty(stage());
    const { child, contactId } = await takeChat(stage(), lan);
    await say(child, contactId, "của con");
    const [one, two, three] = [
      await say(lan, contactId, "một"),
      await say(lan, contactId, "hai"),
      await say(lan, contactId, "ba"),
    ];
    await stage().forward(1);
    const deliveredAt = await stage().now();
    const upTo = (messageId: string, receipt: "delivered" | "seen") =>
      receiveMessages(world(), child, { contactId, messageId, receipt });
    expect(valueOf(await upTo(one.message.id, "delivered")).at).toEqual(deliveredAt);
    expect(valueOf(await upTo(one.message.id, "delivered")).at).toBeUndefined();
    await stage().forward(1);
    const seenAt = await stage().now();
    expect(valueOf(await upTo(two.message.id, "seen")).at).toEqual(seenAt);
    expect(valueOf(await upTo(two.message.id, "delivered")).at).toBeUndefined();
    expect(await list(lan, contactId)).toMatchObject([
      { from: "child", deliveredAt: undefined, seenAt: undefined },
      { deliveredAt, seenAt },
      { deliveredAt: seenAt, seenAt },
      { id: three.message.id, deliveredAt: undefined, seenAt: undefined },
    ]);
  });

  test("a receipt for a message of another contact marks nothing", async () => {
    const lan = await comeOnDuty(stage(), { chatSlots: 2 });
    const chat = await takeChat(stage(), lan);
    const other = await takeChat(stage(), lan);
    await say(lan, chat.contactId, "ở đây");
    const elsewhere = await say(lan, other.contactId, "ở kia");
    const { contactId, child } = chat;
    const input = { contactId, messageId: elsewhere.message.id, receipt: "seen" } as const;
    expect(valueOf(await receiveMessages(world(), child, input)).at).toBeUndefined();
    expect(await list(child, contactId)).toMatchObject([{ seenAt: undefined }]);
  });

  test("a record's fields have versions of their own, and a stale save changes nothing", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId } = await takeChat(stage(), lan);
    const save = (value: string, version: number) =>
      saveRecord(world(), lan, { contactId, field: "narrative", value, version });
    expect(await save("Bé kể về trường", 0)).toMatchObject({ ok: true, value: { version: 1 } });
    expect(await save("Bé kể về trường và mẹ", 1)).toMatchObject({ ok: true, value: { version: 2 } });
    expect(await save("Người khác viết", 1)).toEqual({ ok: false, refusal: "stale" });
    expect(await save("Bé kể về trường và mẹ", 1)).toMatchObject({ ok: true, value: { version: 2 } });
    const name = { contactId, field: "child.00000000.name", value: "Bé An", version: 0 } as const;
    expect(await saveRecord(world(), lan, name)).toMatchObject({ ok: true, value: { version: 1 } });
    const { record } = valueOf(await readContact(world(), lan, contactId));
    expect(record).toEqual({
      "child.00000000.name": { value: "Bé An", version: 1, savedAt: await stage().now() },
      narrative: { value: "Bé kể về trường và mẹ", version: 2, savedAt: await stage().now() },
    });
  });

  test("of five saves over one version, one is kept", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId } = await takeChat(stage(), lan);
    const saves = await Promise.all(
      [1, 2, 3, 4, 5].map((n) =>
        saveRecord(world(), lan, { contactId, field: "child.00000000.name", value: `An ${String(n)}`, version: 0 }),
      ),
    );
    expect(saves.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("the first word of a record is an event, and only the first", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId } = await takeChat(stage(), lan);
    const before = await readState(stage(), contactId);
    valueOf(await saveRecord(world(), lan, { contactId, field: "child.00000000.name", value: "An", version: 0 }));
    valueOf(await saveRecord(world(), lan, { contactId, field: "child.00000000.name", value: "Ân", version: 1 }));
    expect(await readState(stage(), contactId)).toEqual({ ...before, version: before.version + 1, recordBegun: true });
  });

  test("summaries tell the last word and how many of the child's nobody looked at", async () => {
    const lan = await comeOnDuty(stage());
    const { child, contactId } = await takeChat(stage(), lan, { text: "một" });
    const second = await say(child, contactId, "hai");
    await say(lan, contactId, "cô đây");
    const summaries = () => world().transaction(lan, ({ messages }) => messages.summaries([contactId]));
    expect([...(await summaries())]).toMatchObject([[contactId, { last: { text: "cô đây" }, unseen: 2 }]]);
    valueOf(await receiveMessages(world(), lan, { contactId, messageId: second.message.id, receipt: "seen" }));
    expect([...(await summaries())]).toMatchObject([[contactId, { unseen: 0 }]]);
  });

  test("a counsellor's reading is in the access log; a refused one is not", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId } = await takeChat(stage(), lan, { text: "Con đây" });
    const minh = await comeOnDuty(stage());
    expect(await readContact(world(), minh, contactId)).toEqual({ ok: false, refusal: "not-found" });
    expect(await stage().readAccesses()).toEqual([]);
    valueOf(await readContact(world(), lan, contactId));
    expect(await stage().readAccesses()).toEqual([
      { actorId: lan.id, action: "read-conversation", contactId, why: "own", how: "desk" },
    ]);
  });

  test("after the conversation nothing more is said, and everything stays readable", async () => {
    const lan = await comeOnDuty(stage());
    const { child, contactId } = await takeChat(stage(), lan, { text: "Cảm ơn cô" });
    const { version } = await readState(stage(), contactId);
    valueOf(await endConversation(world(), lan, { contactId, version }));
    for (const by of [child, lan]) {
      const late = await postMessage(world(), by, { contactId, clientKey: "late", text: "còn nữa" });
      expect(late).toEqual({ ok: false, refusal: "conversation-over" });
      expect(await list(by, contactId)).toHaveLength(1);
    }
  });
}
