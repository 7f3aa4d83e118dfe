import { DECLINE_REASONS, ONE_KEY_ENDINGS, WRAP_UP_DISPOSITIONS } from "@nightlight/domain/contact/disposition";
import { YIELDING } from "@nightlight/domain/routing/explanation";
import { RUNGS } from "@nightlight/domain/routing/overflow";
import { z } from "zod";
import { channelKind, done, id, idempotencyKey, instant, lane, language, messageText, messageView } from "../fields.ts";
import { route } from "../http.ts";
import { riskLevel, riskView } from "./risk.ts";
import { presenceView } from "./presence.ts";

/** An offer as its card shows it. No words of the child before somebody has accepted. */
export const offerView = z.object({
  id,
  contactId: id,
  channel: channelKind,
  lane,
  language,
  arrivedAt: instant,
  madeAt: instant,
  shownAt: instant.nullable(),
  expiresAt: instant,
  /** Why you: what the matcher kept with the offer. */
  why: z.object({
    waitedSeconds: z.int(),
    idleSeconds: z.int(),
    knewTheContact: z.boolean(),
    /** You know what its channel asks for. */
    hasSkill: z.literal(true).optional(),
    failedOffers: z.int(),
    /** The lane that a long wait lifted it into; the last rung of the overflow ladder that it had come to. */
    liftedTo: lane.optional(),
    rung: z.enum(RUNGS).optional(),
    /** What spoke against you and yielded, because nobody else was left. */
    yielded: z.enum(YIELDING).optional(),
    others: z.array(z.object({ name: z.string(), because: z.string() })),
    /** The supervisor who chose you; left out where the matcher did. */
    movedBy: z.string().optional(),
  }),
});

export type OfferView = z.infer<typeof offerView>;

/** The states in which a contact lies on a counsellor's desk. */
export const deskStatus = z.enum(["active", "closing", "wrap_up", "closed"]);

/** One row of "mine". */
export const contactSummary = z.object({
  id,
  channel: channelKind,
  lane,
  /** How urgent; null while nothing was found. */
  level: riskLevel.nullable(),
  language,
  status: deskStatus,
  since: instant,
  arrivedAt: instant,
  version: z.int(),
  lastMessage: z.object({ from: z.enum(["child", "counsellor"]), text: z.string(), at: instant }).nullable(),
  /** Messages of the child that this counsellor has not looked at. */
  unseen: z.int(),
  /** A supervisor moves it. It stays here until somebody else accepts it, or for the 8 seconds of an undo. */
  moving: z.enum(["to_person", "to_queue"]).optional(),
  /** Asked to wait since then. */
  heldSince: instant.optional(),
  /** I am in it beside its owner. */
  isGuest: z.literal(true).optional(),
  /** Ends of undo windows; null when there is nothing to undo. */
  undoUntil: instant.nullable(),
});

export type ContactSummary = z.infer<typeof contactSummary>;

/** Path of a field of the record: `narrative`, `consent.share` or `<group>.<item>.<key>`. */
export const recordPath = z
  .string()
  .max(100)
  .regex(/^[a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+){0,2}$/u);

export const recordFieldView = z.object({ value: z.string(), version: z.int(), savedAt: instant });

/** What is going on in a conversation beside its words. Names are how colleagues call each other. */
export const talkView = z.object({
  /** Since when the other side was asked to wait. */
  heldSince: instant.nullable(),
  /** How far the silence of the other side has come; null while they talk. */
  silence: z.enum(["checked", "asked", "alarmed"]).nullable(),
  /** Held out to a colleague: it stays with its owner until they accept. */
  transfer: z.object({ to: z.string(), kind: z.enum(["warm", "cold"]), expiresAt: instant }).nullable(),
  /** Nobody took it: it is where it was. */
  transferFailed: z
    .object({ to: z.string(), because: z.enum(["declined", "timed_out", "undeliverable", "rescinded"]) })
    .nullable(),
  /** The colleague who is in it beside its owner. */
  guest: z.string().nullable(),
  /** Its owner, when I am the colleague who came in. */
  owner: z.string().nullable(),
  /** A call that is mine to make: within the window, and never otherwise. */
  call: z.object({ from: instant, until: instant, tries: z.int(), isAllowed: z.boolean() }).nullable(),
});

export type TalkView = z.infer<typeof talkView>;

export const contactView = z.object({
  summary: contactSummary,
  /** True once a child's message or a written record exists: one-key endings are off. */
  hasWords: z.boolean(),
  isChildThere: z.boolean(),
  /** `recorded`: there was no conversation, it was recorded by hand. */
  endedBy: z.enum(["counsellor", "child", "quick_exit", "idle", "line_lost", "recorded"]).nullable(),
  disposition: z.string().nullable(),
  messages: z.array(messageView),
  /** The record by path. Each field is saved by itself, with the version it replaces. */
  record: z.record(z.string(), recordFieldView),
  /** The version of the form that the record is in. */
  recordDefinition: z.int(),
  risk: riskView,
  /** Until when finishing the record keeps its place, and how often minutes can be added. Left out where it keeps none. */
  recordTime: z.object({ until: instant, moreLeft: z.int(), moreMinutes: z.int() }).optional(),
  /** Left out while there is nothing but words. */
  talk: talkView.optional(),
});

export type ContactView = z.infer<typeof contactView>;

/** What an ending made of a contact. Its words are not read again for that: the screen has them. */
export const endedView = z.object({
  summary: contactSummary.pick({ id: true, status: true, since: true, version: true, undoUntil: true }),
  endedBy: contactView.shape.endedBy,
  disposition: contactView.shape.disposition,
});

export type EndedView = z.infer<typeof endedView>;

/** How many wait, by lane. */
export const queueView = z.array(z.object({ lane, waiting: z.int(), oldestArrivedAt: instant.nullable() }));

export type QueueView = z.infer<typeof queueView>;

/** Everything the console starts from, and catches up with after a break. */
export const deskView = z.object({
  now: instant,
  presence: presenceView,
  offers: z.array(offerView),
  contacts: z.array(contactSummary),
  queue: queueView,
});

export type DeskView = z.infer<typeof deskView>;

const offerParams = z.strictObject({ offerId: id });
const contactParams = z.strictObject({ contactId: id });
const version = z.int().min(1);

export const contactRoutes = {
  desk: route({
    method: "GET",
    path: "/api/desk",
    summary: "My offers, my contacts, my presence, the queue.",
    reply: deskView,
  }),
  accept: route({
    method: "POST",
    path: "/api/offers/:offerId/accept",
    summary: "Take the offered contact. Repeating it is harmless.",
    params: offerParams,
    reply: contactView,
  }),
  decline: route({
    method: "POST",
    path: "/api/offers/:offerId/decline",
    summary: "Hand the offer back, with a reason.",
    params: offerParams,
    body: z.strictObject({ reason: z.enum(DECLINE_REASONS) }),
    reply: done,
  }),
  read: route({
    method: "GET",
    path: "/api/contacts/:contactId",
    summary: "One contact of mine with its conversation and record.",
    params: contactParams,
    reply: contactView,
  }),
  post: route({
    method: "POST",
    path: "/api/contacts/:contactId/messages",
    perMinute: 180,
    summary: "Answer the child.",
    params: contactParams,
    body: z.strictObject({ clientKey: idempotencyKey, text: messageText }),
    reply: messageView,
    status: 201,
  }),
  seen: route({
    method: "POST",
    path: "/api/contacts/:contactId/seen",
    summary: "Everything up to this message has been looked at.",
    params: contactParams,
    body: z.strictObject({ messageId: id }),
    reply: done,
  }),
  saveRecord: route({
    method: "PUT",
    path: "/api/contacts/:contactId/record/:field",
    summary: "Save one field of the record as typed. `version` is the one it replaces; 0 for a new field.",
    perMinute: 600,
    bodyLimit: 256 * 1024,
    params: z.strictObject({ contactId: id, field: recordPath }),
    body: z.strictObject({ value: z.string(), version: z.int().min(0) }),
    reply: recordFieldView,
  }),
  endWithOneKey: route({
    method: "POST",
    path: "/api/contacts/:contactId/one-key-ending",
    summary: "Close at once (Alt+1…6). The line stays open for the undo seconds; refused once there are words.",
    params: contactParams,
    body: z.strictObject({ disposition: z.enum(ONE_KEY_ENDINGS), version }),
    reply: endedView,
  }),
  end: route({
    method: "POST",
    path: "/api/contacts/:contactId/end",
    summary: "End the conversation and go on to wrap-up.",
    params: contactParams,
    body: z.strictObject({ version }),
    reply: endedView,
  }),
  close: route({
    method: "POST",
    path: "/api/contacts/:contactId/close",
    summary: "Finish the wrap-up. Frees the place for the next contact.",
    params: contactParams,
    body: z.strictObject({ disposition: z.enum(WRAP_UP_DISPOSITIONS), version }),
    reply: endedView,
  }),
  undo: route({
    method: "POST",
    path: "/api/contacts/:contactId/undo",
    summary: "Take back the last ending within its undo seconds.",
    params: contactParams,
    reply: contactView,
  }),
};
