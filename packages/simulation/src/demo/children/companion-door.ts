import { childRoutes } from "@nightlight/contracts/child/contact";
import { CHILD_NAMESPACE, type FromChild, type ToChild } from "@nightlight/contracts/child/realtime";
import { createClient, type ClientOptions } from "@nightlight/contracts/client";
import { io, type Socket } from "socket.io-client";
import { isScriptKey } from "../cast.ts";
import type { ChildScript } from "./child-script.ts";
import type { ChildDoor } from "./child-door.ts";

/** Opens a chat as the companion does: its own token, a live line, and reading when there is news. */
export async function openCompanionDoor(
  options: { readonly origin: string; readonly fetch: ClientOptions["fetch"] },
  key: string,
  { language, safeNow }: Pick<ChildScript, "language" | "safeNow">,
): Promise<ChildDoor> {
  let token = "";
  const headers = () => (token === "" ? {} : { authorization: `Bearer ${token}` });
  const call = createClient({ ...options, headers });
  const begun = await call(childRoutes.begin, { body: { key, language, safeNow } });
  token = begun.token;
  const socket: Socket<ToChild, FromChild> = io(options.origin + CHILD_NAMESPACE, {
    transports: ["websocket"],
    auth: { token },
    forceNew: true,
  });
  let hasNews = true;
  let wake = (): void => undefined;
  let lastSeen: string | undefined;
  const tell = (): void => {
    hasNews = true;
    wake();
  };
  for (const name of ["connect", "contact:changed", "message:posted", "position"] as const) socket.on(name, tell);
  return {
    async say(clientKey, text) {
      await call(childRoutes.post, { body: { clientKey, text } });
    },
    typing() {
      if (socket.connected) socket.emit("typing");
    },
    async look() {
      hasNews = false;
      const contact = await call(childRoutes.read, {});
      const heard = contact.messages.filter(({ from }) => from === "counsellor");
      const last = heard.at(-1);
      if (last !== undefined && last.id !== lastSeen && contact.phase === "talking") {
        lastSeen = last.id;
        socket.emit("message:delivered", { messageId: last.id });
        await call(childRoutes.seen, { body: { messageId: last.id } });
      }
      return {
        phase: contact.phase,
        counsellor: contact.with ?? "",
        heard: heard.map(({ text, clientKey }) => ({ text, isScripted: isScriptKey(clientKey) })),
      };
    },
    async leave(quick) {
      await call(childRoutes.leave, { body: { quick } });
    },
    news(stop) {
      if (hasNews || stop.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        wake = resolve;
        stop.addEventListener("abort", () => resolve(), { once: true });
      });
    },
    close: () => socket.disconnect(),
  };
}
