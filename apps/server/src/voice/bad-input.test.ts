import { createSocket } from "node:dgram";
import { setTimeout as sleep } from "node:timers/promises";
import { holdContact, resumeContact } from "@nightlight/commands/contact/hold-contact";
import { createAsteriskTelephony } from "@nightlight/telephony/asterisk/asterisk-telephony";
import { isAsteriskMissing, MUSIC_HZ } from "@nightlight/testkit/asterisk";
import { badSip } from "@nightlight/testkit/phone/bad-sip";
import { valueOf } from "@nightlight/testkit/scene";
import { afterEach, describe, expect, test, vi } from "vitest";
import { startVoice } from "./run-voice.ts";
import { callStage, CHILD_HZ, EVERYBODY, LAN_HZ, WAIT } from "./test-call-stage.ts";

/** How much later a word of the engine comes once more. */
const LATE_MS = 400;

/** Somebody who writes to the exchange what no telephone would. */
function stranger({ host, port }: { readonly host: string; readonly port: number }) {
  const socket = createSocket("udp4");
  return {
    say(messages: readonly string[]): void {
      for (const message of messages) socket.send(message, port, host);
    },
    close: () => socket.close(),
  };
}

/** Messages about a call of somebody else: its name is guessed, what only its own two ends know is not. */
function forged(callId: string, address: string): readonly string[] {
  return ["BYE", "CANCEL", "INVITE", "REFER", "UPDATE"].map((method) =>
    [
      `${method} sip:111@${address} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKforged${method}`,
      "Max-Forwards: 70",
      `To: <sip:111@${address}>;tag=guessed`,
      `From: <sip:0912345678@${address}>;tag=guessed`,
      `Call-ID: ${callId}`,
      `CSeq: 99 ${method}`,
      "Contact: <sip:0900000000@127.0.0.1:9>",
      "Refer-To: <sip:0900000000@127.0.0.1:9>",
      "Content-Length: 0",
      "",
      "",
    ].join("\r\n"),
  );
}

/** The engine's own line, by which every word comes twice at once and a third time late, also about channels that are none. */
function stammer(): void {
  const Plain = WebSocket;
  const copies = new WeakSet<Event>();
  class Stammering extends Plain {
    constructor(...way: ConstructorParameters<typeof Plain>) {
      super(...way);
      this.addEventListener("message", (event) => {
        if (copies.has(event)) return;
        const word = String(event.data);
        const say = (data: string): void => {
          const copy = new MessageEvent("message", { data });
          copies.add(copy);
          this.dispatchEvent(copy);
        };
        say(word);
        // A first ring is believed, whosever it is: that is how calls begin.
        if (!word.includes('"StasisStart"')) say(word.replaceAll(/"id":"([^"]+)"/gu, '"id":"stranger-$1"'));
        say('{"type":"SomethingNew","channel":{"id":"stranger"}}');
        say("{");
        setTimeout(() => say(word), LATE_MS);
      });
    }
  }
  vi.stubGlobal("WebSocket", Stammering);
}

describe.skipIf(isAsteriskMissing())("bad input", { timeout: 60_000 }, () => {
  const { stage, shared, begin, voices, rows, status, register, talk, hangUpLater } = callStage();
  const connect = () =>
    createAsteriskTelephony({ ...stage().asterisk, mediaAddress: "127.0.0.1", agents: "telephone" });
  afterEach(() => void vi.unstubAllGlobals());

  test("who says to be the counsellor's telephone in a call is no caller, and the call goes on", async () => {
    await begin();
    const { line, leg } = await talk();
    const spoofed = await stage().child.call("111", { from: stage().lan.sessionId });
    await expect.poll(() => spoofed.status, WAIT).toBe(401);
    expect(await rows("select 1 from contact")).toHaveLength(1);
    expect(line.hears(EVERYBODY)).toEqual([LAN_HZ]);
    line.hangUp();
    await leg.becomes("over");
  });

  test("all channels taken: who comes then is a contact and hears us like everybody, and supervisors are told", async () => {
    const voice = startVoice({ ...shared(), lines: 2, connect });
    voices.push(voice);
    await expect.poll(() => voice.state().hasLine, WAIT).toBe(true);
    await register();
    const call = async (n: number) => {
      const line = await stage().child.call("111", { from: `090000000${String(n)}` });
      hangUpLater(line);
      await expect.poll(() => rows("select 1 from contact"), WAIT).toHaveLength(n);
      return line;
    };
    await call(1);
    expect(await rows("select 1 from voice_trouble")).toEqual([]);
    await call(2);
    await expect.poll(() => rows("select code from voice_trouble"), WAIT).toEqual([{ code: "lines_full" }]);
    const third = await call(3);
    await third.becomes("up");
    await expect.poll(() => third.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
  });

  test("every word of the engine's twice and late, and words of strangers: one contact, one call, each hears the other", async () => {
    stammer();
    const voice = await begin();
    const { line, leg, contactId } = await talk();
    valueOf(await holdContact(stage().house.world, stage().lan, contactId));
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
    await sleep(LATE_MS);
    valueOf(await resumeContact(stage().house.world, stage().lan, contactId));
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
    line.hangUp();
    await leg.becomes("over");
    await expect.poll(status, WAIT).toBe("wrap_up");

    // Over before the late word of its first ring has come.
    const brief = await stage().child.call("111", { from: "0987654321" });
    await expect.poll(() => rows("select 1 from contact"), WAIT).toHaveLength(2);
    brief.hangUp();
    await sleep(2 * LATE_MS);
    await expect.poll(() => voice.state().calls, WAIT).toBe(0);
    expect(await rows("select status from contact order by arrived_at")).toEqual([
      { status: "wrap_up" },
      { status: "abandoned" },
    ]);
    expect(await rows("select ended_by from call where ended_at is not null")).toEqual([
      { ended_by: "caller" },
      { ended_by: "caller" },
    ]);
    expect(await rows("select 1 from call_leg")).toHaveLength(1);
    expect(await rows("select 1 from voice_trouble")).toEqual([]);
  });

  // The last one: what is invited by nobody who answers is up for half a minute longer.
  test("malformed messages and forged ones about their call: they talk on, and who calls meanwhile has their place", async () => {
    await begin();
    const { line, leg } = await talk();
    const { sip } = stage().asterisk;
    const address = `${sip.host}:${String(sip.port)}`;
    const somebody = stranger(sip);
    const attack = () => somebody.say([...badSip(address), ...forged(line.id, address)]);
    attack();
    const own = await stage().child.call("111", { from: "0987654321" });
    hangUpLater(own);
    attack();
    await expect.poll(() => own.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
    expect([line.hears(EVERYBODY), leg.hears(EVERYBODY)]).toEqual([[LAN_HZ], [CHILD_HZ]]);
    const states = await rows<{ status: string }>("select status from contact order by arrived_at");
    expect(states[0]).toEqual({ status: "active" });
    expect(states.slice(1)).toContainEqual({ status: "queued" });
    somebody.close();
    line.hangUp();
    await leg.becomes("over");
  });
});
