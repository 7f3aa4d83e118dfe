import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { isKeyAlive, OVERLAP_MINUTES } from "@nightlight/domain/channel-key/channel-key";
import type { LiveChannelKind } from "@nightlight/domain/contact/channel";
import { byName } from "@nightlight/domain/person/name";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Centre, Named } from "../person/people-store.ts";
import type { Store, World } from "../world.ts";
import type { Channel } from "./channel-store.ts";

/** A new key as its maker knows it: what is kept of it. The key itself goes to the person, once. */
export type FreshKey = { readonly prefix: string; readonly hash: Uint8Array };

type Refusal = "not-found" | "channel-closed";

export type ChannelList = {
  readonly channels: readonly Channel[];
  /** The centres that a channel can be given to. */
  readonly centres: readonly Centre[];
  /** The skills that a channel can ask for. */
  readonly skills: readonly Named[];
  readonly at: Date;
};

/** Reads the channels for whoever manages them. */
export function readChannels(world: World, actor: Staff): Promise<Result<ChannelList, "not-found">> {
  return world.transaction(actor, async ({ channels, people, now }) => {
    if (!may(actor, "channels.read")) return refuse("not-found");
    return accept({
      channels: (await channels.list()).toSorted(byName),
      centres: (await people.centres()).toSorted(byName),
      skills: await people.skills(),
      at: await now(),
    });
  });
}

/** Adds a channel that a gateway brings contacts by. Refuses a name that another one has. */
export function addChannel(
  world: World,
  actor: Staff,
  { kind, name }: { readonly kind: LiveChannelKind; readonly name: string },
): Promise<Result<Channel, "not-found" | "name-taken">> {
  return world.transaction(actor, async ({ channels, audit }) => {
    if (!may(actor, "channels.change")) return refuse("not-found");
    if ((await channels.list()).some((other) => other.name === name)) return refuse("name-taken");
    const id = world.newId();
    await channels.create({ id, kind, name });
    await audit.write({ action: "channel.added", subject: { kind: "channel", id }, details: { kind } });
    const channel = await channels.lock(id);
    return channel === undefined ? refuse("not-found") : accept(channel);
  });
}

/**
 * Has a channel fill the queue of a centre, or everybody's. What waits already stays where it is: nobody is moved by it.
 * Refuses a centre that there is not.
 */
export function assignChannel(
  world: World,
  actor: Staff,
  { channelId, centreId }: { readonly channelId: string; readonly centreId: string | null },
): Promise<Result<Channel, Refusal>> {
  return manage(world, actor, channelId, async ({ channels, people, audit }, channel) => {
    const wanted = centreId ?? undefined;
    if (channel.centreId === wanted) return accept(undefined);
    if (channel.revokedAt !== undefined) return refuse("channel-closed");
    if (wanted !== undefined && !(await people.centres()).some(({ id }) => id === wanted)) return refuse("not-found");
    await channels.assign(channelId, wanted);
    await audit.write({
      action: "channel.assigned",
      subject: { kind: "channel", id: channelId },
      details: { centre: wanted ?? "queue" },
    });
    return accept(undefined);
  });
}

/**
 * Has a channel ask for a skill, or for none. What waits already goes on asking for what it asked for. Refuses a skill that
 * there is not, or that is no longer given to anybody.
 */
export function askForSkill(
  world: World,
  actor: Staff,
  { channelId, skill }: { readonly channelId: string; readonly skill: string | null },
): Promise<Result<Channel, Refusal>> {
  return manage(world, actor, channelId, async ({ channels, people, audit }, channel) => {
    const wanted = skill ?? undefined;
    if (channel.skill === wanted) return accept(undefined);
    if (channel.revokedAt !== undefined) return refuse("channel-closed");
    const isKnown = (await people.skills()).some(({ code, isRetired }) => code === wanted && !isRetired);
    if (wanted !== undefined && !isKnown) return refuse("not-found");
    await channels.ask(channelId, wanted);
    const subject = { kind: "channel", id: channelId } as const;
    await audit.write({ action: "channel.skill_asked", subject, details: { skill: wanted ?? "none" } });
    return accept(undefined);
  });
}

/** Gives a channel a new key. Those it has go on for the overlap, in minutes, so that the gateway can be changed over. */
export function issueKey(
  world: World,
  actor: Staff,
  { channelId, key, overlapMinutes }: { channelId: string; key: FreshKey; overlapMinutes: number },
): Promise<Result<Channel, Refusal>> {
  return manage(world, actor, channelId, async ({ channels, audit, now }, channel) => {
    if (channel.revokedAt !== undefined) return refuse("channel-closed");
    const at = await now();
    const living = channel.keys.filter((each) => isKeyAlive(each, at));
    const overlap = Math.min(Math.max(overlapMinutes, 0), OVERLAP_MINUTES.longest);
    for (const each of living) await channels.endKey(each.id, overlap);
    await channels.addKey({ id: world.newId(), channelId, ...key });
    await audit.write({
      action: living.length === 0 ? "channel-key.issued" : "channel-key.rotated",
      subject: { kind: "channel", id: channelId },
      details: { prefix: key.prefix, overlapMinutes: living.length === 0 ? 0 : overlap },
    });
    return accept(undefined);
  });
}

/** Makes one key worthless at once. Again is harmless. */
export function revokeKey(
  world: World,
  actor: Staff,
  { channelId, keyId }: { readonly channelId: string; readonly keyId: string },
): Promise<Result<Channel, Refusal>> {
  return manage(world, actor, channelId, async ({ channels, audit }, channel) => {
    const key = channel.keys.find(({ id }) => id === keyId);
    if (key === undefined) return refuse("not-found");
    if (key.revokedAt !== undefined) return accept(undefined);
    await channels.revokeKey(keyId);
    const details = key.prefix === undefined ? {} : { prefix: key.prefix };
    await audit.write({ action: "channel-key.revoked", subject: { kind: "channel", id: channelId }, details });
    return accept(undefined);
  });
}

/** Closes a channel for good, with all its keys. Again is harmless. */
export function closeChannel(world: World, actor: Staff, channelId: string): Promise<Result<Channel, Refusal>> {
  return manage(world, actor, channelId, async ({ channels, audit }, channel) => {
    if (channel.revokedAt !== undefined) return accept(undefined);
    await channels.revoke(channelId);
    await audit.write({ action: "channel.closed", subject: { kind: "channel", id: channelId } });
    return accept(undefined);
  });
}

function manage(
  world: World,
  actor: Staff,
  channelId: string,
  story: (store: Store, channel: Channel) => Promise<Result<undefined, Refusal>>,
): Promise<Result<Channel, Refusal>> {
  return world.transaction(actor, async (store): Promise<Result<Channel, Refusal>> => {
    const channel = may(actor, "channels.change") ? await store.channels.lock(channelId) : undefined;
    if (channel === undefined) return refuse("not-found");
    const done = await story(store, channel);
    if (!done.ok) return done;
    return accept((await store.channels.lock(channelId)) ?? channel);
  });
}
