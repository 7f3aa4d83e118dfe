import { acceptOffer } from "@nightlight/commands/routing/answer-offer";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { comeOnDuty, readState, showChat } from "@nightlight/testkit/scene";
import { afterAll, beforeAll, expect, test } from "vitest";

let stages: PostgresStages;
beforeAll(async () => {
  stages = await openPostgresStages();
});
afterAll(() => stages.close());

/** Resolves when somebody in this database waits for a lock. */
async function somebodyWaits({ owner }: PostgresStage): Promise<void> {
  for (;;) {
    const { rowCount } = await owner.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if (rowCount !== 0) return;
  }
}

test("an accept that waited for the lock past the offer's end has lost: the clock is read after the lock", async () => {
  const stage = await stages.next();
  const lan = await comeOnDuty(stage);
  const { contactId, offerId } = await showChat(stage, lan);
  const locked = Promise.withResolvers<undefined>();
  const release = Promise.withResolvers<undefined>();
  const holder = stage.world.transaction({ kind: "system" }, async ({ contacts }) => {
    await contacts.lock(contactId);
    locked.resolve(undefined);
    await release.promise;
  });
  await locked.promise;
  const late = acceptOffer(stage.world, lan, offerId);
  await somebodyWaits(stage);
  await stage.forward(45);
  release.resolve(undefined);
  await holder;
  expect(await late).toEqual({ ok: false, refusal: "offer-expired" });
  expect((await readState(stage, contactId)).state.status).toBe("offered");
});
