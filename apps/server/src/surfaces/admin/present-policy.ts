import type { PolicyVersion } from "@nightlight/commands/policy/policy-store";
import type { PolicyRowView, PolicyVersionView, PolicyView } from "@nightlight/contracts/admin/policy";
import type { Role } from "@nightlight/domain/access/access";
import { changedKeys } from "@nightlight/domain/policy/change-policy";
import { POLICY_KEYS, rowOf, type PolicyKey } from "@nightlight/domain/policy/policy";
import type { PolicyRow } from "@nightlight/domain/policy/row";
import type { Names } from "../supervisor/present-access.ts";

type Change = PolicyVersionView["changes"][number];
type Kept = PolicyVersion & { readonly changes: readonly Change[] };

/** The policy as it is edited: each row with its bounds and its last change, and how it came to be. */
export function presentPolicy(history: readonly PolicyVersion[], roles: readonly Role[], names: Names): PolicyView {
  const [current] = history;
  if (current === undefined) throw new Error("No policy is in force");
  const kept = history.map((version, index): Kept => {
    const before = history[index + 1]?.policy;
    const keys = before === undefined ? [] : changedKeys(before, version.policy);
    return {
      ...version,
      changes: keys.flatMap((key) =>
        before === undefined ? [] : [{ key, from: before[key], to: version.policy[key] }],
      ),
    };
  });
  return {
    version: current.version,
    rows: POLICY_KEYS.map((key) => presentRow(key, current, kept, roles, names)),
    versions: kept.map(({ version, from, by, why, changes }) => ({
      version,
      from: from.toISOString(),
      by: by === undefined ? null : names(by),
      why: why ?? null,
      changes: [...changes],
    })),
  };
}

function presentRow(
  key: PolicyKey,
  { policy }: PolicyVersion,
  history: readonly Kept[],
  roles: readonly Role[],
  names: Names,
): PolicyRowView {
  const row = rowOf(key);
  const last = history.find(({ changes }) => changes.some((change) => change.key === key));
  return {
    key,
    group: row.group,
    words: row.words,
    value: policy[key],
    standard: row.standard,
    bounds: boundsOf(row),
    isMine: row.editors.some((role) => roles.includes(role)),
    editors: [...row.editors],
    changed:
      last?.by === undefined
        ? null
        : { version: last.version, at: last.from.toISOString(), by: names(last.by).name, why: last.why ?? "" },
  };
}

function boundsOf(row: PolicyRow): PolicyRowView["bounds"] {
  if (row.kind === "lane") return { kind: "lane", choices: [...row.choices] };
  if (row.kind === "text") return { kind: "text", shape: row.shape, max: row.max };
  return { kind: "number", unit: row.unit, min: row.min, max: row.max };
}
