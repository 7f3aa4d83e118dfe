import { CLOCK_SUBJECTS } from "@nightlight/commands/world";
import { z } from "zod";

/** A kind of work: its name, what its payload may hold (ids only), and the key that makes a duplicate harmless. */
export type JobDefinition<Payload extends z.ZodType = z.ZodType> = {
  readonly name: string;
  readonly payload: Payload;
  /** BullMQ keeps one job for a key; it may hold no colon. */
  readonly key: (payload: z.output<Payload>) => string;
};

function job<Payload extends z.ZodType>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return definition;
}

/** The request that a job follows from, for the log. */
const REQUEST = { requestId: z.uuid().optional() };

/** Every job there is. A handler for each is demanded by the compiler. */
export const JOBS = {
  "clock.ring": job({
    name: "clock.ring",
    payload: z.strictObject({
      subject: z.enum(CLOCK_SUBJECTS),
      subjectId: z.uuid(),
      generation: z.int().min(1),
      ...REQUEST,
    }),
    key: ({ subject, subjectId, generation }) => `${subject}-${subjectId}-${String(generation)}`,
  }),
} as const;

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.output<(typeof JOBS)[Name]["payload"]>;

/** What a worker needs: a handler for every job. Handlers may run twice, late or never in order. */
export type JobHandlers = {
  readonly [Name in JobName]: (payload: JobPayload<Name>, timing: JobTiming) => Promise<void>;
};

/** How much later than it should a job began. */
export type JobTiming = { readonly lateMs: number };
