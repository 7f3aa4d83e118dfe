import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { byName } from "@nightlight/domain/person/name";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import { DEFAULT_QUEUE } from "../contact/begin-contact.ts";
import type { Store, World } from "../world.ts";

/** A queue, and since when whose word its calls are recorded; undefined: they are not. */
export type QueueRecording = {
  /** The centre's id, or the queue that is everybody's. */
  readonly queueId: string;
  /** The centre's name; undefined for everybody's. */
  readonly name: string | undefined;
  readonly on: { readonly since: Date; readonly by: string } | undefined;
};

/** All queues, everybody's first, for whoever manages channels. */
export function readQueueRecordings(
  world: World,
  actor: Staff,
): Promise<Result<readonly QueueRecording[], "not-found">> {
  return world.transaction(actor, async (store) => {
    if (!may(actor, "channels.read")) return refuse("not-found");
    return accept(await queuesOf(store));
  });
}

/**
 * Has the calls of a queue recorded, or no more: off until somebody switches it on. Calls that are up follow at once, and
 * nobody is recorded who was not told. Repeatable. Refuses a queue that there is not.
 */
export function recordQueue(
  world: World,
  actor: Staff,
  { queueId, isOn }: { readonly queueId: string; readonly isOn: boolean },
): Promise<Result<readonly QueueRecording[], "not-found">> {
  return world.transaction(actor, async (store): Promise<Result<readonly QueueRecording[], "not-found">> => {
    if (!may(actor, "channels.change")) return refuse("not-found");
    if (!(await queuesOf(store)).some((queue) => queue.queueId === queueId)) return refuse("not-found");
    if (await store.recordings.setQueue(queueId, isOn)) {
      await store.audit.write({
        action: isOn ? "queue.recording_on" : "queue.recording_off",
        details: { queue: queueId === DEFAULT_QUEUE ? "queue" : queueId },
      });
    }
    return accept(await queuesOf(store));
  });
}

async function queuesOf({ recordings, people }: Store): Promise<readonly QueueRecording[]> {
  const on = new Map((await recordings.queues()).map(({ queueId, since, setBy }) => [queueId, { since, by: setBy }]));
  const centres = (await people.centres()).toSorted(byName);
  return [{ id: DEFAULT_QUEUE, name: undefined }, ...centres].map(({ id, name }) => {
    return { queueId: id, name, on: on.get(id) };
  });
}
