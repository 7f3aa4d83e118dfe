import type { Actor, Staff } from "@nightlight/domain/access/access";
import { indexPlaces, type PlaceIndex } from "@nightlight/domain/place/place-index";
import {
  answerCode,
  hitOf,
  searchPlaces,
  type CodeAnswer,
  type PlaceHit,
  type PlaceQuery,
} from "@nightlight/domain/place/search-places";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";

export type PlaceFinder = {
  /** Makes the index before somebody waits for it. A failure is forgotten: whoever asks first makes it. */
  warm(): Promise<void>;
  /** Places by what somebody typed, best first. */
  find(actor: Staff, query: PlaceQuery): Promise<readonly PlaceHit[]>;
  /** What a code means; refused when it never meant anything. */
  read(actor: Staff, code: string): Promise<Result<CodeFound, "not-found">>;
};

export type CodeFound = Pick<CodeAnswer, "was"> & {
  readonly hit: PlaceHit | undefined;
  readonly successors: readonly PlaceHit[];
};

/**
 * Finds places in an index that is read once and kept: they change only when an installation is brought up to date, and
 * the program starts again with it. A reading that failed is tried again by whoever asks next.
 */
export function createPlaceFinder(world: World): PlaceFinder {
  let kept: Promise<PlaceIndex> | undefined;
  const index = async (actor: Actor): Promise<PlaceIndex> => {
    kept ??= world.transaction(actor, async ({ places }) => indexPlaces(await places.book()));
    try {
      return await kept;
    } catch (error) {
      kept = undefined;
      throw error;
    }
  };
  return {
    async warm() {
      await index({ kind: "system" }).catch(() => undefined);
    },
    find: async (actor, query) => searchPlaces(await index(actor), query),
    async read(actor, code) {
      const known = await index(actor);
      const answer = answerCode(known, code);
      if (answer === undefined) return refuse("not-found");
      const { place, was, successors } = answer;
      return accept({
        hit: place && hitOf(known, place),
        was,
        successors: successors.map((each) => hitOf(known, each)),
      });
    },
  };
}
