import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { isRedisMissing } from "@nightlight/testkit/redis";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startServer, type RunningServer } from "./server.ts";
import { goOnline, openChild, openDesk, startTestServer, take, type TestServer } from "./test-server.ts";

/** Two programs on the same database and Redis: a counsellor's screen hangs on one, a child's on the other. */
describe.skipIf(isPostgresMissing() || isRedisMissing())("two nodes", () => {
  let one: TestServer;
  let two: RunningServer;
  let passed: string[];
  let ears: Redis;

  beforeAll(async () => {
    one = await startTestServer("with Redis");
    two = await startServer(one.config);
    ears = new Redis(one.config.redisUrl ?? "");
    passed = [];
    await ears.subscribe("nightlight:notices");
    ears.on("message", (_channel: string, message: string) => passed.push(message));
  });
  afterAll(async () => {
    ears.disconnect();
    await two.stop();
    await one.stop();
  });

  test("an offer, words and an ending reach the screen on the other node, sealed on their way", async () => {
    const lan = await openDesk(one.origin, "lan");
    await goOnline(lan);
    const child = await openChild(two.origin, { text: "Con ở đầu bên kia" });
    const { summary } = await take(lan, await lan.nextOffer());
    const params = { contactId: summary.id };
    await lan.call(contactRoutes.post, { params, body: { clientKey: "across-the-nodes", text: "Cô nghe đây con" } });
    expect(await child.next("message:posted")).toMatchObject({ text: "Cô nghe đây con" });
    await lan.call(contactRoutes.end, { params, body: { version: summary.version } });
    await child.next("contact:changed");
    expect(passed.length).toBeGreaterThan(0);
    const everything = passed.join("\n");
    for (const secret of ["Cô nghe đây con", "message:posted", summary.id]) expect(everything).not.toContain(secret);
    lan.close();
    child.close();
  });

  test("what somebody without the key says on the way reaches nobody, and breaks nothing", async () => {
    const minh = await openDesk(one.origin, "minh");
    const forger = new Redis(one.config.redisUrl ?? "");
    const forged = JSON.stringify([["counsellors", null, "offer:made", [{ channel: "forged" }]]]);
    for (const message of [forged, `${"0".repeat(36)}${forged}`, "", "\u0000"]) {
      await forger.publish("nightlight:notices", message);
    }
    forger.disconnect();
    await goOnline(minh);
    const child = await openChild(two.origin, { text: "Con vẫn tới được" });
    expect(await minh.nextOffer()).toMatchObject({ channel: "webchat" });
    minh.close();
    child.close();
  });
});
