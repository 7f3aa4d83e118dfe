import { intakeRoutes } from "@nightlight/contracts/carriers/intake";
import { childRoutes } from "@nightlight/contracts/child/contact";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import { sessionRoutes } from "@nightlight/contracts/counsellor/session";
import type { Route } from "@nightlight/contracts/http";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { createHash } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
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

const ROUTES: Readonly<Record<string, Route>> = {
  ...prefixed("child", childRoutes),
  ...prefixed("gateway", intakeRoutes),
  ...prefixed("session", sessionRoutes),
  ...prefixed("presence", presenceRoutes),
  ...prefixed("counsellor", contactRoutes),
};

/** A body that would be right for whoever owns the record. A new route without one here fails the walk. */
const BODIES: Readonly<Record<string, object | undefined>> = {
  "child.post": { clientKey: "walk-child-post", text: "x" },
  "child.seen": { messageId: "0190f000-0000-7000-8000-00000000dead" },
  "child.leave": { quick: false },
  "child.read": undefined,
  "gateway.arrive": { text: "x" },
  "gateway.post": { clientKey: "walk-gateway-post", text: "x" },
  "gateway.read": undefined,
  "gateway.leave": undefined,
  "session.signOut": undefined,
  "session.me": undefined,
  "presence.setIntent": { intent: "break" },
  "presence.checkIn": undefined,
  "counsellor.desk": undefined,
  "counsellor.accept": undefined,
  "counsellor.decline": { reason: "technical" },
  "counsellor.read": undefined,
  "counsellor.post": { clientKey: "walk-counsellor-post", text: "x" },
  "counsellor.seen": { messageId: "0190f000-0000-7000-8000-00000000dead" },
  "counsellor.saveRecord": { value: "x", version: 0 },
  "counsellor.endWithOneKey": { disposition: "silent", version: 1 },
  "counsellor.end": { version: 1 },
  "counsellor.close": { disposition: "counselled", version: 1 },
  "counsellor.undo": undefined,
};

const OPEN_TO_ALL = new Set(["child.begin", "session.signIn"]);
const GUARDED = Object.entries(ROUTES).filter(([name]) => !OPEN_TO_ALL.has(name));
const MISSING = "0190f000-0000-7000-8000-00000000beef";
const FOREIGN_KEY = "the-key-of-another-gateway";

type Who = "nobody" | "child" | "counsellor" | "gateway";
const KIND_OF: Readonly<Record<string, Who>> = {
  child: "child",
  gateway: "gateway",
  session: "counsellor",
  presence: "counsellor",
  counsellor: "counsellor",
};

describe.skipIf(isPostgresMissing())("every route × everybody × a record that is not theirs", () => {
  let server: TestServer;
  let owner: Client;
  let lan: Desk;
  let minh: Desk;
  let theirs: Child;
  let other: Child;
  let contactId: string;
  let offerId: string;

  beforeAll(async () => {
    server = await startTestServer();
    owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
    await owner.query(
      "insert into channel (id, kind, name, key_hash, is_demo) values (gen_random_uuid(), 'sms', 'other', $1, true)",
      [createHash("sha256").update(FOREIGN_KEY).digest()],
    );
    lan = await openDesk(server.origin, "lan");
    minh = await openDesk(server.origin, "minh");
    await goOnline(lan);
    theirs = await openChild(server.origin, { text: "chỉ kể với cô Lan" });
    const offer = await lan.nextOffer();
    offerId = offer.id;
    contactId = (await take(lan, offer)).summary.id;
    other = await openChild(server.origin, { text: "chuyện khác" });
  });
  afterAll(async () => {
    for (const each of [lan, minh, theirs, other]) each.close();
    await owner.end();
    await server.stop();
  });

  const headersOf: Readonly<Record<Who, () => Record<string, string>>> = {
    nobody: () => ({}),
    child: () => ({ authorization: `Bearer ${other.token}` }),
    counsellor: () => ({ cookie: minh.cookie }),
    gateway: () => ({ authorization: `Bearer ${FOREIGN_KEY}`, "idempotency-key": "walk-gateway-key" }),
  };
  const ask = async (name: string, route: Route, who: Who, record: { contactId: string; offerId: string }) => {
    const path = route.path
      .replace(":contactId", record.contactId)
      .replace(":offerId", record.offerId)
      .replace(":field", "narrative");
    const body = BODIES[name];
    return send(server.origin, route.method, path, {
      headers: headersOf[who](),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  const stateOfTheirs = async (): Promise<string> => {
    const { rows } = await owner.query<{ state: string }>(
      `select c::text || (select count(*) from message m where m.contact_id = c.id and m.seen_at is null)
         || (select count(*) from record_field r where r.contact_id = c.id) as state from contact c where c.id = $1`,
      [contactId],
    );
    return rows[0]?.state ?? "";
  };

  test("the walk knows every route", () => {
    expect(GUARDED.map(([name]) => name).sort()).toEqual(Object.keys(BODIES).sort());
  });

  test.each(GUARDED)("%s", async (name, route) => {
    const before = await stateOfTheirs();
    const kind = KIND_OF[name.split(".")[0] ?? ""] ?? "nobody";
    for (const who of ["nobody", "child", "counsellor", "gateway"] as const) {
      // Signing out and the like concern nobody else; they are walked for whoever may not call them at all.
      if (who === kind && !/:contactId|:offerId/u.test(route.path)) continue;
      const foreign = await ask(name, route, who, { contactId, offerId });
      const missing = await ask(name, route, who, { contactId: MISSING, offerId: MISSING });
      expect(foreign.status, `${who} at ${name}`).toBe(who === kind ? 404 : 401);
      // "Not yours" looks like "not there", to the letter.
      expect({ ...foreign.body, requestId: "" }).toEqual({ ...missing.body, requestId: "" });
    }
    expect(await stateOfTheirs()).toBe(before);
  });

  test("no socket event of another counsellor or child touches it, and no notice of it reaches them", async () => {
    const before = await stateOfTheirs();
    const messageId = (await lan.call(contactRoutes.read, { params: { contactId } })).messages[0]?.id;
    minh.socket.emit("typing", { contactId });
    minh.socket.emit("message:delivered", { contactId, messageId });
    other.socket.emit("message:delivered", { messageId });
    expect(await minh.socket.emitWithAck("offer:shown", { offerId })).toEqual({ ok: false });
    await lan.call(contactRoutes.post, { params: { contactId }, body: { clientKey: "only-for-them", text: "Cô đây" } });
    await theirs.next("message:posted");
    expect(await stateOfTheirs()).not.toBe(before);
    const overheard = minh.told.filter(({ notice }) => JSON.stringify(notice ?? "").includes(contactId));
    expect(overheard).toEqual([]);
  });
});

function prefixed(kind: string, routes: Readonly<Record<string, Route>>): Record<string, Route> {
  return Object.fromEntries(Object.entries(routes).map(([name, route]) => [`${kind}.${name}`, route]));
}
