import type { Message } from "./contact-news.ts";

/** A message that the server does not have yet. Its key never changes, so that a repeat is not a second message. */
export type Outgoing = {
  readonly clientKey: string;
  readonly text: string;
  readonly state: "sending" | "delayed" | "refused";
};

/** What a failure means for the messages that wait. */
export type Verdict = "retry" | "refuse" | "stop";

type OutboxPort = {
  readonly post: (message: { clientKey: string; text: string }) => Promise<Message>;
  readonly changed: (items: readonly Outgoing[]) => void;
  readonly accepted: (message: Message) => void;
  readonly judge: (error: unknown) => Verdict;
};

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;

/** Sends one message at a time in the order of writing, until the server has each of them. */
export function createOutbox(port: OutboxPort) {
  let items: readonly Outgoing[] = [];
  let isBusy = false;
  let isStopped = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function change(next: readonly Outgoing[]) {
    items = next;
    port.changed(items);
  }

  function mark(state: Outgoing["state"], clientKey?: string) {
    change(
      items.map((item) =>
        item.state !== "refused" && (clientKey === undefined || item.clientKey === clientKey)
          ? { ...item, state }
          : item,
      ),
    );
  }

  function remove(clientKey: string) {
    if (items.some((item) => item.clientKey === clientKey)) {
      change(items.filter((item) => item.clientKey !== clientKey));
    }
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    if (isBusy) return;
    isBusy = true;
    while (await sendNext());
    isBusy = false;
  }

  /** Whether there may be another one to send at once. */
  async function sendNext(): Promise<boolean> {
    const next = items.find((item) => item.state !== "refused");
    if (next === undefined || isStopped) return false;
    if (next.state !== "sending") mark("sending", next.clientKey);
    try {
      const message = await port.post({ clientKey: next.clientKey, text: next.text });
      failures = 0;
      // First shown as stored, then no longer as waiting: the words are never gone from the screen.
      port.accepted(message);
      remove(next.clientKey);
      return true;
    } catch (error) {
      const verdict = port.judge(error);
      if (verdict === "refuse") mark("refused", next.clientKey);
      if (verdict === "retry") retryLater();
      return verdict === "refuse";
    }
  }

  function retryLater() {
    mark("delayed");
    timer = setTimeout(() => void flush(), Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS));
    failures += 1;
  }

  return {
    add(clientKey: string, text: string) {
      change([...items, { clientKey, text, state: "sending" }]);
      void flush();
    },
    remove,
    /** The network is back: no need to wait for the next try. */
    flush: () => void flush(),
    texts: () => items.map((item) => item.text),
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
