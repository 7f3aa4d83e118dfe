import { receiveMessages } from "@nightlight/commands/contact/receive-messages";
import { showOffer } from "@nightlight/commands/routing/answer-offer";
import { isOwnContact } from "@nightlight/commands/contact/is-own-contact";
import { uuidv7 } from "@nightlight/database/world";
import { z } from "zod";
import { findStaff } from "../access/authenticate.ts";
import { isOwnOrigin } from "../access/own-page.ts";
import { cookieName } from "../access/session-cookie.ts";
import type { Dependencies } from "../dependencies.ts";
import type { FloorFeed, FloorViewer } from "../floor/floor-feed.ts";
import { isAmong } from "../plugins/mount.ts";
import { underRequest } from "../plugins/request-context.ts";
import type { Beats } from "./beats.ts";
import { demandRules, forgetProof, limitEvents, type EventRule } from "./guard.ts";
import { refuseLine, type HandshakeLimits } from "./limit-handshakes.ts";
import { createLineLeases, type LineLeases } from "./line-leases.ts";
import { counsellorRooms, type CounsellorSocket, type Realtime } from "./realtime.ts";

const contactId = z.uuid();

/** Every event a console may send: who, and what it may hold. */
export const COUNSELLOR_EVENTS = {
  "lease:hold": {
    access: "presence.own",
    payload: z.strictObject({ takeOver: z.boolean(), epoch: z.int().min(1).optional() }),
  },
  "lease:renew": { access: "presence.own", payload: z.strictObject({ epoch: z.int().min(1) }) },
  beat: { access: "staff", payload: z.strictObject({}) },
  "floor:watch": { access: "contact.list", payload: z.strictObject({ held: z.int().min(0).nullable() }) },
  "floor:leave": { access: "contact.list", payload: z.strictObject({}) },
  "offer:shown": { access: "contact.take", payload: z.strictObject({ offerId: z.uuid() }) },
  typing: { access: "contact.answer", payload: z.strictObject({ contactId }) },
  "message:delivered": { access: "contact.answer", payload: z.strictObject({ contactId, messageId: z.uuid() }) },
} as const satisfies Record<string, EventRule>;

/** All that a locked console may say: it keeps its conversations from being taken for left alone. */
const WHILE_LOCKED: ReadonlySet<string> = new Set<keyof typeof COUNSELLOR_EVENTS>([
  "lease:hold",
  "lease:renew",
  "beat",
]);

/** Serves consoles: who they are is decided at the handshake, what they may at every event. */
export function serveCounsellors(
  dependencies: Dependencies,
  realtime: Realtime,
  floor: FloorFeed,
  beats: Beats,
  handshakes: HandshakeLimits,
): void {
  realtime.counsellors.use((socket, next) => {
    // A page elsewhere could open a line with the cookie of whoever looks at it.
    if (!isOwnOrigin(socket.handshake.headers, dependencies.config.publicOrigin)) {
      next(new Error("foreign-page"));
      return;
    }
    const cookies = cookiesOf(socket.handshake.headers.cookie);
    void findStaff(dependencies, cookies.get(cookieName(dependencies.config.publicOrigin)))
      .then((signedIn) => {
        if (signedIn?.session.stage !== "open") {
          return refuseLine(socket, handshakes, new Error("not-signed-in"), next);
        }
        socket.data.actor = signedIn.actor;
        handshakes.proved(socket.request, signedIn.actor.id);
        void socket.join(counsellorRooms(signedIn.actor, signedIn.session.isLocked));
        next();
      })
      .catch(() => {
        next(new Error("busy"));
      });
  });
  const leases = createLineLeases(dependencies, realtime);
  realtime.counsellors.on("connection", (socket) => {
    listen(dependencies, realtime, floor, beats, leases, socket);
  });
}

type Handlers = {
  readonly [Name in keyof typeof COUNSELLOR_EVENTS]: (
    payload: z.output<(typeof COUNSELLOR_EVENTS)[Name]["payload"]>,
  ) => Promise<unknown>;
};

function listen(
  dependencies: Dependencies,
  realtime: Realtime,
  floor: FloorFeed,
  beats: Beats,
  leases: LineLeases,
  socket: CounsellorSocket,
): void {
  const { log } = dependencies;
  forgetProof(socket);
  limitEvents(socket, log);
  const handlers = handlersOf(dependencies, realtime, floor, beats, leases, socket);
  demandRules(COUNSELLOR_EVENTS, handlers);
  // One door for every event: parsed by its rule, answered once, never trusted.
  socket.use((packet: readonly unknown[], next) => {
    next();
    const [name, payload, answer] = packet;
    void underRequest(uuidv7(), async () => {
      const since = performance.now();
      const reply = await dispatch(socket, handlers, String(name), payload);
      log.debug({ event: eventName(name), ms: performance.now() - since }, "answered");
      if (isAnswer(answer)) answer(reply);
    }).catch((error: unknown) => {
      log.error({ event: eventName(name), reason: String(error) }, "socket event failed");
    });
  });
  socket.on("disconnect", (reason) => {
    floor.leave(socket.id);
    void leases.left(socket, reason).catch((error: unknown) => {
      log.warn({ reason: String(error) }, "a lease could not be let go; the sweep will");
    });
  });
}

async function dispatch(
  { data: { actor }, rooms }: CounsellorSocket,
  handlers: Handlers,
  name: string,
  payload: unknown,
): Promise<unknown> {
  if (!isCounsellorEvent(name) || !isAmong(actor, COUNSELLOR_EVENTS[name].access)) return undefined;
  const [openRoom = ""] = counsellorRooms(actor);
  if (!rooms.has(openRoom) && !WHILE_LOCKED.has(name)) return { ok: false, held: false, epoch: null };
  const parsed = COUNSELLOR_EVENTS[name].payload.safeParse(payload);
  if (!parsed.success) return { ok: false, held: false, epoch: null };
  const handler = handlers[name] as (payload: unknown) => Promise<unknown>;
  return handler(parsed.data);
}

/** An event by its name, for the log; what is not ours is not repeated there. */
function eventName(name: unknown): string {
  return typeof name === "string" && isCounsellorEvent(name) ? name : "unknown";
}

function isAnswer(answer: unknown): answer is (reply: unknown) => void {
  return typeof answer === "function";
}

function isCounsellorEvent(name: string): name is keyof typeof COUNSELLOR_EVENTS {
  return Object.hasOwn(COUNSELLOR_EVENTS, name);
}

function handlersOf(
  { world }: Dependencies,
  realtime: Realtime,
  floor: FloorFeed,
  beats: Beats,
  leases: LineLeases,
  socket: CounsellorSocket,
): Handlers {
  const { actor } = socket.data;
  return {
    "lease:hold": async (request) => leases.hold(socket, request),
    "lease:renew": async ({ epoch }) => ({ held: await leases.renew(socket, epoch) }),
    beat: async () => beats.staff(actor, !socket.rooms.has(counsellorRooms(actor)[0] ?? "")),
    "floor:watch": async ({ held }) => floor.watch(viewerOf(socket), held),
    "floor:leave": async () => {
      floor.leave(socket.id);
    },
    "offer:shown": async ({ offerId }) => ({ ok: (await showOffer(world, actor, offerId)).ok }),
    typing: async ({ contactId: id }) => {
      if (await isOwnContact(world, actor, id)) realtime.toChild(id, "typing");
    },
    "message:delivered": async ({ contactId: id, messageId }) => {
      const received = await receiveMessages(world, actor, { contactId: id, messageId, receipt: "delivered" });
      if (!received.ok || received.value.at === undefined) return;
      const receipt = { messageId, kind: "delivered", at: received.value.at.toISOString() } as const;
      realtime.toChild(id, "message:receipt", receipt);
    },
  };
}

/** Messages that may wait in a line before its screen counts as too far behind to be told more. */
const FAR_BEHIND = 24;

function viewerOf(socket: CounsellorSocket): FloorViewer {
  const { actor } = socket.data;
  const [openRoom = ""] = counsellorRooms(actor);
  return {
    id: socket.id,
    actor,
    canHear: () => socket.connected && socket.rooms.has(openRoom) && writesWaiting(socket) < FAR_BEHIND,
    tell: (news) => socket.emit("floor:news", news),
  };
}

function writesWaiting({ conn }: CounsellorSocket): number {
  return (conn as unknown as { readonly writeBuffer: readonly unknown[] }).writeBuffer.length;
}

/** The cookies of a handshake by name. */
export function cookiesOf(header: string | undefined): Map<string, string> {
  return new Map(
    (header ?? "").split(/;\s*/u).flatMap((pair): [string, string][] => {
      const at = pair.indexOf("=");
      return at > 0 ? [[pair.slice(0, at), decodeURIComponentSafely(pair.slice(at + 1))]] : [];
    }),
  );
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
