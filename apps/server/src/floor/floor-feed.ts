import type { FloorAnswer, FloorNews } from "@nightlight/contracts/supervisor/floor";
import type { Staff } from "@nightlight/domain/access/access";
import { isBarred } from "@nightlight/domain/access/may";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { FloorReading } from "@nightlight/domain/floor/floor";
import { setImmediate } from "node:timers/promises";
import type { Logger } from "pino";
import type { StaffNames } from "../access/staff-names.ts";
import { changeBetween, heartbeat, nextState, type FloorChange, type FloorState } from "./floor-state.ts";

/** At most four times a second, and only while somebody looks. */
const READ_EVERY_MS = 250;
/** A screen that hears nothing for longer than this and a little knows that it is stale. */
const HEARTBEAT_MS = 2_000;
/** How much is kept for whoever comes back: a minute at the fullest. */
const HISTORY = 240;

/** One screen that watches the floor. */
export type FloorViewer = {
  readonly id: string;
  readonly actor: Staff;
  /** Whether it may and can be told now: not locked, and not far behind with reading. */
  canHear(): boolean;
  tell(news: FloorNews): void;
};

export type FloorFeed = {
  /** Answers with what was missed since the reading `held`, or with everything, and tells the viewer from there on. */
  watch(viewer: FloorViewer, held: number | null): Promise<FloorAnswer>;
  leave(viewerId: string): void;
  stop(): Promise<void>;
};

export type FloorFeedOptions = {
  /** Reads the floor; what is held of an earlier reading need not be read again. */
  readonly read: (held: FloorReading | undefined) => Promise<FloorReading>;
  readonly names: Pick<StaffNames, "of">;
  readonly log: Pick<Logger, "warn">;
  readonly everyMs?: number;
  readonly heartbeatMs?: number;
};

type Asking = {
  readonly viewer: FloorViewer;
  readonly held: number | null;
  readonly answer: (reply: FloorAnswer) => void;
};

/**
 * Tells supervisors' screens of the floor. While somebody looks the whole floor is read a few times a second: nothing is
 * asked of whoever changes it, and no order of commits, ids or notices is relied on. Each state is told as what changed
 * since the one before; whoever missed some is told it again, or gets everything anew.
 */
export function createFloorFeed({
  read,
  names,
  log,
  everyMs = READ_EVERY_MS,
  heartbeatMs = HEARTBEAT_MS,
}: FloorFeedOptions): FloorFeed {
  const viewers = new Map<string, FloorViewer>();
  let asking: readonly Asking[] = [];
  let last: FloorReading | undefined;
  let state: FloorState | undefined;
  let history: readonly FloorChange[] = [];
  let toldAt = 0;
  let looking: Promise<void> | undefined;
  let isStopped = false;

  const tell = (change: FloorChange): void => {
    for (const viewer of viewers.values()) {
      // Whoever cannot be told now notices the gap or the silence, and asks again.
      if (viewer.canHear()) viewer.tell(newsFor(viewer.actor, change));
      else viewers.delete(viewer.id);
    }
  };
  const take = async (reading: FloorReading, isAsked: boolean): Promise<FloorState> => {
    const after = await nextState(state, reading, names);
    const before = state;
    if (before === undefined) return (state = after);
    // Whoever asks may come from another node: what it is told has to bear this reading's number, changed or not.
    const isDue = isAsked || performance.now() - toldAt >= heartbeatMs;
    const change = changeBetween(before, after) ?? (isDue ? heartbeat(before, after) : undefined);
    if (change === undefined) return before;
    toldAt = performance.now();
    state = after;
    history = [...history, change].slice(-HISTORY);
    tell(change);
    return after;
  };
  const look = async (): Promise<void> => {
    // Only a reading that began after the question answers it: it sees all that the screen has seen elsewhere.
    const asked = asking;
    last = await read(last);
    await setImmediate();
    const now = await take(last, asked.length > 0);
    asking = asking.filter((each) => !asked.includes(each));
    for (const { viewer, held, answer } of asked) {
      viewers.set(viewer.id, viewer);
      answer(answerFor(viewer.actor, held, now, history));
    }
  };
  const keepLooking = async (): Promise<void> => {
    while (!isStopped && (viewers.size > 0 || asking.length > 0)) {
      const nextAt = performance.now() + everyMs;
      await look().catch((error: unknown) => {
        log.warn({ reason: String(error) }, "the floor could not be read; screens say that they are stale");
      });
      const rest = nextAt - performance.now();
      if (asking.length === 0) await new Promise((resolve) => setTimeout(resolve, Math.max(rest, 0)));
    }
    looking = undefined;
  };

  return {
    watch(viewer, held) {
      viewers.delete(viewer.id);
      asking = asking.filter((each) => each.viewer.id !== viewer.id);
      return new Promise((answer) => {
        asking = [...asking, { viewer, held, answer }];
        looking ??= keepLooking();
      });
    },
    leave(viewerId) {
      viewers.delete(viewerId);
      asking = asking.filter(({ viewer }) => viewer.id !== viewerId);
    },
    async stop() {
      isStopped = true;
      await looking;
    },
  };
}

function answerFor(actor: Staff, held: number | null, now: FloorState, history: readonly FloorChange[]): FloorAnswer {
  if (held === now.number) return { news: [] };
  const first = history.findIndex(({ after }) => after === held);
  if (held !== null && first !== -1) return { news: history.slice(first).map((change) => newsFor(actor, change)) };
  return {
    snapshot: {
      number: now.number,
      at: now.at,
      people: [...now.people.values()].map(({ row }) => row),
      contacts: seenBy(actor, [...now.contacts.values()]).map(({ row }) => row),
      alerts: seenBy(actor, [...now.alerts.values()]).map(({ row }) => row),
    },
  };
}

/** A change as this person may see it: a contact that is barred to them is not there, nor an alert about it. */
function newsFor(actor: Staff, { contacts, alerts, ...change }: FloorChange): FloorNews {
  const [rows, alertRows] = [seenBy(actor, contacts), seenBy(actor, alerts)];
  const [barred, barredAlerts] = [without(contacts, rows), without(alerts, alertRows)];
  return {
    ...change,
    people: [...change.people],
    contacts: rows.map(({ row }) => row),
    contactsGone: [...change.contactsGone, ...barred.map(({ row }) => row.id)],
    alerts: alertRows.map(({ row }) => row),
    alertsGone: [...change.alertsGone, ...barredAlerts.map(({ row }) => row.key)],
  };
}

/** What is about nothing that is barred to them. */
function seenBy<About extends { readonly contact: Contact | undefined }>(actor: Staff, all: readonly About[]): About[] {
  return all.filter(({ contact }) => contact === undefined || !isBarred(actor, contact));
}

function without<Each>(all: readonly Each[], seen: readonly Each[]): readonly Each[] {
  return all.length === seen.length ? [] : all.filter((each) => !seen.includes(each));
}
