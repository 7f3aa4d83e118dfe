import type { Operation } from "./api.ts";
import { chanceOf, type Chance } from "./chance.ts";
import { fitting, spoiled } from "./shapes.ts";
import type { Attacker, FuzzStage } from "./stage.ts";
import { wildId, wildText } from "./wild-values.ts";

/** One request, ready to be sent as it is. */
export type FuzzRequest = {
  readonly index: number;
  readonly as: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | undefined;
};

/** Drawn less often: a password takes a tenth of a second to check, and whoever signed out attacks no more. */
const RARE = /\/sessions?(?:\/|$)|password|second-factor|pin|recover|unlock|lock|invitation|welcome|leave$/u;
const RARE_SHARE = 0.15;

/** Makes request number `index` of a seed: the same one every time. */
export function makeRequest(
  stage: Pick<FuzzStage, "origin" | "attackers" | "ids" | "contactIds">,
  operations: readonly Operation[],
  seed: number,
  index: number,
): FuzzRequest {
  const chance = chanceOf(seed, index);
  const drawn = chance.pick(operations);
  const usual = operations.filter(({ path }) => !RARE.test(path));
  const operation = RARE.test(drawn.path) && !chance.is(RARE_SHARE) ? chance.pick(usual) : drawn;
  const attacker = pickAttacker(stage.attackers, operation, chance);
  // An administrator may suspend people and revoke keys, but has no rights over a contact.
  const ids = attacker.role === "administrator" ? stage.contactIds : stage.ids;
  const isTricky = chance.is(0.2);
  const body = bodyOf(operation, chance, ids);
  return {
    index,
    as: attacker.name,
    method: chance.is(0.03)
      ? chance.pick(["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "POST", "GET", "PURGE"])
      : operation.method,
    path: pathOf(operation, chance, ids, stage.origin),
    headers: {
      ...usualHeaders(chance, stage.origin),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(operation.tags.includes("gateway") ? { "idempotency-key": `fuzz-${chance.digits(12)}` } : {}),
      ...proofOf(attacker, stage.attackers, chance),
      ...(isTricky ? trickyHeader(chance, ids) : {}),
    },
    body,
  };
}

/** Who may do most of what an action of the policy table is about, by the first part of its name. */
const LIKELY_ROLES: Readonly<Record<string, readonly string[]>> = {
  contact: ["counsellor", "supervisor", "clinical_lead"],
  record: ["counsellor", "supervisor", "clinical_lead"],
  presence: ["counsellor"],
  barring: ["supervisor", "clinical_lead", "counsellor"],
  "break-glass": ["supervisor", "clinical_lead"],
  "access-log": ["supervisor", "clinical_lead", "auditor", "counsellor"],
  people: ["administrator"],
  channels: ["administrator"],
  settings: ["administrator"],
  audit: ["auditor", "administrator"],
};

/** Mostly somebody who may call the route at all, so that the request gets as far as the record. */
function pickAttacker(attackers: readonly Attacker[], { tags }: Operation, chance: Chance): Attacker {
  const roles = tags.flatMap((tag) => LIKELY_ROLES[tag.split(".")[0] ?? ""] ?? [tag]);
  const isForStaff = tags.includes("staff") || tags.includes("session");
  const fits = attackers.filter(
    ({ kind, role }) =>
      tags.includes(kind) || (role !== undefined && roles.includes(role)) || (kind === "staff" && isForStaff),
  );
  return fits.length > 0 && chance.is(0.7) ? chance.pick(fits) : chance.pick(attackers);
}

function pathOf(operation: Operation, chance: Chance, ids: readonly string[], origin: string): string {
  const filled = operation.path.replace(/\{(\w+)\}/gu, (_, name: string) => {
    const schema = operation.parameters.find((parameter) => parameter.name === name)?.schema ?? { type: "string" };
    if (chance.is(0.75)) return encodeURIComponent(String(fitting(schema, chance, ids)));
    return encodeURIComponent((chance.is(0.6) ? wildId(chance, ids) : wildText(chance)).toWellFormed());
  });
  const query = operation.parameters
    .filter((parameter) => parameter.in === "query" && chance.is(0.6))
    .map(({ name, schema }) => {
      const value = chance.is(0.6) ? String(fitting(schema, chance, ids)) : wildText(chance);
      return `${name}=${encodeURIComponent(value.toWellFormed())}`;
    });
  const path = query.length === 0 ? filled : `${filled}?${query.join("&")}`;
  return chance.is(0.08) ? trickyPath(path, chance, ids, origin) : path;
}

function trickyPath(path: string, chance: Chance, ids: readonly string[], origin: string): string {
  const id = encodeURIComponent(chance.pick(ids));
  return chance.pick([
    `/${path}`,
    `${path}/`,
    `${path}//`,
    `${path}%00`,
    `${path};${id}`,
    `${path}?${id}&contactId=${id}&contactId=${id}`,
    `${path}?__proto__[admin]=1&constructor.prototype.x=1`,
    `${path}%2f..%2f${id}`,
    path.replace("/api/", "/api/../api/"),
    path.replace("/api/", "/API/"),
    path.replace("/api/", "/api/docs/../"),
    path.replace("/api/", "/%61pi/"),
    path.replace("/api/", "/console/..%2fapi/"),
    path.replaceAll("/", "\\"),
    path.replaceAll("/", "%2f"),
    `${origin}${path}`,
    `http://169.254.169.254${path}`,
    `${path}?${"a=1&".repeat(1_000)}`,
    `${path}/${"a".repeat(4_000)}`,
    "/api/child/contacts/%E0%A4%A",
    "/console/../../../../etc/passwd",
    "/console/%2e%2e/%2e%2e/package.json",
    "/assets/..%2f..%2f..%2fpackage.json",
    "/.env",
    "/socket.io/?EIO=4&transport=polling",
    "/socket.io/?EIO=4&transport=polling&sid=__proto__",
  ]);
}

function bodyOf(operation: Operation, chance: Chance, ids: readonly string[]): string | undefined {
  if (operation.body === undefined) return chance.is(0.1) ? JSON.stringify(spoiled({}, chance, ids)) : undefined;
  const good = fitting(operation.body, chance, ids);
  const value = chance.is(0.35) ? good : spoiled(good, chance, ids);
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined) return "";
  return chance.is(0.06) ? brokenJson(json, chance) : json;
}

function brokenJson(json: string, chance: Chance): string {
  return chance.pick([
    json.slice(0, chance.below(json.length + 1)),
    `${json}${json}`,
    `\uFEFF${json}`,
    json.replaceAll('"', "'"),
    json.replace("{", '{"__proto__":{"isAdmin":true},'),
    json.replace("{", '{"constructor":{"prototype":{"isAdmin":true}},'),
    json.replace(/"(\w+)":/u, '"$1":null,"$1":'),
    `${"[".repeat(9_000)}${"]".repeat(9_000)}`,
    `{"a":${'{"a":'.repeat(4_000)}1${"}".repeat(4_001)}`,
    "NaN",
    "1e400",
    "a".repeat(70_000),
    "",
  ]);
}

function usualHeaders(chance: Chance, origin: string): Record<string, string> {
  return {
    "x-forwarded-for": `10.${String(chance.below(256))}.${String(chance.below(256))}.${String(chance.below(256))}`,
    "accept-language": chance.pick(["vi", "en", "vi,en;q=0.5"]),
    origin,
    "sec-fetch-site": "same-origin",
  };
}

/** Who they say they are: mostly themselves; else with a token that was cut, swapped, doubled or put in another place. */
function proofOf(attacker: Attacker, all: readonly Attacker[], chance: Chance): Record<string, string> {
  if (chance.is(0.8)) return { ...attacker.proof };
  const { token } = attacker;
  const other = chance.pick(all.filter(({ kind }) => kind !== "staff")).token;
  return chance.pick<Record<string, string>>([
    {},
    { cookie: `nightlight-session=${token.slice(0, -1)}` },
    { cookie: `nightlight-session=${token}x` },
    { cookie: `nightlight-session=${other}` },
    { cookie: `nightlight-session="${token}"; nightlight-session=${other}` },
    { cookie: "nightlight-session=" },
    { cookie: "nightlight-session=%" },
    { cookie: `__Host-nightlight=${token}` },
    { cookie: `${"a=b; ".repeat(200)}nightlight-session=${token.toUpperCase()}` },
    { authorization: `Bearer ${token}` },
    { authorization: `Bearer ${token.slice(1)}` },
    { authorization: `bearer ${other}` },
    { authorization: `Bearer ${other} ${token}` },
    { authorization: `Basic ${Buffer.from(`lan:${token}`).toString("base64")}` },
    { authorization: "Bearer" },
    { authorization: `Bearer ${"A".repeat(300)}` },
  ]);
}

function trickyHeader(chance: Chance, ids: readonly string[]): Record<string, string | string[]> {
  const id = chance.pick(ids);
  return chance.pick<Record<string, string | string[]>>([
    { "x-http-method-override": "DELETE" },
    { "x-original-url": `/api/contacts/${id}`, "x-rewrite-url": `/api/contacts/${id}` },
    { "x-forwarded-for": ["127.0.0.1", "10.0.0.1"] },
    { "x-forwarded-for": "'; drop table contact; --" },
    { "x-forwarded-for": `${"1.2.3.4, ".repeat(400)}5.6.7.8` },
    { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
    { forwarded: "for=127.0.0.1;host=evil.example" },
    { host: "evil.example" },
    { host: "localhost:1; script-src *" },
    { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    { origin: "null", "sec-fetch-site": "none" },
    { "content-type": "text/plain" },
    { "content-type": "application/x-www-form-urlencoded" },
    { "content-type": "multipart/form-data; boundary=x" },
    { "content-type": "application/json; charset=utf-16" },
    { "content-type": "application/json, text/plain" },
    { "content-type": "__proto__" },
    { "content-encoding": "gzip" },
    { "idempotency-key": wildHeaderText(chance) },
    { "idempotency-key": ["abcdefgh", "ijklmnop"] },
    { "accept-language": "a".repeat(6_000) },
    { accept: "application/xml;q=9" },
    { range: "bytes=0-1,0-1,0-1,0-1" },
    { "if-none-match": "*" },
    { "x-actor-id": id, "x-user": id, "x-roles": "administrator" },
    { te: "trailers" },
    { "user-agent": `() { :; }; ${wildHeaderText(chance)}` },
    { referer: `https://evil.example/${id}` },
  ]);
}

function wildHeaderText(chance: Chance): string {
  // Only what HTTP lets through at all.
  return Buffer.from(wildText(chance).toWellFormed())
    .toString("latin1")
    .replace(/[^\t\x20-\x7e\x80-\xff]/gu, "")
    .slice(0, 2_000);
}
