import type { IdentityStore } from "@nightlight/commands/access/access-stores";
import { identitySpellings, plainIdentity } from "@nightlight/domain/access/opening";
import { NO_PAST } from "@nightlight/domain/contact/entry-lane";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import type { Sealing } from "../sealing.ts";

const ENDING = 3;

type PastRow = {
  was_cut_off: boolean;
  has_open_danger: boolean;
  silent_today: number;
  gave_up_from: Date | null;
  restricted: boolean;
};

/** Own numbers of staff in PostgreSQL: a keyed hash and the last characters, never the whole. */
export function identityStore(
  query: Query,
  actor: DatabaseActor,
  sealing: Sealing,
  policy: RoutingPolicy,
): IdentityStore {
  const hashOf = (identity: string): Buffer => sealing.exactHash(plainIdentity(identity));
  const hashesOf = (identity: string): Buffer[] => identitySpellings(identity).map(sealing.exactHash);
  return {
    async register(identity) {
      await query(
        "identity-register",
        `insert into person_identity (person_id, exact_hash, ending, registered_at)
         values ($1, $2, $3, clock_timestamp()) on conflict do nothing`,
        [idOf(actor), hashOf(identity), plainIdentity(identity).slice(-ENDING)],
      );
    },
    async list() {
      const rows = await query<{ id: string; ending: string; registered_at: Date }>(
        "identity-list",
        "select id, ending, registered_at from person_identity where person_id = $1 order by registered_at, ending",
        [idOf(actor)],
      );
      return rows.map((row) => ({ id: row.id, ending: row.ending, registeredAt: row.registered_at }));
    },
    async remove(id) {
      const removed = await query(
        "identity-remove",
        "delete from person_identity where id = $1 and person_id = $2 returning id",
        [id, idOf(actor)],
      );
      return removed.length > 0;
    },
    async ownersOf(identity) {
      const rows = await query<{ id: string }>("identity-owners", "select people_of_identity($1) as id", [
        hashesOf(identity),
      ]);
      return rows.map(({ id }) => id);
    },
    async pastOf(identity) {
      const [row] = await query<PastRow>(
        "identity-past",
        `select p.*, is_restricted($1, clock_timestamp()) as restricted
         from past_of_identity($1, clock_timestamp(), $2, $3) p`,
        [hashesOf(identity), policy.afterDropMinutes, policy.returnMinutes],
      );
      if (row === undefined) return NO_PAST;
      const { was_cut_off: wasCutOff, has_open_danger: hasOpenDanger, silent_today: silentToday } = row;
      const gaveUpFrom = row.gave_up_from ?? undefined;
      return { wasCutOff, hasOpenDanger, silentToday, gaveUpFrom, isRestricted: row.restricted };
    },
    async contactsFrom(identity) {
      const rows = await query<{ id: string }>("identity-contacts", "select contacts_of_identity($1) as id", [
        hashesOf(identity),
      ]);
      return rows.map(({ id }) => id);
    },
  };
}
