import type { PlaceStore } from "@nightlight/commands/place/place-store";
import type { FormerPlace, Place } from "@nightlight/domain/place/place";
import type { Query } from "../connection.ts";

type PlaceRow = Pick<Place, "code" | "kind" | "name" | "successors"> & {
  province_code: string;
  valid_from: string;
  valid_to: string | null;
};
type FormerRow = Pick<FormerPlace, "id" | "name" | "province" | "successor"> & {
  code: string | null;
  district: string | null;
  valid_to: string;
};

const COLUMNS = "code, kind, name, province_code, valid_from, valid_to, successors";

/** Places in PostgreSQL. Read whole once, or by code; nobody changes them here. */
export function placeStore(query: Query): PlaceStore {
  return {
    async book() {
      const [places, formers] = await Promise.all([
        query<PlaceRow>("places-all", `select ${COLUMNS} from place order by code, valid_from`, []),
        query<FormerRow>(
          "places-former",
          "select id, code, name, district, province, successor, valid_to from place_former order by id",
          [],
        ),
      ]);
      return { places: places.map(placeOf), formers: formers.map(formerOf) };
    },
    async inForce(codes) {
      const rows = await query<PlaceRow>(
        "places-in-force",
        `select ${COLUMNS} from place where valid_to is null and (code = any ($1)
           or code in (select province_code from place where code = any ($1) and valid_to is null))`,
        [codes],
      );
      return new Map(rows.map((row) => [row.code, placeOf(row)]));
    },
  };
}

function placeOf({ province_code: provinceCode, valid_from: validFrom, valid_to, ...row }: PlaceRow): Place {
  return { ...row, provinceCode, validFrom, validTo: valid_to ?? undefined };
}

function formerOf({ code, district, valid_to: validTo, ...row }: FormerRow): FormerPlace {
  return { ...row, code: code ?? undefined, district: district ?? undefined, validTo };
}
