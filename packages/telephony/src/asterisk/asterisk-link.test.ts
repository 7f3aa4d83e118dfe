import type { Telephony, TelephonyEvent } from "@nightlight/commands/call/telephony";
import {
  GREETING_HZ,
  isAsteriskMissing,
  MUSIC_HZ,
  testAsterisk,
  type TestAsterisk,
} from "@nightlight/testkit/asterisk";
import { openPhone, type SipPhone } from "@nightlight/testkit/phone/sip-phone";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createAsteriskTelephony } from "./asterisk-telephony.ts";

const CHILD_HZ = 1_150;
const WAIT = { timeout: 10_000 };

describe.skipIf(isAsteriskMissing())("the line to Asterisk", { timeout: 60_000 }, () => {
  let asterisk: TestAsterisk;
  let phone: SipPhone;
  const open: Telephony[] = [];
  beforeAll(async () => {
    asterisk = await testAsterisk();
    phone = await openPhone(asterisk.sip, CHILD_HZ);
  });
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });
  afterAll(async () => {
    await phone.close();
    await asterisk.stop();
  });

  async function connect(): Promise<{ telephony: Telephony; events: TelephonyEvent[] }> {
    const { url, sounds } = asterisk;
    const telephony = createAsteriskTelephony({ url, sounds, mediaAddress: "127.0.0.1", agents: "telephone" });
    open.push(telephony);
    const events: TelephonyEvent[] = [];
    telephony.listen((event) => events.push(event));
    await expect.poll(() => typesOf(events), WAIT).toContain("link.up");
    return { telephony, events };
  }

  async function answeredCall(telephony: Telephony, events: readonly TelephonyEvent[]) {
    const call = await phone.call("111");
    await expect.poll(() => typesOf(events), WAIT).toContain("call.incoming");
    const incoming = events.find(({ type }) => type === "call.incoming") as { callId: string };
    await telephony.answer(incoming.callId);
    await telephony.startMusic(incoming.callId);
    await expect.poll(() => call.hears([MUSIC_HZ]), WAIT).toEqual([MUSIC_HZ]);
    return { call, callId: incoming.callId };
  }

  test("a call outlives the server that took it: the next one finds it, and is told of its end", async () => {
    const first = await connect();
    const { call, callId } = await answeredCall(first.telephony, first.events);
    await first.telephony.setTag(callId, "contact", "its-contact");
    await first.telephony.close();
    const second = await connect();
    await expect.poll(() => call.hears([MUSIC_HZ]), WAIT).toEqual([MUSIC_HZ]);
    expect(await second.telephony.snapshot()).toMatchObject([{ callId, isAnswered: true, contactTag: "its-contact" }]);
    call.hangUp();
    await expect
      .poll(() => second.events, WAIT)
      .toContainEqual(expect.objectContaining({ type: "call.ended", callId }));
  });

  test("whoever takes over is told everything from then on; the one before is told that it was replaced, and stays away", async () => {
    const first = await connect();
    const second = await connect();
    await expect.poll(() => typesOf(first.events), WAIT).toContain("link.replaced");
    const before = first.events.length;
    const call = await phone.call("111");
    await expect.poll(() => typesOf(second.events), WAIT).toContain("call.incoming");
    expect(first.events).toHaveLength(before);
    call.hangUp();
    await expect.poll(() => second.telephony.snapshot(), WAIT).toEqual([]);
  });

  test("nobody is there to take the call: the caller hears a word, and is not left ringing", async () => {
    const call = await phone.call("111");
    await expect.poll(() => call.hears([GREETING_HZ]), WAIT).toEqual([GREETING_HZ]);
    await call.becomes("over");
  });

  test("Asterisk killed: that is told at once, and nothing is up when it is back", async () => {
    const { telephony, events } = await connect();
    const { call } = await answeredCall(telephony, events);
    const killedAt = performance.now();
    await asterisk.kill();
    await expect.poll(() => typesOf(events), WAIT).toContain("link.down");
    expect(performance.now() - killedAt).toBeLessThan(2_000);
    await asterisk.start();
    await expect.poll(() => typesOf(events).filter((type) => type === "link.up").length, WAIT).toBe(2);
    expect(await telephony.snapshot()).toEqual([]);
    call.drop();
  });
});

function typesOf(events: readonly TelephonyEvent[]): string[] {
  return events.map(({ type }) => type);
}
