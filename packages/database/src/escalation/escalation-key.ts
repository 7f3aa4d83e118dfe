import { randomBytes } from "node:crypto";
import type { Query } from "../connection.ts";
import type { Sealing } from "../sealing.ts";

const KEY_BYTES = 32;

/** Keys of escalations as one transaction's actor sees them, each asked for once. */
export type EscalationKeys = {
  create(escalationId: string): Promise<void>;
  /** Undefined when the actor may not see it or it was erased. */
  find(escalationId: string): Promise<Buffer | undefined>;
};

/**
 * An escalation has a key of its own: whoever it was sent to never needs the contact's. It is wrapped under the key of the
 * installation, so a new master key does not touch it.
 */
export function escalationKeys(query: Query, sealing: Sealing): EscalationKeys {
  const known = new Map<string, Promise<Buffer | undefined>>();
  const ask = async (escalationId: string): Promise<Buffer | undefined> => {
    const [row] = await query<{ wrapped_key: Buffer | null }>(
      "escalation-key",
      "select wrapped_key from escalation_key where escalation_id = $1",
      [escalationId],
    );
    if (!row?.wrapped_key) return undefined;
    return Buffer.from(sealing.openSecret(place(escalationId), row.wrapped_key), "base64");
  };
  return {
    async create(escalationId) {
      const key = randomBytes(KEY_BYTES);
      const wrapped = sealing.sealSecret(place(escalationId), key.toString("base64"));
      await query("escalation-key-create", "insert into escalation_key (escalation_id, wrapped_key) values ($1, $2)", [
        escalationId,
        wrapped,
      ]);
      known.set(escalationId, Promise.resolve(key));
    },
    find(escalationId) {
      const key = known.get(escalationId) ?? ask(escalationId);
      known.set(escalationId, key);
      return key;
    },
  };
}

function place(escalationId: string): string {
  return `escalation_key:${escalationId}`;
}
