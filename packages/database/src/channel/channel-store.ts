import type { Channel, ChannelKey, ChannelStore } from "@nightlight/commands/channel/channel-store";
import { LIVE_CHANNEL_KINDS } from "@nightlight/domain/contact/channel";
import type { Query } from "../connection.ts";

type ChannelRow = {
  id: string;
  kind: string;
  name: string;
  centre_id: string | null;
  skill: string | null;
  is_demo: boolean;
  revoked_at: Date | null;
};
type KeyRow = {
  id: string;
  channel_id: string;
  prefix: string | null;
  created_at: Date;
  ends_at: Date | null;
  revoked_at: Date | null;
};

const CHANNEL = "select id, kind, name, centre_id, skill, is_demo, revoked_at from channel";
const KEYS = "select id, channel_id, prefix, created_at, ends_at, revoked_at from channel_key";

/** Channels and their keys in PostgreSQL. */
export function channelStore(query: Query): ChannelStore {
  return {
    async aimOf(id) {
      const [row] = await query<{ centre_id: string | null; skill: string | null }>(
        "channel-aim",
        "select centre_id, skill from channel where id = $1",
        [id],
      );
      return { centreId: row?.centre_id ?? undefined, skill: row?.skill ?? undefined };
    },
    async list() {
      const channels = await query<ChannelRow>("channel-list", `${CHANNEL} order by name, id`, []);
      const keys = await query<KeyRow>("channel-keys", `${KEYS} order by created_at desc, id desc`, []);
      return channels.flatMap((channel) => channelOf(channel, keys));
    },
    async lock(id) {
      const [channel] = await query<ChannelRow>("channel-lock", `${CHANNEL} where id = $1 for update`, [id]);
      const text = `${KEYS} where channel_id = $1 order by created_at desc, id desc`;
      return channel && channelOf(channel, await query<KeyRow>("channel-keys-of", text, [id]))[0];
    },
    async create({ id, kind, name }) {
      await query("channel-create", "insert into channel (id, kind, name) values ($1, $2, $3)", [id, kind, name]);
    },
    async assign(id, centreId) {
      await query("channel-assign", "update channel set centre_id = $2 where id = $1", [id, centreId ?? null]);
    },
    async ask(id, skill) {
      await query("channel-ask", "update channel set skill = $2 where id = $1", [id, skill ?? null]);
    },
    async addKey({ id, channelId, prefix, hash }) {
      await query(
        "channel-key-add",
        `insert into channel_key (id, channel_id, prefix, key_hash, created_at) values ($1, $2, $3, $4, clock_timestamp())`,
        [id, channelId, prefix, Buffer.from(hash)],
      );
    },
    async endKey(keyId, afterMinutes) {
      await query(
        "channel-key-end",
        `update channel_key set ends_at = least(ends_at, clock_timestamp() + make_interval(mins => $2)) where id = $1`,
        [keyId, afterMinutes],
      );
    },
    async revokeKey(keyId) {
      const text = "update channel_key set revoked_at = clock_timestamp() where id = $1 and revoked_at is null";
      await query("channel-key-revoke", text, [keyId]);
    },
    async revoke(id) {
      const text = "update channel set revoked_at = clock_timestamp() where id = $1 and revoked_at is null";
      await query("channel-revoke", text, [id]);
    },
  };
}

/** A channel of a kind that this build does not know is left out, as it is closed to its gateway. */
function channelOf(row: ChannelRow, keys: readonly KeyRow[]): Channel[] {
  const kind = LIVE_CHANNEL_KINDS.find((known) => known === row.kind);
  if (kind === undefined) return [];
  const own = keys.filter((key) => key.channel_id === row.id).map(keyOf);
  const aim = { centreId: row.centre_id ?? undefined, skill: row.skill ?? undefined };
  const revokedAt = row.revoked_at ?? undefined;
  return [{ id: row.id, kind, name: row.name, ...aim, isDemo: row.is_demo, revokedAt, keys: own }];
}

function keyOf(row: KeyRow): ChannelKey {
  return {
    id: row.id,
    prefix: row.prefix ?? undefined,
    createdAt: row.created_at,
    endsAt: row.ends_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
  };
}
