import { channelRoutes } from "@nightlight/contracts/admin/channels";
import {
  addChannel,
  askForSkill,
  assignChannel,
  closeChannel,
  issueKey,
  readChannels,
  revokeKey,
} from "@nightlight/commands/channel/manage-channel";
import type { Channel } from "@nightlight/commands/channel/channel-store";
import type { Staff } from "@nightlight/domain/access/access";
import type { FastifyInstance } from "fastify";
import { hashToken, newToken } from "../../access/tokens.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { presentChannel } from "./present-person.ts";

/** So that a key that turns up somewhere is known for what it is. */
const KEY_MARK = "nlk_";
const PREFIX_LENGTH = 12;

/** Channels and their keys. A key leaves in one answer and is kept nowhere. */
export function channelRoutesOf(app: FastifyInstance, { world }: Dependencies): void {
  const present = async (actor: Staff, channel: Channel) =>
    presentChannel(channel, await world.transaction(actor, (store) => store.now()));

  mount(app, channelRoutes.list, ["administrator"], async ({ actor }) => {
    const { channels, centres, skills, at } = orRefuse(await readChannels(world, actor));
    return {
      channels: channels.map((channel) => presentChannel(channel, at)),
      centres: [...centres],
      skills: skills.filter(({ isRetired }) => !isRetired).map(({ code, name }) => ({ code, name: { ...name } })),
      now: at.toISOString(),
    };
  });
  mount(app, channelRoutes.add, ["administrator"], async ({ actor, body }) =>
    present(actor, orRefuse(await addChannel(world, actor, body))),
  );
  mount(app, channelRoutes.assign, ["administrator"], async ({ actor, params, body }) =>
    present(actor, orRefuse(await assignChannel(world, actor, { ...params, ...body }))),
  );
  mount(app, channelRoutes.askForSkill, ["administrator"], async ({ actor, params, body }) =>
    present(actor, orRefuse(await askForSkill(world, actor, { ...params, ...body }))),
  );
  mount(app, channelRoutes.issueKey, ["administrator"], async ({ actor, params, body }) => {
    const key = KEY_MARK + newToken();
    const fresh = { prefix: key.slice(0, PREFIX_LENGTH), hash: hashToken(key) };
    const issued = await issueKey(world, actor, { ...params, ...body, key: fresh });
    return { key, channel: await present(actor, orRefuse(issued)) };
  });
  mount(app, channelRoutes.revokeKey, ["administrator"], async ({ actor, params }) =>
    present(actor, orRefuse(await revokeKey(world, actor, params))),
  );
  mount(app, channelRoutes.close, ["administrator"], async ({ actor, params }) =>
    present(actor, orRefuse(await closeChannel(world, actor, params.channelId))),
  );
}
