import { ring } from "@nightlight/commands/clock/ring";
import { uuidv7 } from "@nightlight/database/world";
import type { JobHandlers } from "@nightlight/jobs/job";
import type { Dependencies } from "../../dependencies.ts";
import { underRequest } from "../../plugins/request-context.ts";

/** A handler for every job. Each asks the domain again, so it may run late, twice or never in order. */
export function createHandlers({ world, metrics, log }: Pick<Dependencies, "world" | "metrics" | "log">): JobHandlers {
  return {
    "clock.ring": async ({ requestId, ...clock }, { lateMs }) => {
      await underRequest(requestId ?? uuidv7(), async () => {
        if ((await ring(world, clock)) !== "rang") return;
        metrics.rang("timer", lateMs);
        log.debug({ subject: clock.subject, lateMs }, "a clock rang");
      });
    },
  };
}
