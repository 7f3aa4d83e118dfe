import { dialCallback, numberToDial } from "@nightlight/commands/call/dial";
import { endCall } from "@nightlight/commands/call/end-call";
import type { EngineRun } from "@nightlight/commands/call/fenced";
import { askForCallByKey } from "@nightlight/commands/call/press-key";
import { reportCall } from "@nightlight/commands/contact/call-back";
import { acceptOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { expect, test } from "vitest";
import { comeOnDuty, readState, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";
import { callScene } from "./call-scene.ts";

/** Calls that a counsellor makes: to whoever asked for it, and to nobody else. */
export function describeCallsOut(stage: () => Stage): void {
  const { register, rings, running, talks, up } = callScene(stage);
  const dial = (lan: CounsellorActor, contactId: string, isDemo = false) =>
    dialCallback(stage().world, lan, { contactId, isDemo });
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
    valueOf(await dial(lan, contactId));
    valueOf(await dial(lan, contactId));
    const [call] = await wanted(run);
    expect(call).toMatchObject({ direction: "out", isDialled: false });
    const callId = call?.callId ?? "";
    expect(await numberToDial(stage().world, run, { callId, contactId })).toBe("0912345678");
    expect(await wanted(run)).toMatchObject([{ callId, isDialled: true }]);
    await endCall(stage().world, run, { callId, contactId, by: "caller", cause: 19 });
    expect(await wanted(run)).toEqual([]);
    expect((await readState(stage(), contactId)).state).toMatchObject({ status: "active", owner: lan.id });
    valueOf(await reportCall(stage().world, lan, { contactId, outcome: "no_answer" }));
    expect(await dial(lan, contactId)).toMatchObject({ ok: false });
  });

  test("once reached, whoever hangs up has ended it", async () => {
    const run = await running();
    const { lan, contactId } = await promised(run, "0912345678");
    valueOf(await dial(lan, contactId));
    const [call] = await wanted(run);
    valueOf(await reportCall(stage().world, lan, { contactId, outcome: "reached" }));
    await endCall(stage().world, run, { callId: call?.callId ?? "", contactId, by: "caller", cause: 16 });
    expect((await readState(stage(), contactId)).state).toMatchObject({ status: "wrap_up", endedBy: "child" });
  });

  test("nobody is called who did not ask for it, nor outside the window, nor at what is no number", async () => {
    const run = await running();
    const { lan, contactId } = await talks(run);
    expect(await dial(lan, contactId)).toEqual({ ok: false, refusal: "no-call-allowed" });
    expect(await up(run)).toHaveLength(1);
  });

  test("what is no number is not dialled; after its window no number is found", async () => {
    const run = await running();
    const { lan, contactId } = await promised(run, "0912345678");
    valueOf(await dial(lan, contactId));
    const [call] = await wanted(run);
    await stage().forward(3 * 3600);
    expect(await numberToDial(stage().world, run, { callId: call?.callId ?? "", contactId })).toBeUndefined();
    const odd = await running();
    const other = await promised(odd, "113@elsewhere.example");
    expect(await dial(other.lan, other.contactId)).toEqual({
      ok: false,
      refusal: "number-wrong",
    });
  });

  test("a demo calls nobody", async () => {
    const run = await running();
    const { lan, contactId } = await promised(run, "0912345678");
    expect(await dial(lan, contactId, true)).toEqual({ ok: false, refusal: "demo-calls-nobody" });
    expect(await wanted(run)).toEqual([]);
  });
}
