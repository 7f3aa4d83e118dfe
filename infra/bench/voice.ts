import { seedLoad } from "@nightlight/simulation/load/load-staff";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findAsterisk } from "../setup/asterisk/asterisk-program.ts";
import { putSounds } from "../setup/asterisk/sounds.ts";
import { ariUrl, startAsterisk } from "../setup/asterisk/start-asterisk.ts";
import { freePort } from "../setup/free-port.ts";
import { LaunchError } from "../setup/launch-error.ts";
import { migrate } from "../setup/server-program.ts";
import { chooseServiceAccount, own } from "../setup/service-account.ts";
import { percentile } from "./figures.ts";
import { processorMs } from "./processor-time.ts";
import { startCalls, startProduct, startVoiceRole } from "./programs.ts";
import { startBenchServices, type Stops } from "./services.ts";
import { bringChats, type ChatsResult } from "./voice-chats.ts";

export type VoiceOptions = {
  readonly root: string;
  readonly dataFolder: string;
  readonly talking: number;
  readonly waiting: number;
  /** Of each of the two parts: everybody talks, and conversations change. */
  readonly seconds: number;
  /** Chats that arrive a second, for counsellors of their own; 0 for none. */
  readonly rate: number;
  readonly say: (line: string) => void;
};

/** What the bench prints. Times in milliseconds, on the clock of whoever listens. */
export type VoiceResult = {
  /** From a counsellor's acceptance until both hear each other, with everybody else waiting or talking. */
  readonly answerToAudio: { readonly p50: number; readonly p95: number };
  /** Asterisk's processor time for one conversation, in percent of one core. */
  readonly cpuPerBridgedCall: number;
  /** The same for one caller who hears music. */
  readonly cpuPerWaitingCall: number;
  readonly failedCalls: number;
  /** Conversations that were begun while all of it was going on. */
  readonly measured: number;
  readonly talking: number;
  readonly waiting: number;
  /** What became of the chats that came meanwhile. */
  readonly routing?: ChatsResult;
};

const CHATTERS = 32;
/** Counsellors end conversations and take others so often, together. */
const TURNS_PER_SECOND = 2;
const RTP_PORTS = [20_000, 20_999] as const;

/** Measures a house full of calls on a real Asterisk, beside chats at a rate of their own. */
export async function benchVoice(options: VoiceOptions, stops: Stops): Promise<VoiceResult> {
  const { root, say, talking, waiting, seconds, rate } = options;
  const asterisk = await startEngine(options, stops);
  const services = await startBenchServices(options.dataFolder, stops);
  const environment = {
    PATH: process.env["PATH"],
    NODE_ENV: "production",
    DATABASE_URL: services.appUrl,
    ...(services.redisUrl === undefined ? {} : { REDIS_URL: services.redisUrl }),
    NIGHTLIGHT_MASTER_KEY_FILE: services.masterKeyFile,
    HOST: "127.0.0.1",
    NIGHTLIGHT_DEMO: "small", // the crowd's counsellors are demo accounts, which exist nowhere else
    ...{ ASTERISK_ARI_URL: asterisk.url, ASTERISK_SOUNDS: asterisk.sounds },
    ...{ VOICE_TELEPHONES: "telephone", VOICE_LINES: String(2 * (talking + waiting)) },
  };
  const program = join(root, "apps", "server", "src", "main.ts");
  await migrate({ program, cwd: root, environment: { ...environment, DATABASE_OWNER_URL: services.ownerUrl } });
  const size = { counsellors: CHATTERS, telephonists: talking };
  const staff = await seedLoad({ ownerUrl: services.ownerUrl, now: new Date(), ...size });
  const product = { root, environment, services, profileFolder: undefined, say };
  const { origin } = await startProduct(product, stops);
  await startVoiceRole(product, stops);
  const cookies = (tokens: readonly string[]) => tokens.map((token) => `nightlight-session=${token}`);
  const calls = await startCalls({ origin, cookies: cookies(staff.telephonists), sip: asterisk.sip }, stops);

  const measured = async (does: () => ReturnType<typeof calls.order>) => {
    const [from, since] = [processorMs(asterisk.pid), performance.now()];
    const report = await does();
    return { report, percent: ((processorMs(asterisk.pid) - from) / (performance.now() - since)) * 100 };
  };
  const began = await calls.order({ do: "come", count: talking });
  const talk = await measured(() => calls.order({ do: "stay", seconds }));
  say(`${String(talk.report.talking)} talk: Asterisk takes ${talk.percent.toFixed(1)} % of a core`);
  const came = await calls.order({ do: "come", count: waiting });
  const wait = await measured(() => calls.order({ do: "stay", seconds }));
  say(`${String(wait.report.waiting)} more wait: ${wait.percent.toFixed(1)} %`);
  const signedIn = { channelKey: staff.channelKey, cookies: cookies(staff.sessionTokens) };
  const chats = { origin, ownerUrl: services.ownerUrl, ...signedIn, ...{ rate, seconds, say } };
  const load = rate === 0 ? undefined : bringChats(chats, stops);
  const turns = await calls.order({ do: "turn", seconds, perSecond: TURNS_PER_SECOND });
  const routing = await load;
  const after = await calls.order({ do: "stay", seconds: 0 });
  const reports = [began, talk.report, came, wait.report, turns, after];
  for (const what of new Set(reports.flatMap(({ failures }) => failures))) say(`failed: ${what}`);
  return {
    answerToAudio: {
      p50: Math.round(percentile(turns.answerToAudio, 0.5)),
      p95: Math.round(percentile(turns.answerToAudio, 0.95)),
    },
    cpuPerBridgedCall: hundredths(talk.percent / talking),
    cpuPerWaitingCall: hundredths((wait.percent - talk.percent) / waiting),
    failedCalls: reports.reduce((all, { failures }) => all + failures.length, 0),
    measured: turns.answerToAudio.length,
    talking: after.talking,
    waiting: after.waiting,
    ...(routing === undefined ? {} : { routing }),
  };
}

async function startEngine({ dataFolder }: VoiceOptions, stops: Stops) {
  const program = await findAsterisk();
  if (program === undefined) throw new LaunchError("There is no Asterisk: `npm start` gets one (docs/voice.md)");
  mkdirSync(dataFolder, { recursive: true });
  const home = mkdtempSync(join(dataFolder, "bench-voice-"));
  stops.push(() => rmSync(home, { recursive: true, force: true }));
  const [data, sounds] = [join(home, "data"), join(home, "sounds")];
  mkdirSync(data, { mode: 0o700 });
  putSounds(sounds);
  const account = chooseServiceAccount({ home, program: program.command[0] ?? "" });
  own(home, account);
  const sip = { host: "127.0.0.1", port: await freePort() };
  const settings = {
    ...{ data, sounds, httpPort: await freePort(), ariPassword: randomBytes(18).toString("base64url") },
    ...{ sipBind: `${sip.host}:${String(sip.port)}`, trunkPeer: "127.0.0.1:9", trunkMatch: "127.0.0.1" },
    ...{ mediaAddress: "127.0.0.1", rtpPorts: RTP_PORTS },
  };
  const running = await startAsterisk({ program, account, settings, logFile: join(home, "asterisk.log") });
  stops.push(() => running.stop());
  return { url: ariUrl(settings), sounds, sip, pid: running.mark.pid };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
