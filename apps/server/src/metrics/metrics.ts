import type { RecordedEvent } from "@nightlight/commands/events";
import type { Committed } from "@nightlight/commands/world";
import type { Violation } from "@nightlight/database/auditor";
import { LANES } from "@nightlight/domain/contact/lane";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { offerEnd } from "../work/reactions.ts";
import { watchLoop } from "./watch-loop.ts";
import { watchStorage } from "./watch-storage.ts";

/** Seconds: a route answers in milliseconds, a child waits for minutes. */
const ANSWER_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const WAIT_SECONDS = [1, 2, 5, 10, 20, 30, 45, 60, 120, 300, 600, 1_800];
const LATE_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 30];

/** The invariants that the auditor looks for (docs/ARCHITECTURE.md): none found is a figure, too. */
const INVARIANTS = ["I1", "I2", "I3", "I7"];

/** What one process counts of itself (decision 40). Labels are codes and route patterns: never an id, a name or a word. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Creates the counters of one process. */
export function createMetrics() {
  const register = new Registry();
  const registers = [register];
  const answers = new Histogram({
    name: "nightlight_http_answer_seconds",
    help: "Time from a request to its answer, by route pattern",
    labelNames: ["method", "route", "status"],
    buckets: ANSWER_SECONDS,
    registers,
  });
  const refusals = new Counter({
    name: "nightlight_refusals_total",
    help: "Problem documents sent, by code",
    labelNames: ["code"],
    registers,
  });
  const events = new Counter({
    name: "nightlight_events_total",
    help: "Events committed by this process, by type",
    labelNames: ["type"],
    registers,
  });
  const waits = new Histogram({
    name: "nightlight_wait_seconds",
    help: "Time from a contact's arrival until a counsellor accepted it, by lane",
    labelNames: ["lane"],
    buckets: WAIT_SECONDS,
    registers,
  });
  const offers = new Counter({
    name: "nightlight_offers_ended_total",
    help: "Offers that ended, by how",
    labelNames: ["end"],
    registers,
  });
  const rings = new Histogram({
    name: "nightlight_clock_late_seconds",
    help: "How late clocks rang, by who rang them: the timer, or the sweep that catches what it missed",
    labelNames: ["by"],
    buckets: LATE_SECONDS,
    registers,
  });
  const untold = new Counter({
    name: "nightlight_events_told_late_total",
    help: "Events that a process left untold and this one told",
    registers,
  });
  const audits = new Counter({ name: "nightlight_audits_total", help: "Times the auditor looked", registers });
  const violations = new Gauge({
    name: "nightlight_invariant_violations",
    help: "Contacts that break an invariant of routing, by invariant, when the auditor last looked",
    labelNames: ["invariant"],
    registers,
  });
  const storage = watchStorage(registers);
  for (const invariant of INVARIANTS) violations.set({ invariant }, 0);
  for (const lane of LANES) waits.zero({ lane });
  const loop = watchLoop(registers);

  return {
    register,
    answered(labels: { method: string; route: string; status: number }, seconds: number): void {
      answers.observe(labels, seconds);
    },
    refused(code: string): void {
      refusals.inc({ code });
      if (code === "storage-full") storage.refused();
    },
    /** What a commit of this process says. */
    committed({ events: recorded, contacts }: Committed): void {
      storage.wrote();
      for (const each of recorded) {
        events.inc({ type: each.event.type });
        countContact(each, contacts);
      }
    },
    rang(by: "timer" | "sweep", lateMs: number): void {
      rings.observe({ by }, Math.max(0, lateMs) / 1000);
    },
    toldLate(count: number): void {
      untold.inc(count);
    },
    audited(found: readonly Violation[]): void {
      audits.inc();
      const counts = new Map(INVARIANTS.map((invariant) => [invariant, 0]));
      for (const { invariant: said } of found) {
        const invariant = codeOf(said);
        counts.set(invariant, (counts.get(invariant) ?? 0) + 1);
      }
      for (const [invariant, count] of counts) violations.set({ invariant }, count);
    },
    /** Whether something was refused lately for want of room on the database's disk, and nothing stored since. */
    isStorageFull: storage.isFull,
    close(): void {
      loop.stop();
      register.clear();
    },
  };

  function countContact(recorded: RecordedEvent, contacts: Committed["contacts"]): void {
    const ended = offerEnd(recorded.event);
    if (ended === undefined) return;
    offers.inc({ end: ended.end });
    const contact = ended.end === "accepted" ? contacts.get(recorded.subjectId) : undefined;
    if (contact === undefined) return;
    waits.observe({ lane: contact.lane }, Math.max(0, recorded.at.getTime() - contact.arrivedAt.getTime()) / 1000);
  }
}

/** "I2 places match their contacts" is counted as I2. */
function codeOf(invariant: string): string {
  return invariant.split(" ")[0] ?? invariant;
}
