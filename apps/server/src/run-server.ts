import type { Config } from "./config.ts";
import { startServer } from "./server.ts";

/** Serves or works, as the roles say, until it is told to stop. */
export async function runServer(config: Config): Promise<void> {
  const running = await startServer(config);
  const { log, inForce } = running.dependencies;
  log.info({ origin: running.origin, roles: config.roles, mode: config.mode, ...inForce }, "listening");
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    void running.stop().then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
