import { createHash } from "node:crypto";
import type { Database } from "../connection.ts";
import type { Sealing } from "../sealing.ts";

/** A person's second factor: the secret of a code generator, and codes for when it is lost. */
export type FactorStore = {
  /** Keeps a new secret until its first code proves that it arrived; one confirmed before stays good meanwhile. */
  propose(personId: string, secret: string): Promise<void>;
  proposed(personId: string): Promise<string | undefined>;
  /** The proposed secret becomes the one; `step` is the time step of its first code. Replaces every recovery code. */
  confirm(personId: string, step: number, recoveryCodes: readonly string[]): Promise<boolean>;
  /** The confirmed secret, and the time by the database's clock. */
  secret(personId: string): Promise<{ readonly secret: string; readonly at: Date } | undefined>;
  /** Uses up a time step; false when it, or a later one, was used before: no code is good twice. */
  useStep(personId: string, step: number): Promise<boolean>;
  /** Uses up a recovery code; false when there is none such, or it was used. */
  useRecoveryCode(personId: string, code: string): Promise<boolean>;
  replaceRecoveryCodes(personId: string, codes: readonly string[]): Promise<void>;
  /** How many recovery codes are left. */
  countRecoveryCodes(personId: string): Promise<number>;
  now(): Promise<Date>;
};

/** Second factors on PostgreSQL: secrets sealed and bound to their person, codes hashed. */
export function createFactorStore(database: Pick<Database, "signIn" | "transaction">, sealing: Sealing): FactorStore {
  const { signIn: query } = database;
  const insertCodes = `insert into recovery_code (person_id, code_hash) select $1, unnest($2::bytea[])`;
  const hashes = (personId: string, codes: readonly string[]) => codes.map((code) => hashOf(personId, code));
  return {
    async propose(personId, secret) {
      await query(
        "factor-propose",
        `insert into second_factor (person_id, pending_sealed) values ($1, $2)
           on conflict (person_id) do update set pending_sealed = excluded.pending_sealed`,
        [personId, sealing.sealSecret(placeOf(personId), secret)],
      );
    },
    async proposed(personId) {
      const [row] = await query<{ pending_sealed: Buffer | null }>(
        "factor-proposed",
        "select pending_sealed from second_factor where person_id = $1",
        [personId],
      );
      const sealed = row?.pending_sealed ?? undefined;
      return sealed && sealing.openSecret(placeOf(personId), sealed);
    },
    confirm: (personId, step, recoveryCodes) =>
      database.transaction({ kind: "sign-in" }, async (run) => {
        const rows = await run(
          "factor-confirm",
          `update second_factor set sealed = pending_sealed, pending_sealed = null, last_step = $2,
             confirmed_at = clock_timestamp()
             where person_id = $1 and pending_sealed is not null returning person_id`,
          [personId, step],
        );
        if (rows.length === 0) return false;
        await run("recovery-clear", "delete from recovery_code where person_id = $1", [personId]);
        await run("recovery-insert", insertCodes, [personId, hashes(personId, recoveryCodes)]);
        return true;
      }),
    async secret(personId) {
      const [row] = await query<{ sealed: Buffer; at: Date }>(
        "factor-secret",
        "select sealed, clock_timestamp() as at from second_factor where person_id = $1 and confirmed_at is not null",
        [personId],
      );
      return row && { secret: sealing.openSecret(placeOf(personId), row.sealed), at: row.at };
    },
    async useStep(personId, step) {
      const rows = await query(
        "factor-step",
        "update second_factor set last_step = $2 where person_id = $1 and last_step < $2 returning person_id",
        [personId, step],
      );
      return rows.length > 0;
    },
    async useRecoveryCode(personId, code) {
      const rows = await query(
        "recovery-use",
        `update recovery_code set used_at = clock_timestamp()
           where person_id = $1 and code_hash = $2 and used_at is null returning person_id`,
        [personId, hashOf(personId, code)],
      );
      return rows.length > 0;
    },
    replaceRecoveryCodes: (personId, codes) =>
      database.transaction({ kind: "sign-in" }, async (run) => {
        await run("recovery-clear", "delete from recovery_code where person_id = $1", [personId]);
        await run("recovery-insert", insertCodes, [personId, hashes(personId, codes)]);
      }),
    async countRecoveryCodes(personId) {
      const [row] = await query<{ left: number }>(
        "recovery-count",
        "select count(*)::int as left from recovery_code where person_id = $1 and used_at is null",
        [personId],
      );
      return row?.left ?? 0;
    },
    async now() {
      const [row] = await query<{ now: Date }>("now", "select clock_timestamp() as now", []);
      if (row === undefined) throw new Error("The database did not tell the time");
      return row.now;
    },
  };
}

/** What a second factor's secret is bound to; changing master keys has to name the same place. */
export function placeOf(personId: string): string {
  return `second-factor:${personId}`;
}

// A recovery code holds 80 random bits: nobody finds it from its hash, so it needs no slow one.
function hashOf(personId: string, code: string): Buffer {
  return createHash("sha256").update(`${personId}:${code}`).digest();
}
