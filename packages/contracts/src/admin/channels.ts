import { OVERLAP_MINUTES } from "@nightlight/domain/channel-key/channel-key";
import { KEYED_CHANNEL_KINDS } from "@nightlight/domain/contact/channel";
import { cleanText } from "@nightlight/domain/privacy/text";
import { z } from "zod";
import { liveChannelKind, id, instant } from "../fields.ts";
import { route } from "../http.ts";

const keyView = z.object({
  id,
  /** The first characters; null for a key that set-up put in. */
  prefix: z.string().nullable(),
  createdAt: instant,
  endsAt: instant.nullable(),
  revokedAt: instant.nullable(),
  isAlive: z.boolean(),
});

export const channelView = z.object({
  id,
  kind: liveChannelKind,
  name: z.string(),
  /** Whose queue takes what comes in by it; null: everybody's. */
  centreId: id.nullable(),
  /** What whoever takes it should know, by code; null: nothing special. */
  skill: z.string().nullable(),
  isDemo: z.boolean(),
  revokedAt: instant.nullable(),
  keys: z.array(keyView),
});

export type ChannelView = z.infer<typeof channelView>;

const channelParams = z.strictObject({ channelId: id });

export const channelRoutes = {
  list: route({
    method: "GET",
    path: "/api/admin/channels",
    summary: "Channels with their keys: prefixes and times, never a key.",
    reply: z.object({
      channels: z.array(channelView),
      centres: z.array(z.object({ id, name: z.string() })),
      /** What a channel can ask for. */
      skills: z.array(z.object({ code: z.string(), name: z.object({ vi: z.string(), en: z.string() }) })),
      now: instant,
    }),
  }),
  add: route({
    method: "POST",
    path: "/api/admin/channels",
    summary: "Add a channel that a gateway brings contacts by.",
    body: z.strictObject({
      kind: z.enum(KEYED_CHANNEL_KINDS),
      name: z
        .string()
        .max(200)
        .transform((text) => cleanText(text).replace(/\s+/gu, " "))
        .pipe(z.string().min(1).max(80)),
    }),
    reply: channelView,
    status: 201,
  }),
  assign: route({
    method: "PUT",
    path: "/api/admin/channels/:channelId/centre",
    summary: "Have a channel fill a centre's own queue, or everybody's (null). What waits already stays where it is.",
    params: channelParams,
    body: z.strictObject({ centreId: id.nullable() }),
    reply: channelView,
  }),
  askForSkill: route({
    method: "PUT",
    path: "/api/admin/channels/:channelId/skill",
    summary:
      "Have a channel ask for a skill, or for none (null): whoever has it is asked first. What waits stays as it is.",
    params: channelParams,
    body: z.strictObject({ skill: z.string().min(1).max(40).nullable() }),
    reply: channelView,
  }),
  issueKey: route({
    method: "POST",
    path: "/api/admin/channels/:channelId/keys",
    summary: "A new key, told this once. The keys before it go on for the overlap.",
    params: channelParams,
    body: z.strictObject({ overlapMinutes: z.int().min(0).max(OVERLAP_MINUTES.longest) }),
    reply: z.object({ key: z.string(), channel: channelView }),
    status: 201,
    perMinute: 30,
  }),
  revokeKey: route({
    method: "POST",
    path: "/api/admin/channels/:channelId/keys/:keyId/revoke",
    summary: "Make a key worthless at once.",
    params: z.strictObject({ channelId: id, keyId: id }),
    reply: channelView,
  }),
  close: route({
    method: "POST",
    path: "/api/admin/channels/:channelId/close",
    summary: "Close a channel for good, with all its keys.",
    params: channelParams,
    reply: channelView,
  }),
};
