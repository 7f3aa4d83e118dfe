import type { RunningClock, World } from "../world.ts";
import { ringEscalation } from "../escalation/ring-escalation.ts";
import { watchRoster } from "../roster/watch-roster.ts";
import { ringDuty } from "../shift/ring-duty.ts";
import { ringClock } from "./ring-clock.ts";

/** A clock rang, whoever it belongs to. A late, early, repeated or lost ring is harmless. */
export async function ring(
  world: World,
  { subject, subjectId }: Pick<RunningClock, "subject" | "subjectId">,
): Promise<"rang" | "nothing-due"> {
  switch (subject) {
    case "contact":
      return ringClock(world, subjectId);
    case "escalation.ack":
      return ringEscalation(world, subjectId, "ack");
    case "escalation.act":
      return ringEscalation(world, subjectId, "act");
    case "escalation.task":
      return ringEscalation(world, subjectId, "task");
    case "duty":
      return ringDuty(world, subjectId);
    case "roster":
      return watchRoster(world);
  }
}
