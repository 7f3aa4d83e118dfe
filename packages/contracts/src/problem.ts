import { z } from "zod";

/** An RFC 9457 problem document: `code` is stable and machine-readable, `detail` says what to do in the user's language. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  /** For too much at once: seconds until it is worth trying again; the same as the Retry-After header. */
  retryAfter: z.int().optional(),
  /** For invalid input: which field, and what is wrong with it; for an unfinished record: which fields it wants, by name. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** For what has changed meanwhile, where the route says so: what is the case now. */
  current: z.unknown().optional(),
});

export type Problem = z.infer<typeof problem>;

/** Media type of problem documents. */
export const PROBLEM_TYPE = "application/problem+json";
