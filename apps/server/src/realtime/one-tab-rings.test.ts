import { childRoutes } from "@nightlight/contracts/child/contact";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { COUNSELLOR_NAMESPACE } from "@nightlight/contracts/counsellor/realtime";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { goOnline, openChild, openDesk, startTestServer, take, type Desk, type TestServer } from "../test-server.ts";

describe.skipIf(isPostgresMissing())("one tab of a counsellor rings", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  /** Another tab of the same browser, and what it was told of the lease. */
  async function openTab({ cookie }: Desk): Promise<{ socket: Socket; given: number[] }> {
    const socket = io(server.origin + COUNSELLOR_NAMESPACE, {
      transports: ["websocket"],
      extraHeaders: { cookie },
      forceNew: true,
    });
    const given: number[] = [];
    socket.on("lease:given", ({ epoch }: { epoch: number }) => given.push(epoch));
    await new Promise<void>((resolve) => socket.once("connect", resolve));
    return { socket, given };
  }

  const hold = async (socket: Socket): Promise<unknown> => socket.emitWithAck("lease:hold", { takeOver: false });

  test("a tab and a browser that ask while another rings are told where", async () => {
    const lan = await openDesk(server.origin, "lan");
    await goOnline(lan);
    const tab = await openTab(lan);
    expect(await hold(tab.socket)).toEqual({ held: false, epoch: null, where: "this_browser" });
    const elsewhere = await openDesk(server.origin, "lan");
    expect(await hold(elsewhere.socket)).toEqual({ held: false, epoch: null, where: "another_browser" });
    for (const { socket } of [tab, elsewhere, lan]) socket.disconnect();
  });

  test("a line that breaks comes back to the lease it held, and nothing changes hands; a goodbye lets go at once", async () => {
    const lan = await openDesk(server.origin, "lan");
    const first = (await lan.socket.emitWithAck("lease:hold", { takeOver: true })) as { epoch: number };
    lan.socket.io.reconnection(false);
    lan.socket.io.engine.close();
    const back = await openTab(lan);
    const resumed = await back.socket.emitWithAck("lease:hold", { takeOver: false, epoch: first.epoch });
    expect(resumed).toEqual({ held: true, epoch: first.epoch + 1, where: null });
    back.socket.disconnect();
    await vi.waitFor(
      async () => {
        expect((await lan.call(contactRoutes.desk, {})).presence.isLeaseAlive).toBe(false);
      },
      { timeout: 10_000 },
    );
  });

  test("a tab that is closed loses no offer: the other tab of its browser rings on, and takes it", async () => {
    const minh = await openDesk(server.origin, "minh");
    await goOnline(minh);
    const tab = await openTab(minh);
    const child = await openChild(server.origin, { text: "Con chờ" });
    const offer = await minh.nextOffer();
    await minh.socket.emitWithAck("offer:shown", { offerId: offer.id });
    minh.close();
    await vi.waitFor(() => {
      expect(tab.given).toHaveLength(1);
    });
    const { offers } = await minh.call(contactRoutes.desk, {});
    expect(offers.map(({ id }) => id)).toEqual([offer.id]);
    expect(await tab.socket.emitWithAck("lease:renew", { epoch: tab.given[0] })).toEqual({ held: true });
    await take({ ...minh, socket: tab.socket }, offer);
    await child.call(childRoutes.leave, { body: { quick: false } });
    tab.socket.disconnect();
    child.close();
  });
});
