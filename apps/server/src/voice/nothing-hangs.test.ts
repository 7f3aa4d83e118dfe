import { connect as connectTo, createServer, type AddressInfo, type Socket } from "node:net";
import { renameSync, writeFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { decideOnCall } from "@nightlight/commands/contact/call-back";
import { raiseRisk } from "@nightlight/commands/contact/change-risk";
import { holdContact } from "@nightlight/commands/contact/hold-contact";
import { createAsteriskTelephony } from "@nightlight/telephony/asterisk/asterisk-telephony";
import { GREETING_HZ, isAsteriskMissing, MUSIC_HZ } from "@nightlight/testkit/asterisk";
import { openPhone } from "@nightlight/testkit/phone/sip-phone";
import { valueOf } from "@nightlight/testkit/scene";
import { describe, expect, test } from "vitest";
import { startVoice } from "./run-voice.ts";
import { callStage, CHILD_HZ, EVERYBODY, HA_HZ, LAN_HZ, WAIT } from "./test-call-stage.ts";

/** By when a console has to know that a call is over. */
const TOLD_MS = 2_000;

describe.skipIf(isAsteriskMissing())("nothing hangs", { timeout: 60_000 }, () => {
  const { stage, shared, begin, voices, rows, status, register, accept, talk, hangUpLater } = callStage();
  const detail = async () => (await rows("select ended_by, cause, talked_at is not null as talked from call"))[0];

  test("a caller who goes while the counsellor's telephone rings: it stops ringing, and nobody talked", async () => {
    await begin();
    await register();
    const line = await stage().child.call("111");
    await expect.poll(status, WAIT).toBe("queued");
    await accept();
    const leg = await stage().lanPhone.nextCall();
    line.hangUp();
    await leg.becomes("over");
    await expect.poll(status, WAIT).toBe("wrap_up");
    expect(await detail()).toEqual({ ended_by: "caller", cause: 16, talked: false });
    expect(await rows("select joined_at from call_leg where ended_at is not null")).toEqual([{ joined_at: null }]);
  });

  test("a caller who goes while on hold: the counsellor's telephone is let go, and the record is left", async () => {
    await begin();
    const { line, leg, contactId } = await talk();
    valueOf(await holdContact(stage().house.world, stage().lan, contactId));
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
    line.hangUp();
    await leg.becomes("over");
    await expect.poll(status, WAIT).toBe("wrap_up");
    expect(await detail()).toEqual({ ended_by: "caller", cause: 16, talked: true });
  });

  test("a counsellor's telephone that dies in a call: the caller hears music, it is rung again, and they talk on", async () => {
    await begin();
    const { line, leg } = await talk();
    leg.hangUp();
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
    const again = await stage().lanPhone.nextCall();
    again.answer();
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
    await expect.poll(() => again.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ]);
    expect(await status()).toBe("active");
    line.hangUp();
    await again.becomes("over");
  });

  test("two telephones under one sign-in: the one that came last rings, and nobody answers twice", async () => {
    await begin();
    await register();
    const second = await openPhone(stage().asterisk.sip, HA_HZ);
    await register(stage().lan, second);
    const line = await stage().child.call("111");
    hangUpLater(line);
    await expect.poll(status, WAIT).toBe("queued");
    await accept();
    (await second.nextCall()).answer();
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([HA_HZ]);
    expect(stage().lanPhone.incoming).toEqual([]);
    expect(await rows("select 1 from call_leg")).toHaveLength(1);
    await second.close();
  });

  test("Asterisk killed, and not back: the record is left within two seconds, no call is offered to a dead telephone, and a child in danger may be called", async () => {
    await begin();
    const { line, contactId } = await talk();
    const { world, addCounsellor } = stage().house;
    const ha = await addCounsellor({ roles: ["supervisor"], intent: "off", shift: "none" });
    valueOf(await raiseRisk(world, stage().lan, { contactId, level: "P1", reason: undefined }));
    const killedAt = performance.now();
    await stage().asterisk.kill();
    await expect.poll(status, { ...WAIT, interval: 20 }).toBe("wrap_up");
    expect(performance.now() - killedAt).toBeLessThan(TOLD_MS);
    expect(await rows("select state ->> 'endedBy' as by from contact")).toEqual([{ by: "line_lost" }]);
    expect(await rows("select 1 from slot where rings")).toEqual([]);
    expect(await detail()).toMatchObject({ ended_by: "engine" });
    // The line was ours: whether they are called is a supervisor's word, and then the work of whoever talked with them.
    valueOf(await decideOnCall(world, ha, { contactId, decision: { allow: "line_broke" } }));
    expect(await rows("select state ->> 'owner' as owner, callback ->> 'allowedBy' as by from contact")).toEqual([
      { owner: stage().lan.id, by: ha.id },
    ]);
    line.drop();
    await stage().asterisk.start();
    await expect.poll(() => voices[0]?.state().hasLine, WAIT).toBe(true);
  });

  test("the line to Asterisk is cut: they talk on, who comes hears a word, and who went meanwhile is known when it is back", async () => {
    const cable = await cableTo(new URL(stage().asterisk.url).port);
    const url = stage().asterisk.url.replace(/:\d+\/ari$/u, `:${String(cable.port)}/ari`);
    const voice = startVoice({
      ...shared(),
      connect: () =>
        createAsteriskTelephony({ ...stage().asterisk, url, mediaAddress: "127.0.0.1", agents: "telephone" }),
    });
    voices.push(voice);
    await expect.poll(() => voice.state().hasLine, WAIT).toBe(true);
    const { line, leg } = await talk();
    cable.cut();
    await expect.poll(() => voice.state().hasLine, WAIT).toBe(false);
    expect([line.hears(EVERYBODY), leg.hears(EVERYBODY)]).toEqual([[LAN_HZ], [CHILD_HZ]]);
    // Nobody is there who could take it.
    const other = await stage().child.call("111", { from: "0987654321" });
    await expect.poll(() => other.hears(EVERYBODY), WAIT).toEqual([GREETING_HZ]);
    await other.becomes("over");
    expect(await status()).toBe("active");
    line.hangUp();
    cable.mend();
    await expect.poll(() => voice.state().hasLine, WAIT).toBe(true);
    await expect.poll(status, WAIT).toBe("wrap_up");
    await leg.becomes("over");
    expect(await rows("select 1 from contact")).toHaveLength(1);
    cable.close();
  });

  test("a flood from one number hinders nobody else, and supervisors are told", async () => {
    await begin();
    await register();
    for (let n = 0; n < 12; n += 1) hangUpLater(await stage().child.call("111", { from: "0900000001" }));
    const own = await stage().child.call("111", { from: "0987654321" });
    hangUpLater(own);
    await expect.poll(() => rows("select 1 from contact"), WAIT).toHaveLength(13);
    await expect.poll(() => own.hears(EVERYBODY), WAIT).not.toEqual([]);
    await expect.poll(() => rows("select code from voice_trouble"), WAIT).toContainEqual({ code: "one_number" });
  });

  test("a disk that takes no recording: the caller hears so, keeps their place, and supervisors are told", async () => {
    await begin();
    const spool = join(stage().asterisk.sounds, "..", "data", "spool", "recording");
    renameSync(spool, `${spool}-away`);
    writeFileSync(spool, "full");
    try {
      const line = await stage().child.call("111");
      hangUpLater(line);
      await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
      line.press("5");
      await expect.poll(() => rows("select 1 from call where consented_at is not null"), WAIT).toHaveLength(1);
      await expect.poll(() => rows("select code from voice_trouble"), WAIT).toEqual([{ code: "not_recorded" }]);
      await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
      expect(await status()).toBe("queued");
      expect(await rows("select 1 from voicemail")).toEqual([]);
    } finally {
      rmSync(spool);
      renameSync(`${spool}-away`, spool);
    }
  });
});

/** A way to a port of this machine that can be cut: whoever is on it is thrown off, and nobody gets through. */
async function cableTo(port: string) {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connectTo({ host: "127.0.0.1", port: Number(port) });
    for (const each of [near, far]) {
      sockets.add(each);
      each.on("error", () => undefined);
      each.on("close", () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      isCut = true;
      for (const each of sockets) each.destroy();
    },
    mend() {
      isCut = false;
    },
    close() {
      server.close();
      for (const each of sockets) each.destroy();
    },
  };
}
