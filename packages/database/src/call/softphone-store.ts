import type { Softphone, SoftphoneStore } from "@nightlight/commands/call/call-store";
import type { Query } from "../connection.ts";

type SoftphoneRow = { counsellor_id: string; session_id: string; is_over: boolean };

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
         on conflict (counsellor_id) do update set session_id = excluded.session_id, asked_at = excluded.asked_at,
           provisioned_at = case when softphone.session_id = excluded.session_id then softphone.provisioned_at end,
           online_at = case when softphone.session_id = excluded.session_id then softphone.online_at end`,
        [counsellorId, sessionId],
      );
    },
    async due() {
      const rows = await query<SoftphoneRow>("softphone-due", DUE, []);
      const of = (isOver: boolean): Softphone[] =>
        rows
          .filter((row) => row.is_over === isOver)
          .map((row) => ({ counsellorId: row.counsellor_id, sessionId: row.session_id }));
      return { wanted: of(false), over: of(true) };
    },
    async provisioned({ sessionId }) {
      const text = "update softphone set provisioned_at = clock_timestamp() where session_id = $1";
      await query("softphone-provisioned", text, [sessionId]);
    },
    async revoked({ sessionId }) {
      const text = "update softphone set provisioned_at = null, online_at = null where session_id = $1";
      await query("softphone-revoked", text, [sessionId]);
    },
    async setOnline(sessionId, isOnline) {
      const [row] = await query<{ counsellor_id: string }>("softphone-online", ONLINE, [sessionId, isOnline]);
      return row?.counsellor_id;
    },
    async forgetAll() {
      await query("softphone-forget", "update softphone set provisioned_at = null, online_at = null", []);
      await query("softphone-none-rings", "update slot set rings = false where rings", []);
    },
    async registeredOf(counsellorId) {
      const text = "select session_id from softphone where counsellor_id = $1 and online_at is not null";
      const [row] = await query<{ session_id: string }>("softphone-of", text, [counsellorId]);
      return row?.session_id;
    },
  };
}

const DUE = `select f.counsellor_id, f.session_id, s.ended_at is not null or s.expires_at <= clock_timestamp() as is_over
  from softphone f join session s on s.id = f.session_id
  where f.provisioned_at is null and s.ended_at is null and s.expires_at > clock_timestamp()
    or f.provisioned_at is not null and (s.ended_at is not null or s.expires_at <= clock_timestamp())`;

const ONLINE = `with said as (update softphone set online_at = case when $2 then coalesce(online_at, clock_timestamp()) end
      where session_id = $1 returning counsellor_id)
  update slot s set rings = $2 from said where s.counsellor_id = said.counsellor_id and s.kind = 'voice'
  returning s.counsellor_id`;
