import { childRoutes } from "@nightlight/contracts/child/contact";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { riskRoutes } from "@nightlight/contracts/counsellor/risk";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { isRedisMissing } from "@nightlight/testkit/redis";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import { Client } from "pg";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashToken, newToken } from "./access/tokens.ts";
import { createLog } from "./dependencies.ts";
import { BY_HAND, CANARIES, find } from "./test-canaries.ts";
import { everythingIn, filesBelow, type Output } from "./test-outputs.ts";
import { startServer } from "./server.ts";
import {
  gatewayHeaders,
  goOnline,
  openChild,
  openDesk,
  send,
  startTestServer,
  take,
  type Child,
  type Desk,
  type TestServer,
} from "./test-server.ts";

type Outsider = { readonly name: string; readonly headers: Readonly<Record<string, string>> };

describe.skipIf(isPostgresMissing() || isRedisMissing())("what is not shared", () => {
  const lines: string[] = [];
  const heard: Output[] = [];
  const passed: Output[] = [];
  const sockets: { disconnect(): unknown }[] = [];
  let server: TestServer;
  let owner: Client;
  let redis: Redis;
  let ears: Redis;
  let lan: Desk;
  let stranger: Child;
  let child: Child;
  let contactId: string;
  let outsiders: readonly Outsider[];

  beforeAll(async () => {
    server = await startTestServer("with Redis", createLog("trace", { write: (line) => lines.push(line) }));
    owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
    redis = new Redis(server.config.redisUrl ?? "");
    ears = redis.duplicate();
    ears.on("pmessage", (_pattern, channel, message) => passed.push({ from: channel, text: message }));
    await ears.psubscribe("*");
    // A node that is alone passes nothing on: this one is told, and sees, that it is not.
    await ears.subscribe("nightlight:notices");
    await redis.publish("nightlight:notices", "somebody else is here");
    lan = await openDesk(server.origin, "lan");
    await owner.query("update person set name = $1, username = $2 where id = $3", [
      CANARIES.staffName.text,
      CANARIES.username.mark,
      lan.me.id,
    ]);
    await goOnline(lan);
    stranger = await openChild(server.origin, { text: "chuyện khác" });
    const theirs = await take(lan, await lan.nextOffer());
    await endWithWords(theirs.summary.id, theirs.summary.version);
    outsiders = [
      { name: "nobody", headers: {} },
      { name: "another child", headers: { authorization: `Bearer ${stranger.token}` } },
      { name: "a gateway", headers: { ...gatewayHeaders("canary-outsider") } },
      ...(await staffOf(["officer", "case_worker"])),
    ];
    listenAs(outsiders);
    child = await openChild(server.origin, { text: CANARIES.said.text });
    contactId = (await take(lan, await lan.nextOffer())).summary.id;
    await writeEverything();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    for (const each of [lan, child, stranger]) each.close();
    redis.disconnect();
    ears.disconnect();
    await owner.end();
    await server.stop();
  });

  const endWithWords = async (id: string, version: number): Promise<void> => {
    const ended = await lan.call(contactRoutes.end, { params: { contactId: id }, body: { version } });
    const body = { disposition: "information", version: ended.summary.version } as const;
    await lan.call(contactRoutes.close, { params: { contactId: id }, body });
  };

  const writeEverything = async (): Promise<void> => {
    const params = { contactId };
    await child.call(childRoutes.post, { body: { clientKey: "canary-child", text: CANARIES.saidLater.text } });
    await lan.call(contactRoutes.post, { params, body: { clientKey: "canary-lan", text: CANARIES.answered.text } });
    for (const [field, canary] of [
      ["child.00000000.name", CANARIES.childName],
      ["narrative", CANARIES.narrative],
    ] as const) {
      await lan.call(contactRoutes.saveRecord, {
        params: { ...params, field },
        body: { value: canary.text, version: 0 },
      });
    }
    await lan.call(riskRoutes.raise, { params, body: { level: "P1", reason: CANARIES.levelReason.text } });
    await expectMade("POST", "/api/by-hand", { cookie: lan.cookie }, BY_HAND);
    const [colleague] = (await owner.query<{ id: string }>("select id from person where username = 'minh'")).rows;
    const bar = { barredId: colleague?.id, origin: "related", reason: CANARIES.barReason.text };
    await expectMade("POST", `/api/contacts/${contactId}/barrings`, { cookie: lan.cookie }, bar);
    const [supervisor] = await staffOf(["clinical_lead"]);
    const opening = { kind: "break_glass", reason: CANARIES.openReason.text };
    await expectMade("POST", `/api/supervision/contacts/${contactId}/openings`, supervisor?.headers ?? {}, opening);
    const arrival = { text: CANARIES.said.text, identity: CANARIES.phone.text };
    const arrived = await expectMade("POST", "/api/carriers/contacts", gatewayHeaders("canary-arrival"), arrival);
    const restrictions = `/api/supervision/contacts/${arrived.contactId}/restrictions`;
    await expectMade("POST", restrictions, supervisor?.headers ?? {}, { reason: CANARIES.restrictReason.text });
  };

  const expectMade = async (method: string, path: string, headers: Record<string, string>, body: object) => {
    const reply = await send(server.origin, method, path, { headers, body: JSON.stringify(body) });
    expect(reply.status, `${path}: ${JSON.stringify(reply.body)}`).toBe(201);
    return reply.body as { contactId: string };
  };

  /** People who hold one role each, signed in. */
  const staffOf = async (roles: readonly string[]) => {
    const staff: { name: string; headers: Record<string, string> }[] = [];
    for (const role of roles) {
      const token = newToken();
      const { rows } = await owner.query<{ id: string }>(
        `insert into person (id, username, name, display_name, roles, languages, is_demo)
         values (gen_random_uuid(), $1, $1, $1, array[$2], '{vi}', true) returning id`,
        [`canary-${role.replace("_", "-")}`, role],
      );
      await owner.query(
        `insert into session (id, token_hash, person_id, expires_at)
         values (gen_random_uuid(), $1, $2, clock_timestamp() + interval '1 hour')`,
        [hashToken(token), rows[0]?.id],
      );
      staff.push({ name: role, headers: { cookie: `nightlight-session=${token}` } });
    }
    return staff;
  };

  const listenAs = (whom: readonly Outsider[]): void => {
    for (const { name, headers } of whom) {
      for (const namespace of ["/child", "/counsellor"]) {
        const token = headers["authorization"]?.split(" ")[1];
        const socket = io(server.origin + namespace, {
          transports: ["websocket"],
          forceNew: true,
          extraHeaders: { ...headers },
          auth: token === undefined ? {} : { token },
        });
        socket.onAny((...said: unknown[]) =>
          heard.push({ from: `${name} at ${namespace}`, text: JSON.stringify(said) }),
        );
        sockets.push(socket);
      }
    }
  };

  type Walked = { method: string; path: string; body: boolean };

  /** Every route of the running program, from its own document, with the real ids in every place. */
  const routes = async (): Promise<Walked[]> => {
    const document = (await (await fetch(`${server.origin}/api/docs/json`)).json()) as {
      paths: Record<string, Record<string, { requestBody?: object }>>;
    };
    const person = lan.me.id;
    const ids: Record<string, string> = { contactId, personId: person, barredId: person, field: "narrative" };
    return Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody }]) => ({
        method: method.toUpperCase(),
        path: path.replace(/\{(\w+)\}/gu, (_, name: string) => ids[name] ?? contactId),
        body: requestBody !== undefined,
      })),
    );
  };

  const answersTo = async ({ name, headers }: Outsider): Promise<Output[]> => {
    const outputs: Output[] = [];
    for (const { method, path, body } of await routes()) {
      if (path.endsWith("/sessions/current") || path.endsWith("/leave")) continue; // an outsider who left hears nothing
      for (const [suffix, given] of [
        ["", "{}"],
        ["?q=x&limit=1&format=csv", JSON.stringify({ contactId, reason: "cho tôi xem hồ sơ này", version: 1 })],
      ] as const) {
        const reply = await fetch(server.origin + path + suffix, {
          method,
          headers: { ...headers, ...(body ? { "content-type": "application/json" } : {}) },
          ...(body ? { body: given } : {}),
        });
        const all = JSON.stringify([...reply.headers]);
        outputs.push({
          from: `${name}: ${method} ${path} → ${String(reply.status)}`,
          text: all + (await reply.text()),
        });
      }
    }
    return outputs;
  };

  const leaksIn = (outputs: readonly Output[]): string[] =>
    outputs.flatMap(({ from, text }) => find(text).map((canary) => `${canary} in ${from}`));

  test("is in no answer to anybody outside, on any route", async () => {
    expect((await routes()).length).toBeGreaterThan(40);
    for (const outsider of outsiders) {
      const outputs = await answersTo(outsider);
      expect(leaksIn(outputs)).toEqual([]);
    }
  }, 60_000);

  test("is in no page or file that the server hands out, nor in the API's document", async () => {
    const pages = await Promise.all(
      ["/", "/console/", "/casework/", "/exit", "/api/docs/json", "/healthz", "/readyz"].map(async (path) => ({
        from: path,
        text: await (await fetch(server.origin + path)).text(),
      })),
    );
    expect(leaksIn(pages)).toEqual([]);
    expect(leaksIn(await filesBelow(fileURLToPath(new URL("../../../apps/companion/dist", import.meta.url))))).toEqual(
      [],
    );
  });

  test("reaches no socket of anybody outside", async () => {
    await child.call(childRoutes.read, {});
    await lan.call(contactRoutes.post, {
      params: { contactId },
      body: { clientKey: "canary-lan-last", text: CANARIES.answered.text },
    });
    await child.next("message:posted");
    expect(leaksIn(heard)).toEqual([]);
  });

  test("the child itself is not told the counsellor's real name, the record, or that anybody was barred", async () => {
    const own = { name: "the child", headers: { authorization: `Bearer ${child.token}` } };
    const seen = new Set((await answersTo(own)).flatMap(({ text }) => find(text)));
    expect([...seen].sort()).toEqual(
      [CANARIES.answered, CANARIES.said, CANARIES.saidLater].map(({ name }) => name).sort(),
    );
  });

  test("is in no line of the log, with everything switched on", () => {
    expect(lines.length).toBeGreaterThan(50);
    expect(leaksIn([{ from: "the log", text: lines.join("") }])).toEqual([]);
  });

  test("is in no key, value or job of Redis, nor in what is passed from node to node", async () => {
    const outputs = await everythingIn(redis);
    for (const kind of [/:meta$/u, /^nightlight:limit/u, /^socket\.io$/u]) {
      expect(outputs.filter(({ from }) => kind.test(from)).length, String(kind)).toBeGreaterThan(0);
    }
    expect(leaksIn(outputs)).toEqual([]);
    expect(passed.filter(({ from }) => from.includes("notices")).length).toBeGreaterThan(5);
    expect(leaksIn(passed)).toEqual([]);
  });

  test("nor are cookies and tokens, when one node asks the others who is there", async () => {
    const second = await startServer(server.config);
    const headers = { authorization: `Bearer ${child.token}` };
    const seen = await send(second.origin, "GET", "/api/child/contact", { headers });
    expect(seen.body["isThere"]).toBe(true); // the first node said so
    await second.stop();
    const all = passed.map(({ text }) => text).join("\n");
    expect(all).toContain(lan.me.id);
    for (const proof of [lan.cookie.split("=")[1] ?? "-", child.token]) expect(all).not.toContain(proof);
  });

  test("lies in no column of the database in the clear", async () => {
    const { rows } = await owner.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'bullmq')",
    );
    const outputs: Output[] = [];
    for (const { name } of rows) {
      const found = await owner.query<{ text: string | null }>(
        `select string_agg(row::text, ' ') as text from ${name} as row`,
      );
      outputs.push({ from: name, text: found.rows[0]?.text ?? "" });
    }
    // Accounts have names, known inside.
    const inside = [CANARIES.staffName.name, CANARIES.username.name].map((name) => `${name} in public.person`);
    expect(leaksIn(outputs).filter((leak) => !inside.includes(leak))).toEqual([]);
  });

  test("and a planted leak is found, in each of these places", async () => {
    const planted = CANARIES.narrative.text;
    await redis.set("planted", Buffer.from(planted).toString("base64"));
    server.running.dependencies.log.info({ planted: planted.normalize("NFD") }, "planted");
    expect(leaksIn(await everythingIn(redis))).toEqual(["the narrative in planted"]);
    expect(find(lines.at(-1) ?? "")).toEqual(["the narrative"]);
    // Shared by mistake: the name outside becomes the name inside.
    await owner.query("update person set display_name = name where id = $1", [lan.me.id]);
    const own = { name: "the child", headers: { authorization: `Bearer ${child.token}` } };
    expect((await answersTo(own)).flatMap(({ text }) => find(text))).toContain(CANARIES.staffName.name);
  });
});
