import type { Role } from "../access/access.ts";
import { contradictionsOf } from "./checks.ts";
import { fits, POLICY_KEYS, rowOf, type PolicyKey, type RoutingPolicy } from "./policy.ts";
import type { PolicyRow } from "./row.ts";

export type PolicyChanges = Readonly<Record<string, number | string>>;

export type PolicyRefusal = "policy-unknown" | "policy-not-yours" | "policy-out-of-bounds" | "policy-contradiction";

/** What is wrong, by row, in both languages. */
export type PolicyFault = { readonly path: string; readonly label: { readonly vi: string; readonly en: string } };

export type PolicyDecision =
  | { readonly ok: true; readonly value: RoutingPolicy }
  | { readonly ok: false; readonly refusal: PolicyRefusal; readonly faults: readonly PolicyFault[] };

/**
 * What a policy becomes. Refuses a row that there is not, that is somebody else's to change, a value beyond its bounds,
 * and values that contradict each other; every fault is named.
 */
export function changePolicy(current: RoutingPolicy, changes: PolicyChanges, roles: readonly Role[]): PolicyDecision {
  const unknown = Object.keys(changes).filter((key) => !isKey(key));
  if (unknown.length > 0)
    return refused(
      "policy-unknown",
      unknown.map((path) => ({ path, label: { vi: path, en: path } })),
    );
  const keys = changedKeys(current, { ...current, ...changes });
  const foreign = keys.filter((key) => !rowOf(key).editors.some((role) => roles.includes(role)));
  if (foreign.length > 0) return refused("policy-not-yours", foreign.map(named));
  const beyond = keys.filter((key) => !fits(rowOf(key), changes[key]));
  if (beyond.length > 0) return refused("policy-out-of-bounds", beyond.map(withBounds));
  const value = { ...current, ...changes };
  const against = contradictionsOf(value);
  if (against.length === 0) return { ok: true, value };
  return refused(
    "policy-contradiction",
    against.map(({ keys: [path = ""], vi, en }) => ({ path, label: { vi, en } })),
  );
}

/** The rows in which two policies differ. */
export function changedKeys(one: RoutingPolicy, other: RoutingPolicy): readonly PolicyKey[] {
  return POLICY_KEYS.filter((key) => one[key] !== other[key]);
}

function isKey(key: string): key is PolicyKey {
  return POLICY_KEYS.some((each) => each === key);
}

function refused(refusal: PolicyRefusal, faults: readonly PolicyFault[]): PolicyDecision {
  return { ok: false, refusal, faults };
}

function named(path: PolicyKey): PolicyFault {
  const { vi, en } = rowOf(path).words;
  return { path, label: { vi: vi.name, en: en.name } };
}

function withBounds(path: PolicyKey): PolicyFault {
  const row = rowOf(path);
  const bounds = boundsOf(row);
  const { vi, en } = row.words;
  return { path, label: { vi: `${vi.name} (${bounds})`, en: `${en.name} (${bounds})` } };
}

function boundsOf(row: PolicyRow): string {
  if (row.kind === "lane") return row.choices.join(", ");
  if (row.kind === "number") return `${String(row.min)}–${String(row.max)}`;
  return row.shape === "phone" ? "0–9" : `1–${String(row.max)}`;
}
