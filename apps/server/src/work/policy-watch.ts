import type { Dependencies } from "../dependencies.ts";

const LOOK_EVERY_MS = 1_000;

/** Looks every second whether another process put a newer policy in force. */
export function startPolicyWatch({ policy, log }: Pick<Dependencies, "policy" | "log">): { stop(): Promise<void> } {
  let looking: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    looking ??= policy
      .refresh()
      .then((isNewer) => {
        if (isNewer) log.info({ version: policy.version() }, "another routing policy is in force");
      })
      .catch((error: unknown) => {
        log.warn({ reason: String(error) }, "the routing policy could not be looked up; what was in force goes on");
      })
      .finally(() => {
        looking = undefined;
      });
  }, LOOK_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
