import { setTimeout as sleep } from "node:timers/promises";

type EngineEvent = {
  readonly type: string;
  readonly timestamp?: string;
  readonly channel?: { readonly id: string; readonly state: string };
};

/** What an engine itself says of a channel, by its own clock, in milliseconds since 1970; undefined until it was so. */
export type EngineDiary = {
  rangAt(channel: string): number | undefined;
  answeredAt(channel: string): number | undefined;
  joinedAt(channel: string): number | undefined;
  endedAt(channel: string): number | undefined;
  close(): void;
};

const READY_MS = 200;

/** Listens beside whoever runs the calls, as an application that is told everything and does nothing. */
export async function keepEngineDiary(url: string): Promise<EngineDiary> {
  const { host, pathname, username, password } = new URL(url);
  const secret = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const headers = { authorization: `Basic ${Buffer.from(secret).toString("base64")}` };
  const socket = new WebSocket(`ws://${host}${pathname}/events?app=diary&subscribeAll=true`, { headers });
  const events: EngineEvent[] = [];
  socket.addEventListener("message", ({ data }) => events.push(JSON.parse(String(data)) as EngineEvent));
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  await sleep(READY_MS);
  const first = (channel: string, isIt: (event: EngineEvent) => boolean): number | undefined => {
    const found = events.find((event) => event.channel?.id === channel && isIt(event));
    return found?.timestamp === undefined ? undefined : Date.parse(found.timestamp);
  };
  return {
    rangAt: (channel) => first(channel, ({ type }) => type === "ChannelCreated"),
    answeredAt: (channel) =>
      first(channel, (event) => event.type === "ChannelStateChange" && event.channel?.state === "Up"),
    joinedAt: (channel) => first(channel, ({ type }) => type === "ChannelEnteredBridge"),
    endedAt: (channel) => first(channel, ({ type }) => type === "ChannelHangupRequest" || type === "ChannelDestroyed"),
    close: () => socket.close(),
  };
}
