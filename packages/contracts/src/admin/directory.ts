import { AUTHORITY_KINDS, AUTHORITY_LEVELS } from "@nightlight/domain/authority/authority";
import { AUTHORITY_ACTS } from "@nightlight/domain/authority/change-authority";
import { DIRECTORY_SHOWN } from "@nightlight/domain/authority/shown";
import { PLACE_CODE } from "@nightlight/domain/place/place";
import { cleanText } from "@nightlight/domain/privacy/text";
import { z } from "zod";
import { id, instant } from "../fields.ts";
import { route } from "../http.ts";

const line = (longest: number, shortest = 1) =>
  z
    .string()
    .max(longest * 2)
    .transform((text) => cleanText(text).replace(/\s+/gu, " ").trim())
    .pipe(z.string().min(shortest).max(longest));
const phone = z.string().regex(/^[+0-9 .()-]{3,30}$/u);

const dutyView = z.object({
  personId: id.nullable().describe("The officer's account, where there is one: whoever is barred is left out."),
  name: z.string(),
  phone: z.string(),
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).describe("Days on which it begins; 1 is Monday."),
  fromLocal: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u),
  durationMinutes: z.int().min(15).max(1440),
  timeZone: z.string(),
});

export type DutyView = z.infer<typeof dutyView>;

/** A duty as it is typed: cleaned, and in a zone that there is. */
const typedDuty = z.strictObject({
  ...dutyView.shape,
  name: line(80),
  phone,
  timeZone: z.string().refine(isTimeZone),
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** A unit in the list. */
const unitRow = z.object({
  id,
  name: z.string(),
  level: z.enum(AUTHORITY_LEVELS),
  kind: z.enum(AUTHORITY_KINDS),
  phone: z.string().nullable(),
  validFrom: instant,
  validTo: instant.nullable(),
  verifiedAt: instant.nullable(),
});

export type UnitRow = z.infer<typeof unitRow>;

const named = z.object({ id, name: z.string() });

export const unitView = unitRow.extend({
  version: z.int(),
  place: z.string().nullable(),
  above: named.nullable(),
  email: z.string().nullable(),
  successors: z.array(named),
  duties: z.array(dutyView),
  officers: z.array(named),
  unitsBelow: z.int(),
  /** Whether the newest act can be taken back. */
  canUndo: z.boolean(),
  history: z.array(
    z.object({
      act: z.enum(AUTHORITY_ACTS),
      by: z.string(),
      at: instant,
      /** What is not as it was; how it was, where that is a word. */
      fields: z.array(
        z.object({
          field: z.enum(["name", "above", "phone", "email", "duties", "end", "successors", "verified"]),
          before: z.string().nullable(),
        }),
      ),
    }),
  ),
});

export type UnitView = z.infer<typeof unitView>;

const unitParams = z.strictObject({ authorityId: id });
const version = z.int().min(1);
const changeable = {
  name: line(200, 2),
  parentId: id.nullable(),
  phone: phone.nullable(),
  email: z
    .string()
    .max(200)
    .regex(/^[^@\s]+@[^@\s]+$/u)
    .nullable(),
  duties: z.array(typedDuty).max(40),
};

/** The directory of authorities, for administrators: units are added, changed, made sure of and ended, and never deleted. */
export const directoryRoutes = {
  list: route({
    method: "GET",
    path: "/api/admin/directory",
    summary:
      "Units whose names hold these words, with or without diacritics: a hundred at most, and how many there are.",
    query: z.strictObject({
      words: z.string().max(80).default(""),
      shown: z.enum(DIRECTORY_SHOWN).default("in-force"),
    }),
    reply: z.object({ units: z.array(unitRow), total: z.int(), now: instant }),
  }),
  read: route({
    method: "GET",
    path: "/api/admin/directory/:authorityId",
    summary: "One unit, with whom to ring there, who signs in for it, and what was changed about it.",
    params: unitParams,
    reply: unitView,
  }),
  add: route({
    method: "POST",
    path: "/api/admin/directory",
    summary: "Add a unit, from now or from a day on. Refused beside another for the same work, place and time.",
    body: z.strictObject({
      ...changeable,
      level: z.enum(AUTHORITY_LEVELS),
      kind: z.enum(AUTHORITY_KINDS),
      placeCode: z.string().regex(PLACE_CODE).nullable(),
      validFrom: instant,
    }),
    reply: unitView,
    status: 201,
  }),
  change: route({
    method: "PUT",
    path: "/api/admin/directory/:authorityId",
    summary: "Its name, numbers, the unit above and the whole duty list.",
    params: unitParams,
    body: z.strictObject({ ...changeable, version }),
    reply: unitView,
  }),
  verify: route({
    method: "POST",
    path: "/api/admin/directory/:authorityId/verify",
    summary: "Somebody made sure, just now, that the unit is reached like this.",
    params: unitParams,
    body: z.strictObject({ version }),
    reply: unitView,
  }),
  end: route({
    method: "POST",
    path: "/api/admin/directory/:authorityId/end",
    summary: "The unit ends at this moment; these take over its work. Refused while units below it go on.",
    params: unitParams,
    body: z.strictObject({ version, validTo: instant, successorIds: z.array(id).max(20) }),
    reply: unitView,
  }),
  undo: route({
    method: "POST",
    path: "/api/admin/directory/:authorityId/undo",
    summary: "Take the newest act on a unit back, whoever's it was.",
    params: unitParams,
    body: z.strictObject({ version }),
    reply: unitView,
  }),
};
