import type { AddressInfo } from "node:net";
import { readWholeFloor } from "@nightlight/database/floor/read-whole-floor";
import { createStaffNames } from "./access/staff-names.ts";
import { buildApp, mountSurfaces } from "./app.ts";
import type { Config } from "./config.ts";
import { createDependencies, createLog, type Dependencies } from "./dependencies.ts";
import { createFloorFeed } from "./floor/floor-feed.ts";
import { createBeats } from "./realtime/beats.ts";
import { serveAuthorities } from "./realtime/authority-socket.ts";
import { serveChildren } from "./realtime/child-socket.ts";
import { serveCounsellors } from "./realtime/counsellor-socket.ts";
import { limitHandshakes } from "./realtime/limit-handshakes.ts";
import { openRealtime } from "./realtime/realtime.ts";
import { passSipLines } from "./realtime/sip-line.ts";
import { watchSessions } from "./realtime/watch-sessions.ts";
import { startVoiceRole } from "./voice/start-voice-role.ts";
import { createHandlers } from "./work/handlers/index.ts";
import { startKeyWatch } from "./work/key-watch.ts";
import { startMatcher } from "./work/matcher.ts";
import { createNotices } from "./work/notices.ts";
import { startPolicyWatch } from "./work/policy-watch.ts";
import { startRelay } from "./work/relay.ts";
import { startSweeps } from "./work/sweeps.ts";

const NAMES_REFRESH_MS = 30_000;

export type RunningServer = {
  readonly dependencies: Dependencies;
  readonly origin: string;
  stop(): Promise<void>;
};

/** Starts the program with the roles asked for. Throws when it cannot; nothing is left running then. */
export async function startServer(config: Config, log = createLog(config.logLevel)): Promise<RunningServer> {
  const dependencies = await createDependencies(config, log);
  const serves = config.roles.includes("serve");
  const app = await buildApp(dependencies);
  const handshakes = limitHandshakes(dependencies.limits, config, dependencies.log);
  const realtime = openRealtime({
    http: serves ? app.server : undefined,
    redisUrl: config.redisUrl,
    origin: config.publicOrigin,
    secret: dependencies.noticeSecret,
    handshakes,
  });
  const names = createStaffNames(dependencies.sessions);
  await names.refresh();
  const refreshing = setInterval(() => void names.refresh().catch(() => undefined), NAMES_REFRESH_MS);
  const beats = createBeats(dependencies);
  const notices = createNotices(dependencies, realtime, beats, names);
  const keyWatch = await startKeyWatch(dependencies);
  const policyWatch = startPolicyWatch(dependencies);
  const matcher = startMatcher(dependencies.world, dependencies.log);
  const relay = await startRelay(dependencies, notices, (hint) => {
    matcher.poke(hint);
  });
  realtime.onLease = (counsellorId) => {
    matcher.poke("frees");
    notices.presence(counsellorId);
  };
  const floor = createFloorFeed({
    read: (held) => readWholeFloor(dependencies.database, dependencies.policy.current(), held),
    names,
    log: dependencies.log,
  });
  serveCounsellors(dependencies, realtime, floor, beats, handshakes);
  serveAuthorities(dependencies, realtime, beats, handshakes);
  serveChildren(dependencies, realtime, beats, handshakes);
  if (serves) passSipLines(app.server, dependencies, handshakes);
  const sessions = serves ? watchSessions(dependencies, realtime) : undefined;
  const sweeps = config.roles.includes("work") ? startSweeps(dependencies, notices) : undefined;
  if (config.roles.includes("work")) dependencies.jobs.work(createHandlers(dependencies));
  const voice = await startVoiceRole(dependencies);
  await mountSurfaces(app, dependencies, realtime, names);

  const stop = async (): Promise<void> => {
    clearInterval(refreshing);
    await sessions?.stop();
    await voice?.stop();
    await floor.stop();
    await realtime.close();
    await app.close();
    await sweeps?.stop();
    await matcher.stop();
    await relay.stop();
    await keyWatch.stop();
    await policyWatch.stop();
    await dependencies.close();
  };
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await stop();
    throw error;
  }
  return { dependencies, origin: originOf(app.server.address(), config.host), stop };
}

function originOf(address: string | AddressInfo | null, host: string): string {
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${String(port)}`;
}
