import type { Place, PlaceBook } from "@nightlight/domain/place/place";

/** Provinces and communes. They belong to nobody: whoever is signed in may read all of them. */
export type PlaceStore = {
  /** Everything, in force and of before: what an index is made of. */
  book(): Promise<PlaceBook>;
  /** The places in force of these codes, each with its province, by code. What is not in force is not there. */
  inForce(codes: readonly string[]): Promise<ReadonlyMap<string, Place>>;
};
