import { setTimeout as sleep } from "node:timers/promises";
import { audit, auditTimes } from "@nightlight/database/auditor";
import { connect } from "@nightlight/database/connection";
import { judgeChaos } from "../chaos/judge-chaos.ts";

/** As often as the server looks. */
const EVERY_MS = 5_000;
/** What was begun may end late by all of this. */
const GRACE_MS = 10_000;

/** Lets a story happen while the auditor looks every few seconds; then the checker of histories reads everything it left. */
export async function auditWhile<Value>(
  { appUrl, ownerUrl }: { readonly appUrl: string; readonly ownerUrl: string },
  story: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly violations: readonly string[] }> {
  const database = connect({ url: appUrl, connections: { system: 1, staff: 1, child: 1, gateway: 1, "sign-in": 1 } });
  const found = new Set<string>();
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) {
      await sleep(EVERY_MS, undefined, { signal: over.signal }).catch(() => undefined);
      const broken = [...(await audit(database)), ...(await auditTimes(database))];
      for (const { invariant, contactId } of broken) found.add(`${contactId}: ${invariant}`);
    }
  })();
  try {
    const value = await story().finally(() => {
      over.abort();
    });
    await watching;
    const { violations } = await judgeChaos({ appUrl, ownerUrl }, [], GRACE_MS);
    return { value, violations: [...new Set([...found, ...violations])] };
  } finally {
    await watching.catch(() => undefined);
    await database.close();
  }
}
