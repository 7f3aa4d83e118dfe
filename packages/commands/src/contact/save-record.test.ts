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
  const save = (value: string) =>
    saveRecord(world, lan, { contactId, field: "child.00000000.name", value, version: 0 });
  expect(await save("An")).toMatchObject({ ok: true });
  expect(await save("Ân")).toEqual({ ok: false, refusal: "stale" });
  expect(await save("An")).toMatchObject({ ok: true, value: { version: 1 } });
});

test("what a field cannot hold is refused by name, and nothing changes", async () => {
  const { world, lan, contactId } = await talking();
  const save = async (field: string, value: string) => {
    const saved = await saveRecord(world, lan, { contactId, field, value, version: 0 });
    return saved.ok ? saved.value.value : saved.refusal;
  };
  for (const [field, value, refusal] of [
    ["favouriteColour", "blue", "no-such-field"],
    ["name", "a field of version 1", "no-such-field"],
    ["child.a1b2c3d4.colour", "blue", "no-such-field"],
    ["__proto__", "x", "no-such-field"],
    ["aboutWhom", "the_neighbour", "value-unknown-code"],
    ["reasons", '["violence.physical","spite"]', "value-unknown-code"],
    ["child.00000000.birthDate", "2013-02-30", "value-not-a-day"],
    ["child.00000000.birthDate", "2099-01-01", "value-day-ahead"],
    ["child.00000000.age", "140", "value-out-of-range"],
    ["child.00000000.homePlace", "99999", "value-place-gone"],
    ["narrative", "a".repeat(1024 * 1024), "value-too-long"],
  ] as const) {
    expect([field, await save(field, value)]).toEqual([field, refusal]);
  }
  expect(valueOf(await readContact(world, lan, contactId)).record).toEqual({});
  expect(await save("reasons", '["violence.physical"]')).toBe('["violence.physical"]');
  expect(await save("narrative", "Bé 👧🏽 nói\u202E ngược\u0007")).toBe("Bé 👧🏽 nói ngược");
});

test("a record stays in the form that it was begun in", async () => {
  const { world, lan, contactId } = await talking();
  await world.transaction(lan, ({ records }) => records.save(contactId, "name", "An", 0, 1));
  const save = (field: string, value: string, version: number) =>
    saveRecord(world, lan, { contactId, field, value, version });
  expect(await save("name", "Bình", 1)).toMatchObject({ ok: true, value: { version: 2 } });
  expect(await save("reason", "violence", 0)).toMatchObject({ ok: true });
  expect(await save("child.00000000.name", "An", 0)).toEqual({ ok: false, refusal: "no-such-field" });
  expect(valueOf(await readContact(world, lan, contactId)).recordDefinition).toBe(1);
});

test("an answer about risk is reckoned with at once", async () => {
  const { stage, world, lan, contactId } = await talking();
  const answer = (value: string, version: number) =>
    saveRecord(world, lan, { contactId, field: "risk.dangerNow", value, version });
  valueOf(await answer("yes", 0));
  expect((await readState(stage, contactId)).risk.level).toBe("P1");
  valueOf(await answer("no", 1));
  expect((await readState(stage, contactId)).risk.level).not.toBe("P1");
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
  const input = { contactId, field: "child.00000000.name", value: "An", version: 0 } as const;
  expect(await saveRecord(stage.world, lan, input)).toEqual({ ok: false, refusal: "not-found" });
});

test("a record's words are in no event", async () => {
  const { stage, world, lan, contactId } = await talking();
  valueOf(
    await saveRecord(world, lan, { contactId, field: "child.00000000.name", value: "Nguyễn Thị An", version: 0 }),
  );
  expect(JSON.stringify(stage.committed.map(({ events }) => events))).not.toContain('An"');
  expect(stage.committed.at(-1)?.events.map(({ event }) => event)).toEqual([{ type: "record_begun" }]);
});
