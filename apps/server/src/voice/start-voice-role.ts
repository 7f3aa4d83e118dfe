import { createAsteriskTelephony } from "@nightlight/telephony/asterisk/asterisk-telephony";
import type { Dependencies } from "../dependencies.ts";
import { startVoice, type Voice } from "./run-voice.ts";

/** Runs the calls of the engines that the settings name, each for itself; undefined where this process has another role. */
export async function startVoiceRole(dependencies: Dependencies): Promise<Voice | undefined> {
  const { config, log, policy, world, softphoneKey } = dependencies;
  const settings = config.voice;
  if (settings === undefined || !config.roles.includes("voice")) return undefined;
  const { sounds, telephones: agents } = settings;
  const channels = await world.transaction({ kind: "system" }, async ({ calls }) => ({
    phone: await calls.channelOf("phone", config.isDemo),
    web_call: await calls.channelOf("web_call", config.isDemo),
  }));
  const voices = settings.engines.map(({ engine, ariUrl: url, mediaAddress }) => {
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
  });
  return together(voices);
}

/** Several engines as one role: it runs while one of them is run here. */
function together(voices: readonly Voice[]): Voice {
  return {
    state() {
      const states = voices.map((voice) => voice.state());
      return {
        isRunning: states.some(({ isRunning }) => isRunning),
        hasLine: states.some(({ hasLine }) => hasLine),
        calls: states.reduce((sum, { calls }) => sum + calls, 0),
      };
    },
    async stop() {
      await Promise.all(voices.map((voice) => voice.stop()));
    },
  };
}
