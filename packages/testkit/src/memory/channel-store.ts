import type { Channel, ChannelStore } from "@nightlight/commands/channel/channel-store";
import { mayAdminister } from "./people-store.ts";
import type { Transaction } from "./tables.ts";

/** Channels and their keys in memory. */
export function channelStore(transaction: Transaction): ChannelStore {
  const { tables, now } = transaction;
  const { channels, channelKeys } = tables;
  const whole = (channel: Channel): Channel => ({
    ...channel,
    keys: [...channelKeys.values()].filter(({ channelId }) => channelId === channel.id).reverse(),
  });
  const seen = (): Channel[] => (mayAdminister(transaction) ? [...channels.values()].map(whole) : []);
  const demandRight = (): void => {
    if (!mayAdminister(transaction)) throw new Error("Only an administrator changes channels");
  };
  return {
    aimOf: async (id) => ({ centreId: channels.get(id)?.centreId, skill: channels.get(id)?.skill }),
    list: async () => seen().sort((one, other) => one.name.localeCompare(other.name)),
    lock: async (id) => seen().find((channel) => channel.id === id),
    async create({ id, kind, name }) {
      demandRight();
      channels.set(id, {
        id,
        kind,
        name,
        centreId: undefined,
        skill: undefined,
        isDemo: false,
        revokedAt: undefined,
        keys: [],
      });
    },
    async assign(id, centreId) {
      demandRight();
      const channel = channels.get(id);
      if (channel !== undefined) channels.set(id, { ...channel, centreId });
    },
    async ask(id, skill) {
      demandRight();
      const channel = channels.get(id);
      if (channel !== undefined) channels.set(id, { ...channel, skill });
    },
    async addKey({ id, channelId, prefix }) {
      demandRight();
      channelKeys.set(id, { id, channelId, prefix, createdAt: now(), endsAt: undefined, revokedAt: undefined });
    },
    async endKey(keyId, afterMinutes) {
      const key = channelKeys.get(keyId);
      const end = new Date(now().getTime() + afterMinutes * 60_000);
      if (key !== undefined && (key.endsAt === undefined || end < key.endsAt)) {
        channelKeys.set(keyId, { ...key, endsAt: end });
      }
    },
    async revokeKey(keyId) {
      const key = channelKeys.get(keyId);
      if (key !== undefined) channelKeys.set(keyId, { ...key, revokedAt: key.revokedAt ?? now() });
    },
    async revoke(id) {
      const channel = channels.get(id);
      if (channel !== undefined) channels.set(id, { ...channel, revokedAt: channel.revokedAt ?? now() });
    },
  };
}
