import { hearRecording } from "@nightlight/commands/call/hear-recording";
import { readCall } from "@nightlight/commands/call/read-call";
import { recordQueue } from "@nightlight/commands/call/record-queues";
import { steerRecording } from "@nightlight/commands/call/steer-recording";
import { holdContact, resumeContact } from "@nightlight/commands/contact/hold-contact";
import { isAsteriskMissing, MUSIC_HZ } from "@nightlight/testkit/asterisk";
import { tonesIn } from "@nightlight/testkit/phone/tone";
import { valueOf } from "@nightlight/testkit/scene";
import { readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { callStage, CHILD_HZ, EVERYBODY, LAN_HZ, WAIT } from "./test-call-stage.ts";

/** Longer than the shortest that is kept. */
const WHILE_MS = 1_200;

describe.skipIf(isAsteriskMissing())("conversations that are recorded, with real telephones", () => {
  const { stage, begin, rows, talk, register, accept, hangUpLater, voices } = callStage();
  const world = () => stage().house.world;
  const spool = () => join(stage().asterisk.sounds, "..", "data", "spool", "recording");
  const recorded = async () => {
    const admin = await stage().house.addCounsellor({ roles: ["administrator"] });
    valueOf(await recordQueue(world(), admin, { queueId: "default", isOn: true }));
  };
  const reading = async (contactId: string) => valueOf(await readCall(world(), stage().lan, contactId)).recording;
  const state = async (contactId: string) => (await reading(contactId))?.state;
  const step = async (contactId: string, which: "told" | "pause" | "resume" | "refuse") =>
    valueOf(await steerRecording(world(), stage().lan, { contactId, step: which }));
  const kept = async (contactId: string) => (await reading(contactId))?.parts ?? [];
  const heardIn = async (contactId: string, recordingId: string) =>
    tonesIn(valueOf(await hearRecording(world(), stage().lan, { contactId, recordingId })), EVERYBODY);
  /** What lies on the engine's disk, in the open. */
  const files = () => readdirSync(spool());

  test("nothing is, unless somebody switched it on", async () => {
    await begin();
    const { contactId } = await talk();
    await sleep(WHILE_MS);
    expect(await state(contactId)).toBe("off");
    expect(await rows("select 1 from call_recording")).toEqual([]);
    expect(files()).toEqual([]);
  });

  test("the caller is told with the greeting; both are heard in it, it is sealed, and the engine keeps nothing", async () => {
    await recorded();
    await begin();
    await register();
    const line = await stage().child.call("111");
    hangUpLater(line);
    await expect
      .poll(() => rows("select told_by from call where told_at is not null"), WAIT)
      .toEqual([{ told_by: "notice" }]);
    const contactId = await accept();
    const leg = await stage().lanPhone.nextCall();
    leg.answer();
    await expect.poll(() => state(contactId), WAIT).toBe("on");
    await sleep(WHILE_MS);
    line.hangUp();
    await expect.poll(() => kept(contactId), WAIT).toHaveLength(1);
    const [part] = await kept(contactId);
    expect(await heardIn(contactId, part?.id ?? "")).toEqual([CHILD_HZ, LAN_HZ]);
    await expect.poll(files, WAIT).toEqual([]);
    expect(await rows("select 1 from call_recording where position('RIFF'::bytea in sealed) > 0")).toEqual([]);
  });

  test("who cuts in has to say it themselves; pause and hold record nothing", async () => {
    await begin();
    const { line, contactId } = await talk();
    await recorded();
    await expect.poll(() => state(contactId), WAIT).toBe("untold");
    await sleep(WHILE_MS / 2);
    expect(files()).toEqual([]);
    await step(contactId, "told");
    await expect.poll(() => state(contactId), WAIT).toBe("on");
    await sleep(WHILE_MS);
    await step(contactId, "pause");
    await expect.poll(() => kept(contactId), WAIT).toHaveLength(1);
    expect(await state(contactId)).toBe("paused");
    expect(files()).toEqual([]);
    await step(contactId, "resume");
    await expect.poll(() => state(contactId), WAIT).toBe("on");
    await sleep(WHILE_MS);
    valueOf(await holdContact(world(), stage().lan, contactId));
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
    await expect.poll(() => kept(contactId), WAIT).toHaveLength(2);
    expect(await state(contactId)).toBe("ready");
    expect(files()).toEqual([]);
    valueOf(await resumeContact(world(), stage().lan, contactId));
    await expect.poll(() => state(contactId), WAIT).toBe("on");
    line.hangUp();
    await expect.poll(files, WAIT).toEqual([]);
    for (const { id } of await kept(contactId)) expect(await heardIn(contactId, id)).not.toContain(MUSIC_HZ);
  });

  test("a caller who presses 9 is not recorded, and what was is gone; they talk on", async () => {
    await begin();
    const { line, leg, contactId } = await talk();
    await recorded();
    await step(contactId, "told");
    await expect.poll(() => state(contactId), WAIT).toBe("on");
    await sleep(WHILE_MS);
    line.press("9");
    await expect.poll(() => state(contactId), WAIT).toBe("refused");
    await expect.poll(() => rows("select 1 from call_recording"), WAIT).toEqual([]);
    await expect.poll(files, WAIT).toEqual([]);
    await expect.poll(() => leg.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ]);
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
  });

  test("a process that is replaced in the middle of it loses nothing, and leaves nothing in the open", async () => {
    await begin();
    const { line, contactId } = await talk();
    await recorded();
    await step(contactId, "told");
    await expect.poll(() => state(contactId), WAIT).toBe("on");
    await sleep(WHILE_MS);
    await voices.pop()?.stop();
    await begin();
    await expect.poll(() => kept(contactId), WAIT).toHaveLength(1);
    await expect.poll(() => state(contactId), WAIT).toBe("on");
    await sleep(WHILE_MS);
    line.hangUp();
    await expect.poll(() => kept(contactId), WAIT).toHaveLength(2);
    await expect.poll(files, WAIT).toEqual([]);
  });

  test("a disk that takes nothing: they talk on, it says so, supervisors are told, and it is tried again after a pause", async () => {
    await begin();
    const { line, leg, contactId } = await talk();
    renameSync(spool(), `${spool()}-away`);
    writeFileSync(spool(), "full");
    try {
      await recorded();
      await step(contactId, "told");
      await expect.poll(() => state(contactId), WAIT).toBe("failed");
      await expect
        .poll(() => rows("select code, times from voice_trouble"), WAIT)
        .toEqual([{ code: "not_recorded", times: 1 }]);
      expect(leg.hears(EVERYBODY)).toEqual([CHILD_HZ]);
      expect(line.hears(EVERYBODY)).toEqual([LAN_HZ]);
    } finally {
      rmSync(spool());
      renameSync(`${spool()}-away`, spool());
    }
    await step(contactId, "pause");
    await sleep(WHILE_MS / 4);
    await step(contactId, "resume");
    await expect.poll(() => state(contactId), WAIT).toBe("on");
  });
});
