import {
  BAR_ORIGINS,
  GIVEN_BAR_ORIGINS,
  OPENING_KINDS,
  READING_HOWS,
  READING_WHYS,
} from "@nightlight/domain/access/opening";
import { cleanText } from "@nightlight/domain/privacy/text";
import { z } from "zod";
import { recordFieldView } from "../counsellor/contact.ts";
import { channelKind, done, id, instant, lane, language, messageView } from "../fields.ts";
import { route } from "../http.ts";

const REASON_LIMIT = 500;

/** Why somebody does what is not done every day: a sentence, not a key held down. */
export const reason = z
  .string()
  .max(REASON_LIMIT * 2)
  .transform(cleanText)
  .pipe(z.string().min(10).max(REASON_LIMIT));

/** Somebody of the staff, as whoever supervises calls them. */
export const personName = z.object({ id, name: z.string() });

export const contactStateView = z.object({
  id,
  channel: channelKind,
  lane,
  language,
  status: z.enum([
    "queued",
    "offered",
    "active",
    "closing",
    "wrap_up",
    "closed",
    "orphaned",
    "callback_due",
    "abandoned",
  ]),
  arrivedAt: instant,
  owner: personName.nullable(),
  /** How many people and offices are barred from it. */
  barred: z.int(),
  /** A record that nobody can finish: its counsellor was barred from it, or has no access any more. */
  needsHandOver: z.boolean(),
});

export type ContactStateView = z.infer<typeof contactStateView>;

export const openingView = z.object({
  id,
  contactId: id,
  kind: z.enum(OPENING_KINDS),
  by: personName,
  /** Null for whoever reads logs but no words. */
  reason: z.string().nullable(),
  openedAt: instant,
  expiresAt: instant,
  review: z.object({ by: personName, at: instant, comment: z.string().nullable() }).nullable(),
});

export type OpeningView = z.infer<typeof openingView>;

export const openedContactView = z.object({
  contact: contactStateView,
  messages: z.array(messageView),
  record: z.record(z.string(), recordFieldView),
  recordDefinition: z.int(),
  opening: openingView,
});

export type OpenedContactView = z.infer<typeof openedContactView>;

export const readingView = z.object({
  id: z.int(),
  at: instant,
  by: personName,
  contactId: id,
  why: z.enum(READING_WHYS),
  how: z.enum(READING_HOWS),
});

export type ReadingView = z.infer<typeof readingView>;

export const barringView = z.object({
  id,
  barred: personName,
  isOffice: z.boolean(),
  origin: z.enum(BAR_ORIGINS),
  reason: z.string().nullable(),
  /** Null when the system did: the contact came from that person's own number. */
  by: personName.nullable(),
  at: instant,
  liftedBy: personName.nullable(),
  liftedAt: instant.nullable(),
});

export type BarringView = z.infer<typeof barringView>;

/** What somebody registered as their own; the ending is all that is told. */
const ownIdentities = z.object({ identities: z.array(z.object({ id, ending: z.string(), registeredAt: instant })) });

const contactParams = z.strictObject({ contactId: id });
const older = { before: id.optional() };
const olderNumber = z.strictObject({
  before: z
    .string()
    .regex(/^[1-9]\d{0,15}$/u)
    .optional(),
});

export const supervisionRoutes = {
  contacts: route({
    method: "GET",
    path: "/api/supervision/contacts",
    summary: "States of all contacts, newest first. No words.",
    query: z.strictObject({ ...older, state: z.enum(["open", "all"]).optional() }),
    reply: z.object({ contacts: z.array(contactStateView), before: id.nullable(), now: instant }),
  }),
  figures: route({
    method: "GET",
    path: "/api/supervision/figures",
    summary: "Numbers by state and lane: what is open, and what arrived within a day.",
    reply: z.object({
      /** What was recorded by hand is no arrival: it is counted apart. */
      figures: z.array(z.object({ status: z.string(), lane, isByHand: z.boolean(), contacts: z.int() })),
    }),
  }),
  open: route({
    method: "POST",
    path: "/api/supervision/contacts/:contactId/openings",
    summary: "Open a contact with a reason, for a limited time. An emergency stands on a list and is reviewed.",
    params: contactParams,
    body: z.strictObject({ kind: z.enum(OPENING_KINDS), reason }),
    reply: openingView,
    status: 201,
    perMinute: 30,
  }),
  read: route({
    method: "GET",
    path: "/api/supervision/contacts/:contactId",
    summary: "The words of a contact that I opened. Logged.",
    params: contactParams,
    query: z.strictObject({ from: z.enum(READING_HOWS).optional() }),
    reply: openedContactView,
  }),
  handOver: route({
    method: "POST",
    path: "/api/supervision/contacts/:contactId/hand-over",
    summary: "Give a record that waits to be finished to another counsellor. Repeating it is harmless.",
    params: contactParams,
    body: z.strictObject({ to: id }),
    reply: contactStateView,
    perMinute: 60,
  }),
  emergencies: route({
    method: "GET",
    path: "/api/supervision/emergencies",
    summary: "What was opened in emergency, newest first.",
    query: z.strictObject(older),
    reply: z.object({ openings: z.array(openingView), before: id.nullable() }),
  }),
  review: route({
    method: "POST",
    path: "/api/supervision/emergencies/:openingId/review",
    summary: "I have looked at why this contact was opened. Not one's own; the first review stands.",
    params: z.strictObject({ openingId: id }),
    body: z.strictObject({ comment: z.string().max(1000).transform(cleanText).pipe(z.string().max(REASON_LIMIT)) }),
    reply: openingView,
  }),
};

export const barringRoutes = {
  bar: route({
    method: "POST",
    path: "/api/contacts/:contactId/barrings",
    summary: "Bar a person, a centre or an authority from a contact: it does not exist for them any more.",
    params: contactParams,
    body: z.strictObject({ barredId: id, origin: z.enum(GIVEN_BAR_ORIGINS), reason }),
    reply: done,
    status: 201,
    perMinute: 60,
  }),
  list: route({
    method: "GET",
    path: "/api/contacts/:contactId/barrings",
    summary: "Who is and was barred from a contact, by whom and why. Its counsellor sees the bars that they set.",
    params: contactParams,
    reply: z.object({ barrings: z.array(barringView) }),
  }),
  lift: route({
    method: "DELETE",
    path: "/api/contacts/:contactId/barrings/:barredId",
    summary: "Take a bar back; its counsellor one that they set. Repeating it is harmless.",
    params: z.strictObject({ contactId: id, barredId: id }),
    reply: done,
  }),
  identities: route({
    method: "GET",
    path: "/api/me/identities",
    summary: "What I registered as my own: endings only.",
    reply: ownIdentities,
  }),
  registerIdentity: route({
    method: "POST",
    path: "/api/me/identities",
    summary: "Register a number as my own: contacts that come from it are barred to me.",
    body: z.strictObject({
      identity: z
        .string()
        .max(40)
        .regex(/^\+[1-9](?:[ ().-]?\d){6,14}$/u)
        .describe("A telephone number with its country code, such as +84 912 345 678"),
    }),
    reply: ownIdentities,
    perMinute: 10,
  }),
  removeIdentity: route({
    method: "DELETE",
    path: "/api/me/identities/:identityId",
    summary: "Take back a number of one's own. What it has barred stays barred. Repeating it is harmless.",
    params: z.strictObject({ identityId: id }),
    reply: ownIdentities,
    perMinute: 10,
  }),
};

export const readingRoutes = {
  ofContact: route({
    method: "GET",
    path: "/api/contacts/:contactId/readings",
    summary: "Who read this contact, when, why, and how they came there.",
    params: contactParams,
    query: olderNumber,
    reply: z.object({ readings: z.array(readingView), before: z.int().nullable() }),
  }),
  ofPerson: route({
    method: "GET",
    path: "/api/colleagues/:personId/readings",
    summary: "What this person read.",
    params: z.strictObject({ personId: id }),
    query: olderNumber,
    reply: z.object({ readings: z.array(readingView), before: z.int().nullable() }),
  }),
  colleagues: route({
    method: "GET",
    path: "/api/colleagues",
    summary: "Names of colleagues and centres, to choose from.",
    reply: z.object({
      people: z.array(z.object({ id, name: z.string(), centreId: id.nullable(), counsels: z.boolean() })),
      centres: z.array(z.object({ id, name: z.string() })),
    }),
  }),
};
