import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline";
import { takeInDanger } from "@nightlight/commands/contact/take-in-danger";
import { acceptOffer } from "@nightlight/commands/routing/answer-offer";
import { connect } from "@nightlight/database/connection";
import { createSealing } from "@nightlight/database/sealing";
import { createWorld } from "@nightlight/database/world";
import type { Asked } from "./test-two-processes.ts";

/**
 * A server's process as far as taking a call goes: with a database connection of its own, it does at the moment that it is
 * told what it was asked for, and says what came of it.
 */
const database = connect({ url: process.argv[2] ?? "" });
const world = createWorld({ database, sealing: createSealing(randomBytes(32)), onCommitted: () => undefined });
// Nobody races with a connection that has yet to be opened.
await world.transaction({ kind: "system" }, ({ now }) => now());
process.stdout.write("ready\n");

for await (const line of createInterface(process.stdin)) {
  const { actor, at, take, accept } = JSON.parse(line) as Asked;
  await world.transaction(actor, ({ now }) => now());
  while (performance.timeOrigin + performance.now() < at) await Promise.resolve();
  const did =
    take === undefined
      ? await acceptOffer(world, actor, accept ?? "")
      : await takeInDanger(world, actor, { contactId: take, moveId: world.newId() });
  process.stdout.write(`${JSON.stringify(did.ok ? { ok: true } : { ok: false, refusal: did.refusal })}\n`);
}
await database.close();
