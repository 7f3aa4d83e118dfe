import type { PlaceBook } from "@nightlight/domain/place/place";
import type { Client } from "pg";
import { PLACES_VERSION } from "./place-changes.ts";
import { readPlaceSource } from "./place-source.ts";

/**
 * Brings the places of an installation to the state that this program knows; one look when they are there already. As
 * the owner of the tables. All or nothing.
 */
export async function importPlaces(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ version: string }>("select version from place_source");
  if (rows[0]?.version === PLACES_VERSION) return;
  const book = await readPlaceSource();
  await owner.query("begin");
  try {
    await write(owner, book);
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    throw new Error("The places could not be taken in", { cause: error });
  }
}

async function write(owner: Client, { places, formers }: PlaceBook): Promise<void> {
  await owner.query("delete from place");
  await owner.query("delete from place_former");
  await owner.query(
    `insert into place (code, kind, name, province_code, valid_from, valid_to, successors)
     select code, kind, name, "provinceCode", "validFrom", "validTo", successors
     from jsonb_to_recordset($1) as p (code text, kind text, name text, "provinceCode" text, "validFrom" date,
       "validTo" date, successors text[])`,
    [JSON.stringify(places)],
  );
  await owner.query(
    `insert into place_former (id, code, name, district, province, successor, valid_to)
     select id, code, name, district, province, successor, "validTo"
     from jsonb_to_recordset($1) as p (id int, code text, name text, district text, province text, successor text,
       "validTo" date)`,
    [JSON.stringify(formers)],
  );
  await owner.query(
    "insert into place_source (version) values ($1) on conflict (is_only) do update set version = excluded.version",
    [PLACES_VERSION],
  );
}
