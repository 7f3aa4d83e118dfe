import type { Chance } from "@nightlight/database/demo/chance";
import { LOAD_MODEL } from "@nightlight/database/demo/load-model";
import { hasStopped, type Pace } from "./pace.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** The helpline's own time zone: seven hours before UTC's clock, all year. */
const ZONE_AHEAD_MS = 7 * HOUR_MS;

/** How many contacts arrive in an hour of life, at this moment of the week (the load model). */
export function arrivalsAnHour(at: Date): number {
  const local = new Date(at.getTime() + ZONE_AHEAD_MS);
  const weekday = LOAD_MODEL.weekdays[(local.getUTCDay() + 6) % 7] ?? 1;
  const share = LOAD_MODEL.hours[local.getUTCHours()] ?? 0;
  return (LOAD_MODEL.contactsADay * weekday * share) / 100;
}

/** How long until the next one, in milliseconds of the machine: people do not take turns. */
export function untilNext(at: Date, speed: number, chance: Chance): number {
  const aMillisecond = (arrivalsAnHour(at) / HOUR_MS) * speed;
  return Math.min(DAY_MS, -Math.log(1 - chance.next()) / aMillisecond);
}

/** Lets children arrive until the signal is aborted. */
export async function letArrive(
  pace: Pace,
  chance: Chance,
  stop: AbortSignal,
  arrive: (number: number) => void,
): Promise<void> {
  for (let number = 1; !stop.aborted; number += 1) {
    await pace.wait(untilNext(pace.demoTime(), pace.speed, chance), stop);
    if (!hasStopped(stop)) arrive(number);
  }
}
