import type { ChildContactView } from "@nightlight/contracts/child/contact";
import type { FromChild } from "@nightlight/contracts/child/realtime";
import { contactMark, type Marks } from "@nightlight/contracts/line/beat";
import { ANSWER_MS, createLineWatch, LOOK_EVERY_MS } from "@nightlight/contracts/line/watch-line";
import { machineNow } from "../../shared/clock.ts";
import type { ChildSocket } from "./child-socket.ts";

/** A chat whose line is silent is still there while reading it goes on: after this long without either it is away. */
const AWAY_AFTER_MS = 9_000;

type Reply = Parameters<Parameters<FromChild["beat"]>[1]>[0];

type ChildLinePort = {
  readonly socket: ChildSocket;
  readonly contact: () => ChildContactView;
  /** Reads the chat again; false when there was no answer. */
  readonly read: () => Promise<boolean>;
  readonly placed: (position: number) => void;
  /** Since when, in machine time, nothing was heard; null: the chat is there. */
  readonly changed: (awaySince: number | null) => void;
};

/**
 * Knows whether a chat is there: by its line, which is asked every few seconds what is true, and by reading, which goes on
 * where networks break lines. What a notice did not bring is read again.
 */
export function watchChat({ socket, contact, read, placed, changed }: ChildLinePort) {
  let awaySince: number | null = null;
  let answeredAt = machineNow();
  let readFor: string | undefined;

  function be(since: number | null) {
    if (since === awaySince) return;
    awaySince = since;
    changed(since);
  }

  function answered() {
    answeredAt = machineNow();
    be(null);
  }

  async function compare({ chat = "" }: Marks): Promise<boolean> {
    if (chat === readFor || chat === contactMark("child", contact())) return true;
    const isRead = await read();
    if (isRead) readFor = chat;
    return isRead;
  }

  const watch = createLineWatch({
    now: machineNow,
    isConnected: () => socket.connected,
    beat: () =>
      new Promise((resolve) => {
        socket.timeout(ANSWER_MS).emit("beat", {}, (error: Error | null, reply?: Reply) => {
          const heard = error === null ? reply : undefined;
          if (typeof heard?.position === "number") placed(heard.position);
          resolve(heard);
        });
      }),
    compare,
    live: answered,
    stale(since) {
      const at = Math.max(since, answeredAt);
      if (awaySince === null && machineNow() - at >= AWAY_AFTER_MS) be(at);
    },
    reconnect() {
      socket.disconnect();
      socket.connect();
    },
  });
  /** A clock that was set back measures nothing: what lies ahead of it counts from now on. */
  function look() {
    const now = machineNow();
    answeredAt = Math.min(answeredAt, now);
    if (awaySince !== null) be(Math.min(awaySince, now));
    watch.look();
  }
  const timer = setInterval(look, LOOK_EVERY_MS);
  return {
    opened: watch.opened,
    gone: watch.gone,
    look,
    answered,
    /** Somebody was asked and did not answer, or the network itself says that it is gone: a sleep before it counts, too. */
    unanswered: () => be(awaySince ?? answeredAt),
    stop: () => clearInterval(timer),
  };
}
