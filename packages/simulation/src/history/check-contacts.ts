import { isDeepStrictEqual } from "node:util";
import { replay } from "@nightlight/domain/contact/evolve";
import type { ContactEvent } from "@nightlight/domain/contact/events";
import type { History, LoggedEvent, Report } from "./history.ts";

/** What the obvious model knows of a contact: who has it, and to whom it is held out. */
type Known = {
  live: { readonly id: string; readonly to: string; expiresAt: Date } | undefined;
  owner: string | undefined;
  isOver: boolean;
};

/**
 * Follows every contact's own log: one beginning, versions without gap or double, times that do not run back (I6), at
 * most one live offer or one owner (I1), no offer taken after its end or left lying beyond it (I3), and the row that the
 * log makes (I7).
 */
export function checkContacts(history: History, report: Report): void {
  const rows = new Map(history.contacts.map((contact) => [contact.id, contact]));
  const logs = Map.groupBy(history.log, ({ contactId }) => contactId);
  for (const [id, log] of logs) {
    const known: Known = { live: undefined, owner: undefined, isOver: false };
    for (const [index, line] of log.entries()) {
      const before = log[index - 1];
      if (line.version !== index + 1) {
        report("I7", id, `version ${String(line.version)} stands where ${String(index + 1)} belongs`);
      }
      if (before !== undefined && line.at < before.at) {
        report("I6", id, `${line.event.type} is older than ${before.event.type} before it`);
      }
      follow(known, line, history.graceMs, (invariant, what) => report(invariant, id, what));
    }
    const { live } = known;
    if (live !== undefined && history.endedAt.getTime() > live.expiresAt.getTime() + history.graceMs) {
      report("I3", id, "an offer lies beyond its end");
    }
    const row = rows.get(id);
    if (row === undefined) {
      report("I4", id, "the log tells of a contact that is not there");
      continue;
    }
    checkRow(row, log, report);
  }
  for (const { id } of history.contacts) {
    if (!logs.has(id)) report("I7", id, "a contact without a log");
  }
}

function checkRow(row: History["contacts"][number], log: readonly LoggedEvent[], report: Report): void {
  const [first] = log;
  if (first !== undefined && row.arrivedAt.getTime() !== first.at.getTime()) {
    report("I6", row.id, "it is not as old as its arrival");
  }
  let told;
  try {
    told = replay(log);
  } catch (error) {
    report("I7", row.id, `its log cannot be replayed: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  // What is undefined is left out on paper.
  const [plainTold, plainRow] = [told, row].map((each): unknown => JSON.parse(JSON.stringify(each)));
  if (!isDeepStrictEqual(plainTold, plainRow)) report("I7", row.id, "replaying the log does not give the row");
}

type Say = (invariant: "I1" | "I3", what: string) => void;

function follow(known: Known, { at, event }: LoggedEvent, graceMs: number, say: Say): void {
  const answers = (offerId: string): void => {
    if (known.live?.id !== offerId) say("I1", `${event.type} of an offer that was not open`);
  };
  const { type } = event;
  if (type === "contact_recorded") {
    known.owner = event.by;
  } else if (type === "offer_made") {
    if (known.live !== undefined) say("I1", "two offers at once");
    if (known.isOver) say("I1", "offered after its end");
    known.live = { id: event.offerId, to: event.to, expiresAt: event.expiresAt };
  } else if (type === "offer_shown") {
    answers(event.offerId);
    if (known.live !== undefined) known.live.expiresAt = event.expiresAt;
  } else if (type === "offer_accepted" || type === "guest_joined") {
    answers(event.offerId);
    if (known.live !== undefined && at >= known.live.expiresAt) say("I3", "taken after its end");
    if (known.live !== undefined && event.by !== known.live.to) say("I1", "taken by somebody else");
    if (type === "offer_accepted") {
      if (known.owner !== undefined && event.from !== known.owner) say("I1", "two owners at once");
      known.owner = event.by;
    }
    known.live = undefined;
  } else if (type === "offer_declined" || type === "offer_failed" || type === "offer_rescinded") {
    answers(event.offerId);
    if (known.live !== undefined && at.getTime() > known.live.expiresAt.getTime() + graceMs) {
      say("I3", "an offer lay beyond its end");
    }
    known.live = undefined;
  } else {
    followOwner(known, event);
    if (known.isOver && known.live !== undefined) say("I1", "over, and still held out to somebody");
  }
}

function followOwner(known: Known, event: ContactEvent): void {
  const { type } = event;
  if (type === "contact_orphaned" || type === "owner_removed") known.owner = undefined;
  if (type === "access_barred" && event.leaves === known.owner) known.owner = undefined;
  if (type === "record_handed_over" || type === "contact_passed") known.owner = event.to;
  if (type === "contact_moved" && event.to === null) known.owner = undefined;
  if (type === "contact_abandoned" || type === "contact_closed") known.isOver = true;
  if (type === "contact_reopened") [known.isOver, known.owner] = [false, event.by];
}
