import { childRoutes } from "@nightlight/contracts/child/contact";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLog } from "./dependencies.ts";
import {
  gatewayHeaders,
  goOnline,
  openChild,
  openDesk,
  send,
  startTestServer,
  take,
  type TestServer,
} from "./test-server.ts";

const SAID = "CANARY-said-by-the-child";
const ANSWERED = "CANARY-said-by-the-counsellor";
const WRITTEN = "CANARY-written-in-the-record";
const IDENTITY = "CANARY-identity-of-the-sender";
const PASSWORD = "CANARY-wrong-password";

describe.skipIf(isPostgresMissing())("the log, with everything switched on", () => {
  const lines: string[] = [];
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer("without Redis", createLog("trace", { write: (line) => lines.push(line) }));
  });
  afterAll(() => server.stop());

  test("holds one JSON object a line and nothing that anybody said, wrote or is", async () => {
    const lan = await openDesk(server.origin, "lan");
    await goOnline(lan);
    const child = await openChild(server.origin, { text: SAID });
    const view = await take(lan, await lan.nextOffer());
    const params = { contactId: view.summary.id };
    await lan.call(contactRoutes.post, { params, body: { clientKey: "log-answer", text: ANSWERED } });
    await lan.call(contactRoutes.saveRecord, {
      params: { ...params, field: "narrative" },
      body: { value: WRITTEN, version: 0 },
    });
    await child.call(childRoutes.post, { body: { clientKey: "log-child", text: `${SAID} again` } });
    const identified = JSON.stringify({ text: SAID, identity: IDENTITY });
    await send(server.origin, "POST", "/api/carriers/contacts", {
      headers: gatewayHeaders("log-arrival"),
      body: identified,
    });
    await send(server.origin, "POST", "/api/carriers/contacts", {
      headers: gatewayHeaders("log-broken"),
      body: `{"text": ${SAID}`,
    });
    await send(server.origin, "GET", `/api/contacts/${encodeURIComponent(SAID)}?q=${SAID}`, {
      headers: { cookie: lan.cookie },
    });
    await send(server.origin, "POST", "/api/sessions", {
      body: JSON.stringify({ username: "lan", password: PASSWORD }),
    });
    lan.close();
    child.close();

    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    const log = lines.join("");
    expect(log).toContain("/api/carriers/contacts");
    for (const secret of ["CANARY", child.token, lan.cookie.split("=")[1] ?? "-", "demo-gateway-key", "127.0.0.1:"]) {
      expect(log.replaceAll(server.origin, "")).not.toContain(secret);
    }
  });
});
