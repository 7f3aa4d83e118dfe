import { cleanText } from "@nightlight/domain/privacy/text";
import { MATCH_STRENGTHS } from "@nightlight/domain/search/match-strength";
import { SEARCH_WITHIN } from "@nightlight/domain/search/search-plan";
import { SEARCH_KINDS } from "@nightlight/domain/search/tokens";
import { z } from "zod";
import { channelKind, id, instant, lane, language, messageView } from "../fields.ts";
import { route } from "../http.ts";
import { recordFieldView } from "./contact.ts";
import { riskLevel } from "./risk.ts";

const SEARCH_LIMIT = 200;

/** A contact that is not in hand: its state, and whose it was. No words. */
export const pastContactState = z.object({
  id,
  channel: channelKind,
  lane,
  /** How urgent it was found to be; null while nothing was found. */
  level: riskLevel.nullable(),
  language,
  status: z.string(),
  arrivedAt: instant,
  disposition: z.string().nullable(),
  /** Null while it is nobody's. */
  counsellor: z.string().nullable(),
  isMine: z.boolean(),
});

export type PastContactState = z.infer<typeof pastContactState>;

export const searchHit = z.object({
  kind: z.enum(SEARCH_KINDS),
  /** A path of the record, or `identity`. */
  field: z.string(),
  contact: pastContactState,
  /** The version of the form that its record is in; null for whoever may not read it. */
  recordDefinition: z.int().nullable(),
  /** Nearly what was typed, not quite. */
  isSimilar: z.boolean(),
  /** A piece of the field and what in it was asked for; null for whoever may see that there is something, not what. */
  excerpt: z.object({ text: z.string(), marks: z.array(z.tuple([z.int(), z.int()])) }).nullable(),
});

export type SearchHit = z.infer<typeof searchHit>;

/** A contact that is over or was somebody else's, for reading. */
export const pastContactView = z.object({
  contact: pastContactState,
  messages: z.array(messageView),
  record: z.record(z.string(), recordFieldView),
  recordDefinition: z.int(),
});

export type PastContactView = z.infer<typeof pastContactView>;

export const previousView = z.object({
  /** What an equal identity says about who is there; null when the channel tells nobody's number or account. */
  strength: z.enum(MATCH_STRENGTHS).nullable(),
  /** `line`: what one wrote then, in one line, of one's own; null of a colleague's until it is opened. */
  contacts: z.array(
    pastContactState.extend({
      line: z.string().nullable(),
      /** A call that was promised to it and that nobody is making yet. */
      promised: z.object({ from: instant, until: instant }).nullable(),
    }),
  ),
  hasMore: z.boolean(),
});

export type PreviousView = z.infer<typeof previousView>;

const contactParams = z.strictObject({ contactId: id });

export const searchRoutes = {
  search: route({
    method: "POST",
    path: "/api/search",
    summary:
      "Find people, phones and words of notes within what I may see. Typed text travels in the body, never in an address.",
    body: z.strictObject({
      text: z.string().max(SEARCH_LIMIT).transform(cleanText),
      within: z.enum(SEARCH_WITHIN),
      similar: z
        .boolean()
        .default(false)
        .describe("Names nearly like it too. They are looked for anyway when nothing else is found."),
    }),
    reply: z.object({
      hits: z.array(searchHit),
      hasMore: z.boolean(),
      /** Names nearly like it were not looked for: `similar` would. */
      canAskSimilar: z.boolean(),
    }),
    perMinute: 120,
  }),
  open: route({
    method: "GET",
    path: "/api/search/contacts/:contactId",
    summary: "A contact of mine that I found. Logged as found by searching.",
    params: contactParams,
    reply: pastContactView,
    perMinute: 120,
  }),
};

export const previousRoutes = {
  list: route({
    method: "GET",
    path: "/api/contacts/:contactId/previous",
    summary: "Earlier contacts of the same number or account as the contact in my hands. States only.",
    params: contactParams,
    reply: previousView,
  }),
  open: route({
    method: "GET",
    path: "/api/contacts/:contactId/previous/:previousId",
    summary: "One of them with its words, whoever's it was. Logged, with the same identity as its reason.",
    params: z.strictObject({ contactId: id, previousId: id }),
    reply: pastContactView,
    perMinute: 120,
  }),
  meetCall: route({
    method: "POST",
    path: "/api/contacts/:contactId/previous/:previousId/call",
    summary:
      "I talk with them now: the call promised to an earlier contact of theirs is needless. `isMet: false` takes that back within seconds.",
    params: z.strictObject({ contactId: id, previousId: id }),
    body: z.strictObject({ isMet: z.boolean() }),
    reply: z.object({ undoUntil: instant.nullable() }),
  }),
};
