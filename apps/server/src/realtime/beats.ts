import type { QueueView } from "@nightlight/contracts/counsellor/contact";
import type { BeatReply, StaffBeatReply } from "@nightlight/contracts/line/beat";
import { createMarkStore } from "@nightlight/database/line/marks";
import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Dependencies } from "../dependencies.ts";
import { coalesce, GATHER_MS } from "./coalesce.ts";

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

export function createBeats({ database, board }: Pick<Dependencies, "database" | "board">): Beats {
  const marks = createMarkStore(database);
  const gathered = { gatherMs: GATHER_MS };
  const ofStaff = coalesce((people) => marks.ofStaff(people), gathered);
  const ofHouse = coalesce(async () => new Map([[ALL, await marks.ofHouse()]]), gathered);
  const ofChat = coalesce((contacts) => marks.ofChats(contacts), gathered);

  return {
    async staff(actor, isLocked) {
      if (isLocked || actor.roles.includes("officer")) return { at: null, marks: {}, queue: null };
      const watches = may(actor, "contact.list");
      const [own, house, queue] = await Promise.all([ofStaff(actor.id), ofHouse(ALL), board.soon()]);
      const isKnown = own !== undefined && house !== undefined;
      const { watch = "", ...rest } = house?.marks ?? {};
      return {
        at: house?.at.toISOString() ?? null,
        marks: isKnown ? { ...own, ...rest, ...(watches && { watch }) } : null,
        queue: queue?.view ?? null,
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
      const [mark, queue] = await Promise.all([ofChat(contactId), board.soon()]);
      return {
        marks: mark === undefined ? null : { chat: mark },
        position: queue?.positions.get(contactId) ?? null,
      };
    },
    async queue() {
      return (await board.now()).view;
    },
    async positions() {
      const { positions } = await board.now();
      return (contactId) => positions.get(contactId);
    },
  };
}
