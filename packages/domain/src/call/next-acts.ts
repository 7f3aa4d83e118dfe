import type { Contact, CounsellorId } from "../contact/contact.ts";
import type { Call, Ear, Leg, Monitor, Party } from "./call.ts";

/** What the telephone has to do next. The order counts: it is done from the first on. */
export type CallAct =
  | { readonly type: "answer" }
  | { readonly type: "greet" }
  | { readonly type: "tell-keys" }
  | { readonly type: "invite" }
  | { readonly type: "record" }
  | { readonly type: "play-music" }
  | { readonly type: "tell-place" }
  | { readonly type: "be-silent" }
  | { readonly type: "ring"; readonly counsellorId: CounsellorId }
  | { readonly type: "join"; readonly attemptId: string }
  | { readonly type: "let-in"; readonly attemptId: string; readonly ear: Ear }
  | { readonly type: "start-recording" }
  | { readonly type: "stop-recording" }
  | { readonly type: "hold" }
  | { readonly type: "resume" }
  | { readonly type: "release"; readonly attemptId: string }
  | { readonly type: "dial" }
  | { readonly type: "call-party"; readonly partyId: string }
  | { readonly type: "let-party-in"; readonly partyId: string }
  | { readonly type: "dismiss-party"; readonly partyId: string }
  | { readonly type: "hang-up" };

/** How a contact wants its call: who talks with the caller, and what the caller hears while nobody does. */
type Wanted = {
  /** Whether the line is still wanted; "after words" lets an announcement come to its end. */
  readonly isOver: "no" | "after words" | "now";
  readonly people: readonly CounsellorId[];
  readonly without: "music" | "silence";
  readonly isHeld: boolean;
};

/**
 * What brings a call to where its contact is. Asked again after everything that happens, so it needs no memory of its
 * own: after a restart it goes on from what is up.
 */
export function nextActs(
  call: Call,
  contact: Contact,
  monitors: readonly Monitor[] = [],
  parties: readonly Party[] = [],
): readonly CallAct[] {
  const without = wantedBy(contact, call.direction);
  const wanted = withParty(without, call, parties);
  if (wanted.isOver === "after words" && call.hears === "announcement") return [];
  if (wanted.isOver !== "no") return [{ type: "hang-up" }];
  // Whoever talks with the caller needs no ear of their own.
  const ears = wanted.people.length === 0 ? [] : monitors.filter((each) => !wanted.people.includes(each.supervisorId));
  const isEar = ({ counsellorId }: Leg): boolean => ears.some(({ supervisorId }) => supervisorId === counsellorId);
  const [staying, leaving] = parted(
    call.legs.filter((leg) => !isEar(leg)),
    wanted.people,
    contact.barred.length === 0,
  );
  const joined = staying.filter(({ stage }) => stage === "joined");
  const joining = staying.filter(({ stage }) => stage === "answered");
  if (call.direction === "out" && !call.isAnswered) return dialling(call, wanted, leaving);
  const guests = without.people.length === 0 ? [] : partiesIn(call, parties);
  // Whoever is called in was not told of a recording, nor asked: there is none while they can be heard.
  const isOverheard = parties.some(({ wish, isAnswered }) => wish !== "over" && isAnswered);
  const isRecorded = call.mayRecord === true && joined.length > 0 && !wanted.isHeld && !isOverheard;
  const missing = wanted.people.filter((id) => !staying.some(({ counsellorId }) => counsellorId === id));
  return [
    // Before anything else: nothing is recorded that is said on hold, or by whoever stays behind.
    ...(call.recording !== undefined && !isRecorded ? [{ type: "stop-recording" as const }] : []),
    ...(call.isAnswered ? [] : [{ type: "answer" as const }]),
    ...dismissing(parties, without),
    ...leaving.map(({ attemptId }) => ({ type: "release" as const, attemptId })),
    ...missing.map((counsellorId) => ({ type: "ring" as const, counsellorId })),
    // Whoever joins somebody on hold does not take them off it.
    ...joining.map(({ attemptId }) => ({ type: "join" as const, attemptId })),
    ...soundOf(call, wanted, joined.length + joining.length + guests.length > 0),
    ...(call.recording === undefined && isRecorded ? [{ type: "start-recording" as const }] : []),
    ...bringing(call, parties, without, joined),
    ...lettingIn(call.legs.filter(isEar), ears, joined),
  ];
}

/** A call out: the number is dialled only when whoever wants to talk is at their telephone. */
function dialling(call: Call, { people }: Wanted, leaving: readonly Leg[]): readonly CallAct[] {
  const owner = call.legs.find(({ counsellorId }) => counsellorId === people[0]);
  return [
    ...leaving.map(({ attemptId }) => ({ type: "release" as const, attemptId })),
    ...(owner === undefined ? people.slice(0, 1).map((counsellorId) => ({ type: "ring" as const, counsellorId })) : []),
    ...(owner !== undefined && owner.stage !== "ringing" && !call.isDialled ? [{ type: "dial" as const }] : []),
  ];
}

/** Parties that are with the others by now. */
function partiesIn({ inRoom = [] }: Call, parties: readonly Party[]): readonly Party[] {
  return parties.filter(({ partyId, wish }) => wish !== "over" && inRoom.includes(partyId));
}

/**
 * What a third party makes of it: alone with them, the caller hears music; without us, the counsellor's own leg is not
 * wanted while somebody is with the caller. They are answerable all the same, and are rung again when that one goes.
 */
function withParty(wanted: Wanted, call: Call, parties: readonly Party[]): Wanted {
  if (wanted.people.length === 0) return wanted;
  const isLeft = partiesIn(call, parties).some(({ wish }) => wish === "without_us");
  const isHeld = !isLeft && (wanted.isHeld || parties.some(({ wish }) => wish === "alone"));
  return { ...wanted, isHeld, people: isLeft ? wanted.people.slice(1) : wanted.people };
}

/** Nobody from outside stays whom nobody wants, or where nobody of the house is answerable for the caller. */
function dismissing(parties: readonly Party[], { people }: Wanted): readonly CallAct[] {
  const unwanted = parties.filter(({ wish }) => wish === "over" || people.length === 0);
  return unwanted.map(({ partyId }) => ({ type: "dismiss-party", partyId }));
}

/** A party is called while somebody of the house is there to speak with them, and let in once they answer. */
function bringing(
  call: Call,
  parties: readonly Party[],
  { people }: Wanted,
  joined: readonly Leg[],
): readonly CallAct[] {
  if (people.length === 0) return [];
  return parties.flatMap(({ partyId, wish, isDialled, isAnswered }): CallAct[] => {
    if (wish === "over") return [];
    if (!isDialled) return joined.length === 0 ? [] : [{ type: "call-party", partyId }];
    return isAnswered && call.inRoom?.includes(partyId) !== true ? [{ type: "let-party-in", partyId }] : [];
  });
}

/** What lets supervisors in as they want to be. Where nobody talks with the caller there is nothing to hear yet. */
function lettingIn(legs: readonly Leg[], ears: readonly Monitor[], joined: readonly Leg[]): readonly CallAct[] {
  return ears.flatMap(({ supervisorId, mode }): CallAct[] => {
    const leg = legs.find(({ counsellorId }) => counsellorId === supervisorId);
    if (leg === undefined) return [{ type: "ring", counsellorId: supervisorId }];
    const through = joined[0]?.attemptId;
    if (leg.stage === "ringing" || through === undefined) return [];
    if (leg.ear?.mode === mode && leg.ear.through === through) return [];
    return [{ type: "let-in", attemptId: leg.attemptId, ear: { mode, through } }];
  });
}

/** What the caller hears now that is not right. */
function soundOf(call: Call, { isHeld, without, people }: Wanted, isTalking: boolean): readonly CallAct[] {
  if (isTalking) {
    if (isHeld) return call.hears === "music" ? [] : [{ type: "hold" }];
    return call.hears === "people" ? [] : [{ type: "resume" }];
  }
  if (call.hears === "announcement" || call.message === "recording") return [];
  if (!call.isGreeted) return [{ type: "greet" }];
  if (without === "silence") return call.hears === "silence" ? [] : [{ type: "be-silent" }];
  if (!call.knowsKeys) return [{ type: "tell-keys" }];
  if (call.message === "wanted") return [{ type: "record" }];
  if (call.mayLeaveMessage === true && call.message === undefined) return [{ type: "invite" }];
  // Nobody hears of a place who is about to be answered.
  const isPlaceDue = call.isPlaceDue === true && people.length === 0;
  if (call.hears === "music") return isPlaceDue ? [{ type: "tell-place" }] : [];
  // Whoever talked a moment ago is where people meet, and no music is heard there.
  return [{ type: call.hears === "people" ? "hold" : "play-music" }];
}

/**
 * Who stays and who leaves. Whoever handed a call on is heard until the next one is: a child is not given from a voice to
 * music to a stranger. Where somebody is barred it may be they: they leave at once.
 */
function parted(
  legs: readonly Leg[],
  people: readonly CounsellorId[],
  mayOverlap: boolean,
): readonly [readonly Leg[], readonly Leg[]] {
  const isWanted = ({ counsellorId }: Leg): boolean => people.includes(counsellorId);
  const isBetween = mayOverlap && people.length > 0 && !legs.some((leg) => isWanted(leg) && leg.stage === "joined");
  const stays = (leg: Leg): boolean => isWanted(leg) || (isBetween && leg.stage === "joined");
  return [legs.filter(stays), legs.filter((leg) => !stays(leg))];
}

function wantedBy({ state, callback }: Contact, direction: Call["direction"]): Wanted {
  const waits: Wanted = { isOver: "no", people: [], without: "music", isHeld: false };
  switch (state.status) {
    case "queued":
    case "offered":
    case "orphaned":
      // Whoever wants to be called back has their place, and need not hold the line for it.
      return callback === undefined || callback.reachedAt !== undefined ? waits : { ...waits, isOver: "after words" };
    case "active": {
      const guest = state.guest === undefined ? [] : [state.guest.id];
      return { ...waits, people: [state.owner, ...guest], isHeld: state.hold !== undefined };
    }
    // The line stays open for the undo seconds: whoever is still there may say so.
    case "closing":
      return { ...waits, without: "silence" };
    case "callback_due":
      return { ...waits, isOver: "after words" };
    case "wrap_up": {
      // The one disguised call after a line that broke, by whoever had it.
      const isAllowed = direction === "out" && callback?.allowedBy !== undefined && callback.reachedAt === undefined;
      return isAllowed ? { ...waits, people: [state.owner] } : { ...waits, isOver: "now" };
    }
    case "closed":
    case "abandoned":
      return { ...waits, isOver: "now" };
  }
}
