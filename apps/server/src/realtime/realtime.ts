import { randomUUID } from "node:crypto";
import { AUTHORITY_NAMESPACE, type FromAuthority, type ToAuthority } from "@nightlight/contracts/authority/realtime";
import { CHILD_NAMESPACE, type FromChild, type ToChild } from "@nightlight/contracts/child/realtime";
import {
  COUNSELLOR_NAMESPACE,
  type FromCounsellor,
  type ToCounsellor,
} from "@nightlight/contracts/counsellor/realtime";
import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import { Redis } from "ioredis";
import { Server, type DefaultEventsMap, type Namespace, type Socket } from "socket.io";
import { createServer, type Server as HttpServer } from "node:http";
import { LONGEST_PACKET } from "./guard.ts";
import type { HandshakeLimits } from "./limit-handshakes.ts";
import { createNoticeBox } from "./notice-box.ts";

export type CounsellorSocketData = { actor: Staff; epoch: number | undefined };
export type ChildSocketData = { contactId: string };
export type CounsellorNamespace = Namespace<FromCounsellor, ToCounsellor, DefaultEventsMap, CounsellorSocketData>;
export type CounsellorSocket = Socket<FromCounsellor, ToCounsellor, DefaultEventsMap, CounsellorSocketData>;
export type AuthorityNamespace = Namespace<FromAuthority, ToAuthority, DefaultEventsMap, { actor: Staff }>;
export type AuthoritySocket = Socket<FromAuthority, ToAuthority, DefaultEventsMap, { actor: Staff }>;
export type ChildNamespace = Namespace<FromChild, ToChild, DefaultEventsMap, ChildSocketData>;
export type ChildSocket = Socket<FromChild, ToChild, DefaultEventsMap, ChildSocketData>;

/** What the rest of the server says to screens, on whichever node they hang. Notices only: the queries are the truth. */
export type Realtime = {
  toCounsellor<Name extends keyof ToCounsellor>(
    id: string,
    name: Name,
    ...notice: Parameters<ToCounsellor[Name]>
  ): void;
  toEveryCounsellor<Name extends keyof ToCounsellor>(name: Name, ...notice: Parameters<ToCounsellor[Name]>): void;
  /** Tells one officer. */
  toOfficer<Name extends keyof ToAuthority>(id: string, name: Name, ...notice: Parameters<ToAuthority[Name]>): void;
  toChild<Name extends keyof ToChild>(contactId: string, name: Name, ...notice: Parameters<ToChild[Name]>): void;
  isChildThere(contactId: string): Promise<boolean>;
  isCounsellorThere(counsellorId: string): Promise<boolean>;
  /** Contacts whose child hangs on this very node; for what is computed per screen. */
  localChildren(): ReadonlySet<string>;
  /** Ends a child's connections: its session is over. */
  dropChild(contactId: string): void;
  /** Ends the connections of one sign-in. */
  dropSession(sessionId: string): void;
  /** A locked console hears nothing about children: only that there is news. On every node. */
  lockSession(actor: Staff): void;
  unlockSession(actor: Staff): void;
  /** Unlocked tabs of a sign-in that hang on this very node, the latest first. */
  tabsOf(actor: Staff): readonly CounsellorSocket[];
  /** Tells those who watch over the work. */
  toWatchers<Name extends keyof ToCounsellor>(name: Name, ...notice: Parameters<ToCounsellor[Name]>): void;
  /** Sign-ins that hang on this very node. */
  localSessions(): readonly Staff[];
  /** Whether none of a sign-in's connections on this node hears about children. */
  isLockedHere(actor: Staff): boolean;
  /** Called when a console takes its lease: set by the program's composition. */
  onLease: (counsellorId: string) => void;
  readonly counsellors: CounsellorNamespace;
  readonly authorities: AuthorityNamespace;
  readonly children: ChildNamespace;
  close(): Promise<void>;
};

const CHILD_ROOM = "contact:";
const COUNSELLOR_ROOM = "counsellor:";
const SESSION_ROOM = "session:";
const LOCKED_ROOM = "locked:";
const WATCHERS_ROOM = "watchers";

/** Names the rooms that a counsellor's connection belongs to. A locked one is in none where children are spoken of. */
export function counsellorRooms(actor: Staff, isLocked = false): string[] {
  const rooms = [(isLocked ? LOCKED_ROOM : COUNSELLOR_ROOM) + actor.id, SESSION_ROOM + actor.sessionId];
  return !isLocked && may(actor, "contact.list") ? [...rooms, WATCHERS_ROOM] : rooms;
}

/** Names the room that a child's connection belongs to. */
export function childRoom(contactId: string): string {
  return CHILD_ROOM + contactId;
}

/**
 * Opens the realtime side. With Redis, notices reach screens on every node (`spreadNotices`), and the streams adapter
 * answers who is in a room; without, one process serves them all. A node without browsers of its own may leave `http` out and still speak.
 */
export function openRealtime(options: {
  http: HttpServer | undefined;
  redisUrl: string | undefined;
  origin: string | undefined;
  /** What notices are sealed with on their way through Redis. */
  secret: Uint8Array;
  handshakes: HandshakeLimits;
}): Realtime {
  const redis = options.redisUrl === undefined ? undefined : new Redis(options.redisUrl, { maxRetriesPerRequest: 1 });
  redis?.on("error", () => undefined);
  const io = new Server({
    serveClient: false,
    maxHttpBufferSize: LONGEST_PACKET,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    // Before anybody is known: a line that is one too many is refused, and nothing is looked up for it.
    allowRequest: (request, answer) => {
      void options.handshakes.mayOpen(request).then(
        (isAllowed) => {
          answer(isAllowed ? null : "too-many", isAllowed);
        },
        () => {
          answer("busy", false);
        },
      );
    },
    ...(redis === undefined ? {} : { adapter: createAdapter(redis) }),
    ...(options.origin === undefined ? {} : { cors: { origin: options.origin } }),
  });
  // Where nobody listens, nobody comes; closing needs something to close.
  io.attach(options.http ?? createServer());
  const counsellors = io.of(COUNSELLOR_NAMESPACE) as CounsellorNamespace;
  const authorities = io.of(AUTHORITY_NAMESPACE) as AuthorityNamespace;
  const children = io.of(CHILD_NAMESPACE) as ChildNamespace;
  const staffed: readonly Namespace[] = [counsellors, authorities];
  const { spread, close } = spreadNotices({ counsellors, authorities, children }, redis, options.secret);
  return {
    onLease: () => undefined,
    counsellors,
    authorities,
    children,
    toOfficer(id, name, ...notice) {
      spread("authorities", COUNSELLOR_ROOM + id, name, notice);
    },
    toCounsellor(id, name, ...notice) {
      spread("counsellors", COUNSELLOR_ROOM + id, name, notice);
      if (name === "message:posted") spread("counsellors", LOCKED_ROOM + id, "session:news", []);
    },
    toEveryCounsellor(name, ...notice) {
      spread("counsellors", null, name, notice);
    },
    toWatchers(name, ...notice) {
      spread("counsellors", WATCHERS_ROOM, name, notice);
    },
    tabsOf: ({ id, sessionId }) =>
      [...(counsellors.adapter.rooms.get(SESSION_ROOM + sessionId) ?? [])]
        .flatMap((socketId) => counsellors.sockets.get(socketId) ?? [])
        .filter(({ rooms }) => rooms.has(COUNSELLOR_ROOM + id))
        .reverse(),
    toChild(contactId, name, ...notice) {
      spread("children", childRoom(contactId), name, notice);
    },
    isChildThere: async (contactId) => isAnybodyIn(children, childRoom(contactId)),
    // A locked console still holds the line.
    isCounsellorThere: async (counsellorId) =>
      (await isAnybodyIn(counsellors, COUNSELLOR_ROOM + counsellorId)) ||
      (await isAnybodyIn(counsellors, LOCKED_ROOM + counsellorId)),
    localChildren: () =>
      new Set(
        [...children.adapter.rooms.keys()].flatMap((room) =>
          room.startsWith(CHILD_ROOM) ? [room.slice(CHILD_ROOM.length)] : [],
        ),
      ),
    dropChild(contactId) {
      children.in(childRoom(contactId)).disconnectSockets(true);
    },
    dropSession(sessionId) {
      for (const each of staffed) each.in(SESSION_ROOM + sessionId).disconnectSockets(true);
    },
    lockSession(actor) {
      for (const each of staffed) {
        const session = each.in(SESSION_ROOM + actor.sessionId);
        session.socketsLeave([COUNSELLOR_ROOM + actor.id, WATCHERS_ROOM]);
        session.socketsJoin(LOCKED_ROOM + actor.id);
        session.emit("session:changed");
      }
    },
    unlockSession(actor) {
      for (const each of staffed) {
        const session = each.in(SESSION_ROOM + actor.sessionId);
        session.socketsLeave(LOCKED_ROOM + actor.id);
        session.socketsJoin(counsellorRooms(actor));
        session.emit("session:changed");
      }
    },
    isLockedHere: ({ id, sessionId }) =>
      !staffed.some(({ adapter: { rooms } }) =>
        [...(rooms.get(SESSION_ROOM + sessionId) ?? [])].some((socketId) =>
          rooms.get(COUNSELLOR_ROOM + id)?.has(socketId),
        ),
      ),
    localSessions: () => {
      const actors = [...counsellors.sockets.values(), ...authorities.sockets.values()].map(({ data }) => data.actor);
      return [...new Map(actors.map((actor) => [actor.sessionId, actor])).values()];
    },
    async close() {
      await io.close();
      close();
      redis?.disconnect();
    },
  };
}

/** A notice as other nodes get it. Without a room it is for everybody of the audience. */
type PassedNotice = readonly [to: Audience, room: string | null, name: string, notice: readonly unknown[]];
type Audience = "counsellors" | "authorities" | "children";

const NOTICES_CHANNEL = "nightlight:notices";

/** How often a node asks whether it is still alone. That it is not, the other one says. */
const STILL_ALONE_MS = 30_000;
const HERE_I_AM = "";

/**
 * Notices reach the screens of this node at once, and those of the other nodes together with whatever else was said in
 * the same turn: one sealed message on Redis, which no screen of ours waits for. One that is lost there is made good by
 * reading. A node that is alone says nothing.
 */
function spreadNotices(namespaces: Record<Audience, Namespace>, redis: Redis | undefined, secret: Uint8Array) {
  const node = randomUUID();
  const box = createNoticeBox(secret);
  const deliver = (...[to, room, name, notice]: PassedNotice): void => {
    const { local } = namespaces[to];
    (room === null ? local : local.to(room)).emit(name, ...notice);
  };
  if (redis === undefined) return { spread: deliver, close: () => undefined };

  let isAlone = false;
  let isListening = false;
  let heard = 0;
  const say = (sealed: string): void => void redis.publish(NOTICES_CHANNEL, node + sealed).catch(() => undefined);
  const askWhetherAlone = async (): Promise<void> => {
    const before = heard;
    const [, listeners] = (await redis.pubsub("NUMSUB", NOTICES_CHANNEL)) as [string, number];
    // The one listener has to be this node; and whoever came while the answer was on its way has said so.
    isAlone = isListening && heard === before && listeners === 1;
  };
  const ears = redis.duplicate();
  ears.on("error", () => undefined);
  // After every connection: whoever came while this node heard nothing, and whoever has to hear of this one.
  const listen = async (): Promise<void> => {
    await ears.subscribe(NOTICES_CHANNEL);
    isListening = true;
    say(HERE_I_AM);
    await askWhetherAlone();
  };
  ears.on("ready", () => void listen().catch(() => undefined));
  ears.on("close", () => {
    isListening = false;
    isAlone = false;
  });
  ears.on("message", (_channel: string, message: string) => {
    if (message.startsWith(node)) return;
    heard += 1;
    isAlone = false;
    const opened = box.open(message.slice(node.length));
    // Whoever can write into Redis but has no key says nothing to anybody.
    if (opened === undefined) return;
    for (const notice of JSON.parse(opened) as PassedNotice[]) deliver(...notice);
  });
  const asking = setInterval(() => void askWhetherAlone().catch(() => undefined), STILL_ALONE_MS);
  let passing: PassedNotice[] = [];
  const pass = (): void => {
    say(box.seal(JSON.stringify(passing)));
    passing = [];
  };
  return {
    spread: (...notice: PassedNotice): void => {
      deliver(...notice);
      if (!isAlone && passing.push(notice) === 1) setImmediate(pass);
    },
    close() {
      clearInterval(asking);
      ears.disconnect();
    },
  };
}

async function isAnybodyIn(namespace: CounsellorNamespace | ChildNamespace, room: string): Promise<boolean> {
  if (namespace.adapter.rooms.has(room)) return true;
  // Other nodes may be slow or gone; "not there" is then the honest answer.
  const found = await namespace
    .in(room)
    .fetchSockets()
    .catch(() => []);
  return found.length > 0;
}
