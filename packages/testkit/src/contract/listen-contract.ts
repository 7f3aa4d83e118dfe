import { openContact } from "@nightlight/commands/access/open-contact";
import { endCall } from "@nightlight/commands/call/end-call";
import type { EngineRun } from "@nightlight/commands/call/fenced";
import { listenIn, readListening, stopListening } from "@nightlight/commands/call/listen-in";
import { readCall } from "@nightlight/commands/call/read-call";
import type { MonitorMode } from "@nightlight/domain/call/call";
import { expect, test } from "vitest";
import { comeOnDuty, readState, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";
import { callScene } from "./call-scene.ts";

/** A supervisor in a colleague's call. */
export function describeListening(stage: () => Stage): void {
  const { register, running, talks, up } = callScene(stage);
  const nobodyYet = () => stage().addCounsellor({ roles: ["supervisor"], intent: "off", shift: "none" });
  const supervisor = async (): Promise<CounsellorActor> => {
    const ha = await nobodyYet();
    await register(ha);
    return ha;
  };
  const open = async (ha: CounsellorActor, contactId: string) =>
    valueOf(await openContact(stage().world, ha, { contactId, kind: "break_glass", reason: "Cần hỗ trợ người trực" }));
  const monitors = async (run: EngineRun) => (await up(run)).flatMap((call) => call.monitors);

  test("is let in with a reason alone, in one mode at a time, and everybody is told", async () => {
    const run = await running();
    const { lan, contactId } = await talks(run);
    const ha = await supervisor();
    const listen = (mode: MonitorMode) => listenIn(stage().world, ha, { contactId, mode });
    expect(await listen("listen")).toEqual({ ok: false, refusal: "not-opened" });
    await open(ha, contactId);
    valueOf(await listen("listen"));
    valueOf(await listen("listen"));
    expect(await monitors(run)).toEqual([{ supervisorId: ha.id, mode: "listen" }]);
    valueOf(await listen("whisper"));
    expect(await monitors(run)).toEqual([{ supervisorId: ha.id, mode: "whisper" }]);
    expect(await readListening(stage().world, ha)).toEqual({ contactId, mode: "whisper" });
    expect(valueOf(await readCall(stage().world, lan, contactId)).listeners).toMatchObject([{ mode: "whisper" }]);
    await stopListening(stage().world, ha);
    await stopListening(stage().world, ha);
    expect(await monitors(run)).toEqual([]);
    expect((await readState(stage(), contactId)).state).toMatchObject({ status: "active", owner: lan.id });
  });

  test("is in no call that has ended, and in none where nobody talks", async () => {
    const run = await running();
    const { contactId } = await talks(run);
    const ha = await supervisor();
    await open(ha, contactId);
    valueOf(await listenIn(stage().world, ha, { contactId, mode: "join" }));
    await endCall(stage().world, run, { callId: "call-1", contactId, by: "caller", cause: 16 });
    expect(await readListening(stage().world, ha)).toBeUndefined();
    expect(await listenIn(stage().world, ha, { contactId, mode: "listen" })).toEqual({
      ok: false,
      refusal: "nobody-talks",
    });
  });

  test("whoever has no telephone, and whoever is no supervisor, hears nothing", async () => {
    const run = await running();
    const { lan, contactId } = await talks(run);
    const ha = await nobodyYet();
    await open(ha, contactId);
    const refused = (refusal: string) => ({ ok: false, refusal });
    expect(await listenIn(stage().world, ha, { contactId, mode: "listen" })).toEqual(refused("no-telephone"));
    const minh = await comeOnDuty(stage());
    expect(await listenIn(stage().world, minh, { contactId, mode: "listen" })).toEqual(refused("not-found"));
    expect(await listenIn(stage().world, lan, { contactId, mode: "listen" })).toEqual(refused("not-opened"));
    expect(await monitors(run)).toEqual([]);
  });
}
