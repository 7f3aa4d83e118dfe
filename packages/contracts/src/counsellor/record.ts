import type { Definition } from "@nightlight/domain/record/definition";
import { z } from "zod";
import { route } from "../http.ts";

/** A version of the record's form, as it is kept. Whoever made it saw to it that it is whole. */
const definitionView = z.looseObject({
  version: z.int(),
  codes: z.record(z.string(), z.array(z.looseObject({ code: z.string() }))),
  sections: z.array(z.looseObject({ key: z.string() })),
});

export const recordRoutes = {
  definition: route({
    method: "GET",
    path: "/api/record-definitions/:version",
    summary: "A version of the record's form. It never changes, so a page reads it once.",
    params: z.strictObject({ version: z.coerce.number().int().min(1).max(1_000_000) }),
    reply: definitionView as unknown as z.ZodType<Definition>,
  }),
};
