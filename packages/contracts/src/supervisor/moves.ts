import { CALL_REASONS } from "@nightlight/domain/contact/callback";
import {
  MOVE_EFFECTS,
  MOVE_OBSTACLES,
  NOT_BACK_BECAUSE,
  OVERRIDABLE,
  STEP_IN_REASONS,
} from "@nightlight/domain/contact/move";
import { RELEASE_DEEDS } from "@nightlight/domain/contact/release";
import { FORCED_INTENTS, INTENTS } from "@nightlight/domain/presence/presence";
import { GATES } from "@nightlight/domain/shift/shift";
import { z } from "zod";
import { channelKind, id, instant, lane, language } from "../fields.ts";
import { route } from "../http.ts";
import { contactStateView, personName } from "./access.ts";

/** Why a supervisor steps in: a code, never a text. */
export const stepInReason = z.enum(STEP_IN_REASONS);

/** What speaks against giving a contact to somebody and may be overridden, one by one and by name. */
export const override = z.enum(OVERRIDABLE);

/** A move that can still be undone, or whose offer is still open. */
export const moveView = z.object({
  id,
  by: personName,
  /** Whether I made it: only then can I undo it. */
  isMine: z.boolean(),
  /** Null: back to the queue. */
  to: personName.nullable(),
  reason: stepInReason,
  overrides: z.array(override),
  /** Until then `undoMove` takes it back. */
  undoUntil: instant,
});

export type MoveView = z.infer<typeof moveView>;

/** A contact as far as moving it asks: where it is, with whom, and which version of it that is. No words. */
export const movableView = z.object({
  id,
  version: z.int(),
  channel: channelKind,
  lane,
  language,
  status: contactStateView.shape.status,
  arrivedAt: instant,
  owner: personName.nullable(),
  /** Whom it is held out to now: as an offer, or as a transfer while its owner keeps it. */
  offeredTo: personName.nullable(),
  move: moveView.nullable(),
});

export type MovableView = z.infer<typeof movableView>;

/**
 * What goes with the problems `stale` and `needs-override` as their `current`: the contact as it is now, and what would
 * have to be overridden.
 */
export const moveTruth = z.object({ contact: movableView, overrides: z.array(override) });

export type MoveTruth = z.infer<typeof moveTruth>;

/** One contact of a preview. */
export const plannedMove = z.object({
  contact: movableView,
  /** Null: it stays where it is, and `obstacle` says why. */
  does: z.enum(MOVE_EFFECTS).nullable(),
  /** Where it would go: send this as `to`. Null: the queue. */
  to: personName.nullable(),
  /** Send these as `overrides`. */
  overrides: z.array(override),
  obstacle: z.enum(MOVE_OBSTACLES).nullable(),
});

export type PlannedMove = z.infer<typeof plannedMove>;

/** A person's presence after a supervisor forced it. */
export const forcedView = z.object({
  person: personName,
  intent: z.enum(INTENTS),
  intentSince: instant,
  gate: z.enum(GATES),
  isLeaseAlive: z.boolean(),
  /** The first fact that keeps offers away; null when routable. */
  unroutableBecause: z.enum(["intent", "gate", "lease", "capacity"]).nullable(),
});

export type ForcedView = z.infer<typeof forcedView>;

const contactParams = z.strictObject({ contactId: id });
const version = z.int().min(1);
const MOST_AT_ONCE = 50;

export const moveRoutes = {
  preview: route({
    method: "POST",
    path: "/api/supervision/moves/preview",
    summary: "What moving would do and override, contact by contact. Changes nothing.",
    body: z.strictObject({
      /** These contacts, or all that somebody has (to drain them). */
      what: z.union([
        z.strictObject({ contacts: z.array(id).min(1).max(MOST_AT_ONCE) }),
        z.strictObject({ allOf: id }),
      ]),
      /** A person; null for the queue. */
      to: id.nullable(),
      /** What becomes of those for whom the person has no free place: `override` plans them for the person all the same. */
      beyondCapacity: z.enum(["queue", "stay", "override"]),
    }),
    reply: z.object({
      plan: z.array(plannedMove),
      counts: z.object({ toPerson: z.int(), toQueue: z.int(), stay: z.int() }),
    }),
  }),
  move: route({
    method: "POST",
    path: "/api/supervision/contacts/:contactId/move",
    summary:
      "Move a contact to a person or back to the queue. The move's own id makes a repeat harmless. 409 `stale` and `needs-override` bring the truth as `current`.",
    params: contactParams,
    body: z.strictObject({
      moveId: id,
      version,
      /** A person; null for the queue. */
      to: id.nullable(),
      reason: stepInReason,
      /** Everything that speaks against it, by name: whatever is not named is not overridden. */
      overrides: z.array(override).max(OVERRIDABLE.length),
    }),
    reply: z.object({
      contact: movableView,
      does: z.enum(MOVE_EFFECTS),
      /** What was overridden. */
      overridden: z.array(override),
    }),
  }),
  take: route({
    method: "POST",
    path: "/api/supervision/contacts/:contactId/take",
    summary:
      "Take a child in danger yourself, from the first second: lane `immediate` only, and whoever also counsels. Of two who take it one has it; the other gets 409 `stale` with the truth as `current`.",
    params: contactParams,
    body: z.strictObject({ moveId: id }),
    reply: z.object({ contact: movableView }),
  }),
  undoMove: route({
    method: "POST",
    path: "/api/supervision/contacts/:contactId/move/undo",
    summary:
      "Take back my own move within its 8 seconds, unless somebody has accepted the contact. Whoever was being asked before is asked again, or it says why not. Repeating it is harmless.",
    params: contactParams,
    body: z.strictObject({ moveId: id }),
    reply: z.object({
      contact: movableView,
      /** Whose offer the move had taken; asked again unless `because` says why not. Null: it had taken none. */
      asked: z.object({ person: personName, because: z.enum(NOT_BACK_BECAUSE).nullable() }).nullable(),
    }),
  }),
  release: route({
    method: "POST",
    path: "/api/supervision/contacts/:contactId/release",
    summary: "Put a contact that is stuck back to a sound state, and say what was done. Nothing when nothing is wrong.",
    params: contactParams,
    body: z.strictObject({ version, reason: stepInReason }),
    reply: z.object({ contact: movableView, did: z.enum(RELEASE_DEEDS).nullable() }),
  }),
  call: route({
    method: "POST",
    path: "/api/supervision/contacts/:contactId/call",
    summary:
      "Decide on a call: allow one disguised call by a person, when a contact at P1 or P2 broke off, or say that nobody calls any more.",
    params: contactParams,
    body: z.discriminatedUnion("decision", [
      z.strictObject({ decision: z.literal("allow"), reason: z.enum(CALL_REASONS) }),
      z.strictObject({ decision: z.literal("drop") }),
    ]),
    reply: z.object({ contact: movableView }),
  }),
  force: route({
    method: "POST",
    path: "/api/supervision/people/:personId/intent",
    summary: "Force what somebody is doing. Conversations go on; what rings at them goes to the next person.",
    params: z.strictObject({ personId: id }),
    body: z.strictObject({
      /** What the screen showed: refused as `stale` when it is something else by now. */
      from: z.enum(INTENTS),
      to: z.enum(FORCED_INTENTS),
      reason: stepInReason,
    }),
    reply: forcedView,
  }),
};
