import { memoryStage } from "@nightlight/testkit/memory-stage";
import { beginChat, comeOnDuty, readState, showChat, takeChat, valueOf } from "@nightlight/testkit/scene";
import { describe, expect, test } from "vitest";
import { ringClock } from "../clock/ring-clock.ts";
import { readDesk } from "../presence/read-desk.ts";
import { runMatcher } from "../routing/run-matcher.ts";
import { closeContact, endConversation, endWithOneKey, leaveContact, undoEnding } from "./end-contact.ts";
import { raiseRisk } from "./change-risk.ts";
import { postMessage } from "./post-message.ts";
import { readContact } from "./read-contact.ts";
import { saveRecord } from "./save-record.ts";

async function talking() {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const chat = await takeChat(stage, lan);
  const { world } = stage;
  const { contactId } = chat;
  const version = async () => (await readState(stage, contactId)).version;
  const statusOf = async (id = contactId) => (await readState(stage, id)).state.status;
  const silent = async () => endWithOneKey(world, lan, { contactId, version: await version(), disposition: "silent" });
  return { stage, world, lan, chat, contactId, version, statusOf, silent };
}

describe("one key", () => {
  test("closes after eight seconds, and the next child gets the place", async () => {
    const { stage, world, contactId, statusOf, silent } = await talking();
    const next = await beginChat(stage);
    valueOf(await silent());
    expect([await statusOf(), await runMatcher(world)]).toEqual(["closing", { made: 0, left: true }]);
    await stage.forward(8);
    expect(await ringClock(world, contactId)).toBe("rang");
    expect([await statusOf(), await runMatcher(world)]).toEqual(["closed", { made: 1, left: false }]);
    expect(await statusOf(next.contactId)).toBe("offered");
  });

  test("can be taken back while it has not closed, and its clock then rings in vain", async () => {
    const { stage, world, lan, contactId, statusOf, silent } = await talking();
    valueOf(await silent());
    await stage.forward(7);
    valueOf(await undoEnding(world, lan, contactId));
    await stage.forward(5);
    expect([await ringClock(world, contactId), await statusOf()]).toEqual(["nothing-due", "active"]);
  });

  test("is undone by the child who writes after all", async () => {
    const { stage, world, lan, chat, contactId, silent } = await talking();
    valueOf(await silent());
    await stage.forward(7.9);
    valueOf(await postMessage(world, chat.child, { contactId, clientKey: "m1", text: "Con đây cô" }));
    expect((await readState(stage, contactId)).state).toMatchObject({ status: "active", owner: lan.id });
    expect(stage.committed.at(-1)?.events.map(({ event }) => event.type)).toEqual(["closing_undone", "message_posted"]);
    expect(await silent()).toEqual({ ok: false, refusal: "words-exist" });
  });

  test("does not end a conversation in which the child wrote, nor one with a written record", async () => {
    const written = await talking();
    const { contactId } = written;
    await postMessage(written.world, written.chat.child, { contactId, clientKey: "m1", text: "…" });
    expect(await written.silent()).toEqual({ ok: false, refusal: "words-exist" });
    const noted = await talking();
    await saveRecord(noted.world, noted.lan, {
      contactId: noted.contactId,
      field: "narrative",
      value: "x",
      version: 0,
    });
    expect(await noted.silent()).toEqual({ ok: false, refusal: "words-exist" });
  });

  test("is not held up by the counsellor's own words", async () => {
    const { world, lan, contactId, version, statusOf } = await talking();
    const seen = await version();
    valueOf(await postMessage(world, lan, { contactId, clientKey: "m1", text: "Chào con" }));
    valueOf(await endWithOneKey(world, lan, { contactId, version: seen, disposition: "prank" }));
    expect(await statusOf()).toBe("closing");
  });
});

test("an ending pressed before the child's last word was on screen does nothing", async () => {
  const { world, lan, chat, contactId, version, statusOf } = await talking();
  const seen = await version();
  valueOf(await postMessage(world, chat.child, { contactId, clientKey: "m1", text: "Khoan đã cô" }));
  const late = await endConversation(world, lan, { contactId, version: seen });
  expect([late, await statusOf()]).toEqual([{ ok: false, refusal: "stale" }, "active"]);
  valueOf(await endConversation(world, lan, { contactId, version: await version() }));
});

describe("a wrap-up", () => {
  test("keeps the place until the record is done; closing it frees the place for the next child", async () => {
    const { stage, world, lan, contactId, version, statusOf } = await talking();
    const next = await beginChat(stage);
    valueOf(await endConversation(world, lan, { contactId, version: await version() }));
    await stage.forward(600);
    expect([await statusOf(), await runMatcher(world), await ringClock(world, contactId)]).toEqual([
      "wrap_up",
      { made: 0, left: true },
      "nothing-due",
    ]);
    const disposition = "counselled";
    valueOf(await closeContact(world, lan, { contactId, version: await version(), disposition }));
    const minh = await comeOnDuty(stage);
    expect(await runMatcher(world)).toMatchObject({ made: 1 });
    expect((await readState(stage, next.contactId)).state).toMatchObject({ offer: { to: minh.id } });
  });

  test("closed twice is closed once; with another disposition it is stale", async () => {
    const { stage, world, lan, contactId, version } = await talking();
    valueOf(await endConversation(world, lan, { contactId, version: await version() }));
    const input = { contactId, version: await version(), disposition: "information" } as const;
    valueOf(await closeContact(world, lan, input));
    const told = stage.committed.length;
    expect(await closeContact(world, lan, input)).toMatchObject({ ok: true, value: { hasChanged: false } });
    expect(await closeContact(world, lan, { ...input, disposition: "referred" })).toEqual({
      ok: false,
      refusal: "stale",
    });
    expect(stage.committed).toHaveLength(told);
  });

  test("waits for what its level of risk wants, by name; 'not known' closes it, and nothing written is lost", async () => {
    const { world, lan, contactId, version, statusOf } = await talking();
    valueOf(await saveRecord(world, lan, { contactId, field: "risk.matter", value: "needs", version: 0 }));
    valueOf(await endConversation(world, lan, { contactId, version: await version() }));
    const before = valueOf(await readContact(world, lan, contactId)).record;
    const closing = async () =>
      closeContact(world, lan, { contactId, version: await version(), disposition: "counselled" });
    expect(await closing()).toEqual({
      ok: false,
      refusal: "record-unfinished",
      missing: [{ path: "reasons", label: { vi: "Lý do", en: "Reasons" } }],
    });
    expect(await statusOf()).toBe("wrap_up");
    expect(valueOf(await readContact(world, lan, contactId)).record).toEqual(before);
    valueOf(await saveRecord(world, lan, { contactId, field: "reasons", value: '["violence.physical"]', version: 0 }));
    valueOf(await closing());
    expect(await statusOf()).toBe("closed");
  });

  test("with a level that a person chose and not a word in the record waits too", async () => {
    const { world, lan, contactId, version } = await talking();
    valueOf(await raiseRisk(world, lan, { contactId, level: "P1", reason: undefined }));
    valueOf(await endConversation(world, lan, { contactId, version: await version() }));
    const input = { contactId, version: await version(), disposition: "counselled" } as const;
    expect(await closeContact(world, lan, input)).toMatchObject({ refusal: "record-unfinished" });
  });

  test("stays on the desk for the eight seconds in which it can be reopened", async () => {
    const { stage, world, lan, contactId, version } = await talking();
    valueOf(await endConversation(world, lan, { contactId, version: await version() }));
    valueOf(await closeContact(world, lan, { contactId, version: await version(), disposition: "information" }));
    const onDesk = async () => valueOf(await readDesk(world, lan)).contacts.map(({ id }) => id);
    await stage.forward(7.999);
    expect(await onDesk()).toEqual([contactId]);
    await stage.forward(0.001);
    expect(await onDesk()).toEqual([]);
    expect(await undoEnding(world, lan, contactId)).toEqual({ ok: false, refusal: "too-late-to-undo" });
  });
});

describe("a child who leaves", () => {
  test.each([
    { quick: true, endedBy: "quick_exit" },
    { quick: false, endedBy: "child" },
  ])("a conversation (quick: $quick) leaves the counsellor the record", async ({ quick, endedBy }) => {
    const { stage, world, chat, contactId, statusOf } = await talking();
    valueOf(await leaveContact(world, chat.child, { contactId, quick }));
    expect((await readState(stage, contactId)).state).toMatchObject({ status: "wrap_up", endedBy });
    const told = stage.committed.length;
    expect(await leaveContact(world, chat.child, { contactId, quick })).toMatchObject({ value: { hasChanged: false } });
    expect([await statusOf(), stage.committed.length]).toEqual(["wrap_up", told]);
  });

  test("while the counsellor closes, closes at once", async () => {
    const { stage, world, chat, contactId, silent } = await talking();
    valueOf(await silent());
    valueOf(await leaveContact(world, chat.child, { contactId, quick: true }));
    expect((await readState(stage, contactId)).state).toMatchObject({ status: "closed", endedBy: "quick_exit" });
  });

  test("can write no more: after a quick exit nothing reaches the chat", async () => {
    const { world, lan, chat, contactId } = await talking();
    valueOf(await leaveContact(world, chat.child, { contactId, quick: true }));
    for (const by of [chat.child, lan]) {
      const posted = await postMessage(world, by, { contactId, clientKey: "late", text: "còn đó không?" });
      expect(posted).toEqual({ ok: false, refusal: "conversation-over" });
    }
  });
});

test("somebody else's contact can be neither ended, closed nor undone: it is not there", async () => {
  const { stage, world, contactId, version } = await talking();
  const minh = await comeOnDuty(stage);
  const seen = { contactId, version: await version() };
  const notFound = { ok: false, refusal: "not-found" };
  expect(await endConversation(world, minh, seen)).toEqual(notFound);
  expect(await endWithOneKey(world, minh, { ...seen, disposition: "test" })).toEqual(notFound);
  expect(await closeContact(world, minh, { ...seen, disposition: "referred" })).toEqual(notFound);
  expect(await undoEnding(world, minh, contactId)).toEqual(notFound);
  const stranger = { kind: "child", contactId: "another" } as const;
  expect(await leaveContact(world, stranger, { contactId, quick: false })).toEqual(notFound);
});

test("a contact that only rings can be neither ended nor closed by whom it rings for", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { contactId } = await showChat(stage, lan);
  const seen = { contactId, version: (await readState(stage, contactId)).version };
  const notFound = { ok: false, refusal: "not-found" };
  expect(await endConversation(stage.world, lan, seen)).toEqual(notFound);
  expect(await endWithOneKey(stage.world, lan, { ...seen, disposition: "test" })).toEqual(notFound);
  expect(await closeContact(stage.world, lan, { ...seen, disposition: "referred" })).toEqual(notFound);
  expect(await undoEnding(stage.world, lan, contactId)).toEqual(notFound);
});
