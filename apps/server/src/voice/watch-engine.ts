import type { Dependencies } from "../dependencies.ts";

const LOOK_EVERY_MS = 2_000;

/** Knows whether somebody runs the calls of this server's engine, for pages that are served while a database is away, too. */
export function watchEngine({ config, sessions }: Pick<Dependencies, "config" | "sessions">) {
  let isThere = false;
  const { voice } = config;
  if (voice === undefined) return { isThere: () => false, stop: () => undefined };
  const look = async (): Promise<void> => {
    isThere = await sessions.runsCalls(voice.engine).catch(() => false);
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return {
    isThere: () => isThere,
    stop() {
      clearInterval(timer);
    },
  };
}
