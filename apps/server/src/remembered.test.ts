import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "./test-sign-in.ts";
import { openDesk, startTestServer, type Desk, type TestServer } from "./test-server.ts";

/** What changed elsewhere, behind this node's back, holds for the next request: a memory opens nothing. */
describe.skipIf(isPostgresMissing())("whoever was here a moment ago", () => {
  let server: TestServer;
  let owner: Client;
  let lan: Desk;
  beforeAll(async () => {
    server = await startTestServer("without Redis");
    owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
  });
  beforeEach(async () => {
    lan = await openDesk(server.origin, "lan");
    await lan.call(contactRoutes.desk, {});
  });
  afterAll(async () => {
    await owner.end();
    await server.stop();
  });

  const own = "person_id = (select id from person where username = 'lan')";
  const askAgain = () => [
    refusalOf(lan.call(contactRoutes.desk, {})),
    refusalOf(lan.call(presenceRoutes.setIntent, { body: { intent: "available" } })),
    refusalOf(lan.call(contactRoutes.read, { params: { contactId: "0190f000-0000-7000-8000-0000000000aa" } })),
  ];

  test("and was signed out elsewhere is signed out here", async () => {
    await owner.query(`update session set ended_at = clock_timestamp() where ${own}`);
    expect(await Promise.all(askAgain())).toEqual(["not-signed-in", "not-signed-in", "not-signed-in"]);
  });

  test("and was locked elsewhere is told so", async () => {
    await owner.query(`update session set locked_at = clock_timestamp() where ${own}`);
    expect(await Promise.all(askAgain())).toEqual(["session-locked", "session-locked", "session-locked"]);
    await owner.query(`update session set locked_at = null where ${own}`);
  });

  test("and is no counsellor any more may no longer what counsellors may", async () => {
    await owner.query("update person set roles = '{auditor}' where username = 'lan'");
    expect(await Promise.all(askAgain())).toEqual(["not-allowed", "not-allowed", "not-allowed"]);
    await owner.query("update person set roles = '{counsellor}' where username = 'lan'");
  });

  test("and was given a role goes on without noticing", async () => {
    await owner.query("update person set roles = '{counsellor,leader}' where username = 'lan'");
    expect((await lan.call(contactRoutes.desk, {})).contacts).toEqual([]);
    await owner.query("update person set roles = '{counsellor}' where username = 'lan'");
  });
});
