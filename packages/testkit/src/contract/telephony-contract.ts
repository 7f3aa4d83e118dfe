import type { CallId, Telephony, TelephonyEvent } from "@nightlight/commands/call/telephony";
import type { ContractCall, ContractSubject } from "./telephony-subject.ts";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { expectRecording } from "./expect-recording.ts";

const HEARD_MS = 10_000;

/** What every voice engine does alike: run on the real one and on the simulated one. */
export function telephonyContract(name: string, open: () => Promise<ContractSubject>): void {
  describe(`telephony: ${name}`, { timeout: 60_000 }, () => {
    let subject: ContractSubject;
    let telephony: Telephony;
    let events: TelephonyEvent[] = [];
    let callsUp: CallId[] = [];
    beforeAll(async () => {
      subject = await open();
      telephony = subject.telephony;
      telephony.listen((event) => {
        events.push(event);
        if (event.type === "call.incoming") callsUp.push(event.callId);
      });
    });
    afterEach(async () => {
      for (const callId of callsUp) await telephony.hangUp(callId, "normal");
      await expect.poll(() => telephony.snapshot(), { timeout: HEARD_MS }).toEqual([]);
      events = [];
      callsUp = [];
    });
    afterAll(() => subject.close());

    const told = async <Type extends TelephonyEvent["type"]>(type: Type) => {
      await expect.poll(() => events.some((event) => event.type === type), { timeout: HEARD_MS }).toBe(true);
      return events.find((event) => event.type === type) as Extract<TelephonyEvent, { type: Type }>;
    };
    const hear = (call: ContractCall) => expect.poll(() => [...call.hears()].sort(), { timeout: HEARD_MS });
    let attempts = 0;
    const nextAttempt = () => `attempt-${String(++attempts)}`;
    const reach = async (caller: string, agentName: string) => {
      const agent = await subject.agent(agentName);
      const call = await subject.call(caller);
      const { callId } = await told("call.incoming");
      await telephony.answer(callId);
      const attemptId = nextAttempt();
      await telephony.offer({ attemptId, callId, agentId: agentName, timeout: 20, display: "Nightlight" });
      const leg = await agent.nextCall();
      return { call, callId, attemptId, leg };
    };

    test("a call is told at its first ring, before anybody answered it", async () => {
      const call = await subject.call("child");
      const event = await told("call.incoming");
      expect(event).toMatchObject({ dialled: "111", from: "trunk" });
      await telephony.ring(event.callId);
      await call.becomes("ringing");
      expect(await telephony.snapshot()).toMatchObject([{ callId: event.callId, direction: "in", isAnswered: false }]);
    });

    test("answered, it hears the announcement, and music afterwards", async () => {
      const call = await subject.call("child");
      const { callId } = await told("call.incoming");
      await telephony.answer(callId);
      await call.becomes("up");
      await telephony.startMusic(callId);
      await hear(call).toEqual(["music"]);
      await telephony.announce(callId, "the-greeting", ["vi/greeting"]);
      await hear(call).toEqual(["greeting"]);
      expect(await told("announce.finished")).toMatchObject({ callId, announcementId: "the-greeting" });
      await hear(call).toEqual(["music"]);
    });

    test("an agent is rung, answers, and both hear each other and nobody else", async () => {
      const { call, callId, attemptId, leg } = await reach("child", "lan");
      await telephony.startMusic(callId);
      expect(await told("leg.ringing")).toMatchObject({ callId, attemptId });
      leg.answer();
      expect(await told("leg.answered")).toMatchObject({ callId, attemptId });
      await telephony.connect(callId, attemptId);
      await hear(call).toEqual(["lan"]);
      await hear(leg).toEqual(["child"]);
      expect(await telephony.snapshot()).toMatchObject([
        { callId, isAnswered: true, legs: [{ attemptId, isAnswered: true, isJoined: true }] },
      ]);
    });

    test("a counsellor may cut into an announcement", async () => {
      const { call, callId, attemptId, leg } = await reach("child", "lan");
      await telephony.announce(callId, "cut-into", ["vi/greeting"]);
      leg.answer();
      await told("leg.answered");
      await telephony.connect(callId, attemptId);
      await hear(call).toEqual(["lan"]);
    });

    test("held, the caller hears music and the agent hears nobody; resumed, each other", async () => {
      const { call, callId, attemptId, leg } = await reach("child", "lan");
      leg.answer();
      await told("leg.answered");
      await telephony.connect(callId, attemptId);
      await hear(leg).toEqual(["child"]);
      await telephony.hold(callId);
      await hear(call).toEqual(["music"]);
      await hear(leg).toEqual([]);
      await telephony.resume(callId);
      await hear(call).toEqual(["lan"]);
      await hear(leg).toEqual(["child"]);
    });

    test("a caller who hangs up is told with whose doing it was; repeating commands about it is harmless", async () => {
      const call = await subject.call("child");
      const { callId } = await told("call.incoming");
      await telephony.answer(callId);
      await call.becomes("up");
      call.hangUp();
      expect(await told("call.ended")).toMatchObject({ callId, by: "caller" });
      await telephony.startMusic(callId);
      await telephony.announce(callId, "too-late", ["vi/greeting"]);
      await telephony.hangUp(callId, "normal");
      expect(events.filter(({ type }) => type === "call.ended")).toHaveLength(1);
    });

    test("a caller who gives up while it rings is told, too", async () => {
      const call = await subject.call("child");
      const { callId } = await told("call.incoming");
      await telephony.ring(callId);
      await call.becomes("ringing");
      call.hangUp();
      expect(await told("call.ended")).toMatchObject({ callId, by: "caller" });
    });

    test("what we end, we ended: the caller's telephone is told, and the agent's leg goes with it", async () => {
      const { call, callId, attemptId, leg } = await reach("child", "lan");
      leg.answer();
      await told("leg.answered");
      await telephony.connect(callId, attemptId);
      await telephony.hangUp(callId, "normal");
      await call.becomes("over");
      await leg.becomes("over");
      expect(await told("call.ended")).toMatchObject({ callId, by: "engine" });
      expect(await told("leg.ended")).toMatchObject({ callId, attemptId });
    });

    test("an agent who hangs up ends the leg, not the call", async () => {
      const { call, callId, attemptId, leg } = await reach("child", "lan");
      leg.answer();
      await told("leg.answered");
      await telephony.connect(callId, attemptId);
      await hear(leg).toEqual(["child"]);
      leg.hangUp();
      expect(await told("leg.ended")).toMatchObject({ callId, attemptId });
      await telephony.startMusic(callId);
      await hear(call).toEqual(["music"]);
    });

    test.each([
      ["declines", "declined", (leg: ContractCall) => leg.decline()],
      ["is taken off", "cancelled", (_leg: ContractCall, cancel: () => void) => cancel()],
    ] as const)("an agent who %s: the leg failed, and why is said", async (_how, because, act) => {
      const { callId, attemptId, leg } = await reach("child", "lan");
      act(leg, () => void telephony.cancelOffer(attemptId));
      expect(await told("leg.failed")).toMatchObject({ callId, attemptId, because });
      await leg.becomes("over");
    });

    test("an agent who does not answer in time; and the same attempt twice rings once", async () => {
      const agent = await subject.agent("lan");
      await subject.call("child");
      const { callId } = await told("call.incoming");
      await telephony.answer(callId);
      const offer = { attemptId: nextAttempt(), callId, agentId: "lan", timeout: 1, display: "Nightlight" };
      await telephony.offer(offer);
      await telephony.offer(offer);
      const leg = await agent.nextCall();
      expect(await told("leg.failed")).toMatchObject({ attemptId: offer.attemptId, because: "no-answer" });
      await leg.becomes("over");
      expect(events.filter(({ type }) => type === "leg.failed")).toHaveLength(1);
    });

    test("an agent whom nobody knows is offline", async () => {
      await subject.call("child");
      const { callId } = await told("call.incoming");
      await telephony.provisionAgent("nobody", "a secret that nobody uses");
      const attemptId = nextAttempt();
      await telephony.offer({ attemptId, callId, agentId: "nobody", timeout: 5, display: "Nightlight" });
      expect(await told("leg.failed")).toMatchObject({ attemptId, because: "offline" });
    });

    test("who is registered can be asked, at any time", async () => {
      await subject.agent("lan");
      await expect.poll(() => telephony.agentsOnline(), { timeout: HEARD_MS }).toContain("lan");
      expect(await telephony.agentsOnline()).not.toContain("nobody");
    });

    test("keys that the caller presses are told one by one", async () => {
      const call = await subject.call("child");
      const { callId } = await told("call.incoming");
      await telephony.answer(callId);
      await call.becomes("up");
      call.press("1");
      expect(await told("digit")).toMatchObject({ callId, digit: "1" });
    });

    test("a supervisor listens unheard, whispers to the agent alone, and joins", async () => {
      const { call, callId, attemptId, leg } = await reach("child", "lan");
      leg.answer();
      await told("leg.answered");
      await telephony.connect(callId, attemptId);
      const supervisor = await subject.agent("giam-sat");
      const ear = nextAttempt();
      await telephony.offer({ attemptId: ear, callId, agentId: "giam-sat", timeout: 20, display: "Nightlight" });
      const listening = await supervisor.nextCall();
      listening.answer();
      await expect.poll(() => events.filter(({ type }) => type === "leg.answered").length).toBe(2);
      await telephony.monitor(callId, ear, { mode: "listen", through: attemptId });
      await hear(listening).toEqual(["child", "lan"]);
      await hear(call).toEqual(["lan"]);
      await hear(leg).toEqual(["child"]);
      await telephony.monitor(callId, ear, { mode: "whisper", through: attemptId });
      await hear(leg).toEqual(["child", "giam-sat"]);
      await hear(call).toEqual(["lan"]);
      await telephony.monitor(callId, ear, { mode: "join", through: attemptId });
      await hear(call).toEqual(["giam-sat", "lan"]);
      await telephony.release(ear);
      await listening.becomes("over");
      await hear(call).toEqual(["lan"]);
    });

    test("somebody outside is called, brought to the two, and goes again; with the caller on hold two of them talk", async () => {
      const { call, callId, attemptId, leg } = await reach("child", "lan");
      leg.answer();
      await told("leg.answered");
      await telephony.connect(callId, attemptId);
      const lineId = nextAttempt();
      await telephony.dialOut(lineId, "113", "111");
      await telephony.dialOut(lineId, "113", "111"); // twice, it rings once
      const outside = await subject.nextOutside();
      outside.answer();
      expect(await told("call.answered")).toMatchObject({ callId: lineId });
      await telephony.bringIn(callId, lineId);
      await telephony.bringIn(callId, lineId);
      await hear(call).toEqual(["lan", "outside"]);
      await hear(leg).toEqual(["child", "outside"]);
      await hear(outside).toEqual(["child", "lan"]);
      await telephony.hold(callId);
      await hear(call).toEqual(["music"]);
      await hear(outside).toEqual(["lan"]);
      await telephony.resume(callId);
      outside.hangUp();
      expect(await told("call.ended")).toMatchObject({ callId: lineId, by: "caller" });
      await hear(call).toEqual(["lan"]);
    });

    const recording = async () => {
      const { call, callId, attemptId, leg } = await reach("child", "lan");
      leg.answer();
      await told("leg.answered");
      await telephony.connect(callId, attemptId);
      await hear(leg).toEqual(["child"]);
      const recordingId = `recording-${attemptId}`;
      await telephony.startRecording(callId, recordingId, 60);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { call, callId, recordingId };
    };

    test("what is said is recorded when asked for, and is gone from the engine once it was fetched", async () => {
      const { callId, recordingId } = await recording();
      await telephony.stopRecording(recordingId);
      expect(await told("recording.finished")).toMatchObject({ callId, recordingId });
      await expectRecording(telephony, recordingId);
    });

    test("a recording is over with its call, and is there afterwards", async () => {
      const { call, callId, recordingId } = await recording();
      call.hangUp();
      expect(await told("recording.finished")).toMatchObject({ callId, recordingId });
      await expectRecording(telephony, recordingId);
    });

    test("a message is what the caller alone says, and is there when they have hung up", async () => {
      const call = await subject.call("child");
      const { callId } = await told("call.incoming");
      await telephony.answer(callId);
      await call.becomes("up");
      const recordingId = `message-${callId}`;
      await telephony.recordMessage(callId, recordingId, 60);
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(await telephony.readRecording(recordingId)).toBeUndefined();
      call.hangUp();
      expect(await told("recording.finished")).toMatchObject({ callId, recordingId });
      await told("call.ended");
      await expectRecording(telephony, recordingId);
    });

    test("a word stays with the call", async () => {
      await subject.call("child");
      const { callId } = await told("call.incoming");
      await telephony.setTag(callId, "contact", "01890a5d-ac96-774b-bcce-b302099a8057");
      expect(await telephony.snapshot()).toMatchObject([{ contactTag: "01890a5d-ac96-774b-bcce-b302099a8057" }]);
    });
  });
}
