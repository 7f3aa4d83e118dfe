import type { World } from "@nightlight/commands/world";
import { COUNSELLOR_NAMESPACE } from "@nightlight/contracts/counsellor/realtime";
import type { Route } from "@nightlight/contracts/http";
import { ROLES, type Actor, type Role } from "@nightlight/domain/access/access";
import { isAction } from "@nightlight/domain/access/policy";
import { uuidv7 } from "@nightlight/database/world";
import { escalate } from "@nightlight/testkit/escalation-scene";
import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { Client } from "pg";
import { io, type Socket } from "socket.io-client";
import { isAmong, type Access } from "./plugins/mount.ts";

/** A route as the running server mounted it, with the access that it declares. */
export type MountedRoute = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly access: Access;
};

/** Everything that is mounted, from the API document of the server itself. */
export async function mountedRoutes(origin: string): Promise<MountedRoute[]> {
  const document = (await (await fetch(`${origin}/api/docs/json`)).json()) as {
    paths: Record<string, Record<string, { tags?: string[] }>>;
  };
  return Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([verb, { tags = [] }]) => {
      const path = template.replace(/\{(\w+)\}/gu, ":$1");
      const method = verb.toUpperCase();
      return { name: `${method} ${path}`, method, path, access: accessOf(tags) };
    }),
  );
}

const KINDS = ["public", "child", "gateway", "staff", "session"] as const;

function accessOf([first = "", ...more]: readonly string[]): Access {
  const kind = KINDS.find((known) => known === first);
  if (kind !== undefined) return kind;
  if (isAction(first)) return first;
  const roles = [first, ...more].flatMap((tag) => ROLES.filter((role) => role === tag));
  const [role, ...others] = roles;
  if (role === undefined) throw new Error(`No access is called ${first}`);
  return [role, ...others];
}

/** Names of every route that any contract declares, by walking the contracts' files. */
export async function declaredRoutes(): Promise<string[]> {
  const root = new URL("../../../packages/contracts/src/", import.meta.url);
  const files = (await readdir(root, { recursive: true })).filter((file) => /(?<!\.test)\.ts$/u.test(file));
  const modules = await Promise.all(
    files.map(async (file) => (await import(new URL(file, root).href)) as Record<string, unknown>),
  );
  const groups = modules.flatMap((module) => Object.values(module)).filter(isRecord);
  return groups
    .flatMap((group) => Object.values(group))
    .filter(isRoute)
    .map(({ method, path }) => `${method} ${path}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isRoute(value: unknown): value is Route {
  return isRecord(value) && typeof value["path"] === "string" && value["path"].startsWith("/api/") && "reply" in value;
}

/** Somebody who walks the routes: what they send to be known, and who the policy table takes them for. */
export type Walker = {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly actor: Actor | undefined;
};

/** Whether a walker's kind and role may call a route at all. */
export function mayCall({ actor }: Walker, { access }: MountedRoute): boolean {
  return isAmong(actor, access);
}

/** A member of staff of one role, signed in, at a centre of their own. */
export async function addStaff(owner: Client, name: string, roles: readonly Role[]): Promise<Walker> {
  const [id, sessionId, centreId] = [uuidv7(), uuidv7(), uuidv7()];
  const token = randomBytes(32).toString("base64url");
  await owner.query("insert into centre (id, name) values ($1, $2)", [centreId, `Centre of ${name}`]);
  await owner.query(
    `insert into person (id, username, name, display_name, roles, languages, is_demo, centre_id)
     values ($1, $2, $3, $3, $4, array['vi'], true, $5)`,
    [id, `walk-${name.replaceAll(" ", "-")}`, name, roles, centreId],
  );
  await owner.query(
    "insert into presence (counsellor_id, intent, intent_since) values ($1, 'off', clock_timestamp())",
    [id],
  );
  await owner.query(
    `insert into session (id, token_hash, person_id, expires_at)
     values ($1, $2, $3, clock_timestamp() + interval '1 hour')`,
    [sessionId, createHash("sha256").update(token).digest(), id],
  );
  const actor = { kind: "staff", id, sessionId, roles, centreId } as const;
  return { name, headers: { cookie: `nightlight-session=${token}` }, actor };
}

/** Puts a counsellor's contact before some commune, with a telephone task of their own. */
export async function escalateAs(
  world: World,
  owner: Client,
  personId: string,
  contactId: string,
): Promise<{ escalationId: string; taskId: string }> {
  const { rows } = await owner.query<{ id: string }>("select id from authority where level = 'commune' limit 1");
  const actor = { kind: "staff", id: personId, sessionId: personId, roles: ["counsellor"] } as const;
  const { id, tasks } = await escalate(world, actor, contactId, rows[0]?.id ?? "", { taskFor: personId });
  return { escalationId: id, taskId: tasks[0]?.id ?? "" };
}

/** Everything in the database about a contact, as one value: whatever changes it shows. */
export async function fingerprint(owner: Client, contactId: string): Promise<string> {
  const tables = [
    "message",
    "record_field",
    "contact_identity",
    "offer",
    "barring",
    "opening",
    "restriction",
    "child_session",
    "escalation",
    "location_request",
  ];
  const counts = tables.map(
    (table) => `(select coalesce(string_agg(t::text, ',' order by t::text), '') from ${table} t
    where t.contact_id = c.id)`,
  );
  const { rows } = await owner.query<{ state: string }>(
    `select c::text || ${counts.join(" || ")} || (select count(*) from event e where e.subject_id = c.id) as state
     from contact c where c.id = $1`,
    [contactId],
  );
  return rows[0]?.state ?? "";
}

/**
 * The chance that a time of the first kind is longer than one of the second (Mann–Whitney): a half when nothing tells
 * them apart. Knows nothing of averages, so one slow moment of the machine does not move it.
 */
export function chanceOfLonger(first: readonly number[], second: readonly number[]): number {
  const wins = first.reduce((sum, a) => sum + second.reduce((won, b) => won + (a > b ? 1 : a === b ? 0.5 : 0), 0), 0);
  return wins / (first.length * second.length);
}

/** A console's line of somebody, and everything that it is told. */
export async function listenIn(origin: string, { headers }: Walker): Promise<{ socket: Socket; told: string[] }> {
  const socket = io(origin + COUNSELLOR_NAMESPACE, {
    transports: ["websocket"],
    extraHeaders: headers,
    forceNew: true,
  });
  const told: string[] = [];
  socket.onAny((_name: string, notice: unknown) => told.push(JSON.stringify(notice ?? "")));
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return { socket, told };
}
