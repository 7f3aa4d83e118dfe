import { receivedEscalationRoutes as received } from "@nightlight/contracts/authority/escalation";
import { AUTHORITY_NAMESPACE } from "@nightlight/contracts/authority/realtime";
import { barringRoutes } from "@nightlight/contracts/supervisor/access";
import type { Staff } from "@nightlight/domain/access/access";
import { escalate } from "@nightlight/testkit/escalation-scene";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXAMPLES } from "./test-access-examples.ts";
import { mountedRoutes, type MountedRoute } from "./test-access-walk.ts";
import { goOnline, openChild, openDesk, send, startTestServer, take, type Child, type Desk } from "./test-server.ts";

const MISSING = "0190f000-0000-7000-8000-00000000beef";
const REASON = "Người gây hại làm việc ở đây";
const BA_DINH = "0190f000-0000-7000-8001-150000000004";
const COMMITTEE_OF_HA_NOI = "0190f000-0000-7000-8001-120000000001";

/**
 * What stands between an office and what was not sent to it: every route that names an escalation, walked by the office
 * that it was sent to, by one that it was not, by the office above, and by one that is barred.
 */
describe.skipIf(isPostgresMissing())("an office and other offices' escalations", () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let owner: Client;
  let routes: MountedRoute[];
  let lan: Desk;
  let child: Child;
  let mai: Desk;
  let foreign: readonly Desk[];
  let contactId: string;
  let escalationId: string;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
    routes = (await mountedRoutes(server.origin)).filter(({ path }) => path.includes(":escalationId"));
    lan = await openDesk(server.origin, "lan");
    mai = await openDesk(server.origin, "can-bo");
    foreign = [await openDesk(server.origin, "can-bo-sai-gon"), await openDesk(server.origin, "so-y-te")];
    await goOnline(lan);
    child = await openChild(server.origin, { text: "chuyện ở phường" });
    contactId = (await take(lan, await lan.nextOffer())).summary.id;
    const asLan: Staff = { kind: "staff", id: lan.me.id, sessionId: MISSING, roles: ["counsellor"] };
    escalationId = (await escalate(server.running.dependencies.world, asLan, contactId, BA_DINH)).id;
  }, 60_000);
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    for (const each of [lan, mai, child, ...foreign]) each.close();
    await owner.end();
    await server.stop();
  });

  const ask = async (route: MountedRoute, desk: Desk, id: string) => {
    const path = route.path.replace(/:(\w+)/gu, (_, name: string) => (name === "escalationId" ? id : MISSING));
    const body = EXAMPLES[route.name];
    const reply = await send(server.origin, route.method, path, {
      headers: { cookie: desk.cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: reply.status, type: reply.type, body: { ...reply.body, requestId: "" } };
  };
  const ofOffices = () => routes.filter(({ path }) => path.startsWith("/api/authority/"));
  const fingerprint = async (): Promise<string> => {
    const { rows } = await owner.query<{ state: string }>(
      `select e::text || coalesce((select string_agg(t::text, ',' order by t.id) from escalation_text t
           where t.escalation_id = e.id), '')
         || coalesce((select string_agg(d::text, ',') from report_draft d where d.escalation_id = e.id), '') as state
       from escalation e where e.id = $1`,
      [escalationId],
    );
    return rows[0]?.state ?? "";
  };
  const inboxOf = async (desk: Desk) =>
    (await desk.call(received.inbox, { query: { state: "open" } })).escalations.map(({ id }) => id);

  test("its own office finds it: the walk would notice if nothing answered", async () => {
    expect(await inboxOf(mai)).toEqual([escalationId]);
    expect((await mai.call(received.read, { params: { escalationId } })).addressed).toMatchObject([{ isYours: true }]);
    expect(ofOffices().length).toBeGreaterThan(8);
  });

  test("for every other office it is not there, to the letter, and nothing they send changes it", async () => {
    const before = await fingerprint();
    for (const desk of foreign) {
      expect(await inboxOf(desk)).toEqual([]);
      for (const route of ofOffices()) {
        const found = await ask(route, desk, escalationId);
        expect(found, `${desk.me.username} at ${route.name}`).toEqual(await ask(route, desk, MISSING));
        expect(found.status, `${desk.me.username} at ${route.name}`).toBe(404);
      }
    }
    expect(await fingerprint()).toBe(before);
  });

  test("what the helpline does with it is refused to every officer, and an office's answers to the helpline", async () => {
    const before = await fingerprint();
    for (const route of routes.filter(({ path }) => !path.startsWith("/api/authority/"))) {
      for (const desk of [mai, ...foreign]) expect((await ask(route, desk, escalationId)).status, route.name).toBe(403);
    }
    for (const route of ofOffices()) expect((await ask(route, lan, escalationId)).status, route.name).toBe(403);
    expect(await fingerprint()).toBe(before);
  });

  test("an officer's page lets nobody else listen, and is told of nothing that was not sent there", async () => {
    const told = new Map<Desk, string[]>();
    for (const desk of [mai, ...foreign]) {
      const heard: string[] = [];
      told.set(desk, heard);
      const socket = await listen(desk);
      socket.onAny((name: string, notice: unknown) => heard.push(`${name} ${JSON.stringify(notice)}`));
    }
    await expect(listen(lan)).rejects.toThrow("not-signed-in");
    await mai.call(received.seen, { params: { escalationId } });
    await expect.poll(() => told.get(mai)?.join("\n") ?? "", { timeout: 10_000 }).toContain(escalationId);
    for (const desk of foreign) expect(told.get(desk)).toEqual([]);
    for (const heard of told.values()) expect(heard.join("\n")).not.toContain(contactId);
  });

  test("once a unit above it is barred, it was never there for its office either", async () => {
    await lan.call(barringRoutes.bar, {
      params: { contactId },
      body: { barredId: COMMITTEE_OF_HA_NOI, origin: "named", reason: REASON },
    });
    const before = await fingerprint();
    expect(await inboxOf(mai)).toEqual([]);
    for (const route of ofOffices()) {
      const found = await ask(route, mai, escalationId);
      expect(found, route.name).toEqual(await ask(route, mai, MISSING));
      expect(found.status, route.name).toBe(404);
    }
    expect(await fingerprint()).toBe(before);
  });

  async function listen({ cookie }: Desk): Promise<Socket> {
    const socket = io(server.origin + AUTHORITY_NAMESPACE, {
      transports: ["websocket"],
      extraHeaders: { cookie },
      forceNew: true,
      reconnection: false,
    });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    });
    return socket;
  }
});
