import { callOffice, endOutside } from "@nightlight/commands/call/call-office";
import { DEAD_AFTER_SECONDS, endDeadCalls } from "@nightlight/commands/call/end-dead-calls";
import { fenced, type EngineRun } from "@nightlight/commands/call/fenced";
import { readMyOutside } from "@nightlight/commands/call/read-outside";
import { endOutsideCall, noteOutside, numberToCall, ringForOutside } from "@nightlight/commands/call/run-outside";
import { readEscalation, readMyTasks } from "@nightlight/commands/escalation/read-escalation";
import { barFromContact } from "@nightlight/commands/access/bar-from-contact";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { finishTask } from "@nightlight/commands/escalation/telephone-task";
import type { OutsideCall } from "@nightlight/domain/call/outside-call";
import type { OutsideParty } from "@nightlight/domain/call/outside-party";
import { beforeEach, describe, expect, test } from "vitest";
import { escalate, offices } from "../escalation-scene.ts";
import { beginChat, comeOnDuty, readState, takeChat, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";
import { callScene } from "./call-scene.ts";

const POLICE = { kind: "police" } as const;

/** Calls to offices by telephone tasks: what holds in memory and on PostgreSQL. */
export function describeOutsideCalls(stage: () => Stage): void {
  describe("calls to somebody outside", () => {
    const { register, rings, running, talks } = callScene(stage);
    let run: EngineRun;
    let lan: CounsellorActor;
    let around: Awaited<ReturnType<typeof offices>>;
    beforeEach(async () => {
      run = await running();
      lan = await comeOnDuty(stage());
      around = await offices(stage());
    });
    const taskOf = async (who = lan, offeredTo = lan) => {
      const { contactId } = await takeChat(stage(), who);
      const { id: escalationId, tasks } = await escalate(stage().world, who, contactId, around.commune, {
        level: "P1",
        taskFor: offeredTo.id,
      });
      return { contactId, escalationId, taskId: tasks[0]?.id ?? "" };
    };
    type Task = Awaited<ReturnType<typeof taskOf>>;
    const call = (task: Task, party: OutsideParty = POLICE, who = lan, isDemo = false) =>
      callOffice(stage().world, who, { escalationId: task.escalationId, taskId: task.taskId, party, isDemo });
    const up = () => fenced(stage().world, run, ({ outsideCalls }) => outsideCalls.up(run.engine));
    const wanted = async (): Promise<OutsideCall> => {
      const [found] = await up();
      if (found === undefined) throw new Error("Nobody is to be called");
      return found.call;
    };

    test("is wanted once, rung, dialled, answered and over; each is kept by its first time, and the task stays open", async () => {
      await register(lan);
      const task = await taskOf();
      const id = valueOf(await call(task));
      expect(valueOf(await call(task))).toBe(id);
      expect(await call(task, { kind: "ambulance" })).toEqual({ ok: false, refusal: "you-call" });
      const first = await wanted();
      const legId = stage().world.newId();
      expect(await ringForOutside(stage().world, run, first, legId)).toBe(lan.sessionId);
      expect(await up()).toMatchObject([{ legId, contact: { id: task.contactId } }]);
      expect(valueOf(await numberToCall(stage().world, run, first))).toBe("113");
      await noteOutside(stage().world, run, first, "answered");
      const { answeredAt } = await wanted();
      await stage().forward(5);
      await noteOutside(stage().world, run, first, "answered");
      expect((await wanted()).answeredAt).toEqual(answeredAt);
      expect((await readMyOutside(stage().world, lan)).call).toMatchObject({ id, party: POLICE });
      await endOutsideCall(stage().world, run, first, { by: "party", cause: 16 });
      await endOutsideCall(stage().world, run, first, { by: "agent", cause: 0 });
      expect(await up()).toEqual([]);
      expect((await readMyOutside(stage().world, lan)).call).toBeUndefined();
      const { escalation, telephone } = valueOf(await readEscalation(stage().world, lan, task.escalationId));
      expect(telephone.calls).toMatchObject([{ id, endedBy: "party", cause: 16 }]);
      expect(escalation).toMatchObject({ state: { status: "sent" }, tasks: [{ done: undefined, takenBy: undefined }] });
    });

    test("putting it down is a wish that the engine sees; a stranger cannot", async () => {
      await register(lan);
      const id = valueOf(await call(await taskOf()));
      const minh = await comeOnDuty(stage());
      expect(await endOutside(stage().world, minh, id)).toEqual({ ok: false, refusal: "not-found" });
      valueOf(await endOutside(stage().world, lan, id));
      valueOf(await endOutside(stage().world, lan, id));
      expect(await wanted()).toMatchObject({ wish: "over" });
    });

    test("only who has the task calls, only while it is open, and only whom it was put before", async () => {
      await register(lan);
      const task = await taskOf();
      const minh = await comeOnDuty(stage());
      await register(minh);
      expect(await call(task, POLICE, minh)).toEqual({ ok: false, refusal: "not-found" });
      expect(await call(task, POLICE, around.officer)).toEqual({ ok: false, refusal: "not-found" });
      const elsewhere = { kind: "office", authorityId: around.elsewhere } as const;
      expect(await call(task, elsewhere)).toEqual({ ok: false, refusal: "not-found" });
      expect(await call(task, { kind: "interpreter", language: "Khmer" })).toEqual({ ok: false, refusal: "not-found" });
      valueOf(await finishTask(stage().world, lan, { ...task, outcome: "reached" }));
      expect(await call(task)).toEqual({ ok: false, refusal: "not-found" });
    });

    test("a colleague who is asked sees the calls of their task; an office sees none of them", async () => {
      const minh = await comeOnDuty(stage());
      await register(minh);
      const task = await taskOf(lan, minh);
      const id = valueOf(await call(task, POLICE, minh));
      expect(valueOf(await readMyTasks(stage().world, minh)).telephone.calls).toMatchObject([{ id }]);
      const seenBy = (who: CounsellorActor) =>
        stage().world.transaction(who, ({ outsideCalls }) => outsideCalls.ofEscalations([task.escalationId]));
      expect(await seenBy(lan)).toMatchObject([{ id, counsellorId: minh.id }]);
      expect(await seenBy(around.officer)).toEqual([]);
      expect(await seenBy(await comeOnDuty(stage()))).toEqual([]);
    });

    test("whoever calls outside is offered neither a call nor a chat meanwhile, and then again", async () => {
      const minh = await comeOnDuty(stage(), { hasVoice: true });
      await register(minh);
      const task = await taskOf(lan, minh);
      valueOf(await call(task, POLICE, minh));
      const outside = await wanted();
      await ringForOutside(stage().world, run, outside, stage().world.newId());
      const waiting = [(await rings(run, "call-9")).contactId, (await beginChat(stage())).contactId];
      const states = async () => {
        await runMatcher(stage().world);
        const read = await Promise.all(waiting.map((id) => readState(stage(), id)));
        return read.map(({ state }) => state.status).toSorted();
      };
      expect(await states()).toEqual(["queued", "queued"]);
      await endOutsideCall(stage().world, run, outside, { by: "party", cause: 16 });
      // Nobody talks and writes at once: one of the two.
      expect(await states()).toEqual(["offered", "queued"]);
    });

    test("whoever's engine nobody runs any more is free again after five minutes, and so is the child's line", async () => {
      const { lan: talking, contactId } = await talks(run);
      const minh = await comeOnDuty(stage(), { hasVoice: true });
      await register(minh);
      const task = await taskOf(lan, minh);
      valueOf(await call(task, POLICE, minh));
      await ringForOutside(stage().world, run, await wanted(), stage().world.newId());
      const stateOf = async () => (await readState(stage(), contactId)).state;
      await stage().forward(DEAD_AFTER_SECONDS);
      expect(await endDeadCalls(stage().world)).toBe(0);
      expect(await stateOf()).toMatchObject({ status: "active", owner: talking.id });
      await stage().forward(5);
      expect(await endDeadCalls(stage().world)).toBe(2);
      expect(await endDeadCalls(stage().world)).toBe(0);
      expect(await stateOf()).toMatchObject({ status: "wrap_up", endedBy: "line_lost" });
      const mine = () => stage().world.transaction(minh, ({ outsideCalls }) => outsideCalls.mine());
      expect(await mine()).toBeUndefined();
    });

    test("a demo calls nobody; nor does anybody without a telephone, without a number, or while they talk with a caller", async () => {
      const task = await taskOf();
      expect(await call(task, POLICE, lan, true)).toEqual({ ok: false, refusal: "demo-calls-nobody" });
      expect(await call(task)).toEqual({ ok: false, refusal: "no-telephone" });
      await register(lan);
      const office = { kind: "office", authorityId: around.commune } as const;
      expect(await call(task, office)).toEqual({ ok: false, refusal: "no-number" });
      const talking = await talks(run);
      const theirs = await escalate(stage().world, talking.lan, talking.contactId, around.commune, {
        level: "P1",
        taskFor: talking.lan.id,
      });
      const taskId = theirs.tasks[0]?.id ?? "";
      const input = { escalationId: theirs.id, taskId, party: POLICE, isDemo: false };
      expect(await callOffice(stage().world, talking.lan, input)).toEqual({ ok: false, refusal: "you-talk" });
      expect(await up()).toEqual([]);
    });

    test("an office that is barred is not called, neither by a click nor when it is dialled", async () => {
      await register(lan);
      const task = await taskOf();
      const office = { kind: "office", authorityId: around.commune } as const;
      valueOf(await call(task));
      const wish = await wanted();
      // The unit above is barred: so is whoever is below it.
      const bar = {
        contactId: task.contactId,
        barredId: around.health,
        origin: "named",
        reason: "Có liên quan",
      } as const;
      valueOf(await barFromContact(stage().world, lan, bar));
      expect(await numberToCall(stage().world, run, { ...wish, party: office })).toEqual({
        ok: false,
        refusal: "barred",
      });
      expect(valueOf(await numberToCall(stage().world, run, wish))).toBe("113");
      await endOutsideCall(stage().world, run, wish, { by: "agent", cause: 0 });
      expect(await call(task, office)).toEqual({ ok: false, refusal: "office-barred" });
      expect(await up()).toEqual([]);
    });
  });
}
