import { channelRoutes, type ChannelView } from "@nightlight/contracts/admin/channels";
import { call } from "@nightlight/door/client/api";
import { queryOptions, type QueryClient } from "@tanstack/react-query";

/** The channels with their keys: prefixes and times. */
export const channelsQuery = queryOptions({
  queryKey: ["channels"],
  queryFn: () => call(channelRoutes.list, {}),
  staleTime: 30_000,
});

/** Puts a channel that a command answered with where the list reads it. */
export function putChannel(client: QueryClient, channel: ChannelView): void {
  client.setQueryData(
    channelsQuery.queryKey,
    (held) => held && { ...held, channels: held.channels.map((each) => (each.id === channel.id ? channel : each)) },
  );
}
