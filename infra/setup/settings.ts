import { join, resolve } from "node:path";
import { LaunchError, WRONG_SETTINGS } from "./launch-error.ts";

/** What `npm start` is told by its environment. What only the server reads is passed on to it unread. */
export type Settings = {
  /** The root of the tree. */
  root: string;
  dataFolder: string;
  host: string;
  /** 0 takes any free one. Undefined when PORT is no port: the server says so together with all else that is wrong. */
  port: number | undefined;
  database: { appUrl: string; ownerUrl: string } | "embedded";
  redis: { url: string } | "private" | "off";
  /** A voice engine of its own, none, or somebody else's (ASTERISK_ARI_URL). */
  voice: "private" | "off" | "given";
  /** `0`: a real start, without demo data, with a link for the first administrator. `small` is the demo of tests. */
  demo: "0" | "1" | "small";
  environment: NodeJS.ProcessEnv;
};

const DEFAULT_PORT = 4111;
const EMPTY = "--empty";

/** Where the data are: NIGHTLIGHT_DATA_DIR, else `.nightlight` in the root. */
export function readDataFolder(environment: NodeJS.ProcessEnv, root: string): string {
  return resolve(root, environment["NIGHTLIGHT_DATA_DIR"] || join(root, ".nightlight"));
}

/** Reads the launcher's settings and options. Throws one LaunchError (exit code 78) that lists everything wrong. */
export function readSettings(environment: NodeJS.ProcessEnv, root: string, options: readonly string[] = []): Settings {
  const problems: string[] = [];
  for (const option of options.filter((each) => each !== EMPTY))
    problems.push(`${option} is unknown: the one option is ${EMPTY}, a start without demo data.`);
  const isEmpty = options.includes(EMPTY) || environment["NIGHTLIGHT_MODE"] === "production";
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl, REDIS_URL: redisUrl } = environment;
  if (appUrl && !ownerUrl)
    problems.push(
      "DATABASE_OWNER_URL is missing: DATABASE_URL is for the server's role, the owner's is for migrations.",
    );
  if (ownerUrl && !appUrl)
    problems.push(
      "DATABASE_URL is missing: DATABASE_OWNER_URL is for migrations only, the server needs a role of its own.",
    );
  const redisMode = environment["NIGHTLIGHT_REDIS"];
  if (redisMode && redisMode !== "off" && redisMode !== "auto")
    problems.push(`NIGHTLIGHT_REDIS is "${redisMode}": it may be "auto" or "off".`);
  const voiceMode = environment["NIGHTLIGHT_VOICE"];
  if (voiceMode && voiceMode !== "off" && voiceMode !== "auto")
    problems.push(`NIGHTLIGHT_VOICE is "${voiceMode}": it may be "auto" or "off".`);
  const demo = environment["NIGHTLIGHT_DEMO"] || (isEmpty ? "0" : "1");
  if (options.includes(EMPTY) && demo !== "0")
    problems.push(`NIGHTLIGHT_DEMO is "${demo}" and ${EMPTY} asks for no demo: leave one of them out.`);
  if (!isDemo(demo)) problems.push(`NIGHTLIGHT_DEMO is "${demo}": it may be "1", "small" or "0".`);
  if (problems.length > 0)
    throw new LaunchError(
      ["The settings are wrong:", ...problems.map((problem) => `  - ${problem}`)].join("\n"),
      WRONG_SETTINGS,
    );
  return {
    root,
    dataFolder: readDataFolder(environment, root),
    host: environment["HOST"] || "127.0.0.1",
    port: readPort(environment["PORT"]),
    database: appUrl && ownerUrl ? { appUrl, ownerUrl } : "embedded",
    redis: redisMode === "off" ? "off" : redisUrl ? { url: redisUrl } : "private",
    voice: voiceMode === "off" ? "off" : environment["ASTERISK_ARI_URL"] ? "given" : "private",
    demo: isDemo(demo) ? demo : "0",
    environment,
  };
}

function isDemo(given: string): given is Settings["demo"] {
  return given === "0" || given === "1" || given === "small";
}

function readPort(text: string | undefined): number | undefined {
  if (!text) return DEFAULT_PORT;
  const port = Number(text);
  return Number.isInteger(port) && port >= 0 && port < 65_536 ? port : undefined;
}
