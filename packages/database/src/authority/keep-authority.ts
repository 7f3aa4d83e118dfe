import type { AuthorityKept } from "@nightlight/commands/authority/authority-store";
import type { Duty } from "@nightlight/domain/authority/duty";
import type { Query } from "../connection.ts";
import { jsonOf } from "./authority-row.ts";

/** Writes a unit as it is since an act, its duty list anew, and the act into its history. */
export async function keepAuthority(query: Query, { act, before, after }: AuthorityKept): Promise<void> {
  const { unit, duties, version } = after;
  const kept = [unit.parentId ?? null, unit.name, unit.phone ?? null, unit.email ?? null];
  const times = [unit.validTo ?? null, unit.successorIds, unit.verifiedAt ?? null, version];
  if (before === undefined) {
    const what = [unit.level, unit.kind, unit.placeCode ?? null, unit.validFrom];
    await query("authority-add", ADD, [unit.id, ...kept, ...times, ...what]);
  } else {
    const rows = await query("authority-change", CHANGE, [unit.id, ...kept, ...times]);
    if (rows.length === 0) throw new Error("The unit was not changed: only an administrator changes the directory");
  }
  await query("authority-duty-clear", "delete from authority_duty where authority_id = $1", [unit.id]);
  for (const duty of duties) await query("authority-duty-add", ADD_DUTY, [unit.id, ...valuesOf(duty)]);
  const json = [before === undefined ? null : JSON.stringify(jsonOf(before)), JSON.stringify(jsonOf(after))];
  await query("authority-note", NOTE, [unit.id, version, act, ...json]);
}

function valuesOf(duty: Duty): readonly unknown[] {
  const hours = [duty.fromLocal, duty.durationMinutes, duty.timeZone];
  return [duty.personId ?? null, duty.name, duty.phone, duty.weekdays, ...hours];
}

const ADD = `insert into authority (id, parent_id, name, phone, email, valid_to, successor_ids, verified_at, version,
    level, kind, place_code, valid_from)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`;

const CHANGE = `update authority set parent_id = $2, name = $3, phone = $4, email = $5, valid_to = $6, successor_ids = $7,
    verified_at = $8, version = $9 where id = $1 and version = $9 - 1 returning id`;

const ADD_DUTY = `insert into authority_duty
    (id, authority_id, person_id, name, phone, weekdays, from_local, duration_minutes, time_zone)
  values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8)`;

const NOTE = `insert into authority_change (id, authority_id, version, act, made_by, at, before, after)
  values (gen_random_uuid(), $1, $2, $3, actor_id(), clock_timestamp(), $4, $5)`;
