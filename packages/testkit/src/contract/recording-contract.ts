import { endCall } from "@nightlight/commands/call/end-call";
import { fenced, type EngineRun } from "@nightlight/commands/call/fenced";
import { hearRecording } from "@nightlight/commands/call/hear-recording";
import {
  beginRecording,
  dropRecording,
  eraseOldRecordings,
  failRecording,
  keepRecording,
  owedRecordings,
  releaseRecording,
} from "@nightlight/commands/call/keep-recording";
import { readCall } from "@nightlight/commands/call/read-call";
import { readQueueRecordings, recordQueue } from "@nightlight/commands/call/record-queues";
import { steerRecording } from "@nightlight/commands/call/steer-recording";
import { closeContact } from "@nightlight/commands/contact/end-contact";
import { describe, expect, test } from "vitest";
import { comeOnDuty, readState, valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";
import { callScene } from "./call-scene.ts";

const SOUND = new Uint8Array([82, 73, 70, 70, 1, 2, 3]);
const CALL = "call-1";
const HOUR_S = 3_600;
const NOT_FOUND = { ok: false, refusal: "not-found" };

/** Recorded conversations: off by default, of nobody who was not told or does not want it, heard by few, erased in time. */
export function describeRecordings(stage: () => Stage): void {
  const world = () => stage().world;
  const { running, talks, up } = callScene(stage);

  const scene = async () => {
    const admin = await stage().addCounsellor({ roles: ["administrator"] });
    const run = await running();
    const { lan, contactId } = await talks(run);
    const record = (isOn: boolean) => recordQueue(world(), admin, { queueId: "default", isOn });
    const told = () => fenced(world(), run, ({ recordings }) => recordings.toldByNotice(run.engine, CALL));
    const step = (which: "told" | "pause" | "resume" | "refuse") =>
      steerRecording(world(), lan, { contactId, step: which });
    const state = async () => valueOf(await readCall(world(), lan, contactId)).recording;
    const said = { sound: SOUND, seconds: 7 };
    const keep = async () => {
      const [part] = await owedRecordings(world(), run);
      if (part === undefined) throw new Error("Nothing is owed");
      await keepRecording(world(), run, part, said);
      // A process that dies here leaves the engine with a file: it is found again.
      expect(await owedRecordings(world(), run)).toMatchObject([{ id: part.id, isKept: true }]);
      await releaseRecording(world(), run, part.id);
      return part.id;
    };
    return { admin, run, lan, contactId, record, told, step, state, keep };
  };
  const begin = (run: EngineRun) => beginRecording(world(), run, CALL);

  describe("a recorded conversation", () => {
    test("is off until an administrator switches its queue on, and off again", async () => {
      const { admin, run, lan, record, told, state } = await scene();
      await told();
      expect(await state()).toMatchObject({ state: "off" });
      await expect(begin(run)).rejects.toThrow();
      expect(await recordQueue(world(), lan, { queueId: "default", isOn: true })).toEqual(NOT_FOUND);
      expect(await recordQueue(world(), admin, { queueId: world().newId(), isOn: true })).toEqual(NOT_FOUND);
      valueOf(await record(true));
      expect(valueOf(await record(true))).toMatchObject([{ queueId: "default", on: { by: admin.id } }]);
      expect(await readQueueRecordings(world(), lan)).toEqual(NOT_FOUND);
      expect((await up(run))[0]?.recording).toMatchObject({ isQueueRecorded: true, isTold: true });
      await begin(run);
      expect(await state()).toMatchObject({ state: "on" });
      expect(valueOf(await record(false))).toMatchObject([{ queueId: "default", on: undefined }]);
      const log = await world().transaction(admin, ({ audit }) => audit.list({ actorId: admin.id }, 10));
      expect(log.map(({ action }) => action)).toEqual(["queue.recording_off", "queue.recording_on"]);
    });

    test("does not begin before the caller was told: by the notice, or by their counsellor", async () => {
      const { run, record, step, state } = await scene();
      valueOf(await record(true));
      expect(await state()).toMatchObject({ state: "untold" });
      await expect(begin(run)).rejects.toThrow();
      valueOf(await step("told"));
      expect(await state()).toMatchObject({ state: "ready" });
      await begin(run);
      expect(await state()).toMatchObject({ state: "on", parts: [] });
    });

    test("pauses and goes on; what was said before is kept sealed, and each playing is in the log", async () => {
      const { admin, run, lan, contactId, record, told, step, state, keep } = await scene();
      valueOf(await record(true));
      await told();
      await begin(run);
      valueOf(await step("pause"));
      valueOf(await step("pause"));
      expect(await state()).toMatchObject({ state: "paused" });
      expect((await up(run))[0]?.recording.isPaused).toBe(true);
      const recordingId = await keep();
      expect(await owedRecordings(world(), run)).toEqual([]);
      valueOf(await step("resume"));
      expect(await state()).toMatchObject({ state: "ready", parts: [{ id: recordingId, seconds: 7 }] });
      expect(valueOf(await hearRecording(world(), lan, { contactId, recordingId }))).toEqual(SOUND);
      const minh = await comeOnDuty(stage());
      expect(await hearRecording(world(), minh, { contactId, recordingId })).toEqual(NOT_FOUND);
      expect(await steerRecording(world(), minh, { contactId, step: "refuse" })).toEqual(NOT_FOUND);
      const log = await world().transaction(admin, ({ audit }) => audit.list({ subjectId: contactId }, 10));
      expect(log.map(({ action, details }) => [action, details["step"] ?? details["recording"]])).toEqual([
        ["call.recording_heard", recordingId],
        ["call.recording_steered", "resume"],
        ["call.recording_steered", "pause"],
      ]);
    });

    test.each(["caller", "counsellor"] as const)("that its %s does not want: nothing of it is left", async (who) => {
      const { run, lan, contactId, record, told, step, state, keep } = await scene();
      valueOf(await record(true));
      await told();
      await begin(run);
      const recordingId = await keep();
      await begin(run);
      if (who === "counsellor") valueOf(await step("refuse"));
      else await fenced(world(), run, ({ recordings }) => recordings.refusedByCaller(run.engine, CALL));
      expect(await state()).toMatchObject({ state: "refused", parts: [] });
      expect(await hearRecording(world(), lan, { contactId, recordingId })).toEqual(NOT_FOUND);
      const owed = await owedRecordings(world(), run);
      expect(owed.map(({ isRefused }) => isRefused)).toEqual([true, true]);
      await expect(begin(run)).rejects.toThrow();
      for (const part of owed) {
        // What was kept before stays as it was until it is erased; what was not kept cannot be any more.
        if (part.id !== recordingId) {
          await expect(keepRecording(world(), run, part, { sound: SOUND, seconds: 7 })).rejects.toThrow();
        }
        await dropRecording(world(), run, part.id);
      }
      expect(await owedRecordings(world(), run)).toEqual([]);
      // They may change their mind, by a word to their counsellor.
      valueOf(await step("told"));
      expect(await state()).toMatchObject({ state: "ready", parts: [] });
    });

    test("that cannot be recorded says so, until it can", async () => {
      const { run, record, told, state } = await scene();
      valueOf(await record(true));
      await told();
      await failRecording(world(), run, CALL, await begin(run));
      expect(await state()).toMatchObject({ state: "failed" });
      expect(await owedRecordings(world(), run)).toEqual([]);
      await begin(run);
      expect(await state()).toMatchObject({ state: "on" });
    });

    test("is owed until it is kept, also when its line is over, and erased in time", async () => {
      const { run, lan, contactId, record, told, state, keep } = await scene();
      valueOf(await record(true));
      await told();
      await begin(run);
      await endCall(world(), run, { callId: CALL, contactId, by: "caller", cause: 16 });
      expect(await owedRecordings(world(), run)).toMatchObject([{ callId: CALL, contactId, isRefused: false }]);
      const recordingId = await keep();
      expect((await state())?.parts).toMatchObject([{ id: recordingId }]);
      expect(await eraseOldRecordings(world())).toBe(0);
      const { version } = await readState(stage(), contactId);
      valueOf(await closeContact(world(), lan, { contactId, version, disposition: "information" }));
      await stage().forward(721 * HOUR_S);
      expect(await eraseOldRecordings(world())).toBe(1);
    });
  });
}
