import { PLACE_CODE, PLACE_KINDS } from "@nightlight/domain/place/place";
import { z } from "zod";
import { route } from "../http.ts";

const code = z.string().regex(PLACE_CODE);
const provinceCode = z.string().regex(/^\d{2}$/u);

/** How a unit of before was called. */
export const formerPlaceView = z.object({
  name: z.string(),
  district: z.string().nullable(),
  province: z.string().nullable(),
  /** In how many units of today it lies: more than one is a choice for a person. */
  successors: z.int(),
});

export const placeView = z.object({
  code,
  kind: z.enum(PLACE_KINDS),
  /** With the word of its kind, as officials write it. */
  name: z.string(),
  /** The province of a commune; null for a province itself. */
  province: z.object({ code: provinceCode, name: z.string() }).nullable(),
  /** The name of before by which it was found. */
  former: formerPlaceView.nullable(),
});

export type PlaceView = z.infer<typeof placeView>;

export const codeView = z.object({
  /** What the code means today. */
  place: placeView.nullable(),
  /** What it meant before, when nothing of today has it. */
  was: z.object({ name: z.string(), district: z.string().nullable(), until: z.string() }).nullable(),
  /** What took the place of what it meant. */
  successors: z.array(placeView),
});

export type CodeView = z.infer<typeof codeView>;

/** Places, for everybody who is signed in. */
export const placeRoutes = {
  find: route({
    method: "GET",
    path: "/api/places",
    summary:
      "Provinces and communes by name: without marks, by old names and districts, with the province. Without words: the provinces, or the communes of one.",
    query: z.strictObject({
      q: z.string().max(100).default(""),
      province: provinceCode.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(12),
    }),
    reply: z.object({ places: z.array(placeView) }),
  }),
  read: route({
    method: "GET",
    path: "/api/places/:code",
    summary: "What a code means: the place in force, or what it was and what took its place.",
    params: z.object({ code }),
    reply: codeView,
  }),
};
