import type { PolicyStore, PolicyVersion } from "@nightlight/commands/policy/policy-store";
import { policyOf } from "@nightlight/domain/policy/policy";
import { idOf, type DatabaseActor, type Query } from "../connection.ts";
import type { Sealing } from "../sealing.ts";

type Row = {
  version: number;
  value: Record<string, unknown>;
  from_at: Date;
  made_by: string | null;
  sealed: Buffer | null;
};

const COLUMNS = "version, value, from_at, made_by, sealed";

/** Versions of the routing policy in PostgreSQL, their reasons sealed. */
export function policyStore(query: Query, actor: DatabaseActor, sealing: Sealing): PolicyStore {
  return {
    async history() {
      const rows = await query<Row>(
        "policy-history",
        `select ${COLUMNS} from policy_version order by version desc`,
        [],
      );
      return rows.map((row) => versionOf(row, sealing));
    },
    async add({ version, policy, why }) {
      const [row] = await query<Row>(
        "policy-add",
        `insert into policy_version (version, value, from_at, made_by, sealed) values ($1, $2, clock_timestamp(), $3, $4)
         on conflict (version) do nothing returning ${COLUMNS}`,
        [version, JSON.stringify(policy), idOf(actor), sealing.sealSecret(placeOf(version), why)],
      );
      return row && versionOf(row, sealing);
    },
  };
}

function versionOf(row: Row, sealing: Sealing): PolicyVersion {
  return {
    version: row.version,
    policy: policyOf(row.value),
    from: row.from_at,
    by: row.made_by ?? undefined,
    why: row.sealed === null ? undefined : sealing.openSecret(placeOf(row.version), row.sealed),
  };
}

function placeOf(version: number): string {
  return `policy_version/${String(version)}/why`;
}
