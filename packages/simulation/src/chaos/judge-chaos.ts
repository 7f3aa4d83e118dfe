import { asOwner } from "@nightlight/database/migrate";
import { connect } from "@nightlight/database/connection";
import { audit } from "@nightlight/database/auditor";
import { checkHistory } from "../history/check-history.ts";
import type { ClientEntry } from "../history/client-log.ts";
import { readHistory } from "../history/read-history.ts";

export type ChaosVerdict = {
  readonly arrived: number;
  readonly closed: number;
  readonly lost: number;
  readonly doubled: number;
  readonly violations: readonly string[];
};

/** Reads everything that a run left, when it is over, and says what is wrong with it. */
export async function judgeChaos(
  { ownerUrl, appUrl }: { readonly ownerUrl: string; readonly appUrl: string },
  clients: readonly ClientEntry[],
  graceMs: number,
  /** What was seen to be wrong while it happened. */
  found: readonly string[] = [],
): Promise<ChaosVerdict> {
  const history = { ...(await asOwner(ownerUrl, readHistory)), clients, graceMs };
  const database = connect({ url: appUrl });
  const broken = await audit(database).finally(() => database.close());
  const acknowledged = new Set(
    clients.flatMap(({ act, phase, contactId }) => (act === "arrive" && phase === "ok" ? [contactId ?? ""] : [])),
  );
  const closed = new Set(
    history.contacts.flatMap(({ id, state }) =>
      state.status === "closed" || state.status === "abandoned" ? [id] : [],
    ),
  );
  const takes = new Map<string, number>();
  for (const { contactId, event } of history.log) {
    if (event.type === "offer_accepted" && event.from === undefined)
      takes.set(contactId, (takes.get(contactId) ?? 0) + 1);
    if (event.type === "contact_orphaned" || event.type === "owner_removed") takes.set(contactId, 0);
  }
  return {
    arrived: acknowledged.size,
    closed: [...acknowledged].filter((id) => closed.has(id)).length,
    lost: [...acknowledged].filter((id) => !closed.has(id)).length,
    doubled: [...takes.values()].filter((times) => times > 1).length,
    violations: [
      ...found,
      ...checkHistory(history).map(({ invariant, subjectId, what }) => `${invariant} ${subjectId}: ${what}`),
      ...broken.map(({ invariant, contactId }) => `${contactId}: ${invariant}`),
    ],
  };
}

/** How many contacts are not over yet. */
export function countOpen(ownerUrl: string): Promise<number> {
  return asOwner(ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ n: number }>(
      "select count(*)::int as n from contact where status not in ('closed', 'abandoned')",
    );
    return rows[0]?.n ?? 0;
  });
}
