import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { findUnserved } from "@nightlight/commands/routing/audit-places";
import { connect } from "@nightlight/database/connection";
import { createSealing } from "@nightlight/database/sealing";
import { createWorld } from "@nightlight/database/world";

const LOOK_EVERY_MS = 500;

/** Looks on until it is stopped, and then says what it saw (I5). */
export type PlacesWatch = { stop(): Promise<readonly string[]> };

/**
 * Watches whether a free place stands beside a contact that could have it, by the matcher's own function. While something
 * is broken nobody is matched: only what lasts longer than `patienceMs` counts.
 */
export function watchPlaces(appUrl: string, patienceMs: number): PlacesWatch {
  const database = connect({ url: appUrl, connections: { system: 1, staff: 1, child: 1, gateway: 1, "sign-in": 1 } });
  const world = createWorld({ database, sealing: createSealing(randomBytes(32)), onCommitted: () => undefined });
  const since = new Map<string, number>();
  const found = new Set<string>();
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: over.signal }).catch(() => undefined);
      const now = performance.now();
      // Without a database nothing is seen, and nothing can be done: what waits begins to wait anew.
      const pairs = await findUnserved(world).catch(() => "away" as const);
      if (pairs === "away") since.clear();
      if (pairs === "away" || pairs === undefined) continue;
      for (const pair of since.keys()) if (!pairs.has(pair)) since.delete(pair);
      for (const [pair, contactId] of pairs) {
        const from = since.get(pair) ?? now;
        since.set(pair, from);
        if (now - from > patienceMs) found.add(`I5 ${contactId}: waits beside a free place that could have it`);
      }
    }
  })();
  return {
    async stop() {
      over.abort();
      await watching;
      await database.close();
      return [...found];
    },
  };
}
