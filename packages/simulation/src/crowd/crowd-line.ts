import type { BeatReply, Marks } from "@nightlight/contracts/line/beat";
import { ANSWER_MS, createLineWatch, LOOK_EVERY_MS } from "@nightlight/contracts/line/watch-line";

/** As much of a socket as a followed line uses. */
type Line = {
  readonly connected: boolean;
  connect(): unknown;
  disconnect(): unknown;
  on(name: "connect" | "disconnect" | "connect_error", listener: () => void): unknown;
  timeout(ms: number): { emitWithAck(name: "beat", request: Record<string, never>): Promise<unknown> };
};

/** A line as the pages follow theirs, and when it last came back: opened, and live. In milliseconds of this process. */
export type CrowdLine = {
  readonly isLive: boolean;
  readonly openedAt: number;
  readonly liveAt: number;
  heard(): void;
  stop(): void;
};

/** Follows a line by the same watch that every page uses, and notes when what is held is known to be the newest. */
export function followCrowdLine(socket: Line, compare: (marks: Marks) => Promise<boolean>): CrowdLine {
  const state = { isLive: false, openedAt: 0, liveAt: 0 };
  const watch = createLineWatch({
    now: () => performance.now(),
    isConnected: () => socket.connected,
    beat: async () => (await socket.timeout(ANSWER_MS).emitWithAck("beat", {})) as BeatReply,
    compare,
    live() {
      if (!state.isLive) state.liveAt = performance.now();
      state.isLive = true;
    },
    stale() {
      state.isLive = false;
    },
    reconnect() {
      socket.disconnect();
      socket.connect();
    },
  });
  socket.on("connect", () => {
    state.openedAt = performance.now();
    watch.opened();
  });
  socket.on("disconnect", watch.gone);
  socket.on("connect_error", watch.gone);
  socket.connect();
  const timer = setInterval(watch.look, LOOK_EVERY_MS);
  return {
    get isLive() {
      return state.isLive;
    },
    get openedAt() {
      return state.openedAt;
    },
    get liveAt() {
      return state.liveAt;
    },
    heard: watch.heard,
    stop() {
      clearInterval(timer);
      socket.disconnect();
    },
  };
}
