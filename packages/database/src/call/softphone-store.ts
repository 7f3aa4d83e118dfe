import type { SoftphoneStore } from "@nightlight/commands/call/call-store";
import type { Query } from "../connection.ts";

/** Softphones in PostgreSQL. Whether a place for calls rings is told to the place itself, for the matcher to read. */
export function softphoneStore(query: Query): SoftphoneStore {
  return {
    async isAnybodyThere() {
      const [row] = await query<{ is_there: boolean }>(
        "softphone-engine",
        "select exists (select from voice_engine where alive_until > clock_timestamp()) as is_there",
        [],
      );
      return row?.is_there === true;
    },
    async want({ counsellorId, sessionId }) {
      await query(
        "softphone-want",
        `insert into softphone (counsellor_id, session_id, asked_at) values ($1, $2, clock_timestamp())
         on conflict (counsellor_id) do update set session_id = excluded.session_id, asked_at = excluded.asked_at`,
        [counsellorId, sessionId],
      );
    },
    async due(engine) {
      const rows = await query<{ session_id: string; is_over: boolean }>("softphone-due", DUE, [engine]);
      const of = (isOver: boolean): string[] =>
        rows.filter((row) => row.is_over === isOver).map(({ session_id: sessionId }) => sessionId);
      return { wanted: of(false), over: of(true) };
    },
    async provisioned(engine, sessionId) {
      await query(
        "softphone-provisioned",
        `insert into softphone_line (session_id, engine, provisioned_at) values ($2, $1, clock_timestamp())
         on conflict (session_id, engine) do update set provisioned_at = excluded.provisioned_at`,
        [engine, sessionId],
      );
    },
    async revoked(engine, sessionId) {
      const text = `update softphone_line set provisioned_at = null, online_at = null where engine = $1 and session_id = $2`;
      await query("softphone-revoked", text, [engine, sessionId]);
    },
    async setOnline(engine, sessionId, isOnline) {
      const [row] = await query<{ counsellor_id: string }>("softphone-online", ONLINE, [engine, sessionId, isOnline]);
      return row?.counsellor_id;
    },
    async forgetAll(engine) {
      const text = "update softphone_line set provisioned_at = null, online_at = null where engine = $1";
      await query("softphone-forget", text, [engine]);
      await query("softphone-silent", SILENT, []);
    },
    async registeredOf(counsellorId, engine) {
      const [row] = await query<{ session_id: string }>("softphone-of", REGISTERED, [counsellorId, engine ?? null]);
      return row?.session_id;
    },
  };
}

const DUE = `select f.session_id, false as is_over from softphone f join session s on s.id = f.session_id
    where s.ended_at is null and s.expires_at > clock_timestamp() and not exists (select from softphone_line l
      where l.session_id = f.session_id and l.engine = $1 and l.provisioned_at is not null)
  union all select l.session_id, true from softphone_line l join session s on s.id = l.session_id
    where l.engine = $1 and l.provisioned_at is not null and (s.ended_at is not null or s.expires_at <= clock_timestamp())`;

/** Of the engines that are run, the one that the actor's own telephone is registered with first. */
export const NEAREST_ENGINE = `order by exists (select from softphone f join softphone_line l on l.session_id = f.session_id
    where f.counsellor_id = actor_id() and l.engine = e.engine and l.online_at is not null) desc, e.engine`;

// One engine that it is registered with is enough for a place to ring.
const ONLINE = `with said as (update softphone_line
      set online_at = case when $3 then coalesce(online_at, clock_timestamp()) end
      where engine = $1 and session_id = $2 returning session_id)
  update slot s set rings = $3 or exists (select from softphone_line l
      where l.session_id = $2 and l.engine <> $1 and l.online_at is not null)
  from softphone f join said on said.session_id = f.session_id
  where s.counsellor_id = f.counsellor_id and s.kind = 'voice' returning s.counsellor_id`;

const SILENT = `update slot s set rings = false where s.rings and not exists (select from softphone f
    join softphone_line l on l.session_id = f.session_id
    where f.counsellor_id = s.counsellor_id and l.online_at is not null)`;

const REGISTERED = `select f.session_id from softphone f where f.counsellor_id = $1 and exists (select from softphone_line l
    where l.session_id = f.session_id and l.online_at is not null and ($2::text is null or l.engine = $2))`;
