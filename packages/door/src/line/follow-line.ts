import type { StaffBeatReply } from "@nightlight/contracts/line/beat";
import { createLineWatch, LOOK_EVERY_MS } from "@nightlight/contracts/line/watch-line";
import type { QueryClient } from "@tanstack/react-query";
import { meQuery } from "../session/me-query.ts";
import { learnServerTime, machineNow } from "../time/clock.ts";
import { comparingFeeds, type FeedsOf, type HeldMark } from "./compare-feeds.ts";
import { useLineState } from "./line-state.ts";

const RETRY_MS = 3_000;

/** As much of a socket as following it needs. */
type LineSocket = {
  readonly connected: boolean;
  /** Whether it goes on trying by itself. */
  readonly active: boolean;
  connect(): unknown;
  disconnect(): unknown;
  on(name: "connect" | "disconnect" | "connect_error", listener: () => void): unknown;
  off(name: "connect" | "disconnect" | "connect_error", listener: () => void): unknown;
};

type FollowedLine = {
  readonly socket: LineSocket;
  readonly client: QueryClient;
  readonly feedsOf: FeedsOf;
  readonly heldMark: HeldMark;
  /** Asks what is true; undefined when there was no answer in time. */
  beat(): Promise<StaffBeatReply | undefined>;
  opened?(): void;
  gone?(): void;
};

/** The line of a staff app while it is followed. */
export type FollowedLineHandle = {
  /** The other side said something. */
  heard(): void;
  /** It did not answer. */
  silent(): void;
  stop(): void;
};

/**
 * Follows the line of a staff app: opens it, says in `useLineState` whether what is shown is the newest, and reads again
 * what a beat says is behind, whether after a gap or because a notice was lost.
 */
export function followLine(line: FollowedLine): FollowedLineHandle {
  const { socket, client } = line;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const watch = createLineWatch({
    now: machineNow,
    isConnected: () => socket.connected,
    async beat() {
      const askedAt = machineNow();
      const reply = await line.beat();
      if (typeof reply?.at === "string") learnServerTime(reply.at, askedAt);
      return reply;
    },
    compare: comparingFeeds(client, line.feedsOf, line.heldMark),
    live() {
      if (socket.connected && useLineState.getState().link !== "open") useLineState.setState({ link: "open" });
    },
    stale(since) {
      if (useLineState.getState().link !== "lost") useLineState.setState({ link: "lost", awayAt: since });
    },
    reconnect() {
      socket.disconnect();
      socket.connect();
    },
  });
  const opened = (): void => {
    line.opened?.();
    watch.opened();
  };
  const gone = (): void => {
    line.gone?.();
    watch.gone();
    if (socket.active) return;
    // Refused rather than cut off: perhaps the session has ended.
    void client.invalidateQueries({ queryKey: meQuery.queryKey });
    clearTimeout(retry);
    retry = setTimeout(() => {
      socket.connect();
    }, RETRY_MS);
  };
  // A window that is closed says so; a line that breaks is waited for. If the page comes back, so does its line.
  const sayGoodbye = (): void => {
    socket.disconnect();
  };
  const { look } = watch;
  useLineState.setState({ link: "connecting", awayAt: machineNow() });
  const timer = setInterval(look, LOOK_EVERY_MS);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pagehide", sayGoodbye);
  window.addEventListener("online", look);
  window.addEventListener("offline", watch.gone);
  socket.on("connect", opened);
  socket.on("disconnect", gone);
  socket.on("connect_error", gone);
  socket.connect();
  return {
    heard: watch.heard,
    silent: watch.silent,
    stop() {
      clearInterval(timer);
      clearTimeout(retry);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("pagehide", sayGoodbye);
      window.removeEventListener("online", look);
      window.removeEventListener("offline", watch.gone);
      socket.off("connect", opened);
      socket.off("disconnect", gone);
      socket.off("connect_error", gone);
      socket.disconnect();
    },
  };
}
