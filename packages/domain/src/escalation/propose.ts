import { isUnitBarred, type Authority } from "../authority/authority.ts";
import { authorityFor, type PlaceKnown } from "../authority/propose.ts";
import type { Above } from "./decide.ts";

/** Why an authority is the one that is proposed. */
export const PROPOSED_BECAUSE = [
  "incident_place",
  "home_place",
  "province_only",
  "barred_below",
  "no_unit_below",
  "place_unknown",
  "chosen",
] as const;

export type ProposedBecause = (typeof PROPOSED_BECAUSE)[number];

/** Where it happened, or else where the child lives, as far as the record knows. */
export type PlaceOfMatter = PlaceKnown & { readonly from: "incident" | "home" | "nowhere" };

export type Proposal = {
  readonly authority: Authority | undefined;
  readonly because: ProposedBecause;
  /** Who else could be asked: everybody around who is not barred, nearest first. */
  readonly others: readonly Authority[];
};

type Around = {
  readonly place: PlaceOfMatter;
  readonly directory: readonly Authority[];
  readonly barred: readonly string[];
  readonly at: Date;
};

const FROM_THE_GROUND_UP = { commune: 0, province: 1, ministry: 2 } as const;

/**
 * Whom to put a matter before. Where it happened acts first; a barred unit and everything below it is passed over, and a
 * level without a unit too. A place that nobody knows is a matter for the shift lead, not for a guess.
 */
export function propose({ place, directory, barred, at }: Around, chosenId?: string): Proposal {
  const { ladder, skipped } = authorityFor({ place, kind: "peoples_committee", directory, barred, at });
  const open = directory
    .filter(({ id }) => !isUnitBarred(id, directory, barred))
    .sort((a, b) => FROM_THE_GROUND_UP[a.level] - FROM_THE_GROUND_UP[b.level] || (a.name < b.name ? -1 : 1));
  const chosen = chosenId === undefined ? undefined : open.find(({ id }) => id === chosenId);
  const othersThan = (unit: Authority | undefined): readonly Authority[] => open.filter(({ id }) => id !== unit?.id);
  if (chosen !== undefined && chosen.id !== (place.from === "nowhere" ? undefined : ladder[0]?.id)) {
    return { authority: chosen, because: "chosen", others: othersThan(chosen) };
  }
  if (place.from === "nowhere") return { authority: undefined, because: "place_unknown", others: open };
  const [authority] = ladder;
  const because = (): ProposedBecause => {
    if (skipped.some(({ why, level }) => why === "barred" && isBelow(level, authority))) return "barred_below";
    if (skipped.some(({ why, level }) => why === "no-unit" && isBelow(level, authority))) return "no_unit_below";
    if (place.commune === undefined) return "province_only";
    return place.from === "incident" ? "incident_place" : "home_place";
  };
  return { authority, because: because(), others: othersThan(authority) };
}

function isBelow(level: Authority["level"], authority: Authority | undefined): boolean {
  return authority === undefined || FROM_THE_GROUND_UP[level] < FROM_THE_GROUND_UP[authority.level];
}

/**
 * Where the rungs lead from a province: its police, its health department, the ministry. Where there is none, or it may
 * not know, the next one up takes its place: nothing is swallowed.
 */
export function aboveOf({ place, directory, barred, at }: Around): Above {
  const on = (kind: "police" | "health", level: "province" | "ministry"): string | undefined =>
    authorityFor({ place: { ...place, commune: undefined }, kind, directory, barred, at }).ladder.find(
      (unit) => unit.level === level,
    )?.id;
  const ministry = on("health", "ministry");
  const health = on("health", "province") ?? ministry;
  const police = on("police", "province") ?? health;
  return {
    ...(police === undefined ? {} : { province_police: police }),
    ...(health === undefined ? {} : { province_health: health }),
    ...(ministry === undefined ? {} : { ministry }),
  };
}
