import { z } from "zod";
import { officeView } from "../authority/office.ts";
import { id } from "../fields.ts";
import { route } from "../http.ts";

/** The directory of authorities: for whoever manages the accounts of officers, and whoever bars an office. */
export const authorityRoutes = {
  find: route({
    method: "GET",
    path: "/api/authorities",
    summary: "Units in force whose names hold these words, with or without diacritics; at most twenty.",
    query: z.strictObject({ words: z.string().max(80).default("") }),
    reply: z.object({ authorities: z.array(officeView) }),
  }),
  read: route({
    method: "GET",
    path: "/api/authorities/:authorityId",
    summary: "One unit by its id, whether it is still in force or not.",
    params: z.strictObject({ authorityId: id }),
    reply: officeView,
  }),
};
