import { part, passOn, transferContact } from "@nightlight/commands/contact/transfer-contact";
import type { TransferKind } from "@nightlight/domain/contact/talk";
import { isAsteriskMissing, MUSIC_HZ } from "@nightlight/testkit/asterisk";
import { openPhone, type SipPhone } from "@nightlight/testkit/phone/sip-phone";
import { comeOnDuty, valueOf, type OnDuty } from "@nightlight/testkit/scene";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callStage, CHILD_HZ, EVERYBODY, HA_HZ, LAN_HZ, WAIT } from "./test-call-stage.ts";

/** From an acceptance until they hear each other, with room for a machine that does other things as well. */
const AUDIO_WITHIN_MS = 1_000;

describe.skipIf(isAsteriskMissing())("a call is handed on", { timeout: 60_000 }, () => {
  const { stage, begin, rows, status, register, accept, talk, version } = callStage();
  let minh: OnDuty;
  let minhPhone: SipPhone;

  beforeEach(async () => {
    await begin();
    minhPhone = await openPhone(stage().asterisk.sip, HA_HZ);
  });
  afterEach(async () => {
    await minhPhone.close();
  });

  const world = () => stage().house.world;
  /** Lan talks with the child and holds the call out to Minh, whose telephone is registered. */
  const handOn = async (kind: TransferKind) => {
    const talking = await talk();
    minh = await comeOnDuty(stage().house, { hasVoice: true });
    await register(minh, minhPhone);
    const { contactId } = talking;
    const to = { kind: "person", id: minh.id } as const;
    const input = { contactId, offerId: world().newId(), to, kind, version: await version() };
    valueOf(await transferContact(world(), stage().lan, input));
    return talking;
  };
  const owner = async () => (await rows<{ owner: string }>("select state ->> 'owner' as owner from contact"))[0]?.owner;

  test("warm: three hear each other, then the first leaves; the child hears somebody all the time", async () => {
    const { line, leg, contactId } = await handOn("warm");
    expect(line.hears(EVERYBODY)).toEqual([LAN_HZ]); // an offer is nothing that a caller hears
    await accept(minh);
    const third = await minhPhone.nextCall();
    third.answer();
    await expect.poll(() => third.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ, LAN_HZ]);
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ, HA_HZ]);
    await expect.poll(() => leg.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ, HA_HZ]);
    expect(await owner()).toBe(stage().lan.id);
    valueOf(await passOn(world(), stage().lan, contactId));
    await leg.becomes("over");
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([HA_HZ]);
    await expect.poll(() => third.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ]);
    expect(await owner()).toBe(minh.id);
    line.hangUp();
    await third.becomes("over");
    await expect.poll(status, WAIT).toBe("wrap_up");
    const legs = await rows("select counsellor_id as who from call_leg where joined_at is not null order by joined_at");
    expect(legs).toEqual([{ who: stage().lan.id }, { who: minh.id }]);
  });

  test("warm, and the colleague goes again: the two talk on as before", async () => {
    const { line, leg, contactId } = await handOn("warm");
    await accept(minh);
    const third = await minhPhone.nextCall();
    third.answer();
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ, HA_HZ]);
    valueOf(await part(world(), minh, contactId));
    await third.becomes("over");
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
    await expect.poll(() => leg.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ]);
    line.hangUp();
    await expect.poll(status, WAIT).toBe("wrap_up");
    expect(await owner()).toBe(stage().lan.id);
  });

  test("cold: the first is heard until the next one is, within a second; music is never between them", async () => {
    const { line, leg } = await handOn("cold");
    const heard = new Set<number>();
    const listening = setInterval(() => {
      for (const tone of line.hears(EVERYBODY)) heard.add(tone);
    }, 20);
    try {
      await accept(minh);
      const acceptedAt = performance.now();
      const next = await minhPhone.nextCall();
      expect(leg.state).toBe("up");
      next.answer();
      await expect.poll(() => next.hears(EVERYBODY), { ...WAIT, interval: 10 }).toContain(CHILD_HZ);
      expect(performance.now() - acceptedAt).toBeLessThan(AUDIO_WITHIN_MS);
      await leg.becomes("over");
      await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([HA_HZ]);
      expect([...heard]).not.toContain(MUSIC_HZ);
      expect(await owner()).toBe(minh.id);
      line.hangUp();
      await next.becomes("over");
      await expect.poll(status, WAIT).toBe("wrap_up");
    } finally {
      clearInterval(listening);
    }
  });

  test("cold, to a telephone that does not come: they are not left alone with it, and the call waits for somebody", async () => {
    const { line, leg } = await handOn("cold");
    await accept(minh);
    await minhPhone.nextCall(); // and it is not answered
    expect(line.hears(EVERYBODY)).toEqual([LAN_HZ]);
    await leg.becomes("over"); // when whoever accepted was missed for as long as policy allows
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
    expect(await status()).toBe("queued");
    line.hangUp();
    await expect.poll(status, WAIT).toBe("abandoned");
  });
});
