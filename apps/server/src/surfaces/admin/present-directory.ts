import type { AuthorityHistory } from "@nightlight/commands/authority/authority-store";
import type { DirectoryUnit } from "@nightlight/commands/authority/read-directory";
import type { UnitRow, UnitView } from "@nightlight/contracts/admin/directory";
import type { Authority } from "@nightlight/domain/authority/authority";
import type { KeptAuthority } from "@nightlight/domain/authority/change-authority";

type Entry = UnitView["history"][number];
type Changed = Entry["fields"][number];

/** A unit in the list. */
export function presentUnitRow(unit: Authority): UnitRow {
  const { id, name, level, kind, phone, validFrom, validTo, verifiedAt } = unit;
  return {
    ...{ id, name, level, kind },
    phone: phone ?? null,
    validFrom: validFrom.toISOString(),
    validTo: validTo?.toISOString() ?? null,
    verifiedAt: verifiedAt?.toISOString() ?? null,
  };
}

/** A unit with everything that an administrator keeps about it. */
export function presentUnit(read: DirectoryUnit): UnitView {
  const { kept, history, names, officers, unitsBelow, place, staff } = read;
  const { unit, duties, version } = kept;
  const named = (id: string) => ({ id, name: names.get(id) ?? "–" });
  return {
    ...presentUnitRow(unit),
    version,
    place: place ?? unit.placeCode ?? null,
    above: unit.parentId === undefined ? null : named(unit.parentId),
    email: unit.email ?? null,
    successors: unit.successorIds.map(named),
    duties: duties.map(({ personId, weekdays, ...duty }) => ({
      ...duty,
      weekdays: [...weekdays],
      personId: personId ?? null,
    })),
    officers: [...officers],
    unitsBelow,
    canUndo: history[0] !== undefined && history[0].act !== "undone",
    history: history.map((each) =>
      presentEntry(each, { unitOf: (id) => named(id).name, personOf: (id) => staff.get(id) ?? "–" }),
    ),
  };
}

function presentEntry(
  { act, by, at, before, after }: AuthorityHistory,
  names: { readonly unitOf: (id: string) => string; readonly personOf: (id: string) => string },
): Entry {
  return {
    act,
    by: names.personOf(by),
    at: at.toISOString(),
    fields: before === undefined ? [] : changesOf(before, after, names.unitOf),
  };
}

/** What is not as it was before. Whoever reads "changed" wants to know from what. */
function changesOf(before: KeptAuthority, after: KeptAuthority, nameOf: (id: string) => string): Changed[] {
  const [was, is] = [before.unit, after.unit];
  const changes: Changed[] = [];
  if (was.name !== is.name) changes.push({ field: "name", before: was.name });
  if (was.parentId !== is.parentId) {
    changes.push({ field: "above", before: was.parentId === undefined ? null : nameOf(was.parentId) });
  }
  if (was.phone !== is.phone) changes.push({ field: "phone", before: was.phone ?? null });
  if (was.email !== is.email) changes.push({ field: "email", before: was.email ?? null });
  if (was.validTo?.getTime() !== is.validTo?.getTime()) changes.push({ field: "end", before: null });
  if (String(was.successorIds) !== String(is.successorIds)) changes.push({ field: "successors", before: null });
  if (was.verifiedAt?.getTime() !== is.verifiedAt?.getTime()) changes.push({ field: "verified", before: null });
  if (JSON.stringify(before.duties) !== JSON.stringify(after.duties)) {
    changes.push({ field: "duties", before: before.duties.map(({ name, phone }) => `${name} ${phone}`).join(", ") });
  }
  return changes;
}
