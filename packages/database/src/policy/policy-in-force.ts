import { policyOf, STANDARD_POLICY, type RoutingPolicy } from "@nightlight/domain/policy/policy";
import type { Database } from "../connection.ts";

/** The policy in force, kept in memory: what decides asks here and waits for nothing. */
export type PolicyInForce = {
  readonly current: () => RoutingPolicy;
  readonly version: () => number;
  /** Looks whether there is a newer version; true when there was. */
  refresh(): Promise<boolean>;
};

/** One process's look at the policy. Until its first look it holds what comes with the program. */
export function policyInForce(database: Database): PolicyInForce {
  let version = 0;
  let policy = STANDARD_POLICY;
  return {
    current: () => policy,
    version: () => version,
    async refresh() {
      const [newer] = await database.transaction({ kind: "system" }, (query) =>
        query<{ version: number; value: Record<string, unknown> }>(
          "policy-newer",
          "select version, value from policy_version where version > $1 order by version desc limit 1",
          [version],
        ),
      );
      // An earlier look may come back later than the one after it.
      if (newer === undefined || newer.version <= version) return false;
      version = newer.version;
      policy = policyOf(newer.value);
      return true;
    },
  };
}
