import { openContact } from "@nightlight/commands/access/open-contact";
import { beginCall } from "@nightlight/commands/call/begin-call";
import { dialCallback, numberToDial } from "@nightlight/commands/call/dial";
import { endCall, hearCaller, loseMedia } from "@nightlight/commands/call/end-call";
import { EngineTaken, fenced, type EngineRun } from "@nightlight/commands/call/fenced";
import { listenIn, readListening, stopListening } from "@nightlight/commands/call/listen-in";
import { askForCallByKey } from "@nightlight/commands/call/press-key";
import { readCall } from "@nightlight/commands/call/read-call";
import { wantSoftphone } from "@nightlight/commands/call/want-softphone";
import { reportCall } from "@nightlight/commands/contact/call-back";
import { endConversation, endWithOneKey } from "@nightlight/commands/contact/end-contact";
import { acceptOffer, showOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import type { MonitorMode } from "@nightlight/domain/call/call";
import { describe, expect, test } from "vitest";
import { comeOnDuty, readState, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

const PHONE = { channel: "phone", language: "vi" } as const;
const SYSTEM = { kind: "system" } as const;

/** Calls beside their contacts, telephones of counsellors, and who runs an engine. */
export function describeCalls(stage: () => Stage): void {
  let engines = 0;
  const takeEngine = async (engine = `engine-${String(++engines)}`, holder = stage().world.newId()) => {
    const hold = { engine, holder, seconds: 5 };
    const epoch = await stage().world.transaction(SYSTEM, ({ calls }) => calls.hold(hold));
    return { engine, holder, epoch };
  };
  const running = async (): Promise<EngineRun> => {
    const { engine, epoch } = await takeEngine();
    if (epoch === undefined) throw new Error("Somebody has this engine");
    return { engine, epoch };
  };
  const rings = async (run: EngineRun, callId = "call-1", number?: string) => {
    const channelId = await stage().addChannel("phone");
    const arrivalKey = new TextEncoder().encode(`${run.engine}/${callId}`.padEnd(32, "."));
    const call = { callId, channelId, number, arrivalKey, ...PHONE } as const;
    return { contactId: await beginCall(stage().world, run, call), again: () => beginCall(stage().world, run, call) };
  };
  const register = async (lan: CounsellorActor) => {
    await wantSoftphone(stage().world, lan);
    await stage().world.transaction(SYSTEM, ({ softphones }) => softphones.setOnline(lan.sessionId, true));
  };
  const talks = async (run: EngineRun) => {
    const lan = await comeOnDuty(stage(), { hasVoice: true });
    await register(lan);
    const { contactId } = await rings(run);
    await runMatcher(stage().world);
    const { state } = await readState(stage(), contactId);
    if (state.status !== "offered") throw new Error(`It is ${state.status}`);
    valueOf(await showOffer(stage().world, lan, state.offer.id));
    valueOf(await acceptOffer(stage().world, lan, state.offer.id));
    return { lan, contactId };
  };
  const up = (run: EngineRun) => fenced(stage().world, run, ({ calls }) => calls.up(run.engine));

  test("an engine is run by one: the next one only when the word of the one before has run out", async () => {
    const first = await takeEngine();
    const again = await takeEngine(first.engine, first.holder);
    expect(again.epoch).toBe(first.epoch);
    const other = stage().world.newId();
    expect((await takeEngine(first.engine, other)).epoch).toBeUndefined();
    await stage().forward(5);
    expect((await takeEngine(first.engine, other)).epoch).toBe((first.epoch ?? 0) + 1);
    const late = { engine: first.engine, epoch: first.epoch ?? 0 };
    await expect(fenced(stage().world, late, async () => undefined)).rejects.toThrow(EngineTaken);
  });

  test("given up, it is taken at once", async () => {
    const { engine, holder, epoch = 0 } = await takeEngine();
    await stage().world.transaction(SYSTEM, ({ calls }) => calls.letGo({ engine, holder }));
    expect((await takeEngine(engine)).epoch).toBe(epoch + 1);
  });

  test("a call is a contact from its first ring, once", async () => {
    const run = await running();
    const { contactId, again } = await rings(run, "call-1", "0912345678");
    expect(await again()).toBe(contactId);
    expect((await readState(stage(), contactId)).state).toMatchObject({ status: "queued" });
    expect(await up(run)).toMatchObject([{ callId: "call-1", isGreeted: false, hasTalked: false, legs: [] }]);
  });

  test("nobody is offered a call without a telephone that is registered", async () => {
    const run = await running();
    const lan = await comeOnDuty(stage(), { hasVoice: true });
    const { contactId } = await rings(run);
    await runMatcher(stage().world);
    expect((await readState(stage(), contactId)).state.status).toBe("queued");
    await register(lan);
    await runMatcher(stage().world);
    expect((await readState(stage(), contactId)).state).toMatchObject({ status: "offered", offer: { to: lan.id } });
  });

  test("what happens is noted down once, and legs go with their call", async () => {
    const run = await running();
    const { lan, contactId } = await talks(run);
    const attemptId = stage().world.newId();
    await fenced(stage().world, run, async ({ calls }) => {
      await calls.note(run.engine, "call-1", "answered");
      await calls.note(run.engine, "call-1", "greeted");
      await calls.ring(run.engine, "call-1", { attemptId, counsellorId: lan.id });
      await calls.noteLeg(attemptId, "joined");
      await calls.note(run.engine, "call-1", "talked");
    });
    expect(await up(run)).toMatchObject([
      { isGreeted: true, hasTalked: true, legs: [{ attemptId, counsellorId: lan.id }] },
    ]);
    const ended = { callId: "call-1", contactId, by: "caller", cause: 16 } as const;
    await endCall(stage().world, run, ended);
    await endCall(stage().world, run, ended);
    const { call } = valueOf(await readCall(stage().world, lan, contactId));
    expect(call).toMatchObject({ direction: "in", endedBy: "caller", cause: 16, cannotSpeakAt: undefined });
    expect(call?.talkedAt).toBeInstanceOf(Date);
    const minh = await comeOnDuty(stage());
    expect(await readCall(stage().world, minh, contactId)).toEqual({ ok: false, refusal: "not-found" });
    expect(await up(run)).toEqual([]);
    expect((await readState(stage(), contactId)).state).toMatchObject({ status: "wrap_up", owner: lan.id });
  });

  test("a caller who hangs up while waiting has gone", async () => {
    const run = await running();
    const { contactId } = await rings(run);
    await endCall(stage().world, run, { callId: "call-1", contactId, by: "caller", cause: 16 });
    expect((await readState(stage(), contactId)).state).toMatchObject({ status: "abandoned", by: "child" });
  });

  test("without a telephone it waits again, as old as it is, and is not offered to the same person at once", async () => {
    const run = await running();
    const { lan, contactId } = await talks(run);
    const { arrivedAt } = await readState(stage(), contactId);
    await loseMedia(stage().world, run, contactId, lan.id);
    await loseMedia(stage().world, run, contactId, lan.id);
    expect(await readState(stage(), contactId)).toMatchObject({
      state: { status: "queued" },
      arrivedAt,
      skips: [{ counsellorId: lan.id }],
    });
  });

  test("whoever is heard within the undo seconds is not hung up on", async () => {
    const run = await running();
    const { lan, contactId } = await talks(run);
    const { version } = await readState(stage(), contactId);
    valueOf(await endWithOneKey(stage().world, lan, { contactId, version, disposition: "silent" }));
    await hearCaller(stage().world, run, contactId);
    expect((await readState(stage(), contactId)).state).toMatchObject({ status: "active", owner: lan.id });
    const { version: next } = await readState(stage(), contactId);
    valueOf(await endConversation(stage().world, lan, { contactId, version: next }));
    await hearCaller(stage().world, run, contactId);
    expect((await readState(stage(), contactId)).state.status).toBe("wrap_up");
  });

  describe("a call that a counsellor makes", () => {
    const promised = async (run: EngineRun, number: string) => {
      const { contactId } = await rings(run, "call-1", number);
      const { channelId } = await readState(stage(), contactId);
      valueOf(await askForCallByKey(stage().world, { contactId, channelId, number }));
      await endCall(stage().world, run, { callId: "call-1", contactId, by: "engine", cause: 16 });
      const lan = await comeOnDuty(stage(), { hasVoice: true });
      await register(lan);
      await runMatcher(stage().world);
      const { state } = await readState(stage(), contactId);
      if (state.status !== "offered") throw new Error(`It is ${state.status}`);
      valueOf(await acceptOffer(stage().world, lan, state.offer.id));
      return { lan, contactId };
    };
    const wanted = async (run: EngineRun) => (await up(run)).filter(({ direction }) => direction === "out");

    test("is wanted once, dialled by whoever runs the engine, and its end changes nothing until somebody was reached", async () => {
      const run = await running();
      const { lan, contactId } = await promised(run, "0912 345 678");
      valueOf(await dialCallback(stage().world, lan, contactId));
      valueOf(await dialCallback(stage().world, lan, contactId));
      const [call] = await wanted(run);
      expect(call).toMatchObject({ direction: "out", isDialled: false });
      const callId = call?.callId ?? "";
      expect(await numberToDial(stage().world, run, { callId, contactId })).toBe("0912345678");
      expect(await wanted(run)).toMatchObject([{ callId, isDialled: true }]);
      await endCall(stage().world, run, { callId, contactId, by: "caller", cause: 19 });
      expect(await wanted(run)).toEqual([]);
      expect((await readState(stage(), contactId)).state).toMatchObject({ status: "active", owner: lan.id });
      valueOf(await reportCall(stage().world, lan, { contactId, outcome: "no_answer" }));
      expect(await dialCallback(stage().world, lan, contactId)).toMatchObject({ ok: false });
    });

    test("once reached, whoever hangs up has ended it", async () => {
      const run = await running();
      const { lan, contactId } = await promised(run, "0912345678");
      valueOf(await dialCallback(stage().world, lan, contactId));
      const [call] = await wanted(run);
      valueOf(await reportCall(stage().world, lan, { contactId, outcome: "reached" }));
      await endCall(stage().world, run, { callId: call?.callId ?? "", contactId, by: "caller", cause: 16 });
      expect((await readState(stage(), contactId)).state).toMatchObject({ status: "wrap_up", endedBy: "child" });
    });

    test("nobody is called who did not ask for it, nor outside the window, nor at what is no number", async () => {
      const run = await running();
      const { lan, contactId } = await talks(run);
      expect(await dialCallback(stage().world, lan, contactId)).toEqual({ ok: false, refusal: "no-call-allowed" });
      expect(await up(run)).toHaveLength(1);
    });

    test("what is no number is not dialled; after its window no number is found", async () => {
      const run = await running();
      const { lan, contactId } = await promised(run, "0912345678");
      valueOf(await dialCallback(stage().world, lan, contactId));
      const [call] = await wanted(run);
      await stage().forward(3 * 3600);
      expect(await numberToDial(stage().world, run, { callId: call?.callId ?? "", contactId })).toBeUndefined();
      const odd = await running();
      const other = await promised(odd, "113@elsewhere.example");
      expect(await dialCallback(stage().world, other.lan, other.contactId)).toEqual({
        ok: false,
        refusal: "number-wrong",
      });
    });
  });

  describe("a supervisor in a call", () => {
    const nobodyYet = () => stage().addCounsellor({ roles: ["supervisor"], intent: "off", shift: "none" });
    const supervisor = async (): Promise<CounsellorActor> => {
      const ha = await nobodyYet();
      await register(ha);
      return ha;
    };
    const open = async (ha: CounsellorActor, contactId: string) =>
      valueOf(
        await openContact(stage().world, ha, { contactId, kind: "break_glass", reason: "Cần hỗ trợ người trực" }),
      );
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
  });

  test("where no engine is run there is no telephone", async () => {
    const lan = await comeOnDuty(stage(), { hasVoice: true });
    await stage().forward(60);
    expect(await wantSoftphone(stage().world, lan)).toBe(false);
    await running();
    expect(await wantSoftphone(stage().world, lan)).toBe(true);
  });

  test("one telephone each: the engine learns of it, and forgets it when it is told to", async () => {
    await running();
    const lan = await comeOnDuty(stage(), { hasVoice: true });
    const ask = <Value>(story: Parameters<typeof fenced<Value>>[2]) => stage().world.transaction(SYSTEM, story);
    const mine = { counsellorId: lan.id, sessionId: lan.sessionId };
    await wantSoftphone(stage().world, lan);
    expect((await ask(({ softphones }) => softphones.due())).wanted).toContainEqual(mine);
    await ask(({ softphones }) => softphones.provisioned(mine));
    expect((await ask(({ softphones }) => softphones.due())).wanted).not.toContainEqual(mine);
    expect(await ask(({ softphones }) => softphones.registeredOf(lan.id))).toBeUndefined();
    expect(await ask(({ softphones }) => softphones.setOnline(lan.sessionId, true))).toBe(lan.id);
    expect(await ask(({ softphones }) => softphones.registeredOf(lan.id))).toBe(lan.sessionId);
    await ask(({ softphones }) => softphones.forgetAll());
    expect(await ask(({ softphones }) => softphones.registeredOf(lan.id))).toBeUndefined();
    expect((await ask(({ softphones }) => softphones.due())).wanted).toContainEqual(mine);
  });
}
