import { callOffice, endOutside } from "@nightlight/commands/call/call-office";
import { dialCallback } from "@nightlight/commands/call/dial";
import { askForCallByKey } from "@nightlight/commands/call/press-key";
import type { OutsideParty } from "@nightlight/domain/call/outside-party";
import { isAsteriskMissing } from "@nightlight/testkit/asterisk";
import { offices, putBefore } from "@nightlight/testkit/escalation-scene";
import { valueOf } from "@nightlight/testkit/scene";
import { describe, expect, test } from "vitest";
import { callStage, CHILD_HZ, EVERYBODY, LAN_HZ, WAIT } from "./test-call-stage.ts";

/** What an office, and a counsellor, may be known by at most. */
const SAME_MS = 400;

type Row = {
  ended_by: string | null;
  cause: number | null;
  talked_at: Date | null;
  answered_at: Date | null;
  refusal: string | null;
};

describe.skipIf(isAsteriskMissing())("a telephone task is called by a click", { timeout: 60_000 }, () => {
  const { stage, begin, voices, rows, status, register, accept, hangUpLater } = callStage();
  const world = () => stage().house.world;
  /** Lan has put a contact before an office and has to call about it. The trunk's other end is whoever is called. */
  const task = async () => {
    await register();
    const { commune } = await offices(stage().house);
    const { id: escalationId, tasks } = await putBefore(stage().house, stage().lan, commune, {
      level: "P1",
      taskFor: stage().lan.id,
    });
    const taskId = tasks[0]?.id ?? "";
    const call = async (party: OutsideParty = { kind: "police" }) =>
      callOffice(world(), stage().lan, { escalationId, taskId, party, isDemo: false });
    const find = () => world().transaction(stage().lan, ({ escalations }) => escalations.find(escalationId));
    return { escalationId, taskId, commune, call, find };
  };
  const outside = async () => (await rows<Row>("select * from outside_call"))[0];
  const isCalling = async () => (await rows<{ is: boolean }>("select bool_or(is_calling) as is from slot"))[0]?.is;
  /** Lan's telephone, and the one that is called. */
  const bothUp = async () => {
    const leg = await stage().lanPhone.nextCall();
    leg.answer();
    const office = await stage().child.nextCall();
    hangUpLater(office);
    office.answer();
    await expect.poll(() => office.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
    await expect.poll(() => leg.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ]);
    return { leg, office };
  };

  test("my telephone rings first, then theirs; both are heard; the clock of the task runs on until I say how it went", async () => {
    await begin();
    const { call, find } = await task();
    const before = await find();
    const rungBefore = stage().child.incoming.length;
    const id = valueOf(await call());
    expect(valueOf(await call())).toBe(id); // pressed twice, it is one call
    const leg = await stage().lanPhone.nextCall();
    expect(stage().child.incoming).toHaveLength(rungBefore);
    leg.answer();
    const office = await stage().child.nextCall();
    hangUpLater(office);
    expect(office.dialled).toBe("113");
    expect(await isCalling()).toBe(true);
    office.answer();
    await expect.poll(() => office.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
    await expect.poll(() => leg.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ]);
    const [clock] = await rows<{ now: Date }>("select clock_timestamp() as now");
    office.hangUp();
    await leg.becomes("over");
    await expect.poll(outside, WAIT).toMatchObject({ ended_by: "party", cause: 16, refusal: null });
    const [said] = await rows<{ ended_at: Date; talked: boolean }>(
      "select ended_at, talked_at >= answered_at as talked from outside_call",
    );
    expect(said?.talked).toBe(true);
    expect(Math.abs((said?.ended_at.getTime() ?? 0) - (clock?.now.getTime() ?? 0))).toBeLessThan(SAME_MS);
    expect(await isCalling()).toBe(false);
    // A click is not an action: nothing of the escalation or its task has changed.
    expect(await find()).toEqual(before);
    expect(before?.tasks).toMatchObject([{ done: undefined, takenBy: undefined }]);
    expect(await rows("select 1 from audit_log where action = 'call.office_called'")).toHaveLength(1);
    expect(
      await rows("select data ->> 'stage' as stage from event where type = 'outside_call' order by version"),
    ).toEqual(["asked", "dialled", "answered", "talked", "ended"].map((stageOf) => ({ stage: stageOf })));
  });

  test("whoever calls puts down, or gives up while it rings: nobody is left on the line", async () => {
    await begin();
    const { call } = await task();
    valueOf(await call());
    const { leg, office } = await bothUp();
    leg.hangUp();
    await office.becomes("over");
    await expect.poll(outside, WAIT).toMatchObject({ ended_by: "agent" });
    const id = valueOf(await call());
    const again = await stage().lanPhone.nextCall();
    again.answer();
    const ringing = await stage().child.nextCall();
    valueOf(await endOutside(world(), stage().lan, id));
    await ringing.becomes("over");
    await again.becomes("over");
    const given = () => rows("select 1 from outside_call where answered_at is null and ended_by = 'agent'");
    await expect.poll(given, WAIT).toHaveLength(1);
  });

  test("busy there is told as busy; my own telephone is put down", async () => {
    await begin();
    const { call } = await task();
    valueOf(await call({ kind: "ambulance" }));
    const leg = await stage().lanPhone.nextCall();
    leg.answer();
    const office = await stage().child.nextCall();
    expect(office.dialled).toBe("115");
    office.decline();
    await leg.becomes("over");
    await expect.poll(outside, WAIT).toMatchObject({ ended_by: "party", cause: 17, answered_at: null });
  });

  test("the server starts again meanwhile: they talk on, and their end is noted", async () => {
    await begin();
    const { call } = await task();
    valueOf(await call());
    const { leg, office } = await bothUp();
    await voices.splice(0)[0]?.stop();
    await begin();
    expect(office.hears(EVERYBODY)).toEqual([LAN_HZ]);
    office.hangUp();
    await leg.becomes("over");
    await expect.poll(outside, WAIT).toMatchObject({ ended_by: "party", cause: 16 });
    expect(await isCalling()).toBe(false);
  });

  test("an office that was barred after the click is not called: its telephone does not ring", async () => {
    await begin();
    const { call, commune } = await task();
    await stage().house.owner.query("update authority set phone = '024 3936 1111' where id = $1", [commune]);
    valueOf(await call({ kind: "office", authorityId: commune }));
    const leg = await stage().lanPhone.nextCall();
    const rungBefore = stage().child.incoming.length;
    await stage().house.owner.query("update contact set barred = array[$1]::uuid[]", [commune]);
    leg.answer();
    await leg.becomes("over");
    await expect.poll(outside, WAIT).toMatchObject({ ended_by: "engine", refusal: "barred", answered_at: null });
    expect(stage().child.incoming).toHaveLength(rungBefore);
    expect(await call({ kind: "office", authorityId: commune })).toEqual({ ok: false, refusal: "office-barred" });
  });

  test.each([
    ["server", /<sip:111@/u],
    ["withheld", /anonymous/iu],
    ["024 3936 1111", /<sip:02439361111@/u],
  ])("what an office sees is the policy's: %s", async (displayAuthority, from) => {
    await begin({ displayAuthority, displayCallBack: "0900000000" });
    const { call } = await task();
    valueOf(await call());
    (await stage().lanPhone.nextCall()).answer();
    const office = await stage().child.nextCall();
    hangUpLater(office);
    expect(office.header("from")).toMatch(from);
    // Not even in a header that nobody shows.
    const all = ["from", "p-asserted-identity", "remote-party-id", "contact"]
      .map((name) => office.header(name))
      .join(" ");
    if (displayAuthority === "withheld") expect(all).not.toMatch(/\b111\b|02439361111/u);
    expect(all).not.toContain("0900000000");
  });

  test.each([
    ["withheld", /anonymous/iu],
    ["1900 5454", /<sip:19005454@/u],
  ])("what somebody sees who is called back is a rule of its own: %s", async (displayCallBack, from) => {
    await begin({ displayCallBack, displayAuthority: "0900000000" });
    await register();
    const line = await stage().child.call("111");
    await expect.poll(status, WAIT).toBe("queued");
    const [contact] = await rows<{ id: string; channel_id: string }>("select id, channel_id from contact");
    const contactId = contact?.id ?? "";
    valueOf(await askForCallByKey(world(), { contactId, channelId: contact?.channel_id ?? "", number: "0912345678" }));
    await line.becomes("over");
    await accept();
    valueOf(await dialCallback(world(), stage().lan, { contactId, isDemo: false }));
    (await stage().lanPhone.nextCall()).answer();
    const called = await stage().child.nextCall();
    hangUpLater(called);
    expect(called.header("from")).toMatch(from);
    expect(called.header("from")).not.toContain("0900000000");
  });
});
