import type { ClientEntry } from "./client-log.ts";
import type { History, Report } from "./history.ts";

/**
 * Holds what clients were told against what is written down: everything acknowledged is there and there once (I4), an
 * accepted offer was taken by nobody else (I1), versions never go back for anybody (I8), and a screen whose lease was
 * taken over is not kept alive by the old one (I3).
 */
export function checkClients(history: History, report: Report): void {
  const written = whatIsWritten(history);
  const keys = new Map<string, string>();
  for (const entry of history.clients) {
    if (entry.phase !== "ok") continue;
    const { act, contactId, offerId, key, version } = entry;
    const last = contactId === undefined ? undefined : written.versions.get(contactId);
    if (contactId !== undefined && last === undefined)
      report("I4", contactId, `${act} was acknowledged and is nowhere`);
    if (contactId !== undefined && version !== undefined && last !== undefined && version > last) {
      report("I4", contactId, `${act} was acknowledged as version ${String(version)}, and the log ends before`);
    }
    if (act === "arrive" && key !== undefined && contactId !== undefined) {
      if ((keys.get(key) ?? contactId) !== contactId) report("I4", contactId, "one arrival became two contacts");
      keys.set(key, contactId);
    }
    if (act === "accept" && offerId !== undefined && !written.accepted.has(offerId)) {
      report("I4", contactId ?? offerId, "an accepted offer was acknowledged, and nobody took it");
    }
    if (act === "told-of-offer" && offerId !== undefined && !written.offers.has(offerId)) {
      report("I4", contactId ?? offerId, "somebody was told of an offer that was never made");
    }
  }
  for (const [client, entries] of Map.groupBy(history.clients, (entry) => entry.client)) {
    checkOrder(client, entries, report);
  }
}

function whatIsWritten({ log }: History) {
  const versions = new Map<string, number>();
  const [offers, accepted] = [new Set<string>(), new Set<string>()];
  for (const { contactId, version, event } of log) {
    versions.set(contactId, Math.max(version, versions.get(contactId) ?? 0));
    if (event.type === "offer_made") offers.add(event.offerId);
    if (event.type === "offer_accepted") accepted.add(event.offerId);
  }
  return { versions, offers, accepted };
}

/** What a client asked for after an answer knows at least what that answer knew. */
function checkOrder(client: string, entries: readonly ClientEntry[], report: Report): void {
  const newest = new Map<string, number>();
  const asked = new Map<number, { readonly versions: ReadonlyMap<string, number>; readonly epoch: number }>();
  let epoch = 0;
  for (const entry of entries) {
    if (entry.phase === "invoke") {
      asked.set(entry.op, { versions: new Map(newest), epoch });
      continue;
    }
    if (entry.phase !== "ok") continue;
    const { contactId, version } = entry;
    const before = asked.get(entry.op);
    if (contactId !== undefined && version !== undefined) {
      // What came by itself was asked for by nobody: it is as new as it comes.
      const seen = (before === undefined ? newest : before.versions).get(contactId) ?? 0;
      if (version < seen) {
        report("I8", contactId, `${client} had seen version ${String(seen)} and was shown ${String(version)}`);
      }
      newest.set(contactId, Math.max(version, newest.get(contactId) ?? 0));
    }
    if (entry.act === "renew-lease" && entry.epoch !== undefined && entry.epoch < (before?.epoch ?? 0)) {
      report("I3", client, `the lease of epoch ${String(entry.epoch)} was kept alive after it had been taken over`);
    }
    if (entry.act === "hold-lease" && entry.epoch !== undefined) epoch = Math.max(epoch, entry.epoch);
  }
}
