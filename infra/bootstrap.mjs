// The one entry behind `npm start`, `npm test` and the other verbs. It has no dependencies and runs on Node 20, because
// it runs before anything is installed: it installs the packages once, then hands over to infra/<verb>.ts on a Node that
// runs TypeScript directly.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setInterval } from "node:timers";
import { fileURLToPath } from "node:url";

const VERBS = [
  "start",
  "reset",
  "test",
  "check",
  "bench",
  "demo",
  "fuzz",
  "screenshots",
  "simulate",
  "chaos",
  "mutants",
  "keys",
  "audit-verify",
  "record-form",
  "admin-restore",
  "demo-remove",
];
const root = fileURLToPath(new URL("..", import.meta.url));
const inRoot = (...parts) => join(root, ...parts);

/** Says what went wrong and what to do, then exits. */
function fail(...lines) {
  console.error(["", ...lines, ""].join("\n"));
  process.exit(1);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** Whether npm's own record of node_modules holds what the lock file asks for, as after a developer's `npm install`. */
function isAlreadyInstalled() {
  const wanted = readJson(inRoot("package-lock.json"))?.packages;
  const present = readJson(inRoot("node_modules", ".package-lock.json"))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes("node_modules/") || entry.optional || entry.peer) return true;
    return present[path]?.version === entry.version && existsSync(inRoot(path));
  });
}

/** Installs the locked packages, unless node_modules was made from this very lock file on this kind of machine. */
function install() {
  const lock = readFileSync(inRoot("package-lock.json"));
  const wanted = `${createHash("sha256").update(lock).digest("hex")} ${process.platform}-${process.arch}`;
  const marker = inRoot("node_modules", ".nightlight-installed");
  if (existsSync(marker) && readFileSync(marker, "utf8").trim() === wanted) return;

  if (!isAlreadyInstalled()) {
    console.log("Installing the packages (once; about a minute) …");
    const options = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--prefer-offline"];
    const npm = process.env.npm_execpath;
    const command = npm?.endsWith("js") ? [process.execPath, npm] : ["npm"];
    const { status, error, stdout, stderr } = spawnSync(command[0], [...command.slice(1), ...options], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      // npm ci would otherwise leave out what the builds and the tests need.
      env: { ...process.env, NODE_ENV: "development", npm_config_loglevel: "error" },
    });
    if (error || status !== 0) {
      const output = `${stdout ?? ""}${stderr ?? ""}`.trim();
      const lines = output.split("\n");
      const telling = lines.filter((line) => /Missing:|Invalid:/.test(line)).slice(0, 10); // else npm's usage hides them
      fail(
        ...(telling.length > 0 ? telling : lines.slice(-25)),
        "",
        `Nightlight could not install its packages (npm ci ${error ? `did not run: ${error.message}` : `ended with code ${status}`}).`,
        adviceFor(output + (error?.message ?? "")),
        "Then run the same command again.",
      );
    }
  }
  writeFileSync(marker, `${wanted}\n`);
}

function adviceFor(output) {
  if (/ENOSPC/.test(output)) return "The disk is full: make room (about 1 GB is needed).";
  if (/EACCES|EPERM|EROFS/.test(output)) return `This account may not write to ${root}: use a folder that it owns.`;
  if (/ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|ERR_SOCKET|CERT|network/i.test(output))
    return "The npm registry was not reached: check the network, the proxy and `npm config get registry`.";
  if (/EUSAGE|in sync/.test(output)) return "package.json and package-lock.json disagree: run `npm install` once.";
  return "Read npm's lines above for the cause.";
}

/** The first Node that has what the server needs (24.7 brought argon2): the machine's own, else the packages' one. */
function findNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 24 || (major === 24 && minor >= 7)) return process.execPath;
  const own = inRoot("node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  if (existsSync(own) && spawnSync(own, ["--version"]).status === 0) return own;
  return fail(
    `Nightlight runs on Node 24.7 or newer; this is Node ${process.versions.node}, and the project carries no Node for`,
    `${process.platform}-${process.arch}. Install Node 24 (https://nodejs.org), then run the same command again.`,
  );
}

const [verb, ...rest] = process.argv.slice(2);
if (!VERBS.includes(verb)) fail(`Usage: node infra/bootstrap.mjs ${VERBS.join("|")} [options]`);
if (Number(process.versions.node.split(".")[0]) < 20)
  fail(`Nightlight needs Node 20 or newer to set itself up; this is ${process.versions.node}. See https://nodejs.org.`);
if (!existsSync(inRoot("infra", `${verb}.ts`)))
  fail(`There is no infra/${verb}.ts in this tree: \`${verb}\` is not available.`);

install();
const node = findNode();
const child = spawn(node, [inRoot("infra", `${verb}.ts`), ...rest], {
  cwd: root,
  // The channel tells `start` that this process is gone, even when it was killed outright.
  stdio: verb === "start" ? ["inherit", "inherit", "inherit", "ipc"] : "inherit",
  env: {
    ...process.env,
    PATH: [dirname(node), inRoot("node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter),
  },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
if (process.env.npm_lifecycle_event) {
  // npm cannot pass on that it was killed outright; that we have a new parent shows it.
  const npm = process.ppid;
  setInterval(() => process.ppid !== npm && child.kill("SIGTERM"), 500).unref();
}
child.on("error", (error) => fail(`${node} did not start: ${error.message}`));
child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
