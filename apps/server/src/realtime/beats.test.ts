import { childRoutes } from "@nightlight/contracts/child/contact";
import { contactRoutes, type ContactView } from "@nightlight/contracts/counsellor/contact";
import type { FromCounsellor } from "@nightlight/contracts/counsellor/realtime";
import { contactFeed, contactMark, recordMark } from "@nightlight/contracts/line/beat";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { goOnline, openChild, openDesk, startTestServer, take, type Desk, type TestServer } from "../test-server.ts";

type Reply = Parameters<Parameters<FromCounsellor["beat"]>[1]>[0];

describe.skipIf(isPostgresMissing())("a beat tells what is true", () => {
  let server: TestServer;
  let lan: Desk;
  beforeAll(async () => {
    server = await startTestServer();
    lan = await openDesk(server.origin, "lan");
    await goOnline(lan);
  });
  afterAll(() => server.stop());

  const beat = async (socket: Socket): Promise<Reply> => (await socket.emitWithAck("beat", {})) as Reply;
  const marksOf = async (socket: Socket): Promise<Readonly<Record<string, string>>> => (await beat(socket)).marks ?? {};
  const markOf = (view: ContactView): string =>
    `${contactMark("counsellor", { ...view.summary, ...view })}.${recordMark(view.record)}`;

  test("the marks of a contact are those of its view, through words, receipts and record; of nobody else's", async () => {
    const child = await openChild(server.origin, { text: "Con chờ cô" });
    const offer = await lan.nextOffer();
    expect((await marksOf(lan.socket))["desk"]).toBe(`${offer.id}|`);
    await take(lan, offer);
    const params = { contactId: offer.contactId };
    const feed = contactFeed(offer.contactId);
    const agree = async (): Promise<string> => {
      const view = await lan.call(contactRoutes.read, { params });
      const marks = await marksOf(lan.socket);
      expect(marks[feed]).toBe(markOf(view));
      expect(marks["desk"]).toBe(`|${offer.contactId}:${String(view.summary.version)}`);
      return marks[feed] ?? "";
    };
    const seen = new Set([await agree()]);
    const message = await lan.call(contactRoutes.post, { params, body: { clientKey: "k".repeat(24), text: "Cô đây" } });
    seen.add(await agree());
    await child.call(childRoutes.seen, { body: { messageId: message.id } });
    seen.add(await agree());
    await lan.call(contactRoutes.saveRecord, {
      params: { ...params, field: "narrative" },
      body: { value: "con kể", version: 0 },
    });
    seen.add(await agree());
    expect(seen.size).toBe(4);

    const minh = await openDesk(server.origin, "minh");
    expect(JSON.stringify(await marksOf(minh.socket))).not.toContain(offer.contactId);
    expect(await marksOf(minh.socket)).not.toHaveProperty("watch");
    minh.close();
    await child.call(childRoutes.leave, { body: { quick: false } });
    child.close();
  });

  test("a child's page is told of its own chat and place, and of nothing else", async () => {
    const child = await openChild(server.origin, { text: "Con chờ" });
    await vi.waitFor(async () => {
      const view = await child.call(childRoutes.read, {});
      const reply = await beat(child.socket);
      expect(reply).toEqual({
        marks: { chat: contactMark("child", view) },
        position: 1,
      });
    }, 10_000);
    await child.call(childRoutes.leave, { body: { quick: false } });
    child.close();
  });

  test("without the database nobody is told that all is well, and the line stays", async () => {
    const { database } = server.running.dependencies;
    const transaction = vi.spyOn(database, "transaction").mockRejectedValue(new Error("away"));
    expect(await beat(lan.socket)).toMatchObject({ marks: null });
    transaction.mockRestore();
    expect((await beat(lan.socket)).marks).not.toBeNull();
  });
});
