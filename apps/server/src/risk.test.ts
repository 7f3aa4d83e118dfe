import { ProblemError } from "@nightlight/contracts/client";
import { handRoutes } from "@nightlight/contracts/counsellor/by-hand";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { riskRoutes } from "@nightlight/contracts/counsellor/risk";
import { supervisionRoutes } from "@nightlight/contracts/supervisor/access";
import { loweringRoutes } from "@nightlight/contracts/supervisor/risk";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { goOnline, openChild, openDesk, startTestServer, take, type Child, type Desk } from "./test-server.ts";

const REASON = "Bà ngoại đã đón cháu về nhà";
const DETAILS = { whoSays: "Văn thư trực đêm", reference: "CV 4471/UBND", origin: "Bà Hoa, hàng xóm" };

describe.skipIf(isPostgresMissing())("how urgent a contact is", () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let owner: Client;
  let lan: Desk;
  let hoa: Desk;
  let child: Child;
  let contactId: string;

  const read = () => lan.call(contactRoutes.read, { params: { contactId } });
  const answer = async (field: string, value: string) => {
    const version = (await read()).record[field]?.version ?? 0;
    await lan.call(contactRoutes.saveRecord, { params: { contactId, field }, body: { value, version } });
    return (await read()).risk;
  };
  /** The desk was told of this version; what it was told before is passed over. */
  const toldOf = async (version: number): Promise<void> => {
    const notice = (await lan.next("contact:changed")) as { contactId: string; version: number };
    if (notice.contactId !== contactId || notice.version !== version) await toldOf(version);
  };
  const changes = async () => (await lan.call(riskRoutes.changes, { params: { contactId } })).changes;

  beforeAll(async () => {
    server = await startTestServer();
    owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
    lan = await openDesk(server.origin, "lan");
    hoa = await openDesk(server.origin, "giam-sat");
    await goOnline(lan);
    child = await openChild(server.origin, { text: "bố đánh em" });
    contactId = (await take(lan, await lan.nextOffer())).summary.id;
  }, 30_000);
  afterAll(async () => {
    for (const each of [lan, hoa, child]) each.close();
    await owner.end();
    await server.stop();
  });

  test("alarming words of the child had raised the lane, and no event holds them", async () => {
    expect((await read()).summary).toMatchObject({ lane: "high", level: null });
    const { rows } = await owner.query<{ log: string }>("select string_agg(data::text, ' ') as log from event");
    expect(rows[0]?.log).not.toMatch(/đánh/u);
  });

  test("an answer changes the level in its own transaction, and the desk is told", async () => {
    expect(await answer("risk.frequency", "repeated")).toMatchObject({ level: "P3", computed: "P3" });
    expect(await answer("risk.safeAdult", "none")).toMatchObject({ level: "P2", computed: "P2" });
    const { summary } = await read();
    expect(summary).toMatchObject({ level: "P2", lane: "high" });
    await toldOf(summary.version);
    expect(await answer("risk.safeAdult", "unknown")).toMatchObject({ level: "P3" });
  });

  test("a child's age counts as soon as it is written", async () => {
    expect(await answer("child.a1b2c3d4.ageBand", "3-5")).toMatchObject({ level: "P2" });
    expect(await answer("child.a1b2c3d4.ageBand", "11-13")).toMatchObject({ level: "P3" });
  });

  test("raising needs no reason; lowering before anything was sent is one's own, with one", async () => {
    const raised = await lan.call(riskRoutes.raise, { params: { contactId }, body: { level: "P1" } });
    expect(raised.risk).toMatchObject({ level: "P1", own: { level: "P1", over: "P3", by: lan.me.id } });
    expect((await read()).summary.lane).toBe("immediate");
    const body = { level: "P3", from: "P1", reason: REASON } as const;
    expect((await lan.call(riskRoutes.lower, { params: { contactId }, body })).risk.level).toBe("P3");
    await expect(
      lan.call(riskRoutes.lower, { params: { contactId }, body: { ...body, level: "P4" } }),
    ).rejects.toMatchObject({ problem: { code: "stale" } });
    expect((await changes()).map(({ kind, from, to, reason }) => ({ kind, from, to, reason }))).toEqual([
      { kind: "lowered", from: "P1", to: "P3", reason: REASON },
      { kind: "raised", from: "P3", to: "P1", reason: null },
    ]);
  });

  test("after something was sent, a lowering waits for a second person, and both are on the audit log", async () => {
    // What sending does to the contact, without an authority to send to.
    await owner.query(`update contact set risk = risk || '{"held": "P3"}'::jsonb where id = $1`, [contactId]);
    const body = { level: "P4", from: "P3", reason: REASON } as const;
    const asked = await lan.call(riskRoutes.lower, { params: { contactId }, body });
    expect(asked.risk).toMatchObject({ level: "P3", asked: { level: "P4", by: lan.me.id } });

    const { lowerings } = await hoa.call(loweringRoutes.list, {});
    expect(lowerings).toMatchObject([
      { change: { contactId, from: "P3", to: "P4", reason: REASON }, computed: "P3", isMine: false },
    ]);
    const changeId = lowerings[0]?.change.id ?? "";
    await expect(
      lan.call(loweringRoutes.decide, { params: { changeId }, body: { approves: true } }),
    ).rejects.toMatchObject({ problem: { status: 403 } });
    const decide = () => hoa.call(loweringRoutes.decide, { params: { changeId }, body: { approves: true } });
    expect((await decide()).decision).toMatchObject({ by: { id: hoa.me.id }, approves: true });
    await toldOf((await read()).summary.version);
    expect((await decide()).decision).toMatchObject({ approves: true });
    expect((await read()).risk).toMatchObject({ level: "P4", held: "P4", asked: null });
    expect((await hoa.call(loweringRoutes.list, {})).lowerings).toEqual([]);

    const { rows } = await owner.query<{ action: string; details: string }>(
      "select action, details::text from audit_log where action like 'risk.%' order by id",
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "risk.raised",
      "risk.lowered",
      "risk.asked",
      "risk.lowering_approved",
    ]);
    expect(JSON.stringify(rows)).not.toContain("ngoại");
  });

  test("the reason lies sealed", async () => {
    const { rows } = await owner.query<{ row: string }>("select r::text as row from risk_change r");
    expect(rows.length).toBeGreaterThan(2);
    for (const { row } of rows) expect(row).not.toContain("ngoại");
  });
});

describe.skipIf(isPostgresMissing())("a contact recorded by hand", () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let owner: Client;
  let lan: Desk;
  let minh: Desk;
  let hoa: Desk;
  let contactId: string;

  const receivedAt = "2026-01-05T07:40:00.000Z";
  const letter = { kind: "official_letter", language: "vi", receivedAt, ...DETAILS } as const;
  const body = { ...letter, key: "a-letter-of-this-test" };
  const refusal = async (asked: Promise<unknown>) =>
    asked.then(
      () => "accepted",
      (error: unknown) => (error instanceof ProblemError ? error.problem.code : "no problem document"),
    );

  beforeAll(async () => {
    server = await startTestServer();
    owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
    lan = await openDesk(server.origin, "lan");
    minh = await openDesk(server.origin, "minh");
    hoa = await openDesk(server.origin, "giam-sat");
    contactId = (await lan.call(handRoutes.record, { body })).contactId;
  }, 30_000);
  afterAll(async () => {
    for (const each of [lan, minh, hoa]) each.close();
    await owner.end();
    await server.stop();
  });

  test("is the counsellor's own at once, on the desk, with the true time of receipt; a repeat makes no second one", async () => {
    expect((await lan.call(handRoutes.record, { body })).contactId).toBe(contactId);
    const { contacts, presence } = await lan.call(contactRoutes.desk, {});
    expect(contacts).toMatchObject([{ id: contactId, channel: "official_letter", status: "wrap_up" }]);
    expect(presence.freeChatSlots).toBe(presence.chatSlots);
    expect(await lan.call(handRoutes.read, { params: { contactId } })).toMatchObject({
      ...{ kind: "official_letter", receivedAt, ...DETAILS },
    });
    expect((await lan.call(contactRoutes.read, { params: { contactId } })).endedBy).toBe("recorded");
  });

  test("cannot have been received ahead of now", async () => {
    const ahead = "2999-01-05T07:40:00.000Z";
    expect(
      await refusal(lan.call(handRoutes.record, { body: { ...body, key: "ahead-of-now", receivedAt: ahead } })),
    ).toBe("received-in-future");
  });

  test("is nobody else's, and what was written beside it is opened only with a reason", async () => {
    expect(await refusal(minh.call(handRoutes.read, { params: { contactId } }))).toBe("not-found");
    expect(await refusal(hoa.call(handRoutes.read, { params: { contactId } }))).toBe("not-found");
    expect(await refusal(hoa.call(handRoutes.record, { body }))).toBe("not-allowed");
    const listed = await hoa.call(supervisionRoutes.contacts, { query: {} });
    expect(JSON.stringify(listed)).not.toContain("Hoa, hàng xóm");
  });

  test("who told us lies sealed, and stands in no event", async () => {
    const { rows } = await owner.query<{ row: string }>(
      "select b::text as row from by_hand b union all select data::text from event union all select details::text from audit_log",
    );
    for (const { row } of rows) expect(row).not.toMatch(/Hoa|4471|trực đêm/u);
  });

  test("takes a record and closes as others do", async () => {
    await lan.call(contactRoutes.saveRecord, {
      params: { contactId, field: "narrative" },
      body: { value: "Thư kể rằng…", version: 0 },
    });
    const { summary } = await lan.call(contactRoutes.read, { params: { contactId } });
    const closing = { disposition: "referred", version: summary.version } as const;
    const closed = await lan.call(contactRoutes.close, { params: { contactId }, body: closing });
    expect(closed).toMatchObject({ endedBy: "recorded", disposition: "referred", summary: { status: "closed" } });
  });
});
