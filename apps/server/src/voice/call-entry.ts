import type { CallSnapshot, TelephonyEvent } from "@nightlight/commands/call/telephony";
import {
  incomingCall,
  outgoingCall,
  type Call,
  type Leg,
  type Monitor,
  type Party,
} from "@nightlight/domain/call/call";
import type { Contact } from "@nightlight/domain/contact/contact";

/** A call that is up, beside its contact as last read. */
export type CallEntry = {
  call: Call;
  /** Undefined until its arrival is stored: the caller is greeted meanwhile, whatever the database does. */
  contact: Contact | undefined;
  hasTalked: boolean;
  /** Supervisors who want to be in it. */
  monitors: readonly Monitor[];
  /** Somebody outside who is called into it, or is in it. */
  parties: readonly Party[];
  /** Parties that have gone: news of them may still be on its way. */
  readonly gone: Set<string>;
  /** Where they call from, as the network said it; undefined when it was withheld, or rang before this process began. */
  number: string | undefined;
  /** Since when its counsellor's telephone has not been there, on this process's own clock. */
  withoutMediaSince: number | undefined;
  /** When they last heard where they stand, or began to wait, on this process's own clock. */
  placeToldAt: number | undefined;
  /** What is done about it, one thing after the other. */
  work: Promise<void>;
};

/** What happened to a call or a leg of it, once it is known which. */
export type CallEvent = Extract<TelephonyEvent, { readonly callId: string }>;

export function newEntry(callId: string, number?: string): CallEntry {
  return entryOf(incomingCall(callId), number);
}

/** A call that a counsellor wants to make; whether it was dialled is known from the database. */
export function outgoingEntry(callId: string, isDialled: boolean): CallEntry {
  return entryOf({ ...outgoingCall(callId), isDialled }, undefined);
}

function entryOf(call: Call, number: string | undefined): CallEntry {
  return {
    call,
    contact: undefined,
    hasTalked: false,
    monitors: [],
    parties: [],
    gone: new Set(),
    number,
    withoutMediaSince: undefined,
    placeToldAt: undefined,
    work: Promise.resolve(),
  };
}

/** What an event makes of a call. An event about a leg that nobody knows changes nothing. */
export function evolveCall(call: Call, event: CallEvent): Call {
  switch (event.type) {
    case "announce.finished":
    case "announce.failed":
      if (event.announcementId !== call.announcement) return call;
      return { ...call, isGreeted: true, announcement: undefined, hears: "silence" };
    case "leg.answered":
      return withLeg(call, event.attemptId, (leg) => (leg.stage === "ringing" ? { ...leg, stage: "answered" } : leg));
    case "leg.failed":
    case "leg.ended":
      return { ...call, legs: call.legs.filter(({ attemptId }) => attemptId !== event.attemptId) };
    case "call.answered":
      return { ...call, isAnswered: true, hears: "silence" };
    case "call.incoming":
    case "call.ended":
    case "leg.ringing":
    case "leg.held":
    case "leg.unheld":
    case "recording.finished":
    case "recording.failed":
    case "digit":
      return call;
  }
}

/** A call as the engine has it, after this process was away; `known` says whose its legs are and what was heard. */
export function adoptedCall(
  snapshot: CallSnapshot,
  known: Pick<Call, "direction" | "isGreeted"> & {
    readonly owesMessage: boolean;
    readonly legs: readonly Pick<Leg, "attemptId" | "counsellorId">[];
  },
): Call {
  const legs = snapshot.legs.flatMap(({ attemptId, isAnswered, isJoined }): Leg[] => {
    const leg = known.legs.find((each) => each.attemptId === attemptId);
    if (leg === undefined) return [];
    return [{ ...leg, stage: isJoined ? "joined" : isAnswered ? "answered" : "ringing" }];
  });
  const isTalking = legs.some(({ stage }) => stage === "joined");
  return {
    callId: snapshot.callId,
    direction: known.direction,
    isDialled: known.direction === "out",
    isAnswered: snapshot.isAnswered,
    // Whoever hears nothing because a greeting was lost on the way hears music, not the greeting again.
    isGreeted: known.isGreeted || snapshot.isAnswered,
    knowsKeys: known.isGreeted || snapshot.isAnswered,
    ...(known.owesMessage ? { message: "recording" as const } : {}),
    hears: isTalking ? "people" : snapshot.isAnswered ? "silence" : "ringing",
    announcement: undefined,
    legs,
  };
}

/** The first ring of a call, as it would have been told to somebody who listened. */
export function rangUnheard({ callId, page }: CallSnapshot): Extract<TelephonyEvent, { type: "call.incoming" }> {
  const from = page === undefined ? "trunk" : "browser";
  return { type: "call.incoming", callId, page, from, number: undefined, dialled: "" };
}

function withLeg(call: Call, attemptId: string, change: (leg: Leg) => Leg): Call {
  return { ...call, legs: call.legs.map((leg) => (leg.attemptId === attemptId ? change(leg) : leg)) };
}

/** The counsellor's own leg of a call out is over, and the other side has not answered. */
export function isAlone(call: Call, event: CallEvent): boolean {
  const isLegOver = event.type === "leg.failed" || event.type === "leg.ended";
  return isLegOver && call.direction === "out" && !call.isAnswered && call.legs.length === 0;
}
