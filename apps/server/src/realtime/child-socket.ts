import { counsellorsOf } from "@nightlight/commands/contact/is-own-contact";
import { receiveMessages } from "@nightlight/commands/contact/receive-messages";
import { listenerOf } from "@nightlight/domain/contact/contact";
import type { BeatReply } from "@nightlight/contracts/line/beat";
import { uuidv7 } from "@nightlight/database/world";
import { z } from "zod";
import { findChild } from "../access/authenticate.ts";
import type { Dependencies } from "../dependencies.ts";
import { underRequest } from "../plugins/request-context.ts";
import type { Beats } from "./beats.ts";
import { coalesce, GATHER_MS } from "./coalesce.ts";
import { demandRules, forgetProof, limitEvents, type EventRule } from "./guard.ts";
import { refuseLine, type HandshakeLimits } from "./limit-handshakes.ts";
import { childRoom, type ChildSocket, type Realtime } from "./realtime.ts";

/** Every event a child's page may send: who, and what it may hold. */
export const CHILD_EVENTS = {
  beat: { access: "child", payload: undefined },
  typing: { access: "child", payload: undefined },
  "message:delivered": { access: "child", payload: z.strictObject({ messageId: z.uuid() }) },
} as const satisfies Record<string, EventRule>;

const handshake = z.object({ token: z.string().min(20).max(200) });

/** Serves children's pages: the chat's own token at the handshake, its own contact and nothing else. */
export function serveChildren(
  dependencies: Dependencies,
  realtime: Realtime,
  beats: Beats,
  handshakes: HandshakeLimits,
): void {
  realtime.children.use((socket, next) => {
    const auth = handshake.safeParse(socket.handshake.auth);
    void findChild(dependencies, auth.success ? auth.data.token : undefined)
      .then((actor) => {
        if (actor === undefined) return refuseLine(socket, handshakes, new Error("chat-ended"), next);
        socket.data.contactId = actor.contactId;
        handshakes.proved(socket.request, actor.contactId);
        void socket.join(childRoom(actor.contactId));
        next();
      })
      .catch(() => {
        next(new Error("busy"));
      });
  });
  const counsellorOf = coalesce((contacts) => counsellorsOf(dependencies.world, contacts), { gatherMs: GATHER_MS });
  realtime.children.on("connection", (socket) => {
    listen(dependencies, realtime, beats, counsellorOf, socket);
  });
}

function listen(
  dependencies: Dependencies,
  realtime: Realtime,
  beats: Beats,
  counsellorOf: (contactId: string) => Promise<string | undefined>,
  socket: ChildSocket,
): void {
  const { log, world } = dependencies;
  forgetProof(socket);
  limitEvents(socket, log);
  const { contactId } = socket.data;
  const actor = { kind: "child", contactId } as const;
  const sayPresence = async (): Promise<void> => {
    const owner = await counsellorOf(contactId);
    if (owner === undefined) return;
    const isThere = await realtime.isChildThere(contactId);
    realtime.toCounsellor(owner, "child:presence", { contactId, isThere });
  };
  const handlers = {
    beat: async (_request: unknown, answer: unknown) => {
      if (typeof answer === "function") (answer as (reply: BeatReply) => void)(await beats.child(contactId));
    },
    typing: async () => {
      const owner = await counsellorOf(contactId);
      if (owner !== undefined) realtime.toCounsellor(owner, "typing", { contactId });
    },
    "message:delivered": async (payload: unknown) => {
      const parsed = CHILD_EVENTS["message:delivered"].payload.safeParse(payload);
      if (!parsed.success) return;
      const { messageId } = parsed.data;
      const received = await receiveMessages(world, actor, { contactId, messageId, receipt: "delivered" });
      if (!received.ok || received.value.at === undefined) return;
      const owner = listenerOf(received.value.contact);
      const receipt = { contactId, messageId, kind: "delivered", at: received.value.at.toISOString() } as const;
      if (owner !== undefined) realtime.toCounsellor(owner, "message:receipt", receipt);
    },
  };
  demandRules(CHILD_EVENTS, handlers);
  const fail = (name: string) => (error: unknown) => {
    log.error({ event: name, reason: String(error) }, "socket event failed");
  };
  socket.on("beat", (request, answer) => void handlers.beat(request, answer).catch(fail("beat")));
  socket.on("typing", () => void underRequest(uuidv7(), handlers.typing).catch(fail("typing")));
  socket.on(
    "message:delivered",
    (payload) =>
      void underRequest(uuidv7(), () => handlers["message:delivered"](payload)).catch(fail("message:delivered")),
  );
  socket.on("disconnect", () => void sayPresence().catch(fail("disconnect")));
  void sayPresence().catch(fail("connection"));
}
