import { z } from "zod";
import { id } from "../fields.ts";
import { paper, route } from "../http.ts";

const PER_MINUTE = 30;

/** Papers of the helpline. Each is a PDF, and fetching one is written to the access log. */
export const paperRoutes = {
  form01: route({
    method: "GET",
    path: "/api/contacts/:contactId/form-01",
    summary:
      "Form 01 of Decree 56/2017 from the record: the helpline's own copy, or one to hand on, without whoever told us unless they agreed.",
    perMinute: PER_MINUTE,
    params: z.strictObject({ contactId: id }),
    query: z.strictObject({ copy: z.enum(["helpline", "authority"]).default("helpline") }),
    ...paper,
  }),
  slip: route({
    method: "GET",
    path: "/api/escalations/:escalationId/slip",
    summary: "The numbered transfer slip of an escalation, with what was sent.",
    perMinute: PER_MINUTE,
    params: z.strictObject({ escalationId: id }),
    ...paper,
  }),
};
