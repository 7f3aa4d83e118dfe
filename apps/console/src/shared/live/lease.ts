import type { LeasePlace } from "@nightlight/contracts/counsellor/realtime";
import type { FollowedLineHandle } from "@nightlight/door/line/follow-line";
import type { LiveSocket } from "./live-socket.ts";
import { useLiveState } from "./live-state.ts";
import { startPulse } from "./pulse.ts";

const ANSWER_MS = 4000;
const RENEWED_MS = 3000;
/** A hidden window lets a visible one go first. */
const HIDDEN_WAIT_MS = 1500;

type Answer = { held: boolean; epoch: number | null; where?: LeasePlace | null };

/** The lease of this tab: offers ring where it is held. Who holds it the server decides; a tab asks, and says where it is. */
export function keepLease(socket: LiveSocket) {
  let epoch: number | undefined;
  /** Held when the line was cut. */
  let before: number | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const setLease = (lease: "asking" | "held" | "elsewhere", where?: LeasePlace | null): void => {
    useLiveState.setState({ lease, leaseWhere: lease === "elsewhere" ? (where ?? undefined) : undefined });
  };
  const hold = async (takeOver: boolean): Promise<void> => {
    const request = { takeOver, ...(before !== undefined && { epoch: before }) };
    const reply = await new Promise<Answer | undefined>((resolve) => {
      socket.timeout(ANSWER_MS).emit("lease:hold", request, (error: Error | null, answer?: Answer) => {
        resolve(error === null ? answer : undefined);
      });
    });
    // Without an answer the next connect asks again.
    if (reply === undefined) return;
    epoch = reply.held ? (reply.epoch ?? undefined) : undefined;
    before = undefined;
    setLease(reply.held ? "held" : "elsewhere", reply.where);
  };
  const ask = (): void => void hold(false);
  const taken = (notice?: { where: LeasePlace }): void => {
    epoch = before = undefined;
    setLease("elsewhere", notice?.where);
  };
  const given = ({ epoch: mine }: { epoch: number }): void => {
    epoch = mine;
    setLease("held");
  };
  // The tab that rang is gone and nobody else's turn came: this one asks by itself.
  const presence = ({ isLeaseAlive }: { isLeaseAlive: boolean }): void => {
    if (isLeaseAlive || useLiveState.getState().lease !== "elsewhere") return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, document.hidden ? HIDDEN_WAIT_MS : 0);
  };

  return {
    ask,
    /** Without a line nothing is held; what was held is asked for again. */
    gone(): void {
      before = epoch ?? before;
      epoch = undefined;
    },
    takeOver(): void {
      setLease("asking");
      void hold(true);
    },
    /** Renews every few seconds; an answer is a sign of life, no answer is silence. */
    start(line: FollowedLineHandle): () => void {
      const renew = (): void => {
        if (epoch === undefined || !socket.connected) return;
        socket.timeout(RENEWED_MS).emit("lease:renew", { epoch }, (error: Error | null, answer?: { held: boolean }) => {
          if (error !== null) {
            if (socket.connected) line.silent();
            return;
          }
          line.heard();
          if (answer?.held !== true) ask();
        });
      };
      socket.on("lease:taken", taken);
      socket.on("lease:given", given);
      socket.on("presence:changed", presence);
      const stopPulse = startPulse(renew);
      return () => {
        stopPulse();
        clearTimeout(waiting);
        socket.off("lease:taken", taken);
        socket.off("lease:given", given);
        socket.off("presence:changed", presence);
      };
    },
  };
}
