import type { PolicyRowView } from "@nightlight/contracts/admin/policy";
import { useTranslations } from "use-intl";
import { LANES } from "@nightlight/domain/contact/lane";
import type { Value } from "./draft.ts";

/** A value as it is read: a lane by its name, a number with its unit. */
export function useValueWord(): (row: PolicyRowView | undefined, value: Value) => string {
  const lane = useTranslations("words.lane");
  const unit = useTranslations("policy.unit");
  return (row, value) => {
    if (typeof value === "string") {
      const known = row?.bounds.kind === "text" ? undefined : LANES.find((each) => each === value);
      return known === undefined ? value : lane(known);
    }
    if (row?.bounds.kind !== "number") return String(value);
    return `${String(value)} ${unit(row.bounds.unit, { count: value })}`;
  };
}
