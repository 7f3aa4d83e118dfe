import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { receivedEscalationRoutes as received } from "@nightlight/contracts/authority/escalation";
import { applyCommand } from "@nightlight/commands/contact/change-contact";
import { createCanaryFinder, makeCanary, makePhoneCanary } from "@nightlight/simulation/canary/canaries";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mountedRoutes } from "./test-access-walk.ts";
import { EXAMPLES } from "./test-access-examples.ts";
import type { Output } from "./test-outputs.ts";
import {
  goOnline,
  openChild,
  openDesk,
  startTestServer,
  take,
  type Child,
  type Desk,
  type TestServer,
} from "./test-server.ts";

const make = (name: string) => makeCanary(name, (digits) => randomBytes(digits).toString("hex").slice(0, digits));

const CHILD = "child.00000000";
const PERSON = "person.00000000";

/** What an authority is meant to get, by the path of the record that it is written under. */
const SHARED = {
  [`${CHILD}.name`]: make("the child's name"),
  [`${CHILD}.condition`]: make("how the child is"),
  [`${PERSON}.name`]: make("a person of concern"),
  actionsNote: make("what was done so far"),
  summary: make("the summary"),
};
/** What stays at the helpline, and who told us. */
const OURS = {
  narrative: make("the narrative"),
  "safeContact.how": make("how the child can be reached"),
  "consent.reason": make("why without consent"),
  [`${PERSON}.note`]: make("a note on a person"),
  "informant.name": make("who told us"),
  "informant.phone": {
    ...makePhoneCanary("number", (count) => String(randomInt(10 ** count)).padStart(count, "0")),
    name: "the informant's number",
  },
  "informant.address": make("where the informant lives"),
};
const SAID = make("what the child said");
const ANSWERED = make("what the counsellor answered");
const BAR_REASON = make("why a colleague is barred");
const BREACH_REASON = make("why it was late");

const kept = [...Object.values(OURS), SAID, ANSWERED, BAR_REASON, BREACH_REASON];
const findKept = createCanaryFinder(kept);
const findShared = createCanaryFinder(Object.values(SHARED));

describe.skipIf(isPostgresMissing())("what an authority is given", () => {
  let server: TestServer;
  let owner: Client;
  let lan: Desk;
  let mai: Desk;
  let child: Child;
  let ids: Record<string, string>;
  let socket: Socket;
  const heard: Output[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
    lan = await openDesk(server.origin, "lan");
    mai = await openDesk(server.origin, "can-bo");
    socket = io(`${server.origin}/authority`, { transports: ["websocket"], extraHeaders: { cookie: mai.cookie } });
    socket.onAny((...said: unknown[]) => heard.push({ from: "socket", text: JSON.stringify(said) }));
    await goOnline(lan);
    child = await openChild(server.origin, { text: SAID.text });
    const contactId = (await take(lan, await lan.nextOffer())).summary.id;
    const params = { contactId };
    await lan.call(contactRoutes.post, { params, body: { clientKey: "canary-answer", text: ANSWERED.text } });
    const values = Object.entries({ ...SHARED, ...OURS }).map(([path, { text }]) => [path, text] as const);
    for (const [field, value] of [...values, [`${CHILD}.incidentPlace`, "00004"] as const]) {
      await lan.call(contactRoutes.saveRecord, { params: { contactId, field }, body: { value, version: 0 } });
    }
    const minh = await owner.query<{ id: string }>("select id from person where username = 'minh'");
    await fetch(`${server.origin}/api/contacts/${contactId}/barrings`, {
      method: "POST",
      headers: { cookie: lan.cookie, "content-type": "application/json" },
      body: JSON.stringify({ barredId: minh.rows[0]?.id, origin: "related", reason: BAR_REASON.text }),
    });
    const asLan = { kind: "staff", id: lan.me.id, sessionId: randomUUID(), roles: ["counsellor"] } as const;
    await server.running.dependencies.world.transaction(asLan, async (store) => {
      const locked = await store.contacts.lock(contactId);
      if (locked === undefined) throw new Error("The contact is gone");
      await applyCommand(store, locked, { type: "raise-risk", changeId: randomUUID(), level: "P1", by: lan.me.id });
    });
    const proposal = await lan.call(escalationRoutes.propose, { params, query: {} });
    const sent = await lan.call(escalationRoutes.send, {
      params,
      body: {
        key: "canary-escalation",
        authorityId: proposal.authority?.id ?? "",
        contentHash: proposal.contentHash ?? "",
        confirm: "P1",
        withoutConsent: "danger",
        callBy: null,
      },
    });
    const escalationId = sent.id;
    const reason = { reason: BREACH_REASON.text };
    await lan.call(escalationRoutes.explain, { params: { escalationId }, body: reason });
    const report = { key: "canary-report", text: "Đã gặp trẻ." };
    const reported = await mai.call(received.report, { params: { escalationId }, body: report });
    ids = {
      contactId,
      escalationId,
      reportId: reported.reports[0]?.id ?? "",
      taskId: sent.tasks[0]?.id ?? "",
      personId: lan.me.id,
      barredId: lan.me.id,
      authorityId: proposal.authority?.id ?? "",
      field: "narrative",
    };
  }, 60_000);
  afterAll(async () => {
    socket.disconnect();
    for (const each of [lan, mai, child]) each.close();
    await owner.end();
    await server.stop();
  });

  /** Every answer of every route that the running program has, asked by the officer with the real ids. */
  const answers = async (cookie: string): Promise<Output[]> => {
    const outputs: Output[] = [];
    for (const { method, path, name } of await mountedRoutes(server.origin)) {
      // An officer who signs out, locks the screen or ends all devices is told nothing more.
      if (path.includes("/sessions") || (method === "DELETE" && path.startsWith("/api/account"))) continue;
      const body = EXAMPLES[name];
      const reply = await fetch(
        server.origin + path.replace(/:(\w+)/gu, (_, key: string) => ids[key] ?? ids["contactId"] ?? ""),
        {
          method,
          headers: { cookie, ...(body === undefined ? {} : { "content-type": "application/json" }) },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        },
      );
      outputs.push({
        from: `${name} → ${String(reply.status)}`,
        text: JSON.stringify([...reply.headers]) + (await reply.text()),
      });
    }
    return outputs;
  };
  const found = (outputs: readonly Output[], find: (text: string) => string[]): string[] =>
    outputs.flatMap(({ from, text }) => find(text).map((canary) => `${canary} in ${from}`));

  test("everything that is shared, and nothing else, in any answer of any route", async () => {
    const outputs = await answers(mai.cookie);
    expect(outputs.length).toBeGreaterThan(80);
    expect(found(outputs, findKept)).toEqual([]);
    const given = new Set(outputs.flatMap(({ text }) => findShared(text)));
    expect([...given].sort()).toEqual(
      Object.values(SHARED)
        .map(({ name }) => name)
        .sort(),
    );
  }, 30_000);

  test("over its socket ids and versions, and no word at all", async () => {
    await lan.call(escalationRoutes.ask, {
      params: { escalationId: ids["escalationId"] ?? "", reportId: ids["reportId"] ?? "" },
      body: { question: "Ai đã gặp trẻ?" },
    });
    const deadline = performance.now() + 5_000;
    while (heard.length === 0 && performance.now() < deadline) await new Promise((wait) => setTimeout(wait, 20));
    expect(heard.length).toBeGreaterThan(0);
    expect(found(heard, findKept)).toEqual([]);
    expect(found(heard, findShared)).toEqual([]);
    expect(heard.filter(({ text }) => text.includes(ids["contactId"] ?? "-"))).toEqual([]);
  });

  test("the sender sees before sending what the recipient sees, to the letter", async () => {
    const escalationId = ids["escalationId"] ?? "";
    const mine = await lan.call(escalationRoutes.read, { params: { escalationId } });
    const theirs = await mai.call(received.read, { params: { escalationId } });
    expect(theirs.content).toEqual(mine.content);
    expect(findKept(JSON.stringify(mine.content))).toEqual([]);
  });

  test("and the walk would notice: what is kept is found where the helpline reads it", async () => {
    const read = await lan.call(contactRoutes.read, { params: { contactId: ids["contactId"] ?? "" } });
    expect(findKept(JSON.stringify(read))).toContain(OURS["informant.name"].name);
    expect(findKept(JSON.stringify(read))).toContain(OURS.narrative.name);
  });
});
