import { wantSoftphone } from "@nightlight/commands/call/want-softphone";
import { softphoneRoutes } from "@nightlight/contracts/counsellor/softphone";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount } from "../../plugins/mount.ts";
import { softphoneSecret } from "../../voice/softphones.ts";

const DOMAIN = "nightlight";

/** One's own telephone. */
export function mountCalls(app: FastifyInstance, { config, world, softphoneKey }: Dependencies): void {
  mount(app, softphoneRoutes.want, "presence.own", async ({ actor }) => {
    if (config.voice === undefined || !(await wantSoftphone(world, actor))) return { softphone: null };
    const secret = softphoneSecret(softphoneKey, actor.sessionId);
    return { softphone: { name: actor.sessionId, secret, domain: DOMAIN } };
  });
}
