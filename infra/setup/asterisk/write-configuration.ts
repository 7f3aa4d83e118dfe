import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LaunchError } from "../launch-error.ts";

/** The configuration as it is kept: `@NAME@` stands for what differs from machine to machine. */
const TEMPLATES = join(import.meta.dirname, "..", "..", "asterisk");

/** What differs from machine to machine. */
export type AsteriskSettings = {
  /** The folder of Asterisk's own data; nothing else lies there. */
  readonly data: string;
  readonly modules: string;
  /** What comes with Asterisk and does not change; it refuses to start without its own documentation. */
  readonly share: string;
  /** Announcements and music, as `<name>.wav` and `music/*.wav`: 8 kHz, mono, 16 bit. */
  readonly sounds: string;
  readonly httpPort: number;
  readonly ariPassword: string;
  /** Where telephone calls come in: address and port. */
  readonly sipBind: string;
  /** The other end of the trunk: where calls go out to, and from where they may come. */
  readonly trunkPeer: string;
  readonly trunkMatch: string;
  /** What stands in the place of `trunk.conf`, as it is: a trunk of another kind. */
  readonly trunk?: string | undefined;
  /** The address that sound is sent from. */
  readonly mediaAddress: string;
  readonly rtpPorts: readonly [from: number, to: number];
  /** For tests: addresses of this machine that browsers reach at another. */
  readonly iceHosts?: Readonly<Record<string, string>>;
};

/** Folders without which Asterisk starts and then fails at the first recording or key. */
const FOLDERS = ["lib/keys", "lib/agi", "spool/recording", "spool/tmp", "spool/monitor", "run", "log", "config"];

/** Writes Asterisk's configuration into its data folder and gives its folder. The password is in it: nobody else may read it. */
export function writeConfiguration(settings: AsteriskSettings): string {
  const { data } = settings;
  for (const folder of FOLDERS) mkdirSync(join(data, folder), { recursive: true, mode: 0o700 });
  const config = join(data, "config");
  const values = valuesOf(settings, config);
  for (const name of readdirSync(TEMPLATES).filter((each) => each.endsWith(".conf"))) {
    const text = readFileSync(join(TEMPLATES, name), "utf8");
    const isOwn = name === "trunk.conf" && settings.trunk !== undefined;
    writeFileSync(join(config, name), isOwn ? settings.trunk : filled(text, values, name), { mode: 0o600 });
  }
  return config;
}

function valuesOf(settings: AsteriskSettings, config: string): Readonly<Record<string, string>> {
  const [rtpStart, rtpEnd] = settings.rtpPorts;
  const hosts = Object.entries(settings.iceHosts ?? {}).map(([from, to]) => `${from} => ${to}`);
  return {
    CONFIG: config,
    DATA: settings.data,
    MODULES: settings.modules,
    SHARE: settings.share,
    SOUNDS: settings.sounds,
    HTTP_PORT: String(settings.httpPort),
    ARI_PASSWORD: settings.ariPassword,
    SIP_BIND: settings.sipBind,
    TRUNK_PEER: settings.trunkPeer,
    TRUNK_MATCH: settings.trunkMatch,
    MEDIA_ADDRESS: settings.mediaAddress,
    RTP_START: String(rtpStart),
    RTP_END: String(rtpEnd),
    ICE_HOST_CANDIDATES: hosts.length === 0 ? "" : ["[ice_host_candidates]", ...hosts].join("\n"),
  };
}

/** Throws where a line break or a name that nobody knows would make something else of the file. */
export function filled(text: string, values: Readonly<Record<string, string>>, name: string): string {
  return text.replaceAll(/@([A-Z_]+)@/gu, (_whole, key: string) => {
    const value = values[key];
    if (value === undefined) throw new LaunchError(`${name}: there is no value for ${key}`);
    if (key !== "ICE_HOST_CANDIDATES" && /[\n;]/u.test(value)) throw new LaunchError(`${name}: ${key} is not usable`);
    return value;
  });
}
