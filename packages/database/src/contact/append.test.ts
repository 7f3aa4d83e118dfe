import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { beginChat, comeOnDuty, readState, takeChat } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { LostRaceError } from "./append.ts";

let stages: PostgresStages;
let stage: PostgresStage;
beforeAll(async () => {
  stages = await openPostgresStages();
});
beforeEach(async () => {
  stage = await stages.next();
});
afterAll(() => stages.close());

const SYSTEM = { kind: "system" } as const;

test("a stale state is refused by its version, even where the log would take the event", async () => {
  const { contactId } = await beginChat(stage);
  const before = await readState(stage, contactId);
  await stage.owner.query("update contact set version = version + 1 where id = $1", [contactId]);
  const stale = stage.world.transaction(SYSTEM, async ({ contacts, now }) =>
    contacts.append({ contact: before, at: await now() }, [{ type: "contact_abandoned", by: "child" }]),
  );
  await expect(stale).rejects.toThrow(LostRaceError);
  expect((await readState(stage, contactId)).state.status).toBe("queued");
});

test("an offer to somebody without a free place is a lost race, and leaves nothing behind", async () => {
  const lan = await comeOnDuty(stage);
  await takeChat(stage, lan);
  const { contactId } = await beginChat(stage);
  const offer = stage.world.transaction(SYSTEM, async ({ contacts }) => {
    const locked = await contacts.lock(contactId);
    if (locked === undefined) throw new Error("There is no such contact");
    const made = { type: "offer_made", offerId: stage.world.newId(), to: lan.id, expiresAt: locked.at } as const;
    await contacts.append(locked, [made]);
  });
  await expect(offer).rejects.toThrow(LostRaceError);
  const { rows } = await stage.owner.query("select 1 from offer where contact_id = $1", [contactId]);
  expect(rows).toEqual([]);
  expect((await stage.owner.query("select 1 from clock where subject_id = $1", [contactId])).rows).toEqual([]);
});

test("a story that goes on after a lost race cannot commit what came after", async () => {
  const lan = await comeOnDuty(stage);
  await takeChat(stage, lan);
  const full = await beginChat(stage);
  const other = await beginChat(stage);
  const told = stage.committed.length;
  const both = stage.world.transaction(SYSTEM, async ({ contacts }) => {
    const locked = await contacts.lock(full.contactId);
    const second = await contacts.lock(other.contactId);
    if (locked === undefined || second === undefined) throw new Error("There are no such contacts");
    const made = { type: "offer_made", offerId: stage.world.newId(), to: lan.id, expiresAt: locked.at } as const;
    await contacts.append(locked, [made]).catch(() => undefined);
    await contacts.append(second, [{ type: "contact_abandoned", by: "child" }]).catch(() => undefined);
  });
  await expect(both).rejects.toThrow();
  expect((await readState(stage, other.contactId)).state.status).toBe("queued");
  expect(stage.committed).toHaveLength(told);
});
