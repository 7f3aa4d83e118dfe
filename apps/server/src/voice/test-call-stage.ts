import { wantSoftphone } from "@nightlight/commands/call/want-softphone";
import { acceptOffer, showOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { STANDARD_POLICY, type RoutingPolicy } from "@nightlight/domain/policy/policy";
import { createAsteriskTelephony } from "@nightlight/telephony/asterisk/asterisk-telephony";
import { GREETING_HZ, MUSIC_HZ, testAsterisk, type TestAsterisk } from "@nightlight/testkit/asterisk";
import type { PhoneCall } from "@nightlight/testkit/phone/phone-call";
import { openPhone, type SipPhone } from "@nightlight/testkit/phone/sip-phone";
import { openPostgresStages, type PostgresStage, type PostgresStages } from "@nightlight/testkit/postgres-stage";
import { comeOnDuty, valueOf, type OnDuty } from "@nightlight/testkit/scene";
import type { CounsellorActor } from "@nightlight/testkit/stage";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { startVoice, type Voice } from "./run-voice.ts";
import { softphoneSecret } from "./softphones.ts";

export const [CHILD_HZ, LAN_HZ, HA_HZ] = [1_150, 1_630, 2_090];
export const EVERYBODY = [GREETING_HZ, MUSIC_HZ, CHILD_HZ, LAN_HZ, HA_HZ];
export const WAIT = { timeout: 15_000 };
const KEY = new Uint8Array(32);
/** Whoever does not come is missed soon. */
const QUICK = { ...STANDARD_POLICY, mediaWithinSeconds: 2 };

/** What tests of calls stand on: made once for a file, its house anew for each test. */
export type CallStage = {
  readonly asterisk: TestAsterisk;
  readonly house: PostgresStage;
  /** Whoever calls. */
  readonly child: SipPhone;
  readonly lan: OnDuty;
  readonly lanPhone: SipPhone;
};

/**
 * A real Asterisk, real telephones that hum a tone each, and the real database. To be called within a `describe`; what it
 * gives is there within its tests.
 */
export function callStage() {
  let stages: PostgresStages;
  let asterisk: TestAsterisk;
  let child: SipPhone;
  let channels: { phone: string; web_call: string };
  let current: CallStage;
  const voices: Voice[] = [];
  const lines: PhoneCall[] = [];

  beforeAll(async () => {
    [asterisk, stages] = await Promise.all([testAsterisk(), openPostgresStages("real")]);
    child = await openPhone(asterisk.sip, CHILD_HZ, asterisk.trunkPort);
  });
  beforeEach(async () => {
    const house = await stages.next();
    channels = { phone: await house.addChannel("phone"), web_call: await house.addChannel("web_call") };
    const lan = await comeOnDuty(house, { hasVoice: true });
    current = { asterisk, house, child, lan, lanPhone: await openPhone(asterisk.sip, LAN_HZ) };
  });
  afterEach(async () => {
    // Nothing that a test left up rings in the next one.
    for (const line of lines.splice(0)) line.hangUp();
    const areOver = () => rows("select 1 from call where ended_at is null");
    if (voices.length > 0)
      await expect
        .poll(areOver, { timeout: 1_000 })
        .toEqual([])
        .catch(() => undefined);
    for (const voice of voices.splice(0)) await voice.stop();
    await current.lanPhone.close();
  });
  afterAll(async () => {
    await child.close();
    await asterisk.stop();
    await stages.close();
  });

  const stage = (): CallStage => current;
  const shared = () => ({
    ...{ world: current.house.world, log: pino({ level: "silent" }), engine: "test", channels, softphoneKey: KEY },
    ...{ callerDisplay: "111", lines: 30, policy: () => QUICK },
  });
  const connect = () => createAsteriskTelephony({ ...asterisk, mediaAddress: "127.0.0.1", agents: "telephone" });
  const begin = async (change: Partial<RoutingPolicy> = {}): Promise<Voice> => {
    const voice = startVoice({ ...shared(), policy: () => ({ ...QUICK, ...change }), connect });
    voices.push(voice);
    await expect.poll(() => voice.state().hasLine, WAIT).toBe(true);
    return voice;
  };
  const rows = async <Row extends object>(sql: string): Promise<Row[]> => {
    return (await current.house.owner.query<Row>(sql)).rows;
  };
  const status = async () => (await rows<{ status: string }>("select status from contact"))[0]?.status;
  /** Registers somebody's telephone, as their console does. */
  const register = async (who: CounsellorActor = current.lan, phone: SipPhone = current.lanPhone) => {
    const one = (sql: string) =>
      rows(`select 1 from softphone_line where engine = 'test' and session_id = '${who.sessionId}' and ${sql}`);
    expect(await wantSoftphone(current.house.world, who)).toBe(true);
    await expect.poll(() => one("provisioned_at is not null"), WAIT).toHaveLength(1);
    await phone.register(who.sessionId, softphoneSecret(KEY, who.sessionId));
    await expect.poll(() => one("online_at is not null"), WAIT).toHaveLength(1);
  };
  /** Takes what is offered to somebody. */
  const accept = async (who: CounsellorActor = current.lan): Promise<string> => {
    const { world } = current.house;
    const offers = () => {
      return rows<{ id: string; contact_id: string }>(
        `select * from offer where status = 'pending' and counsellor_id = '${who.id}'`,
      );
    };
    await expect
      .poll(async () => {
        await runMatcher(world);
        return offers();
      }, WAIT)
      .toHaveLength(1);
    const [offer] = await offers();
    if (offer === undefined) throw new Error("There is no offer");
    valueOf(await showOffer(world, who, offer.id));
    valueOf(await acceptOffer(world, who, offer.id));
    return offer.contact_id;
  };
  /** Lan and the child talk. */
  const talk = async (from = child): Promise<{ line: PhoneCall; leg: PhoneCall; contactId: string }> => {
    await register();
    const line = await from.call("111");
    lines.push(line);
    await expect.poll(status, WAIT).toBe("queued");
    const contactId = await accept();
    const leg = await current.lanPhone.nextCall();
    leg.answer();
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
    await expect.poll(() => leg.hears([...EVERYBODY, from.tone]), WAIT).toContain(from.tone);
    return { line, leg, contactId };
  };
  const version = async () => (await rows<{ version: number }>("select version from contact"))[0]?.version ?? 0;
  /** Nothing that a test left up rings in the next one. */
  const hangUpLater = (line: PhoneCall): void => void lines.push(line);
  return { stage, shared, begin, voices, rows, status, register, accept, talk, version, hangUpLater };
}
