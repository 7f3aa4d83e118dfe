import { readFileSync } from "node:fs";
import type { DemoSize } from "@nightlight/database/demo/seed-demo";
import { parseKeyRing, type KeyRing } from "@nightlight/database/key/key-ring";
import { z } from "zod";
import { enginesOf, listed, type EngineSettings } from "./voice/engines.ts";
import type { TurnSettings } from "./voice/turn.ts";
import { productionProblems } from "./production.ts";
import { parseTrustedProxies } from "./trusted-proxies.ts";

export const ROLES = ["serve", "work", "voice", "migrate"] as const;
export type Role = (typeof ROLES)[number];

/** A trial is lenient; production refuses whatever would be unsafe with real children (docs/operators/production.md). */
export const MODES = ["trial", "production"] as const;
export type Mode = (typeof MODES)[number];

const address = z.string().regex(/^postgres(ql)?:\/\//u, "has to be a postgres:// address");

const settings = z.object({
  NIGHTLIGHT_MODE: z.enum(MODES).default("trial"),
  DATABASE_URL: address,
  DATABASE_OWNER_URL: address.optional(),
  REDIS_URL: z.string().min(1).optional(),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(4111),
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/u }).optional(),
  NIGHTLIGHT_MASTER_KEY_FILE: z.string().min(1),
  /** `small`: a handful of people and empty lists, for tests. */
  NIGHTLIGHT_DEMO: z.enum(["0", "1", "small"]).default("0"),
  /** One for each engine, by commas. */
  ASTERISK_ARI_URL: z
    .string()
    .transform(listed)
    .pipe(z.array(z.url({ protocol: /^http$/u, hostname: /./u })))
    .optional(),
  ASTERISK_SOUNDS: z.string().min(1).optional(),
  ASTERISK_MEDIA_ADDRESS: z.string().min(1).default("127.0.0.1").transform(listed),
  /** The number that people see when they are called; "anonymous" shows none. */
  VOICE_CALLER_DISPLAY: z
    .string()
    .regex(/^(?:\+?\d{3,15}|anonymous)$/u, 'has to be a number, or "anonymous"')
    .default("anonymous"),
  VOICE_ENGINE: z
    .string()
    .regex(
      /^[a-z0-9-]{1,40}(?:, ?[a-z0-9-]{1,40})*$/u,
      "has to be a short name of small letters, digits and hyphens, or several by commas",
    )
    .default("asterisk")
    .transform(listed),
  VOICE_TELEPHONES: z.enum(["browser", "telephone"]).default("browser"),
  /** A TURN server, by commas: `turn:host:3478?transport=udp,turns:host:443?transport=tcp`. */
  VOICE_TURN_URLS: z
    .string()
    .regex(/^turns?:[^,\s]+(?:,turns?:[^,\s]+)*$/u, "has to be turn: or turns: addresses, by commas")
    .optional(),
  /** What it shares with us. */
  VOICE_TURN_SECRET: z.string().min(16, "has to be at least 16 characters").optional(),
  VOICE_LINES: z.coerce.number().int().min(1).max(10_000).default(30),
  METRICS_TOKEN: z.string().min(24, "has to be at least 24 characters").optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

/** Everything the program takes from its surroundings: addresses and secrets. Policy never lives here. */
export type Config = {
  readonly mode: Mode;
  readonly roles: readonly Role[];
  readonly databaseUrl: string;
  readonly ownerUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly publicOrigin: string | undefined;
  /** Addresses and networks (CIDR) of the proxies whose X-Forwarded headers are believed. */
  readonly trustedProxies: readonly string[];
  readonly keyRing: KeyRing;
  /** Where the keys came from, to be read again when it changes; undefined in tests. */
  readonly keyFile: string | undefined;
  readonly isDemo: boolean;
  /** How much of it is put in place. */
  readonly demoSize: DemoSize;
  /** The voice engines, where there are any: the role `voice` runs their calls, pages are led to them by the role `serve`. */
  readonly voice: VoiceSettings | undefined;
  readonly logLevel: string;
  /** Whoever shows it may read the metrics; without one, only this machine may, and in production nobody. */
  readonly metricsToken: string | undefined;
};

export type VoiceSettings = {
  /** One at least. */
  readonly engines: readonly EngineSettings[];
  /** Where announcements lie on their machines. */
  readonly sounds: string;
  /** The number that people see when they are called, or "anonymous". */
  readonly callerDisplay: string;
  /** What counsellors talk with: their browser, or a SIP telephone whose sound is not encrypted, for measuring. */
  readonly telephones: "browser" | "telephone";
  /** How many calls the line to the telephone network carries at once. */
  readonly lines: number;
  readonly turn: TurnSettings | undefined;
};

/** Wrong settings, all of them at once, each with what to do. */
export class SettingsError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Wrong settings:\n${problems.map((line) => `  - ${line}`).join("\n")}`);
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings once. Throws a SettingsError that lists everything that is wrong. */
export function readConfig(rolesGiven: string | undefined, environment: Environment = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = settings.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${isMissing(issue) ? "is missing" : issue.message}`);
  const roles = rolesOf(rolesGiven ?? "serve,work", problems);
  if ((given["VOICE_TURN_URLS"] === undefined) !== (given["VOICE_TURN_SECRET"] === undefined))
    problems.push("VOICE_TURN_URLS, VOICE_TURN_SECRET: one without the other is of no use");
  const keyRing = keyRingOf(given["NIGHTLIGHT_MASTER_KEY_FILE"], problems);
  const trustedProxies = parseTrustedProxies(given["TRUSTED_PROXIES"], problems);
  if (roles.includes("migrate") && given["DATABASE_OWNER_URL"] === undefined) {
    problems.push("DATABASE_OWNER_URL: is missing; migrating needs the role that owns the tables");
  }
  for (const name of ["ASTERISK_ARI_URL", "ASTERISK_SOUNDS"].filter((each) => given[each] === undefined)) {
    if (roles.includes("voice")) problems.push(`${name}: is missing; the role voice runs the calls of an Asterisk`);
  }
  if (given["NIGHTLIGHT_MODE"] === "production")
    problems.push(...productionProblems(given, { keyRing, trustedProxies }));
  const voice = parsed.success ? voiceOf(parsed.data, problems) : undefined;
  if (!parsed.success || keyRing === undefined || problems.length > 0) throw new SettingsError(problems);
  const values = parsed.data;
  return {
    mode: values.NIGHTLIGHT_MODE,
    roles,
    keyRing,
    keyFile: values.NIGHTLIGHT_MASTER_KEY_FILE,
    trustedProxies,
    databaseUrl: values.DATABASE_URL,
    ownerUrl: values.DATABASE_OWNER_URL,
    redisUrl: values.REDIS_URL,
    host: values.HOST,
    port: values.PORT,
    publicOrigin: values.PUBLIC_ORIGIN,
    isDemo: values.NIGHTLIGHT_DEMO !== "0",
    demoSize: values.NIGHTLIGHT_DEMO === "small" ? "small" : "full",
    voice,
    logLevel: values.LOG_LEVEL,
    metricsToken: values.METRICS_TOKEN,
  };
}

function voiceOf(values: z.infer<typeof settings>, problems: string[]): VoiceSettings | undefined {
  const { ASTERISK_ARI_URL: urls, ASTERISK_MEDIA_ADDRESS: addresses, VOICE_ENGINE: names } = values;
  if (urls === undefined) return undefined;
  return {
    engines: enginesOf({ names, urls, addresses }, problems),
    sounds: values.ASTERISK_SOUNDS ?? "",
    callerDisplay: values.VOICE_CALLER_DISPLAY,
    telephones: values.VOICE_TELEPHONES,
    lines: values.VOICE_LINES,
    turn: turnOf(values),
  };
}

function turnOf({ VOICE_TURN_URLS: urls, VOICE_TURN_SECRET: secret }: z.infer<typeof settings>) {
  return urls === undefined || secret === undefined ? undefined : { urls: urls.split(","), secret };
}

/** What the commands about keys need. Throws a SettingsError that says what is missing. */
export function readKeySettings(environment: Environment = process.env): { ownerUrl: string; keyFile: string } {
  const { DATABASE_OWNER_URL: ownerUrl = "", NIGHTLIGHT_MASTER_KEY_FILE: keyFile = "" } = environment;
  const problems: string[] = [];
  if (!address.safeParse(ownerUrl).success)
    problems.push("DATABASE_OWNER_URL: has to be the postgres:// address of the role that owns the tables");
  if (keyFile === "") problems.push("NIGHTLIGHT_MASTER_KEY_FILE: is missing");
  if (problems.length > 0) throw new SettingsError(problems);
  return { ownerUrl, keyFile };
}

/** Whether the surroundings say that this is for real. */
export function isProduction({ NIGHTLIGHT_MODE: mode }: Environment = process.env): boolean {
  return mode === "production";
}

/** The database that production has to look into before anything starts; undefined for a trial, or when none is named. */
export function databaseToLookInto(
  environment: Environment = process.env,
): { url: string; isOwner: boolean } | undefined {
  const { NIGHTLIGHT_MODE: mode, DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl } = environment;
  const url = [ownerUrl, appUrl].find((each) => address.safeParse(each).success);
  return mode === "production" && url !== undefined ? { url, isOwner: url === ownerUrl } : undefined;
}

function rolesOf(given: string, problems: string[]): Role[] {
  const names = given.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !ROLES.some((role) => role === name));
  if (unknown.length > 0) problems.push(`roles: ${unknown.join(", ")} unknown; there are ${ROLES.join(", ")}`);
  return ROLES.filter((role) => names.includes(role));
}

function keyRingOf(file: string | undefined, problems: string[]): KeyRing | undefined {
  if (file === undefined) return undefined;
  try {
    return parseKeyRing(readFileSync(file, "utf8"));
  } catch (error) {
    const isUnread = error instanceof Error && "code" in error;
    const reason =
      error instanceof Error && !isUnread
        ? error.message
        : "cannot be read; is the path right, and may this user read it?";
    problems.push(`NIGHTLIGHT_MASTER_KEY_FILE: ${reason}`);
    return undefined;
  }
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === "invalid_type" && issue.input === undefined;
}
