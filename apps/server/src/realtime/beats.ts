import { countByLane, positionOf, readQueue } from "@nightlight/commands/routing/read-queue";
import type { QueueView } from "@nightlight/contracts/counsellor/contact";
import type { BeatReply, StaffBeatReply } from "@nightlight/contracts/line/beat";
import { createMarkStore } from "@nightlight/database/line/marks";
import type { Staff } from "@nightlight/domain/access/access";
import type { Contact } from "@nightlight/domain/contact/contact";
import { may } from "@nightlight/domain/access/may";
import type { Dependencies } from "../dependencies.ts";
import { coalesce } from "./coalesce.ts";

/** The queue is one for everybody here: it is read once in this time at most. */
const QUEUE_IS_NEW_MS = 1_000;

/** Answers the beats of every screen of this node: what is true, read for all who ask together. */
export type Beats = {
  staff(actor: Staff, isLocked: boolean): Promise<StaffBeatReply & { queue: QueueView | null }>;
  officer(actor: Staff, isLocked: boolean): Promise<StaffBeatReply>;
  child(contactId: string): Promise<BeatReply & { position: number | null }>;
  /** The queue in numbers, as of now. */
  queue(): Promise<QueueView>;
  positions(): Promise<(contactId: string) => number | undefined>;
};

const ALL = "all";

export function createBeats({ database, world }: Pick<Dependencies, "database" | "world">): Beats {
  const marks = createMarkStore(database);
  const ofStaff = coalesce((people) => marks.ofStaff(people));
  const ofHouse = coalesce(async () => new Map([[ALL, await marks.ofHouse()]]));
  const ofChat = coalesce((contacts) => marks.ofChats(contacts));
  const readNow = coalesce(async () => new Map([[ALL, await readQueue(world)]]));
  let kept: { readonly queue: Promise<readonly Contact[] | undefined>; readonly at: number } | undefined;
  const queueSoon = (): Promise<readonly Contact[] | undefined> => {
    if (kept === undefined || performance.now() - kept.at >= QUEUE_IS_NEW_MS) {
      kept = { queue: readNow(ALL), at: performance.now() };
    }
    return kept.queue;
  };
  const inQueue = async (): Promise<readonly Contact[]> => {
    const queue = await readNow(ALL);
    if (queue === undefined) throw new Error("The queue could not be read in time");
    return queue;
  };

  return {
    async staff(actor, isLocked) {
      if (isLocked || actor.roles.includes("officer")) return { at: null, marks: {}, queue: null };
      const watches = may(actor, "contact.list");
      const [own, house, queue] = await Promise.all([ofStaff(actor.id), ofHouse(ALL), queueSoon()]);
      const isKnown = own !== undefined && house !== undefined;
      const { watch = "", ...rest } = house?.marks ?? {};
      return {
        at: house?.at.toISOString() ?? null,
        marks: isKnown ? { ...own, ...rest, ...(watches && { watch }) } : null,
        queue: queue === undefined ? null : viewOf(queue),
      };
    },
    async officer(actor, isLocked) {
      if (isLocked) return { at: null, marks: {} };
      const office = await marks.ofOffice(actor).catch(() => undefined);
      return office === undefined
        ? { at: null, marks: null }
        : { at: office.at.toISOString(), marks: { office: office.mark } };
    },
    async child(contactId) {
      const [mark, queue] = await Promise.all([ofChat(contactId), queueSoon()]);
      const position = queue === undefined ? undefined : positionOf(queue, contactId);
      return {
        marks: mark === undefined ? null : { chat: mark },
        position: position ?? null,
      };
    },
    async queue() {
      return viewOf(await inQueue());
    },
    async positions() {
      const queue = await inQueue();
      return (contactId) => positionOf(queue, contactId);
    },
  };
}

function viewOf(queue: readonly Contact[]): QueueView {
  return countByLane(queue.filter(({ state }) => state.status !== "offered")).map((lane) => ({
    ...lane,
    oldestArrivedAt: lane.oldestArrivedAt?.toISOString() ?? null,
  }));
}
