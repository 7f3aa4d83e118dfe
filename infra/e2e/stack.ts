import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { freePort } from "../setup/free-port.ts";
import { runningInstance } from "../setup/instance.ts";
import { withOwnerDatabase } from "../setup/owner-database.ts";
import { readSettings } from "../setup/settings.ts";

/** The whole product as `npm start` runs it, with a data folder and a port of its own. */
export type Stack = {
  readonly address: string;
  readonly signIns: { username: string; password: string }[];
  /** Kills the server without a word, as a crash would; the launcher starts it again. */
  killServer(): void;
  /** Stops it where it stands, as a machine that hangs would: nobody is told, and nothing restarts it. */
  hangServer(): void;
  /** Asks and changes its data as somebody who brings the installation up to date would. */
  asOwner(sql: string): Promise<{ readonly rows: unknown[] }>;
  stop(): Promise<void>;
};

const READY_WITHIN_MS = 150_000;

/**
 * Starts it: database, Redis where there is one, migrations, demo, browser builds, server. The small demo, unless told.
 * With a port for telephone calls it has its own Asterisk too, which comes up a little later.
 */
export async function startStack(
  demo: "small" | "1" = "small",
  { sipPort, environment = {} }: { readonly sipPort?: number; readonly environment?: NodeJS.ProcessEnv } = {},
): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), "nightlight-e2e-"));
  const port = await freePort();
  const child = spawn(process.execPath, [fileURLToPath(new URL("../start.ts", import.meta.url))], {
    env: {
      ...process.env,
      NIGHTLIGHT_DATA_DIR: folder,
      PORT: String(port),
      NIGHTLIGHT_DEMO: demo,
      NIGHTLIGHT_VOICE: sipPort === undefined ? "off" : "auto",
      ...(sipPort === undefined ? {} : { VOICE_SIP_BIND: `127.0.0.1:${String(sipPort)}` }),
      LOG_LEVEL: "warn",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = await untilReady(child);
  const signIns = [...said.matchAll(/^ {4}(\w+) +(\S+)(?: |$)/gmu)].map(([, username = "", password = ""]) => ({
    username,
    password,
  }));
  const signal = (name: NodeJS.Signals): void => {
    const server = runningInstance(folder)?.processes["The server"];
    if (server === undefined) throw new Error("there is no server");
    process.kill(server.pid, name);
  };
  return {
    address: `http://127.0.0.1:${String(port)}`,
    signIns,
    killServer: () => signal("SIGKILL"),
    hangServer: () => signal("SIGSTOP"),
    asOwner: async (sql) =>
      withOwnerDatabase(readSettings({ ...process.env, NIGHTLIGHT_DATA_DIR: folder }, folder), async ({ ownerUrl }) => {
        const owner = new Client({ connectionString: ownerUrl });
        await owner.connect();
        return owner.query<Record<string, unknown>>(sql).finally(() => owner.end());
      }),
    async stop() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => {
      child.kill("SIGTERM");
      reject(new Error(`not ready in time:\n${said}`));
    }, READY_WITHIN_MS);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString("utf8");
      if (!said.includes("Ctrl-C stops everything")) return;
      clearTimeout(timer);
      resolve(said);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`stopped with ${String(code)}:\n${said}`));
    });
  });
}
