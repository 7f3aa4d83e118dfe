import type { Dependencies } from "../dependencies.ts";

const LOOK_EVERY_MS = 2_000;

/** Knows whether somebody runs the calls of one of this house's engines, for pages that are served while a database is away, too. */
export function watchEngine({ config, sessions }: Pick<Dependencies, "config" | "sessions">) {
  let isThere = false;
  const { voice } = config;
  if (voice === undefined) return { isThere: () => false, stop: () => undefined };
  const look = async (): Promise<void> => {
    const all = voice.engines.map(({ engine }) => sessions.runsCalls(engine).catch(() => false));
    isThere = (await Promise.all(all)).includes(true);
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
