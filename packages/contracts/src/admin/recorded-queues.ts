import { z } from "zod";
import { id, instant } from "../fields.ts";
import { route } from "../http.ts";

/** A centre's own queue, or the one that is everybody's. */
const queueId = z.union([id, z.literal("default")]);

const queueView = z.object({
  queueId: z.string(),
  /** The centre; null: everybody's queue. */
  name: z.string().nullable(),
  /** Since when, and by whose word, its calls are recorded; null: they are not. */
  on: z.object({ since: instant, by: z.string() }).nullable(),
});

export type RecordedQueueView = z.infer<typeof queueView>;

const queues = z.object({ queues: z.array(queueView) });

export const recordedQueueRoutes = {
  list: route({
    method: "GET",
    path: "/api/admin/recorded-queues",
    summary: "Of which queues calls are recorded: of none until somebody switches it on.",
    reply: queues,
  }),
  set: route({
    method: "PUT",
    path: "/api/admin/recorded-queues/:queueId",
    summary: "Have the calls of a queue recorded, or no more. Nobody is recorded who was not told or does not want it.",
    params: z.strictObject({ queueId }),
    body: z.strictObject({ isOn: z.boolean() }),
    reply: queues,
  }),
};
