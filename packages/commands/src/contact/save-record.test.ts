import { CONTACT_REASONS } from "@nightlight/domain/contact/disposition";
import { memoryStage } from "@nightlight/testkit/memory-stage";
import { comeOnDuty, readState, showChat, takeChat, valueOf } from "@nightlight/testkit/scene";
import { expect, test } from "vitest";
import { endConversation } from "./end-contact.ts";
import { readContact } from "./read-contact.ts";
import { saveRecord } from "./save-record.ts";

async function talking() {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { contactId } = await takeChat(stage, lan);
  return { stage, world: stage.world, lan, contactId };
}

test("what was typed is read back with its version", async () => {
  const { stage, world, lan, contactId } = await talking();
  valueOf(await saveRecord(world, lan, { contactId, field: "narrative", value: "Bé sợ về nhà", version: 0 }));
  await stage.forward(60);
  const second = valueOf(
    await saveRecord(world, lan, { contactId, field: "narrative", value: "Bé sợ bố", version: 1 }),
  );
  expect(second).toEqual({ value: "Bé sợ bố", version: 2, savedAt: await stage.now() });
  expect(valueOf(await readContact(world, lan, contactId)).record).toEqual({ narrative: second });
});

test("of two windows, the one that did not see the other's save is refused", async () => {
  const { world, lan, contactId } = await talking();
  const save = (value: string) => saveRecord(world, lan, { contactId, field: "name", value, version: 0 });
  expect(await save("An")).toMatchObject({ ok: true });
  expect(await save("Ân")).toEqual({ ok: false, refusal: "stale" });
  expect(await save("An")).toMatchObject({ ok: true, value: { version: 1 } });
});

test("a reason is one of the classification's, or taken back", async () => {
  const { world, lan, contactId } = await talking();
  const save = (value: string, version: number) =>
    saveRecord(world, lan, { contactId, field: "reason", value, version });
  expect(await save("something else", 0)).toEqual({ ok: false, refusal: "unknown-reason" });
  for (const [version, reason] of CONTACT_REASONS.entries())
    expect(await save(reason, version)).toMatchObject({ ok: true });
  expect(await save("", CONTACT_REASONS.length)).toMatchObject({ ok: true });
});

test("the record is written on after the conversation, by its owner only", async () => {
  const { stage, world, lan, contactId } = await talking();
  const { version } = await readState(stage, contactId);
  valueOf(await endConversation(world, lan, { contactId, version }));
  const input = { contactId, field: "narrative", value: "Sau cuộc gọi", version: 0 } as const;
  const minh = await comeOnDuty(stage);
  expect(await saveRecord(world, minh, input)).toEqual({ ok: false, refusal: "not-found" });
  expect(await saveRecord(world, lan, input)).toMatchObject({ ok: true });
});

test("nothing is recorded of a contact that only rings", async () => {
  const stage = memoryStage();
  const lan = await comeOnDuty(stage);
  const { contactId } = await showChat(stage, lan);
  const input = { contactId, field: "name", value: "An", version: 0 } as const;
  expect(await saveRecord(stage.world, lan, input)).toEqual({ ok: false, refusal: "not-found" });
});

test("a record's words are in no event", async () => {
  const { stage, world, lan, contactId } = await talking();
  valueOf(await saveRecord(world, lan, { contactId, field: "name", value: "Nguyễn Thị An", version: 0 }));
  expect(JSON.stringify(stage.committed.map(({ events }) => events))).not.toContain('An"');
  expect(stage.committed.at(-1)?.events.map(({ event }) => event)).toEqual([{ type: "record_begun" }]);
});
