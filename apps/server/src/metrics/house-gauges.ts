import type { Gauges } from "@nightlight/database/metrics/read-gauges";
import { Gauge, type Registry } from "prom-client";

/** How many screens of each audience this process serves. */
export type Sockets = Readonly<Record<"counsellors" | "authorities" | "children", number>>;

/** What the whole house holds, asked of the database at each scrape; every process says the same of it. */
export function createHouseGauges(register: Registry): {
  set(gauges: Gauges | undefined, sockets: Sockets): void;
  /** By how many seconds this process's clock is off the database's; undefined while that cannot be asked. */
  setClock(offSeconds: number | undefined): void;
} {
  const registers = [register];
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `nightlight_${name}`, help, labelNames, registers });
  const reachable = gauge("database_reachable", "1 when the database answered this scrape");
  const contacts = gauge("contacts", "Contacts that are not closed, by state and lane", "status", "lane");
  const oldest = gauge("oldest_seconds", "Age of the oldest contact, by state and lane", "status", "lane");
  const clocks = gauge("clocks", "Clocks that run, and those that are overdue", "state");
  const overdue = gauge("clock_overdue_seconds", "How long the most overdue clock should have rung");
  const desks = gauge("desks_alive", "Counsellors whose screen is there");
  const places = gauge("free_places", "Free places of those who are available");
  const engines = gauge("voice_engines", "Voice engines whose calls are run by somebody");
  const calls = gauge(
    "calls",
    "Telephone calls that are up: all, those in which people talk, and those to somebody outside",
    "state",
  );
  const telephones = gauge("telephones", "Counsellors' telephones that are registered");
  const troubles = gauge("voice_troubles", "How often something went wrong with telephone calls", "code");
  const talks = gauge("talks_standing_still", "Conversations on hold, and those in which nothing is said", "state");
  const records = gauge("records_over_time", "Records that keep a place for longer than policy gives them");
  const promised = gauge("callbacks", "Promised calls: later, waiting for a counsellor, for supervisors", "state");
  const gaps = gauge("roster_gaps", "Stretches ahead with too few people");
  const nextGap = gauge(
    "roster_gap_seconds",
    "In how many seconds the first of them begins; 0: now; +Inf: there is none",
  );
  const onCall = gauge("on_call", "People who are on call now, and contacts that want them called in", "state");
  const off = gauge("clock_off_seconds", "How far this process's clock is before (+) or behind (-) the database's");
  const restrictions = gauge(
    "restrictions",
    "Callers put behind the others: now; over, and not looked at again",
    "state",
  );
  const screens = gauge("sockets", "Connections to this process, by audience", "audience");
  return {
    setClock(offSeconds) {
      off.set(offSeconds ?? Number.NaN);
    },
    set(found, sockets) {
      for (const [audience, count] of Object.entries(sockets)) screens.set({ audience }, count);
      reachable.set(found === undefined ? 0 : 1);
      // What is not known is left out rather than told as it was.
      for (const each of [contacts, oldest, clocks]) each.reset();
      if (found === undefined) return;
      for (const { status, lane, count, oldestSeconds } of found.states) {
        contacts.set({ status, lane }, count);
        oldest.set({ status, lane }, oldestSeconds);
      }
      clocks.set({ state: "running" }, found.clocks.running);
      clocks.set({ state: "overdue" }, found.clocks.overdue);
      overdue.set(found.clocks.latestSeconds);
      desks.set(found.desks.alive);
      places.set(found.desks.freePlaces);
      engines.set(found.calls.engines);
      calls.set({ state: "up" }, found.calls.up);
      calls.set({ state: "talking" }, found.calls.talking);
      calls.set({ state: "outside" }, found.calls.outside);
      telephones.set(found.calls.telephones);
      for (const [code, times] of Object.entries(found.calls.troubles)) troubles.set({ code }, times);
      const { care } = found;
      talks.set({ state: "held" }, care.held);
      talks.set({ state: "silent" }, care.silent);
      records.set(care.recordsOver);
      promised.set({ state: "promised" }, care.promised);
      promised.set({ state: "ready" }, care.ready);
      promised.set({ state: "undecided" }, care.undecided);
      gaps.set(care.gaps);
      nextGap.set(care.firstGapSeconds ?? Number.POSITIVE_INFINITY);
      onCall.set({ state: "there" }, care.onCall);
      onCall.set({ state: "wanted" }, care.onCallWanted);
      onCall.set({ state: "asked" }, care.onCallAsked);
      onCall.set({ state: "coming" }, care.onCallComing);
      restrictions.set({ state: "in_force" }, care.restricted);
      restrictions.set({ state: "to_review" }, care.unreviewed);
    },
  };
}
