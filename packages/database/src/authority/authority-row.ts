import type { Authority, AuthorityKind, AuthorityLevel } from "@nightlight/domain/authority/authority";
import type { KeptAuthority } from "@nightlight/domain/authority/change-authority";
import type { Duty } from "@nightlight/domain/authority/duty";

export type AuthorityRow = {
  id: string;
  parent_id: string | null;
  level: AuthorityLevel;
  kind: AuthorityKind;
  place_code: string | null;
  name: string;
  phone: string | null;
  email: string | null;
  valid_from: Date;
  valid_to: Date | null;
  successor_ids: string[];
  verified_at: Date | null;
};

export type DutyRow = {
  person_id: string | null;
  name: string;
  phone: string;
  weekdays: number[];
  from_local: string;
  duration_minutes: number;
  time_zone: string;
};

export const AUTHORITY_COLUMNS = `a.id, a.parent_id, a.level, a.kind, a.place_code, a.name, a.phone, a.email, a.valid_from, a.valid_to,
  a.successor_ids, a.verified_at`;

export const DUTY_COLUMNS = "person_id, name, phone, weekdays, from_local, duration_minutes, time_zone";

export function authorityOf(row: AuthorityRow): Authority {
  return {
    id: row.id,
    parentId: row.parent_id ?? undefined,
    level: row.level,
    kind: row.kind,
    placeCode: row.place_code ?? undefined,
    name: row.name,
    phone: row.phone ?? undefined,
    email: row.email ?? undefined,
    validFrom: row.valid_from,
    validTo: row.valid_to ?? undefined,
    successorIds: row.successor_ids,
    verifiedAt: row.verified_at ?? undefined,
  };
}

export function dutyOf(row: DutyRow): Duty {
  return {
    personId: row.person_id ?? undefined,
    name: row.name,
    phone: row.phone,
    weekdays: row.weekdays,
    fromLocal: row.from_local,
    durationMinutes: row.duration_minutes,
    timeZone: row.time_zone,
  };
}

/** How a unit stood, as history keeps it: JSON has neither times nor what is undefined. */
export type KeptJson = {
  readonly unit: Omit<
    Authority,
    "validFrom" | "validTo" | "verifiedAt" | "parentId" | "placeCode" | "phone" | "email"
  > & {
    readonly parentId: string | null;
    readonly placeCode: string | null;
    readonly phone: string | null;
    readonly email: string | null;
    readonly validFrom: string;
    readonly validTo: string | null;
    readonly verifiedAt: string | null;
  };
  readonly duties: readonly (Omit<Duty, "personId"> & { readonly personId: string | null })[];
  readonly version: number;
};

export function jsonOf({ unit, duties, version }: KeptAuthority): KeptJson {
  return {
    unit: {
      ...unit,
      parentId: unit.parentId ?? null,
      placeCode: unit.placeCode ?? null,
      phone: unit.phone ?? null,
      email: unit.email ?? null,
      validFrom: unit.validFrom.toISOString(),
      validTo: unit.validTo?.toISOString() ?? null,
      verifiedAt: unit.verifiedAt?.toISOString() ?? null,
    },
    duties: duties.map((duty) => ({ ...duty, personId: duty.personId ?? null })),
    version,
  };
}

export function keptOf({ unit, duties, version }: KeptJson): KeptAuthority {
  return {
    unit: {
      ...unit,
      parentId: unit.parentId ?? undefined,
      placeCode: unit.placeCode ?? undefined,
      phone: unit.phone ?? undefined,
      email: unit.email ?? undefined,
      validFrom: new Date(unit.validFrom),
      validTo: unit.validTo === null ? undefined : new Date(unit.validTo),
      verifiedAt: unit.verifiedAt === null ? undefined : new Date(unit.verifiedAt),
    },
    duties: duties.map((duty) => ({ ...duty, personId: duty.personId ?? undefined })),
    version,
  };
}
