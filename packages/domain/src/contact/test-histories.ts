import { TEST_START } from "@nightlight/testkit/clock";
import fc from "fast-check";
import { CHANNEL_KINDS } from "./channel.ts";
import { moveOf, ownerOf, type Contact, type ContactStatus } from "./contact.ts";
import { CALL_OUTCOMES } from "./callback.ts";
import { decide, type ContactCommand } from "./decide.ts";
import type { ContactEvent } from "./events.ts";
import { arrive, evolve } from "./evolve.ts";
import { footprint } from "./footprint.ts";
import { higherLevel, RISK_LEVELS } from "../risk/level.ts";
import { LANES } from "./lane.ts";
import { recordTimeOf } from "./record-time.ts";
import { STANDARD_POLICY } from "../policy/policy.ts";

type CommandType = ContactCommand["type"];

/** A supervisor may step in whatever the state. */
const STEP_IN = ["move", "undo-move", "finish-move", "release"] as const;
const ON_RISK = ["assess-risk", "raise-risk", "lower-risk", "decide-lowering", "mark-escalated"] as const;

/** What makes sense in a state, often enough to get somewhere. */
const SENSIBLE: Readonly<Record<ContactStatus, readonly CommandType[]>> = {
  callback_due: [
    "ring-callback",
    "ring-callback",
    "ask-for-call",
    "post-as-child",
    "leave",
    "drop-call",
    "allow-call",
    "meet-call",
  ],
  queued: [
    "ask-for-call",
    "ring-callback",
    "offer",
    "offer",
    "offer",
    "offer",
    "offer",
    "post-as-child",
    "leave",
    ...STEP_IN,
  ],
  offered: ["show", "show", "accept", "accept", "accept", "decline", "expire-offer", "rescind-offer", ...STEP_IN],
  active: [
    ...(["show", "accept", "decline", "expire-offer", "rescind-offer", ...STEP_IN, ...STEP_IN] as const),
    ...(["end", "end-with-one-key", "end-with-one-key", "lose-owner", "lose-owner", "return-owner"] as const),
    ...(["hold", "resume", "remind-of-hold", "notice-silence", "notice-silence", "say-here", "report-call"] as const),
    ...(["transfer", "transfer", "cancel-transfer", "accept", "pass-on", "part", "lose-guest"] as const),
    ...(["orphan", "orphan", "post-as-child", "post-as-counsellor", "begin-record", ...ON_RISK] as const),
  ],
  closing: ["undo", "post-as-child", "lose-owner", "finish-closing", "finish-closing", ...STEP_IN],
  wrap_up: [
    "allow-call",
    "report-call",
    "close",
    "close",
    "begin-record",
    "correct-receipt",
    "take-more-time",
    "undo",
    ...ON_RISK,
    ...STEP_IN,
  ],
  closed: ["undo", "reopen"],
  orphaned: ["offer", "offer", "leave", ...STEP_IN],
  abandoned: ["leave", "keep-call"],
};
const KINDS: readonly CommandType[] = [
  ...new Set(Object.values(SENSIBLE).flat()),
  "bar",
  "lift-bar",
  "lose-media",
  "be-heard",
  ...ON_RISK,
];
/** As many as are prime to six: what is asked differs by thirds and sixths of a pick, and none may be left out. */
export const ANY: readonly CommandType[] = [
  ...KINDS,
  ...Array.from({ length: 6 }, () => "leave" as const).slice(0, [1, 0, 3, 2, 1, 0][KINDS.length % 6]),
];

function kindOf({ pick }: Step): "warm" | "cold" {
  return pick % 2 === 0 ? "warm" : "cold";
}

function inMinutes(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

type Step = {
  readonly wait: number;
  readonly pick: number;
  /** Now and then something that makes no sense, by somebody who may not, or too late. */
  readonly isSensible: boolean;
  readonly somebodyElse: string | undefined;
  readonly isCurrent: boolean;
  readonly to: string;
};

/** What is asked of a contact in a step. */
export function commandOf(contact: Contact, step: Step, n: number, now: Date): ContactCommand {
  const { offer, owner } = { ...footprint(contact), owner: ownerOf(contact) };
  const types = step.isSensible ? SENSIBLE[contact.state.status] : ANY;
  const type = types[step.pick % types.length] ?? "leave";
  const by = step.somebodyElse ?? offer?.to ?? owner ?? "lan";
  const offerId = (step.isCurrent ? offer?.id : undefined) ?? "an-old-offer";
  const messageId = `m${String(n)}`;
  const level = [undefined, ...RISK_LEVELS][step.pick % 6];
  const version = step.isCurrent ? contact.version : contact.version - 3;
  const commands: { readonly [Type in CommandType]: Extract<ContactCommand, { type: Type }> } = {
    offer: { type: "offer", offerId: `o${String(n)}`, to: step.to },
    show: { type: "show", offerId, by },
    accept: { type: "accept", offerId, by },
    decline: { type: "decline", offerId, by, reason: "technical" },
    "expire-offer": { type: "expire-offer" },
    "rescind-offer": { type: "rescind-offer" },
    "post-as-child": { type: "post-as-child", messageId, lane: step.isCurrent ? contact.lane : "high" },
    "post-as-counsellor": { type: "post-as-counsellor", messageId, by },
    "begin-record": { type: "begin-record", by },
    end: { type: "end", by, version },
    "end-with-one-key": { type: "end-with-one-key", by, version, disposition: "silent", talkedSeconds: 0 },
    leave: { type: "leave", quick: step.isCurrent },
    undo: { type: "undo", by },
    reopen: { type: "reopen", by },
    hold: { type: "hold", by },
    resume: { type: "resume", by },
    "remind-of-hold": { type: "remind-of-hold" },
    "notice-silence": { type: "notice-silence" },
    "say-here": { type: "say-here" },
    "take-more-time": {
      ...{ type: "take-more-time", by },
      until: recordTimeOf(contact, STANDARD_POLICY)?.until ?? now,
    },
    transfer: {
      type: "transfer",
      offerId: `o${String(n)}`,
      by: owner ?? "lan",
      to: step.to,
      kind: kindOf(step),
      version,
    },
    "cancel-transfer": { type: "cancel-transfer", by },
    "pass-on": { type: "pass-on", by: owner ?? by },
    part: { type: "part", by },
    "lose-guest": { type: "lose-guest", guest: step.to },
    "ask-for-call": {
      type: "ask-for-call",
      from: inMinutes(now, (step.pick % 3) - 1),
      until: inMinutes(now, 30 + step.pick),
    },
    "ring-callback": { type: "ring-callback" },
    "report-call": { type: "report-call", by: owner ?? by, outcome: CALL_OUTCOMES[step.pick % 3] ?? "reached" },
    "allow-call": { type: "allow-call", by: "tam", reason: "life_in_danger" },
    "drop-call": { type: "drop-call", by: "tam" },
    "meet-call": { type: "meet-call", by: step.to, through: "another" },
    "keep-call": { type: "keep-call", by: step.to },
    "finish-closing": { type: "finish-closing" },
    close: { type: "close", by, version, disposition: "counselled" },
    "lose-owner": { type: "lose-owner" },
    "return-owner": { type: "return-owner" },
    orphan: { type: "orphan" },
    "lose-media": { type: "lose-media", owner: by },
    "be-heard": { type: "be-heard" },
    "go-ahead": { type: "go-ahead" },
    "leave-voicemail": { type: "leave-voicemail" },
    "choose-language": { type: "choose-language", language: step.isCurrent ? "en" : "vi" },
    bar: { type: "bar", barredId: step.to, people: [step.to] },
    "lift-bar": { type: "lift-bar", barredId: step.to },
    move: {
      ...{ type: "move", moveId: `v${String(n)}`, offerId: `o${String(n)}`, by: "tam", reason: "workload" },
      ...{ to: step.isCurrent ? step.to : null, overrides: step.pick % 3 === 0 ? ["capacity"] : [] },
    },
    "correct-receipt": { type: "correct-receipt", by, receivedAt: new Date(TEST_START.getTime() - step.pick * 1000) },
    "undo-move": {
      ...{ type: "undo-move", moveId: moveOf(contact)?.id ?? "an-old-move", by: "tam" },
      ...(step.isCurrent ? { backOfferId: `o${String(n)}` } : {}),
    },
    "finish-move": { type: "finish-move" },
    release: {
      ...{ type: "release", by: "tam", reason: "technical" },
      ...{ isOwnerThere: step.isCurrent, isOfferedThere: step.pick % 2 === 0 },
    },
    "assess-risk": { type: "assess-risk", level, ifDropped: higherLevel(level, step.isCurrent ? "P2" : undefined) },
    "raise-risk": { type: "raise-risk", changeId: `r${String(n)}`, level: level ?? "P3", by },
    "lower-risk": {
      ...{ type: "lower-risk", changeId: `r${String(n)}`, level: level ?? "P4", by },
      from: (step.isCurrent ? contact.risk.level : undefined) ?? "P3",
    },
    "decide-lowering": {
      ...{ type: "decide-lowering", changeId: contact.risk.asked?.changeId ?? "none", by: step.to },
      approves: step.isSensible,
    },
    "mark-escalated": { type: "mark-escalated", escalationId: `e${String(n)}`, level: contact.risk.level ?? "P3" },
  };
  return commands[type];
}

const who = fc.constantFrom("lan", "minh", "hoa");
const mostly = fc.integer({ min: 0, max: 7 }).map((n) => n > 0);
const step: fc.Arbitrary<Step> = fc.record({
  wait: fc.constantFrom(0, 0, 1, 500, 500, 1900, 2000, 8000, 60_000, 600_000),
  pick: fc.nat(1000),
  isSensible: mostly,
  somebodyElse: fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: who }),
  isCurrent: mostly,
  to: who,
});
/** A life of a contact, in random steps. */
export const history = fc.record({
  lane: fc.constantFrom(...LANES),
  channel: fc.constantFrom(...CHANNEL_KINDS),
  steps: fc.array(step, { minLength: 40, maxLength: 60, size: "max" }),
});

export type Logged = { event: ContactEvent; at: Date };
export type Life = { log: Logged[]; contacts: Contact[] };

/** Lives through a history; what is refused leaves no trace. */
export function live({
  lane,
  channel,
  steps,
}: {
  lane: Contact["lane"];
  channel: Contact["channel"];
  steps: Step[];
}): Life {
  const queueId = "default";
  const arrived = {
    type: "contact_arrived",
    contactId: "c",
    queueId,
    channelId: "ch",
    channel,
    language: "vi",
    lane,
  } as const;
  const log: Logged[] = [{ event: arrived, at: TEST_START }];
  const contacts = [arrive(arrived, TEST_START)];
  let time = TEST_START.getTime();
  for (const [n, each] of steps.entries()) {
    time += each.wait;
    const at = new Date(time);
    const contact = contacts.at(-1) as Contact;
    const decision = decide(contact, commandOf(contact, each, n, at), at, STANDARD_POLICY);
    if (!decision.ok) continue;
    for (const event of decision.value) {
      log.push({ event, at });
      contacts.push(evolve(contacts.at(-1) as Contact, event, at));
    }
  }
  return { log, contacts };
}

/** Checks every life. */
export const forAll = (check: (life: Life) => void, options: fc.Parameters<unknown> = {}): void => {
  fc.assert(
    fc.property(history, (each) => check(live(each))),
    { numRuns: 200, ...options },
  );
};
