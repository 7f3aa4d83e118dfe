import "../vitest/provided.ts";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { findProgram } from "../setup/find-program.ts";
import { freePort } from "../setup/free-port.ts";
import { runProgram } from "../setup/run-program.ts";
import { exitOf } from "../setup/service.ts";
import type { OwnCertificate } from "./certificate.ts";

/** The example of our own documentation. */
const EXAMPLE = join(import.meta.dirname, "../asterisk/turn/turnserver.conf");
/** As many ways as a test's few calls can want. */
const RELAY_PORTS = [30_000, 30_199] as const;
/** As coturn says it. */
const GIVEN = /user <([^>]+)>: incoming packet ALLOCATE processed, success/gu;
const READY_WITHIN_MS = 10_000;

/** A TURN server of this machine. */
export type TurnServer = {
  /** For the server's own settings. */
  readonly environment: { readonly VOICE_TURN_URLS: string; readonly VOICE_TURN_SECRET: string };
  /** The passes that it gave a way for, one for each way, in their order. */
  passes(): readonly string[];
  /** What becomes of somebody who wants to send to an address through it, with a pass signed by this secret. */
  ask(peer: string, secret: string): Promise<string>;
  stop(): Promise<void>;
};

/** Whether this machine has no TURN server, for `describe.skipIf`. Never true under CI. */
export function isTurnMissing(): boolean {
  return inject("services").turnProgram === undefined;
}

/** Starts coturn with the example's own lines: by UDP, and by TLS over TCP as where web pages go. */
export async function startTurn(own: OwnCertificate): Promise<TurnServer> {
  const program = inject("services").turnProgram;
  if (program === undefined) throw new Error("There is no TURN server");
  const folder = mkdtempSync(join(tmpdir(), "nightlight-turn-"));
  const [port, tlsPort, secret] = [await freePort(), await freePort(), "a test's own secret"];
  const settings = readFileSync(EXAMPLE, "utf8")
    .replace("listening-port=3478", `listening-port=${String(port)}`)
    .replace("tls-listening-port=443", `tls-listening-port=${String(tlsPort)}`)
    .replace("/etc/turn/certificate.pem", own.certificateFile)
    .replace("/etc/turn/key.pem", own.keyFile)
    .replace("static-auth-secret=SECRET", `static-auth-secret=${secret}`)
    .replace("192.0.2.10", "127.0.0.1");
  const file = join(folder, "turnserver.conf");
  writeFileSync(file, settings, { mode: 0o600 });
  // What only a test on one machine wants: the loopback, no files of the system's, and to be told what goes on.
  const child = spawn(
    program,
    [
      ...["-c", file, "-L", "127.0.0.1", "-E", "127.0.0.1", "--allow-loopback-peers", "-v"],
      ...["--min-port", String(RELAY_PORTS[0]), "--max-port", String(RELAY_PORTS[1])],
      ...["-b", join(folder, "turndb"), "--pidfile", join(folder, "pid"), "--log-file", "stdout"],
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (said += chunk.toString("utf8")));
  const exited = exitOf(child);
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const end = performance.now() + READY_WITHIN_MS;
  while (!(await answers(tlsPort))) {
    if (performance.now() < end && child.exitCode === null) continue;
    await stop();
    throw new Error(`The TURN server did not start:\n${said}`);
  }
  const urls = [`turn:127.0.0.1:${String(port)}?transport=udp`, `turns:127.0.0.1:${String(tlsPort)}?transport=tcp`];
  return {
    environment: { VOICE_TURN_URLS: urls.join(","), VOICE_TURN_SECRET: secret },
    passes: () => [...said.matchAll(GIVEN)].map(([, pass = ""]) => pass),
    async ask(peer, withSecret) {
      const client = findProgram(["turnutils_uclient"]) ?? "turnutils_uclient, which comes with coturn";
      const [to, from] = [
        ["-e", peer, "-r", "9"],
        ["-u", "somebody", "-W", withSecret, "-p", String(port)],
      ];
      return (await runProgram([client, "-c", "-n", "1", "-m", "1", ...from, ...to, "127.0.0.1"])).output;
    },
    stop,
  };
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const tell = (isThere: boolean) => () => {
      socket.destroy();
      setTimeout(() => resolve(isThere), isThere ? 0 : 50);
    };
    socket.once("connect", tell(true));
    socket.once("error", tell(false));
  });
}
