import { createAsteriskTelephony } from "@nightlight/telephony/asterisk/asterisk-telephony";
import type { Dependencies } from "../dependencies.ts";
import { startVoice, type Voice } from "./run-voice.ts";

/** Runs the calls of the engine that the settings name; undefined where this process has another role. */
export async function startVoiceRole(dependencies: Dependencies): Promise<Voice | undefined> {
  const { config, log, policy, world, softphoneKey } = dependencies;
  const settings = config.voice;
  if (settings === undefined || !config.roles.includes("voice")) return undefined;
  const { engine, ariUrl: url, sounds, mediaAddress, telephones: agents } = settings;
  const channels = await world.transaction({ kind: "system" }, async ({ calls }) => ({
    phone: await calls.channelOf("phone", config.isDemo),
    web_call: await calls.channelOf("web_call", config.isDemo),
  }));
  const warn = (what: string): void => {
    log.warn({ engine, what }, "the voice engine did not do what it was asked for");
  };
  return startVoice({
    ...{ world, log, engine, channels, softphoneKey },
    callerDisplay: config.isDemo ? undefined : settings.callerDisplay,
    policy: () => policy.current(),
    lines: settings.lines,
    connect: () => createAsteriskTelephony({ url, sounds, mediaAddress, agents, warn }),
  });
}
