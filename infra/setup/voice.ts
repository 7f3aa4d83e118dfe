import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { aptSources } from "./asterisk/apt-sources.ts";
import { asteriskPrefix, findAsterisk, OLDEST_ASTERISK, type AsteriskProgram } from "./asterisk/asterisk-program.ts";
import { fetchAsterisk } from "./asterisk/fetch-asterisk.ts";
import { putSounds } from "./asterisk/sounds.ts";
import { ariUrl, startAsterisk } from "./asterisk/start-asterisk.ts";
import { freePort } from "./free-port.ts";
import { LaunchError } from "./launch-error.ts";
import { chooseServiceAccount, own } from "./service-account.ts";
import type { ProcessMark } from "./processes.ts";
import type { RunningService } from "./service.ts";
import type { Settings } from "./settings.ts";

/** Where telephone calls come in, and where the trunk's other end is, unless the settings say otherwise. */
const SIP_BIND = "127.0.0.1:5060";
const TRUNK_PEER = "127.0.0.1:5080";
const RTP_PORTS = [10_000, 10_999] as const;

export type VoicePlan = {
  /** For every process of the server: where the engine is, or will be. */
  readonly environment: NodeJS.ProcessEnv;
  /** Gets the engine, starts it and the role that runs its calls. Takes minutes the first time: nobody waits for it. */
  begin(): Promise<void>;
};

export type VoiceOptions = {
  readonly settings: Settings;
  /** Starts a service, and starts it again when it ends on its own. */
  readonly keep: (
    name: string,
    start: (spawned: (mark: ProcessMark) => void) => Promise<RunningService>,
  ) => Promise<void>;
  /** Starts the process with the role `voice`, ready when its address answers. */
  readonly startRole: (port: number, spawned: (mark: ProcessMark) => void) => Promise<RunningService>;
  readonly logFile: (name: string) => string;
  readonly stop: AbortSignal;
  readonly say: (line: string) => void;
};

/** What there will be of telephone calls; undefined where the settings want none. */
export async function planVoice(options: VoiceOptions): Promise<VoicePlan | undefined> {
  const { settings, say } = options;
  if (settings.voice === "off") return undefined;
  const begin =
    settings.voice === "private" ? await privateEngine(options) : { environment: {}, start: async () => true };
  return {
    environment: begin.environment,
    async begin() {
      try {
        if (!(await begin.start())) return;
        const port = await freePort();
        await options.keep("Telephone calls", (spawned) => options.startRole(port, spawned));
        say(`Telephone calls: ready (${begin.environment["VOICE_SIP_BIND"] ?? "an engine of your own"}).`);
      } catch (error) {
        if (options.stop.aborted) return;
        if (!(error instanceof LaunchError)) throw error;
        say(`Telephone calls are off; everything else works. ${error.message}`);
      }
    },
  };
}

async function privateEngine(options: VoiceOptions) {
  const { settings, stop, say, keep, logFile } = options;
  const home = join(settings.dataFolder, "asterisk");
  const sounds = settings.environment["ASTERISK_SOUNDS"] || join(home, "sounds");
  const engine = { httpPort: await freePort(), ariPassword: randomBytes(18).toString("base64url") };
  const sipBind = settings.environment["VOICE_SIP_BIND"] || SIP_BIND;
  const mediaAddress = settings.environment["ASTERISK_MEDIA_ADDRESS"] || "127.0.0.1";
  const trunkFile = settings.environment["VOICE_TRUNK_FILE"];
  const trunkPeer = settings.environment["VOICE_TRUNK_PEER"] || TRUNK_PEER;
  return {
    environment: {
      ...{ ASTERISK_ARI_URL: ariUrl(engine), ASTERISK_SOUNDS: sounds },
      ...{ ASTERISK_MEDIA_ADDRESS: mediaAddress, VOICE_SIP_BIND: sipBind },
    } as NodeJS.ProcessEnv,
    async start(): Promise<boolean> {
      const program = await obtain(settings, say, stop);
      if (program === undefined) return false;
      mkdirSync(home, { recursive: true, mode: 0o700 });
      putSounds(sounds);
      const data = join(home, "data");
      mkdirSync(data, { recursive: true, mode: 0o700 });
      // The program may lie where another account than the database's is needed.
      const account = chooseServiceAccount({ home, program: program.command[0] ?? "" });
      own(home, account);
      const asterisk = {
        ...{ data, sounds, ...engine, sipBind, trunkPeer, mediaAddress, rtpPorts: RTP_PORTS },
        trunkMatch: trunkPeer.replace(/:\d+$/u, ""),
        trunk: trunkFile === undefined ? undefined : readTrunk(trunkFile),
        iceHosts: mediaAddress === "127.0.0.1" ? ownAddresses() : {},
      };
      await keep("The voice engine", (spawned) =>
        startAsterisk({ program, account, settings: asterisk, logFile: logFile("asterisk"), spawned }),
      );
      return true;
    },
  };
}

function readTrunk(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new LaunchError(`VOICE_TRUNK_FILE: ${path} cannot be read.`);
  }
}

/** The engine of this machine, or one fetched from its distribution; undefined, and said, where there is none to be had. */
async function obtain(
  settings: Settings,
  say: (line: string) => void,
  stop: AbortSignal,
): Promise<AsteriskProgram | undefined> {
  const found = await findAsterisk();
  if (found !== undefined) return found;
  if (settings.environment["NIGHTLIGHT_MODE"] === "production") {
    say(`Telephone calls are off: install Asterisk ${String(OLDEST_ASTERISK)} or later, or set ASTERISK_ARI_URL.`);
    return undefined;
  }
  const sources = await aptSources({ isTrial: true });
  if (sources.length === 0) {
    say(`Telephone calls are off: there is no Asterisk, and none can be fetched here (docs/voice.md says what to do).`);
    return undefined;
  }
  const prefix = asteriskPrefix();
  mkdirSync(join(prefix, ".."), { recursive: true });
  await fetchAsterisk({ prefix, sources, say: (line) => say(`Telephone calls: ${line} …`), signal: stop });
  return findAsterisk();
}

/** Browsers on this machine reach the engine by the loopback, whatever addresses the machine has. */
function ownAddresses(): Readonly<Record<string, string>> {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return Object.fromEntries(
    all.filter(({ family, internal }) => family === "IPv4" && !internal).map(({ address }) => [address, "127.0.0.1"]),
  );
}
