import { readQueueRecordings, recordQueue, type QueueRecording } from "@nightlight/commands/call/record-queues";
import { recordedQueueRoutes, type RecordedQueueView } from "@nightlight/contracts/admin/recorded-queues";
import type { FastifyInstance } from "fastify";
import type { StaffNames } from "../../access/staff-names.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";

/** Of which queues calls are recorded. */
export function recordedQueueRoutesOf(app: FastifyInstance, { world }: Dependencies, names: StaffNames): void {
  const present = ({ queueId, name, on }: QueueRecording): RecordedQueueView => ({
    ...{ queueId, name: name ?? null },
    on: on === undefined ? null : { since: on.since.toISOString(), by: names.of(on.by) },
  });
  mount(app, recordedQueueRoutes.list, ["administrator"], async ({ actor }) => ({
    queues: orRefuse(await readQueueRecordings(world, actor)).map(present),
  }));
  mount(app, recordedQueueRoutes.set, ["administrator"], async ({ actor, params, body }) => ({
    queues: orRefuse(await recordQueue(world, actor, { ...params, ...body })).map(present),
  }));
}
