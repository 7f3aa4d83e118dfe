import { barFromContact } from "@nightlight/commands/access/bar-from-contact";
import { callThird, listParties, wishThird, type CallThirdInput } from "@nightlight/commands/call/call-third";
import { fenced, type EngineRun } from "@nightlight/commands/call/fenced";
import { readCall } from "@nightlight/commands/call/read-call";
import { endOutsideCall, noteOutside, numberToCall } from "@nightlight/commands/call/run-outside";
import { beforeEach, describe, expect, test } from "vitest";
import { offices } from "../escalation-scene.ts";
import { comeOnDuty, takeChat, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";
import { callScene } from "./call-scene.ts";

const POLICE = { kind: "police" } as const;

/** Somebody from outside who is called into a conversation: what holds in memory and on PostgreSQL. */
export function describeThirdParties(stage: () => Stage): void {
  describe("third parties", () => {
    const { running, talks, up } = callScene(stage);
    let run: EngineRun;
    let lan: CounsellorActor;
    let contactId: string;
    beforeEach(async () => {
      run = await running();
      ({ lan, contactId } = await talks(run));
    });
    const speak = () => fenced(stage().world, run, ({ calls }) => calls.note(run.engine, "call-1", "talked"));
    const call = (change: Partial<CallThirdInput> = {}, who = lan) =>
      callThird(stage().world, who, {
        ...{ contactId, party: POLICE, wish: "alone", reason: "danger", isDemo: false },
        ...change,
      });
    const wish = (callId: string, next: "alone" | "together" | "without_us" | "over", who = lan) =>
      wishThird(stage().world, who, { contactId, callId, wish: next });
    const parties = async () => (await up(run)).flatMap((each) => each.parties);
    const outside = async () => {
      const [found] = await fenced(stage().world, run, ({ outsideCalls }) => outsideCalls.up(run.engine));
      if (found === undefined) throw new Error("Nobody is called in");
      return found.call;
    };

    test("is called once, by whose conversation it is, while they talk; what becomes of it is told beside the call", async () => {
      expect(await call()).toEqual({ ok: false, refusal: "nobody-talks" });
      await speak();
      const id = valueOf(await call());
      expect(valueOf(await call())).toBe(id);
      expect(await call({ party: { kind: "ambulance" } })).toEqual({ ok: false, refusal: "third-there" });
      expect(await call({}, await comeOnDuty(stage()))).toEqual({ ok: false, refusal: "not-found" });
      const ringing = { partyId: id, wish: "alone", isDialled: false, isAnswered: false } as const;
      expect(await parties()).toEqual([ringing]);
      expect(valueOf(await numberToCall(stage().world, run, await outside()))).toBe("113");
      await noteOutside(stage().world, run, await outside(), "answered");
      expect(await parties()).toEqual([{ ...ringing, isDialled: true, isAnswered: true }]);
      expect(valueOf(await readCall(stage().world, lan, contactId)).third).toMatchObject({
        call: { id, reason: "danger" },
      });
      await endOutsideCall(stage().world, run, await outside(), { by: "party", cause: 16 });
      expect(await parties()).toEqual([]);
      expect(valueOf(await readCall(stage().world, lan, contactId)).third).toBeUndefined();
      expect(valueOf(await call({ party: { kind: "ambulance" } }))).not.toBe(id);
    });

    test("nobody is left alone with somebody who has not spoken with us; whoever is on their way out stays so", async () => {
      await speak();
      const id = valueOf(await call());
      expect(await wish(id, "without_us")).toEqual({ ok: false, refusal: "not-without-us" });
      const { id: callId, ...known } = await outside();
      await noteOutside(stage().world, run, { id: callId, ...known }, "talked");
      expect(await wish(id, "without_us", await comeOnDuty(stage()))).toEqual({ ok: false, refusal: "not-found" });
      valueOf(await wish(id, "without_us"));
      expect(await outside()).toMatchObject({ wish: "without_us" });
      valueOf(await wish(id, "over"));
      valueOf(await wish(id, "together"));
      expect(await outside()).toMatchObject({ wish: "over" });
    });

    test("a demo calls nobody, an interpreter has to be on the list, and one's chat is no call", async () => {
      await speak();
      expect(await call({ isDemo: true })).toEqual({ ok: false, refusal: "demo-calls-nobody" });
      expect(await call({ party: { kind: "interpreter", language: "Khmer" } })).toEqual({
        ok: false,
        refusal: "no-number",
      });
      const minh = await comeOnDuty(stage());
      const chat = await takeChat(stage(), minh);
      expect(await call({ contactId: chat.contactId }, minh)).toEqual({ ok: false, refusal: "nobody-talks" });
    });

    test("the list has emergency numbers, and no office that is barred; one that is named all the same is refused", async () => {
      await speak();
      const { commune, health } = await offices(stage());
      const list = async () => valueOf(await listParties(stage().world, lan, contactId));
      expect((await list()).map(({ party, phone }) => [party.kind, phone])).toEqual([
        ["police", "113"],
        ["ambulance", "115"],
      ]);
      const bar = { contactId, barredId: health, origin: "named", reason: "Có liên quan" } as const;
      valueOf(await barFromContact(stage().world, lan, bar));
      expect(await call({ party: { kind: "office", authorityId: commune } })).toEqual({
        ok: false,
        refusal: "office-barred",
      });
      expect(await parties()).toEqual([]);
    });
  });
}
