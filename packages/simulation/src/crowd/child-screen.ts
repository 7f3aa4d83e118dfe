import { childRoutes, type ChildContactView } from "@nightlight/contracts/child/contact";
import { CHILD_NAMESPACE, type FromChild, type ToChild } from "@nightlight/contracts/child/realtime";
import { createClient } from "@nightlight/contracts/client";
import { contactMark, type Marks } from "@nightlight/contracts/line/beat";
import { CHILD_COMES_BACK } from "@nightlight/contracts/line/come-back";
import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type { Cable } from "./cable.ts";
import type { CrowdScreen } from "./crowd-screen.ts";
import { followCrowdLine } from "./crowd-line.ts";
import { holdWords, untilStored } from "./held-words.ts";

export type ChildOptions = {
  readonly origin: string;
  /** The address of its phone. */
  readonly address: string;
  readonly cable: Cable;
};

/** Begins a chat and follows it as the companion does. */
export async function openChildScreen({ origin, address, cable }: ChildOptions): Promise<CrowdScreen> {
  const from = { "x-forwarded-for": address };
  const begun = await createClient({ origin, fetch: cable.fetch, headers: () => from })(childRoutes.begin, {
    body: { key: randomUUID(), language: "vi", safeNow: "yes" },
  });
  const headers = { ...from, authorization: `Bearer ${begun.token}` };
  const call = createClient({ origin, fetch: cable.fetch, headers: () => headers });
  const words = holdWords("child");
  let contact: ChildContactView = begun.contact;
  let readFor: string | undefined;
  let reading: Promise<void> | undefined;

  const read = async (): Promise<void> => {
    reading ??= call(childRoutes.read, {})
      .then((news) => {
        if (news.version >= contact.version) contact = news;
        words.read(news.messages);
      })
      .finally(() => (reading = undefined));
    return reading;
  };
  const compare = async ({ chat = "" }: Marks): Promise<boolean> => {
    if (chat === readFor || chat === contactMark("child", contact)) return true;
    await read();
    readFor = chat;
    return true;
  };
  const socket: Socket<ToChild, FromChild> = io(origin + CHILD_NAMESPACE, {
    auth: { token: begun.token },
    transports: ["websocket"],
    forceNew: true,
    autoConnect: false,
    extraHeaders: from,
    ...{ agent: cable.agent as never },
    ...CHILD_COMES_BACK,
  });
  socket.on("message:posted", (message) => {
    words.came(message);
  });
  socket.on("contact:changed", ({ version }) => {
    if (version >= contact.version) void read().catch(() => undefined);
  });
  const line = followCrowdLine(socket, compare);
  return {
    line,
    words,
    side: "child",
    isTalking: () => contact.phase === "talking",
    async say(text) {
      const body = { clientKey: randomUUID(), text };
      const stored = await untilStored(async () => call(childRoutes.post, { body }));
      if (stored !== undefined) words.came(stored);
      return stored;
    },
    leave() {
      line.stop();
    },
  };
}
