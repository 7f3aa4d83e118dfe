import type { TelephonyEvent } from "@nightlight/commands/call/telephony";
import { isAsteriskMissing, MUSIC_HZ, testAsterisk, type TestAsterisk } from "@nightlight/testkit/asterisk";
import { badSip } from "@nightlight/testkit/phone/bad-sip";
import { openPhone, type SipPhone } from "@nightlight/testkit/phone/sip-phone";
import { createSocket } from "node:dgram";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAsteriskTelephony } from "./asterisk-telephony.ts";

const CHILD_HZ = 1_150;
const WAIT = { timeout: 15_000 };

describe.skipIf(isAsteriskMissing())("bad input over SIP", { timeout: 60_000 }, () => {
  let asterisk: TestAsterisk;
  let phone: SipPhone;
  let telephony: ReturnType<typeof createAsteriskTelephony>;
  let events: TelephonyEvent[] = [];
  beforeAll(async () => {
    asterisk = await testAsterisk();
    phone = await openPhone(asterisk.sip, CHILD_HZ);
    telephony = createAsteriskTelephony({ ...asterisk, mediaAddress: "127.0.0.1", agents: "telephone" });
    await new Promise<void>((resolve) => {
      telephony.listen((event) => {
        events.push(event);
        if (event.type === "link.up") resolve();
      });
    });
  });
  afterAll(async () => {
    await telephony.close();
    await phone.close();
    await asterisk.stop();
  });
  const incoming = () => events.filter((event) => event.type === "call.incoming");
  const hangAllUp = async () => {
    for (const { callId } of incoming()) await telephony.hangUp(callId, "normal");
    await expect.poll(() => telephony.snapshot(), WAIT).toEqual([]);
    events = [];
  };

  test("malformed messages stop nothing: who calls in the middle of them is heard, and no line is left of them", async () => {
    const socket = createSocket("udp4");
    const { host, port } = asterisk.sip;
    const attack = () => {
      for (const message of badSip(`${host}:${String(port)}`)) socket.send(message, port, host);
    };
    attack();
    const call = await phone.call("111", { from: "0987654321" });
    attack();
    const own = () => incoming().find(({ number }) => number === "0987654321");
    await expect.poll(own, WAIT).toBeDefined();
    const callId = own()?.callId ?? "";
    await telephony.answer(callId);
    await telephony.startMusic(callId);
    attack();
    await expect.poll(() => call.hears([MUSIC_HZ]), WAIT).toEqual([MUSIC_HZ]);
    call.hangUp();
    await hangAllUp();
    socket.close();
  });

  test("who says to be somebody's telephone has to prove it, and is no caller", async () => {
    await telephony.provisionAgent("a-counsellors", "its secret");
    const call = await phone.call("111", { from: "a-counsellors" });
    await expect.poll(() => call.status, WAIT).toBe(401);
    expect(incoming()).toEqual([]);
  });

  test("a name in the place of a number is none: whoever withholds it is nobody's double", async () => {
    const call = await phone.call("111", { from: "anonymous" });
    await expect.poll(() => incoming().length, WAIT).toBe(1);
    expect(incoming()[0]?.number).toBeUndefined();
    call.hangUp();
    await hangAllUp();
  });
});
