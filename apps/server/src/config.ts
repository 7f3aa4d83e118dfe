import { readFileSync } from "node:fs";
import { z } from "zod";

export const ROLES = ["serve", "work", "migrate"] as const;
export type Role = (typeof ROLES)[number];

const address = z.string().regex(/^postgres(ql)?:\/\//u, "has to be a postgres:// address");

const settings = z.object({
  DATABASE_URL: address,
  DATABASE_OWNER_URL: address.optional(),
  REDIS_URL: z.string().min(1).optional(),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65535).default(4111),
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/u }).optional(),
  NIGHTLIGHT_MASTER_KEY_FILE: z.string().min(1),
  NIGHTLIGHT_DEMO: z.enum(["0", "1"]).default("0"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

/** Everything the program takes from its surroundings: addresses and secrets. Policy never lives here. */
export type Config = {
  readonly roles: readonly Role[];
  readonly databaseUrl: string;
  readonly ownerUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly publicOrigin: string | undefined;
  readonly masterKey: Buffer;
  readonly isDemo: boolean;
  readonly logLevel: string;
};

/** Wrong settings, all of them at once, each with what to do. */
export class SettingsError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Wrong settings:\n${problems.map((line) => `  - ${line}`).join("\n")}`);
    this.problems = problems;
  }
}

/** Reads the settings once. Throws a SettingsError that lists everything that is wrong. */
export function readConfig(
  rolesGiven: string | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = settings.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${isMissing(issue) ? "is missing" : issue.message}`);
  const roles = rolesOf(rolesGiven ?? "serve,work", problems);
  const masterKey = masterKeyOf(given["NIGHTLIGHT_MASTER_KEY_FILE"], problems);
  if (roles.includes("migrate") && given["DATABASE_OWNER_URL"] === undefined) {
    problems.push("DATABASE_OWNER_URL: is missing; migrating needs the role that owns the tables");
  }
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  const values = parsed.data;
  return {
    roles,
    masterKey,
    databaseUrl: values.DATABASE_URL,
    ownerUrl: values.DATABASE_OWNER_URL,
    redisUrl: values.REDIS_URL,
    host: values.HOST,
    port: values.PORT,
    publicOrigin: values.PUBLIC_ORIGIN,
    isDemo: values.NIGHTLIGHT_DEMO === "1",
    logLevel: values.LOG_LEVEL,
  };
}

function rolesOf(given: string, problems: string[]): Role[] {
  const names = given.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !ROLES.some((role) => role === name));
  if (unknown.length > 0) problems.push(`roles: ${unknown.join(", ")} unknown; there are ${ROLES.join(", ")}`);
  return ROLES.filter((role) => names.includes(role));
}

function masterKeyOf(file: string | undefined, problems: string[]): Buffer {
  if (file === undefined) return Buffer.alloc(0);
  try {
    const key = Buffer.from(readFileSync(file, "utf8").trim(), "base64");
    if (key.length !== 32) problems.push("NIGHTLIGHT_MASTER_KEY_FILE: has to hold 32 bytes as base64");
    return key;
  } catch {
    problems.push("NIGHTLIGHT_MASTER_KEY_FILE: cannot be read; is the path right, and may this user read it?");
    return Buffer.alloc(0);
  }
}

function isMissing(issue: z.core.$ZodIssue): boolean {
  return issue.code === "invalid_type" && issue.input === undefined;
}
