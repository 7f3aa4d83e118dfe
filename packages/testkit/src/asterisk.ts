import "@nightlight/infra/vitest/provided";
import { freePort } from "@nightlight/infra/setup/free-port";
import { ariUrl, startAsterisk } from "@nightlight/infra/setup/asterisk/start-asterisk";
import { chooseServiceAccount, own } from "@nightlight/infra/setup/service-account";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createSocket } from "node:dgram";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { toneWav } from "./phone/tone.ts";

export { freePort };

/** What is heard of it: announcements and music are tones, so that a test can tell them apart. */
export const GREETING_HZ = 700;
export const MUSIC_HZ = 450;
const GREETING_SECONDS = 1;
const MUSIC_SECONDS = 10;
const MESSAGE_PROMPTS = ["leave-message", "after-tone", "message-kept", "message-failed"] as const;
const RECORDING_PROMPTS = ["recording", "not-recorded"] as const;

/** An Asterisk of one's own. */
export type TestAsterisk = {
  /** Its interface, as the adapter takes it. */
  readonly url: string;
  readonly sounds: string;
  /** Where telephone calls go in. */
  readonly sip: { readonly host: string; readonly port: number };
  /** Where calls go out to: a telephone that a test opens there, or nobody. */
  readonly trunkPort: number;
  stop(): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
};

/** Whether this machine has no Asterisk, for `describe.skipIf`. Never true under CI. */
export function isAsteriskMissing(): boolean {
  return !inject("services").asterisk;
}

/** Starts one on ports of its own, with sounds that are tones. */
export async function testAsterisk({ trunk }: { readonly trunk?: string } = {}): Promise<TestAsterisk> {
  const { asterisk: program } = inject("services");
  if (program === undefined) throw new Error("There is no Asterisk");
  const folder = mkdtempSync(join(tmpdir(), "nightlight-asterisk-"));
  const sounds = join(folder, "sounds");
  mkdirSync(join(sounds, "music"), { recursive: true });
  mkdirSync(join(sounds, "vi"));
  writeFileSync(join(sounds, "vi", "greeting.wav"), toneWav(GREETING_HZ, GREETING_SECONDS));
  for (const name of [
    "keys",
    "language",
    "press-one",
    "heard",
    "call-back",
    "please-hold",
    "place-next",
    "place-few",
    "place-many",
    ...MESSAGE_PROMPTS,
    ...RECORDING_PROMPTS,
  ])
    writeFileSync(join(sounds, "vi", `${name}.wav`), toneWav(GREETING_HZ, GREETING_SECONDS / 4));
  writeFileSync(join(sounds, "away.wav"), toneWav(GREETING_HZ, GREETING_SECONDS));
  writeFileSync(join(sounds, "music", "music.wav"), toneWav(MUSIC_HZ, MUSIC_SECONDS));
  const data = join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  const account = chooseServiceAccount({ home: data, program: program.command[0] ?? "" });
  own(folder, account);
  const [httpPort, rtpFrom] = [await freePort(), await freeUdpRange()];
  const [trunkPort, sipPort] = [rtpFrom + 98, rtpFrom + 99];
  const settings = {
    ...{ data, sounds, httpPort, ariPassword: "a test's own", mediaAddress: "127.0.0.1" },
    ...{
      sipBind: `127.0.0.1:${String(sipPort)}`,
      trunkPeer: `127.0.0.1:${String(trunkPort)}`,
      trunkMatch: "127.0.0.1",
    },
    rtpPorts: [rtpFrom, rtpFrom + 97] as const,
    trunk,
  };
  const begin = () => startAsterisk({ program, account, settings, logFile: join(folder, "asterisk.log") });
  let running: Awaited<ReturnType<typeof begin>> | undefined = await begin();
  const kill = async (): Promise<void> => {
    if (running === undefined) return;
    process.kill(running.mark.pid, "SIGKILL");
    await running.exited;
    running = undefined;
  };
  return {
    url: ariUrl(settings),
    sounds,
    sip: { host: "127.0.0.1", port: sipPort },
    trunkPort,
    kill,
    async start() {
      running ??= await begin();
    },
    async stop() {
      await running?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first of a hundred ports below those that the kernel gives away: nobody takes one before Asterisk does. */
async function freeUdpRange(): Promise<number> {
  for (;;) {
    const from = 10_000 + Math.floor(Math.random() * 220) * 100;
    if (await isFree(from + 99)) return from;
  }
}

async function isFree(port: number): Promise<boolean> {
  const probe = createSocket("udp4");
  return new Promise((resolve) => {
    probe.once("error", () => resolve(false));
    probe.bind(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
