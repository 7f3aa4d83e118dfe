import type { PlaceStore } from "@nightlight/commands/place/place-store";
import { readPlaceSource } from "@nightlight/database/place/place-source";

/** Places without a database: those that a real installation begins with. */
export function placeStore(): PlaceStore {
  return {
    book: readPlaceSource,
    async inForce(codes) {
      const { places } = await readPlaceSource();
      const current = places.filter(({ validTo }) => validTo === undefined);
      const wanted = new Set(codes);
      const provinces = new Set(current.filter(({ code }) => wanted.has(code)).map(({ provinceCode }) => provinceCode));
      return new Map(
        current.filter(({ code }) => wanted.has(code) || provinces.has(code)).map((place) => [place.code, place]),
      );
    },
  };
}
