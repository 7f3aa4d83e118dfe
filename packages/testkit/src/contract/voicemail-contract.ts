import { endCall } from "@nightlight/commands/call/end-call";
import { fenced, type EngineRun } from "@nightlight/commands/call/fenced";
import { hearVoicemail } from "@nightlight/commands/call/hear-voicemail";
import { eraseOldVoicemail, keepVoicemail } from "@nightlight/commands/call/keep-voicemail";
import { readCall } from "@nightlight/commands/call/read-call";
import { acceptOffer, showOffer } from "@nightlight/commands/routing/answer-offer";
import { closeContact, endConversation } from "@nightlight/commands/contact/end-contact";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { expect, test } from "vitest";
import { comeOnDuty, readState, valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";
import { callScene } from "./call-scene.ts";

const SOUND = new Uint8Array([82, 73, 70, 70, 1, 2, 3]);
const HOUR_S = 3_600;

/** What callers say after the tone: kept with their consent alone, heard by whoever may read the contact, erased in time. */
export function describeVoicemail(stage: () => Stage): void {
  const { register, rings, running, up } = callScene(stage);
  const leave = async (run: EngineRun) => {
    const { contactId } = await rings(run);
    await fenced(stage().world, run, ({ calls }) => calls.note(run.engine, "call-1", "consented"));
    const said = { callId: "call-1", contactId, sound: SOUND, seconds: 7 };
    return { contactId, said, keep: () => keepVoicemail(stage().world, run, said) };
  };

  test("a message keeps its place without the line, once, and is offered like a call", async () => {
    const run = await running();
    const { contactId, keep } = await leave(run);
    expect((await up(run))[0]?.owesMessage).toBe(true);
    await keep();
    const kept = await keep();
    expect(kept).toMatchObject({ childWrote: true, state: { status: "queued" } });
    expect((await up(run))[0]?.owesMessage).toBe(false);
    await endCall(stage().world, run, { callId: "call-1", contactId, by: "caller", cause: 16 });
    expect((await readState(stage(), contactId)).state.status).toBe("queued");
    const lan = await comeOnDuty(stage(), { hasVoice: true });
    await register(lan);
    await runMatcher(stage().world);
    const { state } = await readState(stage(), contactId);
    if (state.status !== "offered") throw new Error(`It is ${state.status}`);
    expect(await hearVoicemail(stage().world, lan, contactId)).toEqual({ ok: false, refusal: "not-found" });
    valueOf(await showOffer(stage().world, lan, state.offer.id));
    valueOf(await acceptOffer(stage().world, lan, state.offer.id));
    expect(valueOf(await readCall(stage().world, lan, contactId)).voicemail).toMatchObject({ seconds: 7 });
    expect(valueOf(await hearVoicemail(stage().world, lan, contactId))).toEqual(SOUND);
    const minh = await comeOnDuty(stage());
    expect(await hearVoicemail(stage().world, minh, contactId)).toEqual({ ok: false, refusal: "not-found" });
    expect(await eraseOldVoicemail(stage().world)).toBe(0);
    const version = async () => (await readState(stage(), contactId)).version;
    valueOf(await endConversation(stage().world, lan, { contactId, version: await version() }));
    const closing = { contactId, version: await version(), disposition: "information" } as const;
    valueOf(await closeContact(stage().world, lan, closing));
    await stage().forward(721 * HOUR_S);
    expect(await eraseOldVoicemail(stage().world)).toBe(1);
    expect(await hearVoicemail(stage().world, lan, contactId)).toEqual({ ok: false, refusal: "not-found" });
  });

  test("nothing is kept of whoever did not want it, and nothing of a line that is over", async () => {
    const run = await running();
    const { contactId } = await rings(run);
    const said = { callId: "call-1", contactId, sound: SOUND, seconds: 7 };
    await expect(keepVoicemail(stage().world, run, said)).rejects.toThrow();
  });
}
