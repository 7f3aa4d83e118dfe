import type { PolicyStore } from "@nightlight/commands/policy/policy-store";
import type { Transaction } from "./tables.ts";

/** Versions of the routing policy in memory. */
export function policyStore({ actor, tables, now }: Transaction): PolicyStore {
  return {
    history: async () => [...tables.policyVersions.values()].sort((one, other) => other.version - one.version),
    async add({ version, policy, why }) {
      const mayAdd =
        actor.kind === "staff" && actor.roles.some((role) => role === "administrator" || role === "clinical_lead");
      if (!mayAdd || version < 2) throw new Error("Not theirs to change");
      if (tables.policyVersions.has(version)) return undefined;
      const added = { version, policy, from: now(), by: actor.id, why };
      tables.policyVersions.set(version, added);
      return added;
    },
  };
}
