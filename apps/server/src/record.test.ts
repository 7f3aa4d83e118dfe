import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { recordRoutes } from "@nightlight/contracts/counsellor/record";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
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

describe.skipIf(isPostgresMissing())("the record over HTTP and sockets", () => {
  let server: TestServer;
  let lan: Desk;
  let elsewhere: Desk;
  let minh: Desk;
  let child: Child;
  let contactId: string;
  beforeAll(async () => {
    server = await startTestServer();
    [lan, elsewhere, minh] = (await Promise.all(
      ["lan", "lan", "minh"].map((name) => openDesk(server.origin, name)),
    )) as [Desk, Desk, Desk];
    await goOnline(lan);
    child = await openChild(server.origin, { text: "Con đây" });
    contactId = (await take(lan, await lan.nextOffer())).summary.id;
  }, 60_000);
  afterAll(async () => {
    for (const each of [lan, elsewhere, minh, child]) each.close();
    await server.stop();
  });

  const put = async (path: string, body: object, desk = lan) =>
    send(server.origin, "PUT", `/api/contacts/${contactId}/record/${path}`, {
      headers: { cookie: desk.cookie },
      body: JSON.stringify(body),
    });

  test("a form is read by its version, and says itself which fields there are", async () => {
    const read = await lan.call(contactRoutes.read, { params: { contactId } });
    expect(read.recordDefinition).toBe(2);
    const form = await lan.call(recordRoutes.definition, { params: { version: read.recordDefinition } });
    expect(form.sections.map(({ key }) => key)).toContain("risk");
    const missing = await send(server.origin, "GET", "/api/record-definitions/99", { headers: { cookie: lan.cookie } });
    expect(missing.status).toBe(404);
  });

  test("what one desk saves the other is told within two seconds, and reads; nobody else hears of it", async () => {
    const heard: unknown[] = [];
    const stranger: unknown[] = [];
    const told = new Promise<void>((resolve) => {
      elsewhere.socket.on("record:changed", (notice) => {
        heard.push(notice);
        resolve();
      });
    });
    minh.socket.on("record:changed", (notice) => stranger.push(notice));
    const field = "child.00000000.name";
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => {
        reject(new Error("not told within two seconds"));
      }, 2000);
    });
    await lan.call(contactRoutes.saveRecord, { params: { contactId, field }, body: { value: "Nhi", version: 0 } });
    await Promise.race([told, late]);
    expect(heard).toEqual([{ contactId, field, version: 1 }]);
    expect(stranger).toEqual([]);
    const read = await elsewhere.call(contactRoutes.read, { params: { contactId } });
    expect(read.record[field]).toMatchObject({ value: "Nhi", version: 1 });
  });

  test.each([
    ["favouriteColour", "blue", "no-such-field"],
    ["child.00000000.birthDate", "2999-01-01", "value-day-ahead"],
    ["child.00000000.homePlace", "99999", "value-place-gone"],
    ["aboutWhom", "nobody", "value-unknown-code"],
    ["narrative", "x".repeat(30_000), "value-too-long"],
  ])("%s refuses what it cannot hold, in words", async (path, value, code) => {
    const reply = await put(path, { value, version: 0 });
    expect([reply.status, reply.body["code"]]).toEqual([400, code]);
    expect(String(reply.body["detail"]).length).toBeGreaterThan(10);
  });

  test("a megabyte is refused plainly, and the record is as it was", async () => {
    const before = (await lan.call(contactRoutes.read, { params: { contactId } })).record;
    const reply = await put("narrative", { value: "x".repeat(1_048_576), version: 0 });
    expect([reply.status, reply.body["code"]]).toEqual([413, "too-large"]);
    expect((await lan.call(contactRoutes.read, { params: { contactId } })).record).toEqual(before);
  });

  test.each([
    ["vi", "Lý do"],
    ["en", "Reasons"],
  ])("closing (%s) is refused with the names of what is wanted, and loses nothing", async (language, name) => {
    const matter = "risk.matter";
    const { record } = await lan.call(contactRoutes.read, { params: { contactId } });
    await put(matter, { value: "needs", version: record[matter]?.version ?? 0 });
    const read = await lan.call(contactRoutes.read, { params: { contactId } });
    const { version } = read.summary;
    await send(server.origin, "POST", `/api/contacts/${contactId}/end`, {
      headers: { cookie: lan.cookie },
      body: JSON.stringify({ version }),
    });
    const after = await lan.call(contactRoutes.read, { params: { contactId } });
    const reply = await send(server.origin, "POST", `/api/contacts/${contactId}/close`, {
      headers: { cookie: lan.cookie, "accept-language": language },
      body: JSON.stringify({ disposition: "counselled", version: after.summary.version }),
    });
    expect([reply.status, reply.body["code"]]).toEqual([409, "record-unfinished"]);
    expect(reply.body["errors"]).toEqual([{ path: "reasons", message: name }]);
    expect(String(reply.body["detail"])).toContain(`: ${name}.`);
    const then = await lan.call(contactRoutes.read, { params: { contactId } });
    expect([then.summary.status, then.record]).toEqual(["wrap_up", after.record]);
  });

  test("it is nobody else's", async () => {
    expect((await put("narrative", { value: "x", version: 0 }, minh)).status).toBe(404);
  });
});
