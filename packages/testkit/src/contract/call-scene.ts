import { beginCall } from "@nightlight/commands/call/begin-call";
import { fenced, type EngineRun } from "@nightlight/commands/call/fenced";
import { wantSoftphone } from "@nightlight/commands/call/want-softphone";
import { acceptOffer, showOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { comeOnDuty, readState, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

const PHONE = { channel: "phone", language: "vi" } as const;
export const SYSTEM = { kind: "system" } as const;

/** Engines, calls and telephones that the suites about calls share. */
export function callScene(stage: () => Stage) {
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
    const begin = async () => (await beginCall(stage().world, run, call)).contactId;
    return { contactId: await begin(), again: begin };
  };
  const register = async (lan: CounsellorActor, engine = `engine-${String(engines)}`) => {
    await wantSoftphone(stage().world, lan);
    await stage().world.transaction(SYSTEM, async ({ softphones }) => {
      await softphones.provisioned(engine, lan.sessionId);
      await softphones.setOnline(engine, lan.sessionId, true);
    });
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
  return { takeEngine, running, rings, register, talks, up };
}
