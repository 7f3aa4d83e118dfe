import { ROLES } from "@nightlight/domain/access/access";
import { cleanText } from "@nightlight/domain/privacy/text";
import { z } from "zod";
import { id, instant, language } from "../fields.ts";
import { route } from "../http.ts";

/** A name on one line: cleaned to NFC, without control and direction characters. */
const oneLine = z
  .string()
  .max(200)
  .transform((text) => cleanText(text).replace(/\s+/gu, " "))
  .pipe(z.string().min(1).max(80));

const skillCode = z.string().regex(/^[a-z_]{2,32}$/u);
const languageCode = z.string().regex(/^[a-z]{2,3}$/u);
const codes = z.array(z.string().min(2).max(32)).max(40);
const roles = z.array(z.enum(ROLES)).max(ROLES.length);
const version = z.int().min(1);

export const personView = z.object({
  id,
  username: z.string(),
  name: z.string(),
  displayName: z.string(),
  roles,
  languages: z.array(language),
  spokenLanguages: codes,
  skills: codes,
  centreId: id.nullable(),
  authorityId: id.nullable().describe("The unit that an officer works for."),
  isDemo: z.boolean(),
  status: z.enum(["invited", "active", "suspended", "offboarded"]),
  since: instant.nullable().describe("Since when suspended or offboarded."),
  version: z.int(),
});

export type PersonView = z.infer<typeof personView>;

const names = z.strictObject({ vi: oneLine, en: oneLine });
const named = z.object({
  code: z.string(),
  name: z.object({ vi: z.string(), en: z.string() }),
  isRetired: z.boolean().describe("Given to nobody any more; whoever has it keeps it."),
});

export type NamedView = z.infer<typeof named>;

export const peopleView = z.object({
  people: z.array(personView),
  centres: z.array(z.object({ id, name: z.string() })),
  skills: z.array(named),
  spokenLanguages: z.array(named),
});

export type PeopleView = z.infer<typeof peopleView>;

/** A link's token: `/console/welcome#<token>`. Told this once, and known to the server only by its hash. */
const invitationMade = z.object({ token: z.string(), expiresAt: instant });

const legacy = z.object({ contacts: z.int(), records: z.int(), shifts: z.int() });

export type Legacy = z.infer<typeof legacy>;

const fields = {
  name: oneLine,
  displayName: oneLine,
  roles,
  languages: z.array(language).min(1).max(2),
  spokenLanguages: codes,
  skills: codes,
  centreId: id.nullable(),
  authorityId: id.nullable().default(null).describe("The unit that an officer works for; nobody else has one."),
};

const codeParams = z.strictObject({ code: z.string().min(1).max(40) });
const personParams = z.strictObject({ personId: id });

export const peopleRoutes = {
  list: route({
    method: "GET",
    path: "/api/admin/people",
    summary: "Everybody with an account, and the lists that their fields are chosen from.",
    reply: peopleView,
  }),
  create: route({
    method: "POST",
    path: "/api/admin/people",
    summary: "Make an account and its invitation. The user name is refused when it is taken or looks like another.",
    body: z.strictObject({ username: z.string().min(1).max(80), ...fields }),
    reply: z.object({ person: personView, invitation: invitationMade }),
    status: 201,
    perMinute: 60,
  }),
  change: route({
    method: "PUT",
    path: "/api/admin/people/:personId",
    summary: "Change names, roles, languages, skills and centre. `version` is the one that was seen.",
    params: personParams,
    body: z.strictObject({ version, ...fields }),
    reply: personView,
  }),
  suspend: route({
    method: "POST",
    path: "/api/admin/people/:personId/suspend",
    summary: "Take somebody's access: every session ends at once. Repeating it is harmless.",
    params: personParams,
    body: z.strictObject({ version }),
    reply: personView,
  }),
  restore: route({
    method: "POST",
    path: "/api/admin/people/:personId/restore",
    summary: "Give somebody their access back.",
    params: personParams,
    body: z.strictObject({ version }),
    reply: personView,
  }),
  invite: route({
    method: "POST",
    path: "/api/admin/people/:personId/invitation",
    summary:
      "A new link: for somebody new, or to reset password and second factor. Earlier links and all sessions end.",
    params: personParams,
    reply: invitationMade,
    status: 201,
    perMinute: 60,
  }),
  undoReset: route({
    method: "POST",
    path: "/api/admin/people/:personId/invitation/undo",
    summary:
      "Take my own reset back, within 8 seconds: what they signed in by is good again, the link is not. Ended sessions stay ended.",
    params: personParams,
    reply: personView,
    perMinute: 60,
  }),
  previewOffboarding: route({
    method: "GET",
    path: "/api/admin/people/:personId/offboarding",
    summary: "What somebody would leave behind: contacts, records and shifts, as counts.",
    params: personParams,
    reply: legacy,
  }),
  offboard: route({
    method: "POST",
    path: "/api/admin/people/:personId/offboarding",
    summary: "Close an account for good. Contacts go back to the queue, records and shifts to the colleague named.",
    params: personParams,
    body: z.strictObject({ version, to: id.nullable() }),
    reply: z.object({ person: personView, legacy }),
  }),
  addCentre: route({
    method: "POST",
    path: "/api/admin/centres",
    summary: "Add a centre.",
    body: z.strictObject({ name: oneLine }),
    reply: z.object({ id, name: z.string() }),
    status: 201,
  }),
  renameCentre: route({
    method: "PUT",
    path: "/api/admin/centres/:centreId",
    summary: "Give a centre another name.",
    params: z.strictObject({ centreId: id }),
    body: z.strictObject({ name: oneLine }),
    reply: z.object({ id, name: z.string() }),
  }),
  addSkill: route({
    method: "POST",
    path: "/api/admin/skills",
    summary: "Add a skill to the list.",
    body: z.strictObject({ code: skillCode, name: names }),
    reply: named,
    status: 201,
  }),
  changeSkill: route({
    method: "PUT",
    path: "/api/admin/skills/:code",
    summary: "Give a skill other names, retire it, or take it back into use.",
    params: codeParams,
    body: z.strictObject({ name: names, isRetired: z.boolean() }),
    reply: named,
  }),
  addSpokenLanguage: route({
    method: "POST",
    path: "/api/admin/spoken-languages",
    summary: "Add a language that people speak with a caller, by its ISO 639 code.",
    body: z.strictObject({ code: languageCode, name: names }),
    reply: named,
    status: 201,
  }),
  changeSpokenLanguage: route({
    method: "PUT",
    path: "/api/admin/spoken-languages/:code",
    summary: "Give a spoken language other names, retire it, or take it back into use.",
    params: codeParams,
    body: z.strictObject({ name: names, isRetired: z.boolean() }),
    reply: named,
  }),
};
