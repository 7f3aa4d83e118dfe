import { numberToDial } from "@nightlight/commands/call/dial";
import { endCall } from "@nightlight/commands/call/end-call";
import { fenced } from "@nightlight/commands/call/fenced";
import { displayOf } from "@nightlight/domain/call/caller-display";
import type { Call, Leg } from "@nightlight/domain/call/call";
import type { CallAct } from "@nightlight/domain/call/next-acts";
import { placeInWords } from "@nightlight/domain/call/place-in-words";
import type { Contact } from "@nightlight/domain/contact/contact";
import { announce, tellKeys } from "./announce.ts";
import type { CallRunner } from "./call-runner.ts";
import { startTalk, stopTalk } from "./recording.ts";
import type { PartyAct } from "./third-parties.ts";
import { recordingOf, recordMessage } from "./voicemail.ts";

/** For how long a counsellor's telephone is rung: it answers by itself. */
const RING_SECONDS = 10;

/** Does one thing about a call and gives the call as it is then. Everything here may be done twice. */
export async function performAct(
  runner: CallRunner,
  call: Call,
  contact: Contact,
  act: Exclude<CallAct, PartyAct>,
): Promise<Call> {
  const { telephony, world, run } = runner;
  const { callId } = call;
  const note = (stage: "answered" | "greeted" | "talked") =>
    fenced(world, run, ({ calls }) => calls.note(run.engine, callId, stage));
  switch (act.type) {
    case "answer":
      await telephony.answer(callId);
      await telephony.setTag(callId, "contact", contact.id);
      await note("answered");
      return { ...call, isAnswered: true };
    case "greet":
      return announce(runner, call, contact, call.isNoticeDue === true ? ["greeting", "recording"] : ["greeting"]);
    case "tell-keys":
      await note("greeted");
      return tellKeys(runner, call, contact);
    case "invite":
      return { ...(await announce(runner, call, contact, ["leave-message", "keys"])), message: "invited" };
    case "record":
      return recordMessage(runner, call, contact);
    case "play-music":
      await telephony.startMusic(callId);
      await note("greeted");
      return { ...call, hears: "music" };
    case "tell-place":
      return tellPlace(runner, call, contact);
    case "be-silent":
      if (call.hears !== "people") await telephony.stopMusic(callId);
      return { ...call, hears: "silence" };
    case "ring":
      return ring(runner, call, contact, act.counsellorId);
    case "join":
      return join(runner, call, act.attemptId);
    case "dial":
      return dial(runner, call, contact);
    case "let-in": {
      const { attemptId, ear } = act;
      await telephony.monitor(callId, attemptId, ear);
      return { ...call, legs: call.legs.map((leg) => (leg.attemptId === attemptId ? { ...leg, ear } : leg)) };
    }
    case "start-recording":
      return startTalk(runner, call);
    case "stop-recording":
      return stopTalk(runner, call);
    case "hold":
      await telephony.hold(callId);
      return { ...call, hears: "music" };
    case "resume":
      await telephony.resume(callId);
      return { ...call, hears: "people" };
    case "release":
      await telephony.release(act.attemptId);
      await fenced(world, run, ({ calls }) => calls.endLeg(act.attemptId, { failure: "cancelled" }));
      return { ...call, legs: call.legs.filter(({ attemptId }) => attemptId !== act.attemptId) };
    case "hang-up":
      await telephony.hangUp(callId, "normal");
      return call;
  }
}

/** Says where they stand. Asked at this moment: the queue has moved on since it was due. */
async function tellPlace(runner: CallRunner, call: Call, contact: Contact): Promise<Call> {
  const ahead = await fenced(runner.world, runner.run, ({ calls }) => calls.ahead(contact.id));
  return { ...(await announce(runner, call, contact, [`place-${placeInWords(ahead)}`])), isPlaceDue: false };
}

/** Rings the browser that is registered for somebody. Nobody's is: nothing yet, and the next look tries again. */
async function ring({ telephony, world, run }: CallRunner, call: Call, contact: Contact, counsellorId: string) {
  const attemptId = world.newId();
  const agentId = await fenced(world, run, async ({ calls, softphones }) => {
    const registered = await softphones.registeredOf(counsellorId, run.engine);
    if (registered !== undefined) await calls.ring(run.engine, call.callId, { attemptId, counsellorId });
    return registered;
  });
  if (agentId === undefined) return call;
  // Known before it can answer.
  const rung: Call = { ...call, legs: [...call.legs, { attemptId, counsellorId, stage: "ringing" }] };
  await telephony.offer({ attemptId, callId: call.callId, agentId, timeout: RING_SECONDS, display: contact.id });
  return rung;
}

/** Dials what may be dialled at this moment; anything else ends the call that was wanted. */
async function dial(runner: CallRunner, call: Call, contact: Contact): Promise<Call> {
  const { world, run, telephony, callerDisplay } = runner;
  const { callId } = call;
  const isNowhere = callerDisplay === undefined;
  const number = isNowhere ? undefined : await numberToDial(world, run, { callId, contactId: contact.id });
  if (number === undefined) {
    for (const { attemptId } of call.legs) await telephony.release(attemptId);
    await endCall(world, run, { callId, contactId: contact.id, by: "engine", cause: 0 });
  } else await telephony.dialOut(callId, number, displayOf(runner.policy().displayCallBack, callerDisplay ?? ""));
  return { ...call, isDialled: true };
}

async function join({ telephony, world, run }: CallRunner, call: Call, attemptId: string): Promise<Call> {
  if (call.hears === "announcement") await telephony.stopAnnounce(call.callId);
  if (call.message === "recording") await telephony.stopRecording(recordingOf(call.callId));
  const isOnHold = call.hears === "music" && call.legs.some(({ stage }) => stage === "joined");
  // Whoever listened so far and has it now leaves their listening place first.
  const { ear } = call.legs.find((leg) => leg.attemptId === attemptId) ?? {};
  if (ear !== undefined) await telephony.monitor(call.callId, attemptId, { ...ear, mode: "join" });
  await telephony.connect(call.callId, attemptId);
  if (isOnHold) await telephony.hold(call.callId);
  await fenced(world, run, async ({ calls }) => {
    await calls.noteLeg(attemptId, "joined");
    await calls.note(run.engine, call.callId, "talked");
  });
  const legs = call.legs.map((leg) => (leg.attemptId === attemptId ? joinedLeg(leg) : leg));
  return {
    ...call,
    isGreeted: true,
    knowsKeys: true,
    announcement: undefined,
    hears: isOnHold ? "music" : "people",
    legs,
  };
}

function joinedLeg({ attemptId, counsellorId }: Leg): Leg {
  return { attemptId, counsellorId, stage: "joined" };
}
