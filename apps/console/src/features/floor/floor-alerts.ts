import type { FloorAlert } from "@nightlight/contracts/supervisor/floor";
import type { Floor } from "../../shared/live/floor/use-floor.ts";

/** From when on it is said aloud that a break is long, and how far ahead the next shift is looked for. */
export const FLOOR_POLICY = { longBreakMinutes: 30, nextShiftMinutes: 120 } as const;

const MINUTE = 60_000;

type OwnCode = "long_break" | "nobody_next";

/** What wants an act: of the server, and what the people on screen say themselves. */
export type Alert = Omit<FloorAlert, "code"> & { readonly code: FloorAlert["code"] | OwnCode };

const NEWEST_LAST: Readonly<Record<Alert["code"], number>> = {
  immediate_waits: 0,
  silent_in_danger: 1,
  orphaned: 2,
  screen_lost_in_conversation: 3,
  nobody_there: 4,
  on_call_wanted: 5,
  over_target: 6,
  nobody_takes: 7,
  offers_fail: 8,
  broke_off_in_danger: 9,
  call_undecided: 10,
  needs_hand_over: 11,
  not_responding: 12,
  lines_full: 13,
  not_recorded: 14,
  one_number: 15,
  record_takes_long: 16,
  nobody_next: 17,
  long_break: 18,
};

/** All of them: danger to life first, then by kind and age. */
export function alertsOn(floor: Floor, now: number): readonly Alert[] {
  return [...floor.alerts.values(), ...longBreaks(floor, now), ...nobodyNext(floor, now)].sort(
    (one, other) => NEWEST_LAST[one.code] - NEWEST_LAST[other.code] || (one.since < other.since ? -1 : 1),
  );
}

function longBreaks(floor: Floor, now: number): Alert[] {
  return [...floor.people.values()]
    .filter(({ state, cause }) => state === "paused" && cause.code === "break")
    .filter(({ since }) => now - Date.parse(since) > FLOOR_POLICY.longBreakMinutes * MINUTE)
    .map(({ id, since }) => ({
      key: `long_break:${id}:${since}`,
      code: "long_break",
      since,
      contactId: null,
      personId: id,
    }));
}

/** The shift ends soon, and nobody who is known here comes after it. */
function nobodyNext(floor: Floor, now: number): Alert[] {
  const shifts = [...floor.people.values()].flatMap(({ shift }) => shift ?? []);
  const running = shifts.filter(({ startsAt, endsAt }) => Date.parse(startsAt) <= now && Date.parse(endsAt) > now);
  if (running.length === 0) return [];
  const ends = Math.max(...running.map(({ endsAt }) => Date.parse(endsAt)));
  const isCovered = shifts.some(({ startsAt }) => Date.parse(startsAt) > now && Date.parse(startsAt) <= ends);
  if (isCovered || ends - now > FLOOR_POLICY.nextShiftMinutes * MINUTE) return [];
  const since = new Date(ends).toISOString();
  return [{ key: `nobody_next:${since}`, code: "nobody_next", since, contactId: null, personId: null }];
}
