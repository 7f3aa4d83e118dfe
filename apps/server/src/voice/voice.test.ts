import { openContact } from "@nightlight/commands/access/open-contact";
import { dialCallback } from "@nightlight/commands/call/dial";
import { hearVoicemail } from "@nightlight/commands/call/hear-voicemail";
import { listenIn, stopListening } from "@nightlight/commands/call/listen-in";
import { askForCallByKey } from "@nightlight/commands/call/press-key";
import { decideOnCall, reportCall } from "@nightlight/commands/contact/call-back";
import { endConversation } from "@nightlight/commands/contact/end-contact";
import { holdContact, resumeContact } from "@nightlight/commands/contact/hold-contact";
import type { MonitorMode } from "@nightlight/domain/call/call";
import { GREETING_HZ, isAsteriskMissing, MUSIC_HZ } from "@nightlight/testkit/asterisk";
import { openPhone } from "@nightlight/testkit/phone/sip-phone";
import { loudestIn } from "@nightlight/testkit/phone/tone";
import { valueOf } from "@nightlight/testkit/scene";
import { describe, expect, test } from "vitest";
import { startVoice } from "./run-voice.ts";
import { keepEngineDiary } from "./test-engine-diary.ts";
import { callStage, CHILD_HZ, EVERYBODY, HA_HZ, LAN_HZ, WAIT } from "./test-call-stage.ts";

/** A call's detail and the engine's own events are the same when they are no further apart. */
const SAME_MS = 200;
type Stage = "rang_at" | "answered_at" | "talked_at" | "ended_at";

describe.skipIf(isAsteriskMissing())("telephone calls", { timeout: 90_000 }, () => {
  const { stage, shared, begin, voices, rows, status, register, accept, talk, version } = callStage();

  test("is a contact at its first ring, greeted, then music; whoever hangs up meanwhile has gone", async () => {
    await begin();
    const line = await stage().child.call("111");
    await expect.poll(status, WAIT).toBe("queued");
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([GREETING_HZ]);
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
    line.hangUp();
    await expect.poll(status, WAIT).toBe("abandoned");
    expect(await rows("select ended_by, talked_at from call")).toEqual([{ ended_by: "caller", talked_at: null }]);
  });

  test("accepted, both hear each other; on hold there is music; ended, the line is down and the record is left", async () => {
    await begin();
    const { line, leg, contactId } = await talk();
    valueOf(await holdContact(stage().house.world, stage().lan, contactId));
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
    await expect.poll(() => leg.hears(EVERYBODY), WAIT).toEqual([]);
    valueOf(await resumeContact(stage().house.world, stage().lan, contactId));
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
    valueOf(await endConversation(stage().house.world, stage().lan, { contactId, version: await version() }));
    await Promise.all([line.becomes("over"), leg.becomes("over")]);
    await expect.poll(status, WAIT).toBe("wrap_up");
    await expect.poll(() => rows("select ended_by from call"), WAIT).toEqual([{ ended_by: "engine" }]);
  });

  test("its times are the engine's own, within a fifth of a second", async () => {
    await begin();
    const diary = await keepEngineDiary(stage().asterisk.url);
    try {
      const { line, leg } = await talk();
      line.hangUp();
      await leg.becomes("over");
      await expect.poll(status, WAIT).toBe("wrap_up");
      const [call] = await rows<Record<"call_id" | "ended_by", string> & Record<Stage, Date>>("select * from call");
      if (call === undefined) throw new Error("There is no call");
      const own = {
        rang_at: diary.rangAt(call.call_id),
        answered_at: diary.answeredAt(call.call_id),
        talked_at: diary.joinedAt(call.call_id),
        ended_at: diary.endedAt(call.call_id),
      };
      for (const [moment, at] of Object.entries(own) as [Stage, number][])
        expect(Math.abs(call[moment].getTime() - at), moment).toBeLessThanOrEqual(SAME_MS);
      expect(call.ended_by).toBe("caller");
    } finally {
      diary.close();
    }
  });

  test("whoever cannot speak says so by a key; whoever wants a call keeps the place without the line", async () => {
    await begin();
    const line = await stage().child.call("111");
    await expect.poll(status, WAIT).toBe("queued");
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
    line.press("1");
    await expect.poll(() => rows("select 1 from call where cannot_speak_at is not null"), WAIT).toHaveLength(1);
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([GREETING_HZ]);
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
    line.press("2");
    await line.becomes("over");
    await expect.poll(() => rows("select 1 from call where ended_at is not null"), WAIT).toHaveLength(1);
    expect(await rows("select status, callback ->> 'tries' as tries from contact")).toEqual([
      { status: "queued", tries: "0" },
    ]);
    expect(await rows("select 1 from callback_number")).toHaveLength(1);
  });

  test("nobody can come: what they say after the tone is kept as it was said, and waits for somebody without the line", async () => {
    await begin();
    const line = await stage().child.call("111");
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
    line.press("5");
    await expect.poll(() => rows("select 1 from call where consented_at is not null"), WAIT).toHaveLength(1);
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 1_500)); // somebody speaks for so long
    line.hangUp();
    await expect.poll(() => rows("select 1 from call where ended_at is not null"), WAIT).toHaveLength(1);
    expect(await status()).toBe("queued");
    await register();
    const sound = valueOf(await hearVoicemail(stage().house.world, stage().lan, await accept()));
    expect(loudestIn(sound, EVERYBODY)).toBe(CHILD_HZ);
    expect(await rows("select 1 from audit_log where action = 'call.message_heard'")).toHaveLength(1);
  });

  test("a supervisor listens unheard, whispers to the counsellor alone, takes part, leaves; the call goes on", async () => {
    await begin();
    const { line, leg, contactId } = await talk();
    const ha = await stage().house.addCounsellor({ roles: ["supervisor"], intent: "off", shift: "none" });
    const haPhone = await openPhone(stage().asterisk.sip, HA_HZ);
    await register(ha, haPhone);
    valueOf(await openContact(stage().house.world, ha, { contactId, kind: "break_glass", reason: "Cần hỗ trợ" }));
    const listen = async (mode: MonitorMode) => valueOf(await listenIn(stage().house.world, ha, { contactId, mode }));
    await listen("listen");
    const ear = await haPhone.nextCall();
    ear.answer();
    await expect.poll(() => ear.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ, LAN_HZ]);
    await expect.poll(() => [line.hears(EVERYBODY), leg.hears(EVERYBODY)], WAIT).toEqual([[LAN_HZ], [CHILD_HZ]]);
    await listen("whisper");
    await expect.poll(() => leg.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ, HA_HZ]);
    expect(line.hears(EVERYBODY)).toEqual([LAN_HZ]);
    await listen("join");
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ, HA_HZ]);
    await stopListening(stage().house.world, ha);
    await ear.becomes("over");
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
    await listen("listen");
    const again = await haPhone.nextCall();
    again.answer();
    await expect.poll(() => again.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ, LAN_HZ]);
    again.hangUp();
    await expect.poll(() => rows("select 1 from call_monitor"), WAIT).toEqual([]);
    await expect.poll(async () => [line.hears(EVERYBODY), await status()], WAIT).toEqual([[LAN_HZ], "active"]);
    line.hangUp();
    await expect.poll(status, WAIT).toBe("wrap_up");
    await haPhone.close();
  });

  test("a counsellor calls who asked for it: their own telephone first; nobody's before; whoever hangs up ends it", async () => {
    await begin();
    await register();
    const line = await stage().child.call("111");
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
    const number = "0912345678";
    const [contact] = await rows<{ id: string; channel_id: string }>("select id, channel_id from contact");
    const contactId = contact?.id ?? "";
    valueOf(await askForCallByKey(stage().house.world, { contactId, channelId: contact?.channel_id ?? "", number }));
    line.hangUp();
    await expect.poll(() => rows("select 1 from call where ended_at is not null"), WAIT).toHaveLength(1);
    await accept();
    valueOf(await dialCallback(stage().house.world, stage().lan, { contactId, isDemo: false }));
    const mine = await stage().lanPhone.nextCall();
    const rang = await rows("select 1 from call where dialled_at is not null");
    mine.answer();
    const theirs = await stage().child.nextCall();
    expect(rang).toEqual([]);
    theirs.answer();
    await expect.poll(() => theirs.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
    await expect.poll(() => mine.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ]);
    valueOf(await reportCall(stage().house.world, stage().lan, { contactId, outcome: "reached" }));
    theirs.hangUp();
    await mine.becomes("over");
    await expect.poll(status, WAIT).toBe("wrap_up");
  });

  test("Asterisk killed while two talk: the record is left, with the word that our own line broke, and nobody is called unasked", async () => {
    await begin();
    const { contactId } = await talk();
    const ha = await stage().house.addCounsellor({ roles: ["supervisor"], intent: "off", shift: "none" });
    await stage().asterisk.kill();
    await stage().asterisk.start();
    await expect.poll(status, WAIT).toBe("wrap_up");
    expect(await rows("select state ->> 'endedBy' as by from contact")).toEqual([{ by: "line_lost" }]);
    const allowed = await decideOnCall(stage().house.world, ha, { contactId, decision: { allow: "line_broke" } });
    expect(allowed).toEqual({ ok: false, refusal: "not-urgent" });
    expect(await rows("select callback from contact")).toEqual([{ callback: null }]);
  });

  test("a counsellor's telephone that does not come: somebody else is asked, and nobody waits for nothing", async () => {
    await begin();
    await register(); // and never answers
    const line = await stage().child.call("111");
    await expect.poll(status, WAIT).toBe("queued");
    await accept();
    await expect.poll(status, WAIT).toBe("queued");
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
    expect(await rows("select skips -> 0 ->> 'counsellorId' as who from contact")).toEqual([{ who: stage().lan.id }]);
    line.hangUp();
    await expect.poll(status, WAIT).toBe("abandoned");
  });

  test("goes on while nobody runs it, is adopted by the next, and its end is heard of", async () => {
    const first = await begin();
    const { line, leg } = await talk();
    await first.stop();
    voices.splice(0);
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
    await begin();
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
    line.hangUp();
    await leg.becomes("over");
    await expect.poll(status, WAIT).toBe("wrap_up");
    expect(await rows("select epoch from voice_engine")).toEqual([{ epoch: 2 }]);
  });

  test("ended while nobody ran it, it is ended when somebody does", async () => {
    const first = await begin();
    const { line } = await talk();
    await first.stop();
    voices.splice(0);
    line.hangUp();
    await begin();
    await expect.poll(status, WAIT).toBe("wrap_up");
  });

  test("two run nothing together: the second waits until the first has gone", async () => {
    const first = await begin();
    const second = startVoice({
      ...shared(),
      connect: () => {
        throw new Error("Nobody connects who does not run the calls");
      },
    });
    const { line } = await talk();
    expect([first.state().isRunning, second.state().isRunning]).toEqual([true, false]);
    await second.stop();
    expect(line.hears(EVERYBODY)).toEqual([LAN_HZ]);
    line.hangUp();
    await expect.poll(status, WAIT).toBe("wrap_up");
  });
});
