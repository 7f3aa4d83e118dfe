import { childRoutes } from "@nightlight/contracts/child/contact";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { audit } from "@nightlight/database/auditor";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startServer } from "./server.ts";
import {
  gatewayHeaders,
  goOnline,
  openChild,
  openDesk,
  send,
  startTestServer,
  take,
  type Desk,
  type TestServer,
} from "./test-server.ts";

/** What must hold around a child when something breaks: each of these once left somebody alone. */
describe.skipIf(isPostgresMissing())("when something breaks around a child", () => {
  let server: TestServer;
  let owner: Client;
  const desks: Desk[] = [];

  const desk = async (username: string): Promise<Desk> => {
    const opened = await openDesk(server.origin, username);
    desks.push(opened);
    return opened;
  };
  const clockOf = async (contactId: string): Promise<string | undefined> => {
    const { rows } = await owner.query<{ kind: string }>(
      "select kind from clock where subject_id = $1 and is_running",
      [contactId],
    );
    return rows[0]?.kind;
  };

  beforeAll(async () => {
    server = await startTestServer();
    owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
  });
  beforeEach(async () => {
    await owner.query("update presence set intent = 'break', missed_in_row = 0");
  });
  afterEach(async () => {
    expect(await audit(server.running.dependencies.database)).toEqual([]);
    for (const each of desks.splice(0)) each.close();
  });
  afterAll(async () => {
    await owner.end();
    await server.stop();
  });

  test("a child who writes after the one-key ending, when the screen is gone too, is looked after by a clock", async () => {
    const lan = await desk("lan");
    await goOnline(lan);
    const child = await openChild(server.origin);
    const view = await take(lan, await lan.nextOffer());
    const params = { contactId: view.summary.id };
    const body = { disposition: "silent", version: view.summary.version } as const;
    await lan.call(contactRoutes.endWithOneKey, { params, body });
    lan.close();
    await vi.waitUntil(async () => {
      const { rows } = await owner.query("select from contact where id = $1 and state ->> 'ownerLostAt' is not null", [
        view.summary.id,
      ]);
      return rows.length === 1;
    });
    await child.call(childRoutes.post, { body: { clientKey: "came-back-1", text: "em vẫn ở đây" } });
    expect(await clockOf(view.summary.id)).toBe("orphan");

    // The counsellor's new screen stops that clock: nobody is taken away from a child who is being answered.
    const back = await desk("lan");
    await back.socket.emitWithAck("lease:hold", { takeOver: false });
    expect(await clockOf(view.summary.id)).toBeUndefined();
    child.close();
  });

  test("an offer on a screen that is lost goes on at once", async () => {
    const [lan, minh] = [await desk("lan"), await desk("minh")];
    await goOnline(minh);
    const child = await openChild(server.origin, { text: "có ai không" });
    const offer = await minh.nextOffer();
    await minh.socket.emitWithAck("offer:shown", { offerId: offer.id });
    // Lan still sits with the child of the test before: a second place.
    await owner.query("insert into slot (counsellor_id, kind, ordinal) values ($1, 'chat', 2)", [lan.me.id]);
    await goOnline(lan);
    minh.close();
    expect(await lan.nextOffer()).toMatchObject({ contactId: offer.contactId });
    const { rows } = await owner.query<{ status: string }>("select status from offer where id = $1", [offer.id]);
    expect(rows[0]?.status).toBe("rescinded");
    await child.call(childRoutes.leave, { body: { quick: false } });
    child.close();
  });

  test("taking a contact without a living screen starts the orphan clock within the sweep", async () => {
    const minh = await desk("minh");
    await goOnline(minh);
    const child = await openChild(server.origin, { text: "em ơi" });
    const view = await take(minh, await minh.nextOffer());
    // As if the server had died between the lost connection and the orphan clock.
    await owner.query("update lease set lost_at = now() where counsellor_id = $1", [minh.me.id]);
    await vi.waitUntil(async () => (await clockOf(view.summary.id)) === "orphan", { timeout: 4_000 });
    await child.call(childRoutes.leave, { body: { quick: false } });
    child.close();
  });

  test("two begins with one key at once are one chat, and both are told so", async () => {
    const key = "one-key-for-two-requests-at-once";
    const body = JSON.stringify({ key, language: "vi", safeNow: "yes", text: "một lần thôi" });
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => send(server.origin, "POST", "/api/child/contacts", { body })),
    );
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 201));
    expect(new Set(replies.map((reply) => reply.body["token"])).size).toBe(1);
    const token = String(replies[0]?.body["token"]);
    await send(server.origin, "POST", "/api/child/leave", {
      headers: { authorization: `Bearer ${token}` },
      body: '{"quick":false}',
    });
    const again = await send(server.origin, "POST", "/api/child/contacts", { body });
    expect(again).toMatchObject({ status: 401, body: { code: "chat-ended" } });
  });

  test("a second server on the same data, without the demo, knows no demo account and no demo channel", async () => {
    const production = await startServer({ ...server.config, roles: ["serve"], isDemo: false });
    const body = JSON.stringify({ username: "lan", password: "den-ngu-2026" });
    expect(await send(production.origin, "POST", "/api/sessions", { body })).toMatchObject({ status: 401 });
    const arrival = { headers: gatewayHeaders("production-1"), body: "{}" };
    expect(await send(production.origin, "POST", "/api/carriers/contacts", arrival)).toMatchObject({ status: 401 });
    await production.stop();
  });

  test("after a restart the chat is still there, word for word", async () => {
    const child = await openChild(server.origin, { text: "đừng quên em nhé" });
    child.close();
    await server.restart();
    const reply = await send(server.origin, "GET", "/api/child/contact", {
      headers: { authorization: `Bearer ${child.token}` },
    });
    expect(reply.body).toMatchObject({ phase: "waiting", messages: [{ text: "đừng quên em nhé" }] });
  });
});
