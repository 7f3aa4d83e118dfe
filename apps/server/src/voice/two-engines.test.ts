import { wantSoftphone } from "@nightlight/commands/call/want-softphone";
import { createAsteriskTelephony } from "@nightlight/telephony/asterisk/asterisk-telephony";
import { isAsteriskMissing, testAsterisk, type TestAsterisk } from "@nightlight/testkit/asterisk";
import { openPhone, type SipPhone } from "@nightlight/testkit/phone/sip-phone";
import { comeOnDuty } from "@nightlight/testkit/scene";
import type { CounsellorActor } from "@nightlight/testkit/stage";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startVoice } from "./run-voice.ts";
import { softphoneSecret } from "./softphones.ts";
import { callStage, EVERYBODY, HA_HZ, WAIT } from "./test-call-stage.ts";

const [OTHER_CHILD_HZ, HOA_HZ] = [870, 1_890];
const ALL = [...EVERYBODY, OTHER_CHILD_HZ, HOA_HZ];
/** Consoles are told within this. */
const TOLD_MS = 2_000;

describe.skipIf(isAsteriskMissing())("two engines behind one house, with real telephones", () => {
  const { stage, shared, begin, voices, rows, register, talk, accept, hangUpLater } = callStage();
  const phones: SipPhone[] = [];
  let other: TestAsterisk;
  beforeAll(async () => {
    other = await testAsterisk();
  });
  afterAll(async () => {
    for (const phone of phones) await phone.close();
    await other.stop();
  });

  const beginOther = async (): Promise<void> => {
    const connect = () => createAsteriskTelephony({ ...other, mediaAddress: "127.0.0.1", agents: "telephone" });
    const voice = startVoice({ ...shared(), engine: "other", connect });
    voices.push(voice);
    await expect.poll(() => voice.state().hasLine, WAIT).toBe(true);
  };
  const openAt = async (asterisk: TestAsterisk, hz: number): Promise<SipPhone> => {
    const phone = await openPhone(asterisk.sip, hz);
    phones.push(phone);
    return phone;
  };
  /** Registers a telephone of somebody's with one engine, as one of their console's lines does. */
  const registerAt = async (engine: string, who: CounsellorActor, phone: SipPhone): Promise<void> => {
    const line = (sql: string) =>
      rows(`select 1 from softphone_line where session_id = '${who.sessionId}' and engine = '${engine}' and ${sql}`);
    expect(await wantSoftphone(stage().house.world, who)).toBe(true);
    await expect.poll(() => line("provisioned_at is not null"), WAIT).toHaveLength(1);
    await phone.register(who.sessionId, softphoneSecret(shared().softphoneKey, who.sessionId));
    await expect.poll(() => line("online_at is not null"), WAIT).toHaveLength(1);
  };
  const stateOf = async (contactId: string) => {
    const [row] = await rows<{ status: string; by: string | null }>(
      `select status, state ->> 'endedBy' as by from contact where id = '${contactId}'`,
    );
    return row;
  };
  /** Somebody calls at the other engine, and is taken. */
  const talkAtOther = async (child: SipPhone, who: CounsellorActor, phone: SipPhone, hz: number) => {
    const line = await child.call("111");
    hangUpLater(line);
    const contactId = await accept(who);
    const leg = await phone.nextCall();
    leg.answer();
    await expect.poll(() => line.hears(ALL), WAIT).toEqual([hz]);
    await expect.poll(() => leg.hears(ALL), WAIT).toEqual([OTHER_CHILD_HZ]);
    return { line, leg, contactId };
  };

  test("one is killed: its calls are over, the other's go on, and new ones are taken there, also by who was registered with both", async () => {
    await begin();
    await beginOther();
    const { house, asterisk } = stage();
    const here = await talk();
    const otherChild = await openAt(other, OTHER_CHILD_HZ);
    const minh = await comeOnDuty(house, { hasVoice: true });
    const minhPhone = await openAt(other, HA_HZ);
    await registerAt("other", minh, minhPhone);
    const there = await talkAtOther(otherChild, minh, minhPhone, HA_HZ);
    expect(await rows("select engine from call order by engine")).toEqual([{ engine: "other" }, { engine: "test" }]);
    const hoa = await comeOnDuty(house, { hasVoice: true });
    await registerAt("test", hoa, await openAt(asterisk, HOA_HZ));
    const hoaPhone = await openAt(other, HOA_HZ);
    await registerAt("other", hoa, hoaPhone);

    const killedAt = performance.now();
    await asterisk.kill();
    await expect
      .poll(() => stateOf(here.contactId), { ...WAIT, interval: 20 })
      .toEqual({ status: "wrap_up", by: "line_lost" });
    expect(performance.now() - killedAt).toBeLessThan(TOLD_MS);
    expect([there.line.hears(ALL), there.leg.hears(ALL)]).toEqual([[HA_HZ], [OTHER_CHILD_HZ]]);
    expect(await stateOf(there.contactId)).toMatchObject({ status: "active" });
    // Lan had no other engine: nothing is offered to a dead telephone.
    expect(
      await rows<{ counsellor_id: string }>("select counsellor_id from slot where rings order by counsellor_id"),
    ).toEqual([minh.id, hoa.id].toSorted().map((id) => ({ counsellor_id: id })));

    const next = await openPhone(other.sip, OTHER_CHILD_HZ);
    phones.push(next);
    const fresh = await talkAtOther(next, hoa, hoaPhone, HOA_HZ);
    expect(await stateOf(fresh.contactId)).toMatchObject({ status: "active" });
    expect(there.line.hears(ALL)).toEqual([HA_HZ]);

    here.line.drop();
    await asterisk.start();
    await expect.poll(() => voices[0]?.state().hasLine, WAIT).toBe(true);
    await expect
      .poll(
        () =>
          rows(`select 1 from softphone_line where engine = 'test' and session_id = '${hoa.sessionId}'
        and provisioned_at is not null`),
        WAIT,
      )
      .toHaveLength(1);
  });

  test("whoever has no line to the engine of a call is passed over for a while: the caller is offered to somebody who has", async () => {
    await begin();
    await beginOther();
    const { house, lan } = stage();
    await register();
    const line = await (await openAt(other, OTHER_CHILD_HZ)).call("111");
    hangUpLater(line);
    const contactId = await accept(lan);
    await expect.poll(async () => (await stateOf(contactId))?.status, WAIT).toBe("queued");
    expect(line.state).toBe("up");
    expect(stage().lanPhone.incoming).toEqual([]);

    // Lan is free and has been idle for longer, and is not asked again.
    const minh = await comeOnDuty(house, { hasVoice: true });
    const minhPhone = await openAt(other, HA_HZ);
    await registerAt("other", minh, minhPhone);
    expect(await accept(minh)).toBe(contactId);
    const leg = await minhPhone.nextCall();
    leg.answer();
    await expect.poll(() => line.hears(ALL), WAIT).toEqual([HA_HZ]);
    await expect.poll(() => leg.hears(ALL), WAIT).toEqual([OTHER_CHILD_HZ]);
    expect(await rows(`select counsellor_id from offer where contact_id = '${contactId}' order by made_at`)).toEqual(
      [lan.id, minh.id].map((id) => ({ counsellor_id: id })),
    );
  });
});
