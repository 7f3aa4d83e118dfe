import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { childRoutes } from "@nightlight/contracts/child/contact";
import { problem } from "@nightlight/contracts/problem";
import { COUNSELLOR_NAMESPACE } from "@nightlight/contracts/counsellor/realtime";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { isRedisMissing } from "@nightlight/testkit/redis";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openChild, openDesk, send, startTestServer, type TestServer } from "./test-server.ts";
import { REFUSED_PER_MINUTE } from "./plugins/limit-rates.ts";
import { HANDSHAKES_PER_MINUTE } from "./realtime/limit-handshakes.ts";
import { startServer } from "./server.ts";
import { openBrowser } from "./test-sign-in.ts";

const PER_MINUTE = childRoutes.post.perMinute ?? 0;

describe.skipIf(isPostgresMissing())("headers and limits", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const headersOf = async (path: string) => (await fetch(server.origin + path)).headers;

  test.each(["/", "/console/", "/casework/", "/exit"])("the page %s lets in nothing from elsewhere", async (path) => {
    const headers = await headersOf(path);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain("trusted-types nightlight-pulse");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|data:|https?:|wss?:(?!\/\/127)/u);
    expect(policy).toContain(`connect-src 'self' ${server.origin.replace("http", "ws")}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("strict-transport-security")).toBeNull(); // this one is reached by plain HTTP, on loopback
  });

  test.each(["/api/desk", "/api/nothing-here", "/api/contacts/%E0%A4%A"])(
    "%s is data: no page, not kept",
    async (path) => {
      const headers = await headersOf(path);
      expect(headers.get("content-security-policy")).toMatch(/^default-src 'none';.*sandbox$/u);
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );

  test("a host that was made up is not repeated in the policy", async () => {
    const { request } = await import("node:http");
    const policy = await new Promise<string>((resolve, reject) => {
      const asked = request(server.origin, { headers: { host: "x; script-src *" } }, (reply) => {
        reply.resume();
        resolve(String(reply.headers["content-security-policy"] ?? ""));
      });
      asked.once("error", reject);
      asked.end();
    });
    expect(policy).not.toContain("*");
  });

  test("behind HTTPS a browser is told to stay there, and sockets go to the public origin alone", async () => {
    const secure = await startServer({ ...server.config, publicOrigin: "https://nightlight.test" });
    const { headers } = await fetch(`${secure.origin}/`);
    await secure.stop();
    expect(headers.get("strict-transport-security")).toMatch(/max-age=\d{8}/u);
    expect(headers.get("content-security-policy")).toContain("connect-src 'self' wss://nightlight.test;");
  });

  test("a body longer than its route takes is not read", async () => {
    const child = await openChild(server.origin);
    const headers = { authorization: `Bearer ${child.token}` };
    const body = JSON.stringify({ clientKey: "longlonglong", text: "a".repeat(70_000) });
    expect(await send(server.origin, "POST", "/api/child/messages", { headers, body })).toMatchObject({ status: 413 });
    const none = await send(server.origin, "DELETE", "/api/sessions/current", { body: `"${"a".repeat(2_000)}"` });
    expect(none.status).toBe(401);
    child.close();
  });

  test("a socket that sends a packet of novels is closed", async () => {
    const child = await openChild(server.origin);
    const closed = new Promise((resolve) => child.socket.once("disconnect", resolve));
    child.socket.emit("message:delivered", { messageId: "a".repeat(10_000) });
    await closed;
    child.close();
  });

  test("an address that nobody vouched for is not believed", async () => {
    const begin = async (address: string) =>
      send(server.origin, "POST", "/api/child/contacts", { headers: { "x-forwarded-for": address }, body: "{}" });
    const statuses = [];
    for (let count = 0; count <= (childRoutes.begin.perMinute ?? 0); count += 1) {
      statuses.push((await begin(`203.0.113.${String(count)}`)).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });
});

describe.skipIf(isPostgresMissing())("sockets from one address", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const spend = async (act: string, perMinute: number): Promise<void> => {
    const { limits } = server.running.dependencies;
    while ((await limits.count(act, "127.0.0.1", perMinute)) === undefined);
  };
  const shakeHands = async () => fetch(`${server.origin}/socket.io/?EIO=4&transport=polling`);

  test("whose proofs keep being wrong is hung up on; who is signed in is let in all the same", async () => {
    const browser = openBrowser(server.origin);
    await browser.call(sessionRoutes.signIn, { body: { username: "lan", password: "den-ngu-2026" } });
    const guess = (): Promise<string> =>
      new Promise((resolve) => {
        const extraHeaders = { cookie: "nightlight-session=a-guess-that-is-wrong" };
        const line = io(server.origin + COUNSELLOR_NAMESPACE, {
          transports: ["websocket"],
          extraHeaders,
          forceNew: true,
        });
        const end = (how: string) => {
          line.disconnect();
          resolve(how);
        };
        line.once("connect_error", ({ message }) => {
          end(message);
        });
        // Of a line that is refused politely the client says why in the same turn.
        line.io.once("close", () => {
          queueMicrotask(() => {
            end("hung up");
          });
        });
      });
    expect(await guess()).toBe("not-signed-in");
    await spend("refused", REFUSED_PER_MINUTE);
    expect(await guess()).toBe("hung up");
    const { socket, error } = await browser.connect();
    expect(error).toBeUndefined();
    socket.disconnect();
  });

  test("whoever proves who they are is not counted: a house that comes back is never locked out by its own tries", async () => {
    await spend("handshake", HANDSHAKES_PER_MINUTE - 20);
    for (let times = 0; times < 30; times += 1) (await openChild(server.origin)).close();
    expect((await shakeHands()).status).toBe(200);
  });

  test("one too many is refused before anybody is looked up, and what is open goes on", async () => {
    const child = await openChild(server.origin);
    expect((await shakeHands()).status).toBe(200);
    await spend("handshake", HANDSHAKES_PER_MINUTE);
    const refused = await shakeHands();
    expect([refused.status, await refused.json()]).toEqual([403, expect.objectContaining({ message: "too-many" })]);
    expect(child.socket.connected).toBe(true);
    await child.call(childRoutes.read, {});
    child.close();
  });
});

describe.skipIf(isPostgresMissing() || isRedisMissing())("two nodes with one Redis", () => {
  test("count together: who, which route, and say when to come back", async () => {
    const server = await startTestServer("with Redis");
    const second = await startServer(server.config);
    const child = await openChild(server.origin);
    const other = await openChild(server.origin);
    const say = (origin: string, token: string) =>
      send(origin, "POST", "/api/child/messages", {
        headers: { authorization: `Bearer ${token}`, "accept-language": "en" },
        body: "{}",
      });
    const statuses = [];
    for (let count = 0; count < PER_MINUTE; count += 1) {
      statuses.push((await say(count % 2 === 0 ? server.origin : second.origin, child.token)).status);
    }
    expect(new Set(statuses)).toEqual(new Set([400]));
    for (const origin of [server.origin, second.origin]) {
      const late = await fetch(`${origin}/api/child/messages`, {
        method: "POST",
        headers: { authorization: `Bearer ${child.token}`, "accept-language": "en" },
      });
      const document = problem.parse(await late.json());
      expect(late.status).toBe(429);
      expect(late.headers.get("retry-after")).toBe(String(document.retryAfter));
      expect(document.retryAfter).toBeGreaterThan(0);
      expect(document.detail).toContain(`Try again in ${String(document.retryAfter)} seconds`);
    }
    // Somebody else, and another route, go on as if nothing were.
    expect((await say(second.origin, other.token)).status).toBe(400);
    await child.call(childRoutes.read, {});
    child.close();
    other.close();
    await second.stop();
    await server.stop();
  });

  test("staff are counted by each node for itself", async () => {
    const server = await startTestServer("with Redis");
    const { cookie } = await openDesk(server.origin, "lan");
    const limit = contactRoutes.post.perMinute ?? 0;
    const say = async (): Promise<number> => {
      const path = "/api/contacts/0190f000-0000-7000-8000-00000000dead/messages";
      const body = JSON.stringify({ clientKey: "counted-without-waiting", text: "x" });
      return (await send(server.origin, "POST", path, { headers: { cookie }, body })).status;
    };
    for (let count = 0; count < limit; count += 1) expect(await say()).toBe(404);
    expect(await say()).toBe(429);
    await server.stop();
  });
});
