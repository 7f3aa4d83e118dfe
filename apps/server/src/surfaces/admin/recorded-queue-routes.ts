import { readColleagues } from "@nightlight/commands/access/read-colleagues";
import { readQueueRecordings, recordQueue, type QueueRecording } from "@nightlight/commands/call/record-queues";
import { recordedQueueRoutes } from "@nightlight/contracts/admin/recorded-queues";
import type { Staff } from "@nightlight/domain/access/access";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { namesOf } from "../supervisor/present-access.ts";

/** Of which queues calls are recorded. */
export function recordedQueueRoutesOf(app: FastifyInstance, { world }: Dependencies): void {
  const present = async (actor: Staff, queues: readonly QueueRecording[]) => {
    const names = namesOf(await readColleagues(world, actor));
    return {
      queues: queues.map(({ queueId, name, on }) => ({
        ...{ queueId, name: name ?? null },
        on: on === undefined ? null : { since: on.since.toISOString(), by: names(on.by).name },
      })),
    };
  };
  mount(app, recordedQueueRoutes.list, ["administrator"], async ({ actor }) =>
    present(actor, orRefuse(await readQueueRecordings(world, actor))),
  );
  mount(app, recordedQueueRoutes.set, ["administrator"], async ({ actor, params, body }) =>
    present(actor, orRefuse(await recordQueue(world, actor, { ...params, ...body }))),
  );
}
