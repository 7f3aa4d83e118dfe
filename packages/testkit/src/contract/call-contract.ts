import { endCall, hearCaller, loseMedia } from "@nightlight/commands/call/end-call";
import { EngineTaken, fenced } from "@nightlight/commands/call/fenced";
import { readCall } from "@nightlight/commands/call/read-call";
import { wantSoftphone } from "@nightlight/commands/call/want-softphone";
import { endConversation, endWithOneKey, undoEnding } from "@nightlight/commands/contact/end-contact";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { expect, test } from "vitest";
import { beginChat, comeOnDuty, readState, valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";
import { callScene, SYSTEM } from "./call-scene.ts";

/** Calls beside their contacts, telephones of counsellors, and who runs an engine. */
export function describeCalls(stage: () => Stage): void {
  const { register, rings, running, takeEngine, talks, up } = callScene(stage);

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

  test("callers for whom no telephone is free do not hide who writes, however many wait, nor the other way round", async () => {
    const run = await running();
    const called = [];
    const written = [];
    for (let n = 0; n < 3; n += 1) {
      called.push((await rings(run, `call-${String(n)}`)).contactId);
      written.push((await beginChat(stage())).contactId);
      // Who came at one instant is told apart by nothing.
      await stage().forward(1);
    }
    const ahead = (id: string) => fenced(stage().world, run, ({ calls }) => calls.ahead(id));
    expect(await Promise.all(called.map(ahead))).toEqual([0, 1, 2]); // whoever writes is not before them
    const seen = async () => {
      const floor = await stage().world.transaction(SYSTEM, (store) => store.floor(2));
      return [floor?.somebodyElseWaits, ...(floor?.waiting.map(({ id }) => id).toSorted() ?? [])];
    };
    await comeOnDuty(stage());
    expect(await seen()).toEqual([true, ...written.slice(0, 2).toSorted()]);
    await register(await comeOnDuty(stage(), { hasVoice: true }));
    expect(await seen()).toEqual([true, ...[...called.slice(0, 2), ...written.slice(0, 2)].toSorted()]);
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

  test("no one key ends a call in which two have talked for a minute, and the call goes on; a silent one is ended by it", async () => {
    const run = await running();
    const { lan, contactId } = await talks(run);
    const one = async () => {
      const { version } = await readState(stage(), contactId);
      return endWithOneKey(stage().world, lan, { contactId, version, disposition: "wrong_number" });
    };
    await stage().forward(90); // nobody of the house is heard yet
    valueOf(await one());
    valueOf(await undoEnding(stage().world, lan, contactId));
    await fenced(stage().world, run, ({ calls }) => calls.note(run.engine, "call-1", "talked"));
    await stage().forward(61);
    const before = await readState(stage(), contactId);
    expect(await one()).toEqual({ ok: false, refusal: "talked-a-while" });
    expect(await readState(stage(), contactId)).toEqual(before);
    expect(await up(run)).toMatchObject([{ callId: "call-1" }]);
    valueOf(await endConversation(stage().world, lan, { contactId, version: before.version }));
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
    const mine = lan.sessionId;
    await wantSoftphone(stage().world, lan);
    const due = async (engine: string) => (await ask(({ softphones }) => softphones.due(engine))).wanted;
    const registered = (engine?: string) => ask(({ softphones }) => softphones.registeredOf(lan.id, engine));
    expect(await due("one")).toContain(mine);
    await ask(({ softphones }) => softphones.provisioned("one", mine));
    expect(await due("one")).not.toContain(mine);
    expect(await due("other")).toContain(mine);
    expect(await registered()).toBeUndefined();
    expect(await ask(({ softphones }) => softphones.setOnline("one", mine, true))).toBe(lan.id);
    expect([await registered(), await registered("one"), await registered("other")]).toEqual([mine, mine, undefined]);
    await ask(({ softphones }) => softphones.forgetAll("one"));
    expect(await registered()).toBeUndefined();
    expect(await due("one")).toContain(mine);
  });

  test("a telephone that is registered with two engines rings until both are without it", async () => {
    await running();
    const lan = await comeOnDuty(stage(), { hasVoice: true });
    await register(lan, "one");
    await register(lan, "other");
    const ask = <Value>(story: Parameters<typeof fenced<Value>>[2]) => stage().world.transaction(SYSTEM, story);
    const seat = async () => {
      const floor = await ask((store) => store.floor(10));
      return floor?.seats.find(({ counsellorId }) => counsellorId === lan.id)?.freeSlots.voice;
    };
    await rings(await running());
    expect(await seat()).toBe(1);
    await ask(({ softphones }) => softphones.forgetAll("one"));
    expect(await seat()).toBe(1);
    await ask(({ softphones }) => softphones.setOnline("other", lan.sessionId, false));
    expect(await seat()).toBe(0);
  });
}
