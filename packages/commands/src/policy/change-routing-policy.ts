import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import {
  changedKeys,
  changePolicy,
  type PolicyChanges,
  type PolicyFault,
  type PolicyRefusal,
} from "@nightlight/domain/policy/change-policy";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import type { PolicyVersion } from "./policy-store.ts";

export type PolicyChange = {
  /** The version that was on screen. */
  readonly version: number;
  readonly changes: PolicyChanges;
  readonly why: string;
};

export type PolicyAnswer =
  | { readonly ok: true; readonly value: readonly PolicyVersion[] }
  | {
      readonly ok: false;
      readonly refusal: PolicyRefusal | "policy-changed" | "not-found";
      readonly faults?: readonly PolicyFault[];
    };

/** Every version of the policy, newest first. */
export function readPolicy(world: World, actor: Staff): Promise<Result<readonly PolicyVersion[], "not-found">> {
  return world.transaction(actor, async ({ policies }) =>
    may(actor, "policy.read") ? accept(await policies.history()) : refuse("not-found"),
  );
}

/**
 * Puts changed numbers in force, as a version with a reason. Refused when somebody else changed the policy meanwhile;
 * a repeat of one's own change, and a change of nothing, change nothing.
 */
export function changeRoutingPolicy(world: World, actor: Staff, change: PolicyChange): Promise<PolicyAnswer> {
  return world.transaction(actor, async ({ policies, audit }): Promise<PolicyAnswer> => {
    if (!may(actor, "policy.change")) return refuse("not-found");
    const history = await policies.history();
    const [current] = history;
    if (current === undefined) throw new Error("No policy is in force");
    const seen = history.find(({ version }) => version === change.version);
    if (seen === undefined) return refuse("policy-changed");
    const decision = changePolicy(seen.policy, change.changes, actor.roles);
    if (!decision.ok) return decision;
    if (current !== seen) {
      const isRepeat = current.version === seen.version + 1 && current.by === actor.id;
      const isSame = changedKeys(current.policy, decision.value).length === 0;
      return isRepeat && isSame ? accept(history) : refuse("policy-changed");
    }
    const keys = changedKeys(seen.policy, decision.value);
    if (keys.length === 0) return accept(history);
    const version = seen.version + 1;
    const added = await policies.add({ version, policy: decision.value, why: change.why });
    if (added === undefined) return refuse("policy-changed");
    await audit.write({
      action: "policy.changed",
      subject: { kind: "policy", id: String(version) },
      details: { rows: keys.join(",").slice(0, 200), count: keys.length },
    });
    return accept([added, ...history]);
  });
}
