import { z } from "zod";
import { id } from "../fields.ts";
import { paper, route } from "../http.ts";

const PER_MINUTE = 30;
const params = z.strictObject({ escalationId: id });

/** Papers of what was sent to an office: made from what was sent, and from nothing else. */
export const receivedPaperRoutes = {
  form01: route({
    method: "GET",
    path: "/api/authority/escalations/:escalationId/form-01",
    summary: "Form 01 as it was sent to my office, as PDF. Logged as a reading.",
    perMinute: PER_MINUTE,
    params,
    ...paper,
  }),
  slip: route({
    method: "GET",
    path: "/api/authority/escalations/:escalationId/slip",
    summary: "The numbered transfer slip with what was sent to my office, as PDF. Logged as a reading.",
    perMinute: PER_MINUTE,
    params,
    ...paper,
  }),
};
