import type { CodeFound } from "@nightlight/commands/place/find-places";
import type { CodeView, PlaceView } from "@nightlight/contracts/staff/place";
import { fullName, type FormerPlace, type Place } from "@nightlight/domain/place/place";
import type { PlaceHit } from "@nightlight/domain/place/search-places";

/** A place as it is offered, with the old name by which it was found. */
export function presentPlace({ place, province, former }: PlaceHit): PlaceView {
  return {
    code: place.code,
    kind: place.kind,
    name: fullName(place),
    province: province === undefined ? null : { code: province.code, name: fullName(province) },
    former:
      former === undefined ? null : { ...former, district: former.district ?? null, province: former.province ?? null },
  };
}

/** What a code means, or what took the place of what it meant. */
export function presentCode({ hit, was, successors }: CodeFound): CodeView {
  return {
    place: hit === undefined ? null : presentPlace(hit),
    was: was === undefined ? null : presentWas(was),
    successors: successors.map(presentPlace),
  };
}

function presentWas(was: Place | FormerPlace): CodeView["was"] {
  const until = was.validTo ?? "";
  if ("kind" in was) return { name: fullName(was), district: null, until };
  return { name: was.name, district: was.district ?? null, until };
}
