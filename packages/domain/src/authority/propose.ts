import {
  AUTHORITY_LEVELS,
  isInForce,
  isUnitBarred,
  type Authority,
  type AuthorityKind,
  type AuthorityLevel,
} from "./authority.ts";

/**
 * Which kind of unit answers for a matter on each level. In the commune the People's Committee protects children; above
 * it that is the work of the health departments and their ministry (Decree 42/2025). The police answer in their own line.
 */
export const LINES = {
  peoples_committee: { commune: "peoples_committee", province: "health", ministry: "health" },
  police: { commune: "police", province: "police", ministry: "police" },
  health: { commune: "health", province: "health", ministry: "health" },
  home_affairs: { commune: "peoples_committee", province: "home_affairs", ministry: "home_affairs" },
  education: { commune: "peoples_committee", province: "education", ministry: "education" },
  social_work: { commune: "peoples_committee", province: "social_work", ministry: "health" },
} as const satisfies Readonly<Record<AuthorityKind, Readonly<Record<AuthorityLevel, AuthorityKind>>>>;

/** Where something happened, as far as it is known. */
export type PlaceKnown = {
  /** Code of the commune, 5 digits. */
  readonly commune: string | undefined;
  /** Code of the province, 2 digits. */
  readonly province: string | undefined;
};

/** Why a level was passed over: nobody there, or everybody there may be part of the danger. */
export type Skipped = { readonly level: AuthorityLevel; readonly why: "place-unknown" | "no-unit" | "barred" };

export type Proposal = {
  /** Whom to address, nearest first; every later one stands above, and is climbed to. Empty: the shift lead decides. */
  readonly ladder: readonly Authority[];
  readonly skipped: readonly Skipped[];
};

export type Matter = {
  readonly place: PlaceKnown;
  readonly kind: AuthorityKind;
  /** Units around the place, with all that stand above them. */
  readonly directory: readonly Authority[];
  /** People and units that must not learn of it; a barred unit bars the units below it. */
  readonly barred: readonly string[];
  readonly at: Date;
};

/**
 * Proposes who acts for a child: the unit of the place, then level by level upwards. Barred units and their sub-units are
 * passed over, and so are levels without a unit in force: the level above takes their place, and nothing is swallowed.
 */
export function authorityFor({ place, kind, directory, barred, at }: Matter): Proposal {
  const ladder: Authority[] = [];
  const skipped: Skipped[] = [];
  for (const level of AUTHORITY_LEVELS) {
    const code = codeOn(level, place);
    const there = directory.filter(
      (unit) =>
        unit.level === level && unit.kind === LINES[kind][level] && unit.placeCode === code && isInForce(unit, at),
    );
    const open = there.filter((unit) => !isUnitBarred(unit.id, directory, barred)).sort(byTrust);
    const [first] = open;
    if (level !== "ministry" && code === undefined) skipped.push({ level, why: "place-unknown" });
    else if (there.length === 0) skipped.push({ level, why: "no-unit" });
    else if (first === undefined) skipped.push({ level, why: "barred" });
    else ladder.push(first);
  }
  return { ladder, skipped };
}

function codeOn(level: AuthorityLevel, { commune, province }: PlaceKnown): string | undefined {
  switch (level) {
    case "commune":
      return commune;
    case "province":
      return province;
    case "ministry":
      return undefined;
  }
}

/** Of two units for the same work, whoever was made sure of last; then by id, so that the proposal does not waver. */
function byTrust(one: Authority, other: Authority): number {
  const difference = (other.verifiedAt?.getTime() ?? 0) - (one.verifiedAt?.getTime() ?? 0);
  return difference === 0 ? (one.id < other.id ? -1 : 1) : difference;
}
