import type { LeasePlace } from "@nightlight/contracts/counsellor/realtime";
import {
  holdLease,
  isLeaseOfSession,
  loseLease,
  passLease,
  renewLeases,
} from "@nightlight/commands/presence/hold-lease";
import type { Dependencies } from "../dependencies.ts";
import { coalesce, GATHER_MS } from "./coalesce.ts";
import { createGate } from "./gate.ts";
import { counsellorRooms, type CounsellorSocket, type Realtime } from "./realtime.ts";

/**
 * A line that broke without a word has this long to come back before its lease is let go: a whole house that was cut off
 * for a moment comes back to what it had, and nobody is offered anything twice.
 */
const GRACE_MS = 1_500;
/** Leases taken and let go at once: each touches the contacts of its person. The others wait here, not for a connection. */
const AT_ONCE = 3;

/** Ways in which a line ends because somebody wanted it to. */
const GOODBYES: ReadonlySet<string> = new Set(["client namespace disconnect", "server namespace disconnect"]);
/** Its pages come back, here or on another node, within the life of their lease. */
const RESTART = "server shutting down";

type HoldReply = { readonly held: boolean; readonly epoch: number | null; readonly where: LeasePlace | null };

/** The leases of the lines on this node. */
export type LineLeases = {
  /** `epoch`: what this tab held before its line was cut; when nobody else has it, it goes on as if nothing had happened. */
  hold(socket: CounsellorSocket, request: { takeOver: boolean; epoch?: number | undefined }): Promise<HoldReply>;
  renew(socket: CounsellorSocket, epoch: number): Promise<boolean>;
  /** A line has ended, for this reason. */
  left(socket: CounsellorSocket, reason: string): Promise<void>;
};

export function createLineLeases({ world }: Dependencies, realtime: Realtime): LineLeases {
  const gate = createGate(AT_ONCE);
  // All who beat together are one statement.
  const renewals = coalesce(
    async (keys) => {
      const renewed = await renewLeases(world, keys.map(heldOf));
      return new Map(keys.map((key) => [key, renewed.has(heldOf(key).counsellorId)]));
    },
    { gatherMs: GATHER_MS },
  );
  const renew = async (socket: CounsellorSocket, epoch: number): Promise<boolean> => {
    if (socket.data.epoch !== epoch) return false;
    const held = await renewals(`${socket.data.actor.id} ${String(epoch)}`);
    if (held === undefined) throw new Error("A lease could not be renewed in time");
    return held;
  };

  const resume = async (socket: CounsellorSocket, epoch: number | undefined): Promise<number | undefined> => {
    const { actor } = socket.data;
    // Given to it meanwhile, by the line that it had before.
    const given = socket.data.epoch;
    if (given !== undefined && (await renew(socket, given))) return given;
    return epoch === undefined ? undefined : gate(() => passLease(world, actor, epoch));
  };

  const letGo = async (socket: CounsellorSocket, epoch: number): Promise<void> => {
    const { actor } = socket.data;
    const tabs = realtime.tabsOf(actor).filter(({ id }) => id !== socket.id);
    if (tabs.some(({ data }) => (data.epoch ?? 0) > epoch)) return;
    const heir = tabs.find(({ data }) => data.epoch === undefined);
    const given = heir === undefined ? undefined : await passLease(world, actor, epoch);
    if (heir !== undefined && given !== undefined) {
      heir.data.epoch = given;
      heir.emit("lease:given", { epoch: given });
      // It may have gone meanwhile, before it had anything to leave.
      if (!heir.connected) await loseLease(world, actor, given);
    } else if (!(await loseLease(world, actor, epoch))) {
      return;
    }
    realtime.onLease(actor.id);
  };

  return {
    renew,
    async hold(socket, { takeOver, epoch }) {
      const { actor } = socket.data;
      const [room = "", session = ""] = counsellorRooms(actor);
      const resumed = takeOver ? undefined : await resume(socket, epoch);
      if (resumed !== undefined) {
        socket.data.epoch = resumed;
        return { held: true, epoch: resumed, where: null };
      }
      const held = await gate(() => holdLease(world, actor, takeOver));
      if (!held.ok) {
        const isInThisBrowser = await isLeaseOfSession(world, actor);
        return { held: false, epoch: null, where: isInThisBrowser ? "this_browser" : "another_browser" };
      }
      socket.data.epoch = held.value;
      // Every other tab of this person becomes a mirror.
      socket.to(session).emit("lease:taken", { where: "this_browser" });
      socket.to(room).except(session).emit("lease:taken", { where: "another_browser" });
      realtime.onLease(actor.id);
      return { held: true, epoch: held.value, where: null };
    },
    async left(socket, reason) {
      const { actor, epoch } = socket.data;
      if (epoch === undefined || reason === RESTART) return;
      const hasHeir = realtime.tabsOf(actor).some(({ id }) => id !== socket.id);
      if (!hasHeir && !GOODBYES.has(reason)) await new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref());
      await gate(() => letGo(socket, epoch));
    },
  };
}

function heldOf(key: string): { readonly counsellorId: string; readonly epoch: number } {
  const [counsellorId = "", epoch] = key.split(" ");
  return { counsellorId, epoch: Number(epoch) };
}
