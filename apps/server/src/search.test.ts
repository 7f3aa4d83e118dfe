import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import { previousRoutes, searchRoutes } from "@nightlight/contracts/counsellor/search";
import { readingRoutes } from "@nightlight/contracts/supervisor/access";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  gatewayHeaders,
  goOnline,
  openDesk,
  send,
  startTestServer,
  take,
  type Desk,
  type TestServer,
} from "./test-server.ts";

const REFUSED = { problem: { code: "not-found" } };

describe.skipIf(isPostgresMissing())("searching, and what came before", () => {
  let server: TestServer;
  let lan: Desk;
  let minh: Desk;
  let first: string;
  let live: string;

  const arrive = async (identity: string, text: string): Promise<void> => {
    const body = JSON.stringify({ identity, text });
    const reply = await send(server.origin, "POST", "/api/carriers/contacts", {
      headers: gatewayHeaders(randomUUID()),
      body,
    });
    expect(reply.status).toBe(201);
  };
  const save = (desk: Desk, contactId: string, field: "child.00000000.name" | "narrative", value: string) =>
    desk.call(contactRoutes.saveRecord, { params: { contactId, field }, body: { value, version: 0 } });
  const search = (desk: Desk, text: string, similar = false) =>
    desk.call(searchRoutes.search, { body: { text, within: "all", similar } });

  beforeAll(async () => {
    server = await startTestServer();
    lan = await openDesk(server.origin, "lan");
    minh = await openDesk(server.origin, "minh");
    await goOnline(lan);
    await arrive("01692345678", "Con sợ lắm");
    first = (await take(lan, await lan.nextOffer())).summary.id;
    await save(lan, first, "child.00000000.name", "Nguyễn Thị Ánh");
    await save(lan, first, "narrative", "Cha dượng đánh cháu. Hẹn gọi lại thứ hai.");
    const { summary } = await lan.call(contactRoutes.read, { params: { contactId: first } });
    const ended = await lan.call(contactRoutes.end, {
      params: { contactId: first },
      body: { version: summary.version },
    });
    const closing = { disposition: "counselled", version: ended.summary.version } as const;
    await lan.call(contactRoutes.close, { params: { contactId: first }, body: closing });
    await lan.call(presenceRoutes.setIntent, { body: { intent: "break" } });
    await goOnline(minh);
    await arrive("+84 39 234 5678", "Lại là con đây");
    live = (await take(minh, await minh.nextOffer())).summary.id;
  }, 30_000);
  afterAll(async () => {
    for (const desk of [lan, minh]) desk.close();
    await server.stop();
  });

  test("a counsellor finds their own by name, number and note, and opens it; the log says how they came there", async () => {
    for (const [text, kind, excerpt] of [
      ["thi anh", "person", "Nguyễn Thị Ánh"],
      ["0392345678", "phone", "01692345678"],
      ["duong danh", "word", "Cha dượng đánh cháu. Hẹn gọi lại thứ hai."],
    ] as const) {
      const { hits } = await search(lan, text);
      expect(hits, text).toMatchObject([
        { kind, contact: { id: first, isMine: true, counsellor: "Cô Lan" }, excerpt: { text: excerpt } },
      ]);
    }
    const found = await lan.call(searchRoutes.open, { params: { contactId: first } });
    expect(found.messages.map(({ text }) => text)).toEqual(["Con sợ lắm"]);
    expect(found.record["narrative"]?.value).toContain("Cha dượng");
    const { readings } = await lan.call(readingRoutes.ofContact, { params: { contactId: first }, query: {} });
    expect(readings[0]).toMatchObject({ why: "own", how: "search" });
  });

  test("names nearly like it are looked for when nothing else was found, or when asked for", async () => {
    expect((await search(lan, "Nguyeen Thi")).hits).toMatchObject([{ isSimilar: true, contact: { id: first } }]);
    expect(await search(lan, "nguyen")).toMatchObject({ canAskSimilar: true });
    expect(await search(lan, "nguyen", true)).toMatchObject({ canAskSimilar: false, hits: [{ isSimilar: false }] });
  });

  test("a colleague finds nothing of it by searching, and cannot open it that way", async () => {
    for (const text of ["anh", "duong danh"]) expect((await search(minh, text)).hits).toEqual([]);
    expect((await search(minh, "0392345678")).hits).toMatchObject([{ contact: { id: live } }]);
    await expect(minh.call(searchRoutes.open, { params: { contactId: first } })).rejects.toMatchObject(REFUSED);
  });

  test("but sees it beside the same number's live contact, and opening it there is logged with that reason", async () => {
    const previous = await minh.call(previousRoutes.list, { params: { contactId: live } });
    expect(previous).toMatchObject({ strength: "own_phone", hasMore: false });
    expect(previous.contacts).toMatchObject([
      { id: first, disposition: "counselled", counsellor: "Cô Lan", isMine: false },
    ]);
    expect(JSON.stringify(previous)).not.toContain("sợ");
    const params = { contactId: live, previousId: first };
    const opened = await minh.call(previousRoutes.open, { params });
    expect(opened.record["narrative"]?.value).toContain("Hẹn gọi lại");
    const { readings } = await lan.call(readingRoutes.ofContact, { params: { contactId: first }, query: {} });
    expect(readings[0]).toMatchObject({ by: { id: minh.me.id }, why: "previous" });
    await expect(lan.call(previousRoutes.open, { params })).rejects.toMatchObject(REFUSED);
    await expect(lan.call(previousRoutes.list, { params: { contactId: live } })).rejects.toMatchObject(REFUSED);
  });

  test("a supervisor learns that there is somebody, not what was said; auditors and administrators nothing at all", async () => {
    const hoa = await openDesk(server.origin, "giam-sat");
    const { hits } = await search(hoa, "Nguyễn Thị Ánh");
    expect(hits).toMatchObject([{ contact: { id: first }, excerpt: null }]);
    expect((await search(hoa, "duong danh")).hits).toEqual([]);
    hoa.close();
    const admin = await openDesk(server.origin, "quan-tri");
    await expect(search(admin, "anh")).rejects.toMatchObject({ problem: { code: "not-allowed" } });
    admin.close();
  });

  test("too little finds nobody, and says so; too often is told to wait", async () => {
    await expect(search(lan, "a")).rejects.toMatchObject({ problem: { code: "too-short" } });
    const replies = await Promise.allSettled(Array.from({ length: 130 }, () => search(lan, "a")));
    const codes = replies.map((reply) =>
      reply.status === "rejected" ? (reply.reason as { problem: { code: string } }).problem.code : "",
    );
    expect(new Set(codes)).toEqual(new Set(["too-short", "too-many"]));
  });
});
