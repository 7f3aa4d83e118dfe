import { childRoutes } from "@nightlight/contracts/child/contact";
import { contactRoutes, type ContactView } from "@nightlight/contracts/counsellor/contact";
import { problem } from "@nightlight/contracts/problem";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

const NOBODY = "0190f000-0000-7000-8000-00000000dead";

describe.skipIf(isPostgresMissing())("bad input", () => {
  let server: TestServer;
  let owner: Client;
  let lan: Desk;
  let child: Child;
  let view: ContactView;

  beforeAll(async () => {
    server = await startTestServer();
    owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
    lan = await openDesk(server.origin, "lan");
    await goOnline(lan);
    child = await openChild(server.origin, { text: "em chào cô" });
    view = await take(lan, await lan.nextOffer());
  });
  afterAll(async () => {
    lan.close();
    child.close();
    await owner.end();
    await server.stop();
  });

  /** What the whole database looks like, as one number; nothing that is refused may change it. */
  const fingerprint = async (): Promise<string> => {
    const { rows } = await owner.query<{ print: string }>(`select md5(
      (select coalesce(string_agg(c::text, '' order by id), '') from contact c)
      || (select coalesce(string_agg(m.id::text || m.sealed::text, '' order by id), '') from message m)
      || (select coalesce(string_agg(r.contact_id::text || r.field || r.version, '' order by r.contact_id, r.field, r.version), '') from record_field r)
      || (select count(*)::text from event) || (select coalesce(string_agg(s::text, '' order by s.counsellor_id, s.ordinal), '') from slot s)) as print`);
    return rows[0]?.print ?? "";
  };

  const begin = (body: unknown) => ({ method: "POST", path: "/api/child/contacts", body: JSON.stringify(body) });
  const good = { key: "k".repeat(24), language: "vi", safeNow: "yes" };
  const staff = () => ({ cookie: lan.cookie });
  const own = (rest: string) => `/api/contacts/${view.summary.id}${rest}`;
  const asChild = () => ({ authorization: `Bearer ${child.token}` });

  type Request = {
    method: string;
    path: string;
    body?: string | Uint8Array<ArrayBuffer>;
    headers?: Record<string, string>;
  };
  const cases: [string, number, () => Request][] = [
    ["half a JSON document", 400, () => ({ ...begin(good), body: '{"key":"kkk' })],
    ["no JSON at all", 415, () => ({ ...begin(good), headers: { "content-type": "text/xml" }, body: "<a/>" })],
    ["an empty body", 400, () => ({ ...begin(good), body: "" })],
    ["null", 400, () => begin(null)],
    ["an array", 400, () => begin([good])],
    ["a field too few", 400, () => begin({ key: good.key })],
    ["a field too many", 400, () => begin({ ...good, isAdmin: true })],
    ["a wrong type", 400, () => begin({ ...good, text: { $ne: "" } })],
    ["an unknown language", 400, () => begin({ ...good, language: "xx" })],
    ["a key too short to be random", 400, () => begin({ ...good, key: "short" })],
    ["text of nothing but control characters", 400, () => begin({ ...good, text: "\u0000\u0007\u202E" })],
    ["text longer than the limit", 400, () => begin({ ...good, text: "a".repeat(8_001) })],
    ["a megabyte", 413, () => begin({ ...good, text: "a".repeat(1_000_000) })],
    ["bytes that are no UTF-8", 400, () => ({ ...begin(good), body: Uint8Array.from([0x7b, 0xff, 0xfe, 0x22]) })],
    ["__proto__ in the body", 400, () => ({ ...begin(good), body: '{"__proto__":{"a":1},"language":"vi"}' })],
    ["an unknown route", 404, () => ({ method: "GET", path: "/api/nothing-here" })],
    ["a method that is not there", 404, () => ({ method: "DELETE", path: "/api/child/contacts" })],
    ["a path that does not decode", 400, () => ({ method: "GET", path: "/api/contacts/%E0%A4%A" })],
    ["a child without a token", 401, () => ({ method: "GET", path: "/api/child/contact" })],
    [
      "a child with a guessed token",
      401,
      () => ({ method: "GET", path: "/api/child/contact", headers: { authorization: `Bearer ${"A".repeat(43)}` } }),
    ],
    [
      "a token cut short",
      401,
      () => ({
        method: "GET",
        path: "/api/child/contact",
        headers: { authorization: `Bearer ${child.token.slice(0, -1)}` },
      }),
    ],
    [
      "a wrong channel key",
      401,
      () => ({
        method: "POST",
        path: "/api/carriers/contacts",
        body: "{}",
        headers: { authorization: "Bearer wrong-key-entirely", "idempotency-key": "abcdefgh" },
      }),
    ],
    [
      "an arrival without idempotency key",
      400,
      () => ({
        method: "POST",
        path: "/api/carriers/contacts",
        body: "{}",
        headers: { authorization: gatewayHeaders("x")["authorization"] ?? "" },
      }),
    ],
    [
      "an idempotency key with a line break",
      400,
      () => ({ method: "POST", path: "/api/carriers/contacts", body: "{}", headers: gatewayHeaders("a b c d e f g") }),
    ],
    [
      "a gateway posting into a contact it did not bring",
      404,
      () => ({
        method: "POST",
        path: `/api/carriers/contacts/${view.summary.id}/messages`,
        body: JSON.stringify({ clientKey: "abcdefgh", text: "x" }),
        headers: gatewayHeaders("abcdefgh"),
      }),
    ],
    ["a desk without a session", 401, () => ({ method: "GET", path: "/api/desk" })],
    [
      "a session that never was",
      401,
      () => ({ method: "GET", path: "/api/desk", headers: { cookie: `nightlight-session=${"B".repeat(43)}` } }),
    ],
    [
      "a wrong password",
      401,
      () => ({ method: "POST", path: "/api/sessions", body: JSON.stringify({ username: "lan", password: "wrong" }) }),
    ],
    [
      "an account that does not exist",
      401,
      () => ({
        method: "POST",
        path: "/api/sessions",
        body: JSON.stringify({ username: "nobody", password: "wrong" }),
      }),
    ],
    ["an id that is no id", 400, () => ({ method: "GET", path: "/api/contacts/1%27%20or%201=1", headers: staff() })],
    ["a contact that is not there", 404, () => ({ method: "GET", path: `/api/contacts/${NOBODY}`, headers: staff() })],
    [
      "an offer that is not there",
      404,
      () => ({ method: "POST", path: `/api/offers/${NOBODY}/accept`, headers: staff() }),
    ],
    [
      "declining without a reason",
      400,
      () => ({ method: "POST", path: `/api/offers/${NOBODY}/decline`, body: "{}", headers: staff() }),
    ],
    [
      "an unknown field of the record",
      400,
      () => ({ method: "PUT", path: own("/record/constructor"), body: '{"value":"x","version":0}', headers: staff() }),
    ],
    [
      "a code outside the form's list",
      400,
      () => ({
        method: "PUT",
        path: own("/record/aboutWhom"),
        body: '{"value":"spite","version":0}',
        headers: staff(),
      }),
    ],
    ["a stale version", 409, () => ({ method: "POST", path: own("/end"), body: '{"version":1}', headers: staff() })],
    [
      "a version out of range",
      400,
      () => ({ method: "POST", path: own("/end"), body: '{"version":1e99}', headers: staff() }),
    ],
    [
      "closing before the end",
      409,
      () => ({
        method: "POST",
        path: own("/close"),
        body: `{"version":${String(view.summary.version)},"disposition":"counselled"}`,
        headers: staff(),
      }),
    ],
    [
      "one key when there are words",
      409,
      () => ({
        method: "POST",
        path: own("/one-key-ending"),
        body: `{"version":${String(view.summary.version)},"disposition":"silent"}`,
        headers: staff(),
      }),
    ],
    [
      "seen of a message elsewhere",
      400,
      () => ({ method: "POST", path: "/api/child/seen", body: '{"messageId":"not-an-id"}', headers: asChild() }),
    ],
  ];

  test.each(cases)("%s is answered %i with a problem document and changes nothing", async (_name, status, request) => {
    const before = await fingerprint();
    const { method, path, ...options } = request();
    const reply = await send(server.origin, method, path, options);
    expect(reply.status).toBe(status);
    expect(reply.type).toContain("application/problem+json");
    expect(problem.safeParse(reply.body).success).toBe(true);
    expect(await fingerprint()).toBe(before);
  });

  test("the same sentence for a wrong password and for no account", async () => {
    const answers = await Promise.all(
      ["lan", "nobody"].map((username) =>
        send(server.origin, "POST", "/api/sessions", { body: JSON.stringify({ username, password: "wrong" }) }),
      ),
    );
    const [first, second] = answers.map(({ body }) => ({ ...body, requestId: "" }));
    expect(first).toEqual(second);
  });

  test("text in decomposed form is stored composed", async () => {
    const said = await child.call(childRoutes.post, {
      body: { clientKey: "decomposed", text: "  Thuỷ và Đức\u202E  ".normalize("NFD") },
    });
    expect(said.text).toBe("Thuỷ và Đức".normalize("NFC"));
  });

  test("a message repeated with its key is the first message again", async () => {
    const body = { clientKey: "said-twice", text: "em nói một lần" };
    const first = await child.call(childRoutes.post, { body });
    const repeat = await child.call(childRoutes.post, { body: { ...body, text: "khác" } });
    expect(repeat).toEqual(first);
  });

  test("another counsellor finds nothing where this one has a contact", async () => {
    const minh = await openDesk(server.origin, "minh");
    const foreign = await send(server.origin, "GET", own(""), { headers: { cookie: minh.cookie } });
    const missing = await send(server.origin, "GET", `/api/contacts/${NOBODY}`, { headers: { cookie: minh.cookie } });
    expect({ ...foreign.body, requestId: "" }).toEqual({ ...missing.body, requestId: "" });
    minh.close();
  });

  test("an expired session opens nothing, and says how to go on", async () => {
    const desk = await openDesk(server.origin, "minh");
    await owner.query("update session set expires_at = now() - interval '1 second' where person_id = $1", [desk.me.id]);
    const late = await send(server.origin, "GET", "/api/desk", { headers: { cookie: desk.cookie } });
    expect(late).toMatchObject({ status: 401, body: { code: "not-signed-in" } });
    desk.close();
  });

  test("after signing out the session opens nothing and its socket is closed", async () => {
    const desk = await openDesk(server.origin, "minh");
    const closed = new Promise((resolve) => desk.socket.once("disconnect", resolve));
    await send(server.origin, "DELETE", "/api/sessions/current", { headers: { cookie: desk.cookie } });
    await closed;
    await expect(desk.call(contactRoutes.desk, {})).rejects.toMatchObject({ problem: { code: "not-signed-in" } });
  });

  test("socket events that fit no rule are answered or ignored, and nothing changes", async () => {
    const before = await fingerprint();
    const wild: unknown[] = [
      null,
      1,
      "x",
      [],
      {},
      { offerId: 1 },
      { offerId: NOBODY, extra: 1 },
      { epoch: "1" },
      { takeOver: "yes" },
    ];
    for (const name of ["offer:shown", "lease:renew", "typing", "message:delivered", "constructor", "__proto__"]) {
      for (const payload of wild) lan.socket.emit(name, payload);
    }
    for (const payload of wild) child.socket.emit("message:delivered", payload);
    expect(await lan.socket.emitWithAck("offer:shown", { offerId: NOBODY })).toEqual({ ok: false });
    expect(await fingerprint()).toBe(before);
  });
});
