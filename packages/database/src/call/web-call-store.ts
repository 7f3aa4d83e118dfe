import type { WebCallStore } from "@nightlight/commands/call/web-call-store";
import type { Language } from "@nightlight/domain/contact/channel";
import type { Query } from "../connection.ts";

type TakenRow = { contact_id: string; token_hash: Buffer; language: Language };

/** Calls from pages, in PostgreSQL. */
export function webCallStore(query: Query): WebCallStore {
  return {
    async want({ name, contactId, tokenHash, language, engine, seconds }) {
      const rows = await query("web-call-engine", RUNS, [engine]);
      if (rows.length === 0) return false;
      await query("web-call-want", WANT, [name, contactId, Buffer.from(tokenHash), language, engine, seconds]);
      return true;
    },
    async due(engine) {
      const rows = await query<{ name: string; is_over: boolean }>("web-call-due", DUE, [engine]);
      const of = (isOver: boolean): string[] => rows.filter((row) => row.is_over === isOver).map(({ name }) => name);
      return { wanted: of(false), over: of(true) };
    },
    async provisioned(name) {
      const text = "update web_call set provisioned_at = clock_timestamp() where name = $1";
      await query("web-call-provisioned", text, [name]);
    },
    async forget(name) {
      await query("web-call-forget", "delete from web_call where name = $1", [name]);
    },
    async forgetAll(engine) {
      await query("web-call-forget-all", "update web_call set provisioned_at = null where engine = $1", [engine]);
    },
    async take(engine, name, callId) {
      const [row] = await query<TakenRow>("web-call-take", TAKE, [engine, name, callId]);
      return row && { contactId: row.contact_id, tokenHash: row.token_hash, language: row.language };
    },
  };
}

const RUNS = "select 1 from voice_engine where engine = $1 and alive_until > clock_timestamp()";

const WANT = `insert into web_call (name, contact_id, token_hash, language, engine, may_ring_until)
  values ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(secs => $6)) on conflict do nothing`;

// Of a call that rang, the account is kept until it is over: its page says good-bye under it.
const DUE = `select * from (
    select w.name, w.provisioned_at, case when w.call_id is null then w.may_ring_until <= clock_timestamp()
      else exists (select from call k where k.engine = w.engine and k.call_id = w.call_id and k.ended_at is not null)
        or w.may_ring_until <= clock_timestamp() - interval '1 minute'
          and not exists (select from call k where k.engine = w.engine and k.call_id = w.call_id) end as is_over
    from web_call w where w.engine = $1) each
  where is_over or provisioned_at is null`;

const TAKE = `update web_call set call_id = $3
  where engine = $1 and name = $2 and (call_id = $3 or call_id is null and may_ring_until > clock_timestamp())
  returning contact_id, token_hash, language`;
