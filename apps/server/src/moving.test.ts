import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import { restrictionRoutes } from "@nightlight/contracts/supervisor/restriction";
import { moveRoutes, moveTruth } from "@nightlight/contracts/supervisor/moves";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
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
} from "./test-server.ts";

/** Undo seconds, a ring and a sweep, on a slow machine. */
const UNTIL_IT_IS_DONE = { timeout: 25_000, interval: 100 };

describe.skipIf(isPostgresMissing())("a supervisor steps in", () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let owner: Client;
  let lan: Desk;
  let minh: Desk;
  let hoa: Desk;
  const children: Child[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
  }, 30_000);
  beforeEach(async () => {
    [lan, minh, hoa] = [
      await openDesk(server.origin, "lan"),
      await openDesk(server.origin, "minh"),
      await openDesk(server.origin, "giam-sat"),
    ];
  });
  afterEach(async () => {
    for (const each of [lan, minh, hoa, ...children.splice(0)]) each.close();
    await owner.query("update slot set contact_id = null; update presence set intent = 'off', missed_in_row = 0");
    await owner.query(
      `update clock set is_running = false; update offer set status = 'rescinded' where status <> 'accepted'`,
    );
    await owner.query(
      `update contact set state = jsonb_build_object('status', 'abandoned', 'at', clock_timestamp(), 'by', 'child')`,
    );
  });
  afterAll(async () => {
    await owner.end();
    await server.stop();
  });

  const child = async (text = "em cần gặp một cô"): Promise<Child> => {
    const begun = await openChild(server.origin, { text });
    children.push(begun);
    return begun;
  };
  /** A conversation of Lan's, with Minh free. */
  const talking = async (): Promise<string> => {
    await goOnline(lan);
    await child();
    const { summary } = await take(lan, await lan.nextOffer());
    await goOnline(minh);
    return summary.id;
  };
  const preview = (contactId: string, to: string | null) =>
    hoa.call(moveRoutes.preview, { body: { what: { contacts: [contactId] }, to, beyondCapacity: "stay" } });
  const seen = async (contactId: string) => {
    const [planned] = (await preview(contactId, null)).plan;
    if (planned === undefined) throw new Error("There is no such contact");
    return planned.contact;
  };
  const move = async (contactId: string, to: string | null, moveId = randomUUID()) => {
    const { version } = await seen(contactId);
    const body = { moveId, version, to, reason: "workload" as const, overrides: [] };
    return hoa.call(moveRoutes.move, { params: { contactId }, body });
  };
  const desk = (of: Desk) => of.call(contactRoutes.desk, {});

  test("a conversation goes to whom it is held out to when they accept, and both are told", async () => {
    const contactId = await talking();
    const planned = (await preview(contactId, minh.me.id)).plan[0];
    expect(planned).toMatchObject({ does: "transfer", overrides: [], obstacle: null, to: { id: minh.me.id } });
    const { contact } = await move(contactId, minh.me.id);
    expect(contact).toMatchObject({
      status: "active",
      owner: { id: lan.me.id },
      offeredTo: { id: minh.me.id },
      move: { isMine: true, to: { id: minh.me.id } },
    });
    expect((await desk(lan)).contacts[0]).toMatchObject({ id: contactId, moving: "to_person" });
    const offer = await minh.nextOffer();
    expect(offer.why).toMatchObject({ movedBy: hoa.me.displayName });
    expect((await take(minh, offer)).summary).toMatchObject({ id: contactId, status: "active" });
    expect(await lan.next("contact:gone")).toEqual({ contactId });
    expect(await lan.next("step-in:told")).toMatchObject({ contactId, kind: "left", to: minh.me.displayName });
    expect((await desk(lan)).contacts).toEqual([]);
    await expect(lan.call(contactRoutes.read, { params: { contactId } })).rejects.toMatchObject({
      problem: { status: 404 },
    });
  });

  test("a no comes back to the supervisor, and the counsellor keeps it", async () => {
    const contactId = await talking();
    const moveId = randomUUID();
    await move(contactId, minh.me.id, moveId);
    const { id: offerId } = await minh.nextOffer();
    await minh.socket.emitWithAck("offer:shown", { offerId });
    await minh.call(contactRoutes.decline, { params: { offerId }, body: { reason: "need_a_moment" } });
    expect(await hoa.next("move:failed")).toMatchObject({ contactId, moveId, because: "declined" });
    expect((await desk(lan)).contacts[0]).not.toHaveProperty("moving");
  });

  test("back to the queue: undone in time it stays; after eight seconds it goes on to somebody else", async () => {
    const contactId = await talking();
    const { contact } = await move(contactId, null);
    expect((await desk(lan)).contacts[0]).toMatchObject({ moving: "to_queue" });
    const body = { moveId: contact.move?.id ?? "" };
    const undone = await hoa.call(moveRoutes.undoMove, { params: { contactId }, body });
    expect(undone).toMatchObject({ contact: { status: "active", owner: { id: lan.me.id }, move: null }, asked: null });

    await move(contactId, null);
    await expect.poll(async () => (await desk(minh)).offers.length, UNTIL_IT_IS_DONE).toBe(1);
    expect(await lan.next("contact:gone")).toEqual({ contactId });
    expect(await lan.next("step-in:told")).toMatchObject({ contactId, kind: "left", to: null });
    await minh.nextOffer();
  });

  test("a supervisor who was too late is told what is the case", async () => {
    const contactId = await talking();
    const { version } = await seen(contactId);
    await move(contactId, minh.me.id);
    const body = { moveId: randomUUID(), version, to: null, reason: "other" as const, overrides: [] };
    const late: unknown = await hoa
      .call(moveRoutes.move, { params: { contactId }, body })
      .catch((error: unknown) => error);
    expect(late).toMatchObject({ problem: { code: "stale", status: 409 } });
    const { problem } = late as { problem: { current: unknown } };
    expect(moveTruth.parse(problem.current).contact).toMatchObject({ id: contactId, offeredTo: { id: minh.me.id } });
  });

  test("a forced state is on the person's screen at once, in the log with its reason, and in the audit log", async () => {
    await goOnline(lan);
    const body = { from: "available", to: "break", reason: "counsellor_asked" } as const;
    const forced = await hoa.call(moveRoutes.force, { params: { personId: lan.me.id }, body });
    expect(forced).toMatchObject({ person: { id: lan.me.id }, intent: "break", unroutableBecause: "intent" });
    expect(await lan.next("step-in:told")).toEqual({ kind: "forced", intent: "break" });
    expect((await desk(lan)).presence.intent).toBe("break");
    await lan.call(presenceRoutes.setIntent, { body: { intent: "available" } });
    const { rows } = await owner.query<{ action: string }>("select action from audit_log where action like '%forced'");
    expect(rows).toEqual([{ action: "presence.forced" }]);
    await expect(lan.call(moveRoutes.force, { params: { personId: minh.me.id }, body })).rejects.toMatchObject({
      problem: { code: "not-allowed" },
    });
  });

  test("what is stuck is released, and the answer says what was done", async () => {
    const contactId = await talking();
    lan.close();
    const release = async () => {
      const { version } = await seen(contactId);
      return hoa.call(moveRoutes.release, { params: { contactId }, body: { version, reason: "technical" } });
    };
    await expect.poll(async () => (await release()).did, UNTIL_IT_IS_DONE).toBe("owner_let_go");
    expect(await minh.nextOffer()).toMatchObject({ contactId });
  });

  test("a number is put behind the others: its gateway asks the next one, and a 1 gives them the place of everybody", async () => {
    const arrive = async (key: string) => {
      const body = JSON.stringify({ text: "ha ha ha", identity: "+84912777001" });
      const reply = await send(server.origin, "POST", "/api/carriers/contacts", { headers: gatewayHeaders(key), body });
      return reply.body as { contactId: string; prompt: string | null };
    };
    const first = await arrive("restricted-first");
    expect(first.prompt).toBeNull();
    const reason = "Gọi phá mười lần trong một tối";
    const made = await hoa.call(restrictionRoutes.set, { params: { contactId: first.contactId }, body: { reason } });
    expect(made).toMatchObject({ reason, state: "in_force", end: null });
    const next = await arrive("restricted-next");
    expect(next.prompt).toContain("hãy nhắn số 1");
    expect(await arrive("restricted-next")).toEqual({ ...next, repeated: true });
    const lane = async () =>
      (await owner.query<{ lane: string }>("select lane from contact where id = $1", [next.contactId])).rows[0]?.lane;
    expect(await lane()).toBe("low");
    await send(server.origin, "POST", `/api/carriers/contacts/${next.contactId}/messages`, {
      headers: gatewayHeaders("restricted-one"),
      body: JSON.stringify({ clientKey: "restricted-one", text: "1" }),
    });
    expect(await lane()).toBe("normal");
    const body = { comment: "Đã nói chuyện với cả nhà" };
    const ended = await hoa.call(restrictionRoutes.end, { params: { restrictionId: made.id }, body });
    expect(ended).toMatchObject({ state: "over", end: body });
    expect((await hoa.call(restrictionRoutes.list, {})).restrictions).toEqual([ended]);
  });
});
