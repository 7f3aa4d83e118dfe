import { fenced } from "@nightlight/commands/call/fenced";
import { endOutsideCall, noteOutside, numberToCall } from "@nightlight/commands/call/run-outside";
import type { OutsideEnd } from "@nightlight/commands/call/outside-call-store";
import type { CallSnapshot } from "@nightlight/commands/call/telephony";
import type { Party } from "@nightlight/domain/call/call";
import { displayOf } from "@nightlight/domain/call/caller-display";
import type { CallAct } from "@nightlight/domain/call/next-acts";
import type { OutsideCall } from "@nightlight/domain/call/outside-call";
import type { CallEntry, CallEvent } from "./call-entry.ts";
import type { CallRunner } from "./call-runner.ts";

export type PartyAct = Extract<CallAct, { readonly partyId: string }>;

const NORMAL = 16;

export function isPartyAct(act: CallAct): act is PartyAct {
  return "partyId" in act;
}

/** Does one thing about somebody from outside in a conversation. Everything here may be done twice. */
export async function performPartyAct(runner: CallRunner, entry: CallEntry, act: PartyAct): Promise<void> {
  const { telephony, world, run } = runner;
  const { partyId } = act;
  switch (act.type) {
    case "call-party":
      return callParty(runner, entry, partyId);
    case "let-party-in": {
      await telephony.bringIn(entry.call.callId, partyId);
      entry.call = { ...entry.call, inRoom: [...(entry.call.inRoom ?? []), partyId] };
      const call = await findOutside(runner, partyId);
      if (call !== undefined) await noteOutside(world, run, call, "talked");
      return;
    }
    case "dismiss-party":
      drop(entry, partyId);
      await telephony.hangUp(partyId, "normal");
      return endParty(runner, partyId, { by: "agent", cause: NORMAL });
  }
}

/** Whose conversation an event about a party belongs to; undefined for any other call. */
export function hostOf(entries: ReadonlyMap<string, CallEntry>, callId: string): CallEntry | undefined {
  if (entries.has(callId)) return undefined;
  return [...entries.values()].find(({ parties }) => parties.some(({ partyId }) => partyId === callId));
}

/** What is told of a party. Whoever goes ends nothing but their own part. */
export async function hearParty(runner: CallRunner, entry: CallEntry, event: CallEvent): Promise<void> {
  const { callId: partyId } = event;
  if (event.type === "call.answered") {
    entry.parties = entry.parties.map((each) => (each.partyId === partyId ? { ...each, isAnswered: true } : each));
    const call = await findOutside(runner, partyId);
    if (call !== undefined) await noteOutside(runner.world, runner.run, call, "answered");
  }
  if (event.type === "call.ended") {
    drop(entry, partyId);
    await endParty(runner, partyId, { by: event.by === "caller" ? "party" : "engine", cause: event.cause });
  }
}

/** Parties as the database has them, and what is known here by now: news may be older than what was heard since. */
export function seeParties(entry: CallEntry, known: readonly Party[]): void {
  entry.parties = known
    .filter(({ partyId }) => !entry.gone.has(partyId))
    .map((party) => {
      const before = entry.parties.find(({ partyId }) => partyId === party.partyId);
      const isDialled = party.isDialled || before?.isDialled === true;
      return { ...party, isDialled, isAnswered: party.isAnswered || before?.isAnswered === true };
    });
}

/**
 * The caller has gone. Whoever of the house speaks with somebody from outside at that moment speaks on: a call to the police
 * does not break off because a child had to hang up. Gives the leg that stays; everybody else from outside goes.
 */
export async function partFromCaller(runner: CallRunner, entry: CallEntry): Promise<string | undefined> {
  const { telephony, world, run } = runner;
  let staying: string | undefined;
  for (const { partyId, wish, isAnswered } of entry.parties) {
    const call = await findOutside(runner, partyId);
    const leg = entry.call.legs.find(
      ({ counsellorId, stage }) => counsellorId === call?.counsellorId && stage === "joined",
    );
    drop(entry, partyId);
    if (call !== undefined && leg !== undefined && isAnswered && (wish === "alone" || wish === "together")) {
      await fenced(world, run, ({ outsideCalls }) => outsideCalls.ring(partyId, leg.attemptId, leg.counsellorId));
      await telephony.connect(partyId, leg.attemptId);
      staying = leg.attemptId;
    } else {
      await telephony.hangUp(partyId, "normal");
      await endParty(runner, partyId, { by: "engine", cause: NORMAL });
    }
  }
  return staying;
}

/** After the line to the engine was away: whoever is not up any more has gone meanwhile. */
export async function adoptParties(
  runner: CallRunner,
  entry: CallEntry,
  snapshot: readonly CallSnapshot[],
): Promise<void> {
  for (const { partyId, isDialled } of entry.parties) {
    const up = snapshot.find(({ callId }) => callId === partyId);
    if (up === undefined && isDialled) {
      drop(entry, partyId);
      await endParty(runner, partyId, { by: "engine", cause: 0 });
    } else if (up?.isAnswered === true) {
      entry.parties = entry.parties.map((each) => (each.partyId === partyId ? { ...each, isAnswered: true } : each));
    }
  }
}

/** Whether the caller is with somebody from outside while their counsellor is away by their own wish. */
export function isLeftWithParty({ call, parties }: CallEntry): boolean {
  return parties.some(({ partyId, wish }) => wish === "without_us" && call.inRoom?.includes(partyId) === true);
}

async function callParty(runner: CallRunner, entry: CallEntry, partyId: string): Promise<void> {
  const { telephony, world, run, callerDisplay, policy } = runner;
  const call = await findOutside(runner, partyId);
  const number = call === undefined || callerDisplay === undefined ? undefined : await numberToCall(world, run, call);
  if (call === undefined || callerDisplay === undefined || number?.ok !== true) {
    drop(entry, partyId);
    const refusal = number?.ok === false ? number.refusal : "nobody_called";
    await endParty(runner, partyId, { by: "engine", cause: 0, refusal });
    return;
  }
  entry.parties = entry.parties.map((each) => (each.partyId === partyId ? { ...each, isDialled: true } : each));
  await telephony.dialOut(partyId, number.value, displayOf(policy().displayThird, callerDisplay));
}

function drop(entry: CallEntry, partyId: string): void {
  entry.gone.add(partyId);
  entry.parties = entry.parties.filter((each) => each.partyId !== partyId);
  entry.call = { ...entry.call, inRoom: (entry.call.inRoom ?? []).filter((each) => each !== partyId) };
}

function findOutside({ world, run }: CallRunner, id: string): Promise<OutsideCall | undefined> {
  return fenced(world, run, ({ outsideCalls }) => outsideCalls.find(id));
}

async function endParty(runner: CallRunner, partyId: string, end: OutsideEnd): Promise<void> {
  const call = await findOutside(runner, partyId);
  if (call !== undefined) await endOutsideCall(runner.world, runner.run, call, end);
}
