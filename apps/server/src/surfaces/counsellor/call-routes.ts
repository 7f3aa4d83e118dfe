import { readCall } from "@nightlight/commands/call/read-call";
import { wantSoftphone } from "@nightlight/commands/call/want-softphone";
import { softphoneRoutes, type CallView } from "@nightlight/contracts/counsellor/softphone";
import { lengthsOf, type CallDetail } from "@nightlight/domain/call/call-detail";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { softphoneSecret } from "../../voice/softphones.ts";

const DOMAIN = "nightlight";

/** One's own telephone. */
export function mountCalls(app: FastifyInstance, { config, world, softphoneKey }: Dependencies): void {
  mount(app, softphoneRoutes.read, "contact.read", async ({ actor, params }) => {
    const { call, at } = orRefuse(await readCall(world, actor, params.contactId));
    return { call: call === undefined ? null : presentCall(call, at) };
  });
  mount(app, softphoneRoutes.want, "presence.own", async ({ actor }) => {
    if (config.voice === undefined || !(await wantSoftphone(world, actor))) return { softphone: null };
    const secret = softphoneSecret(softphoneKey, actor.sessionId);
    return { softphone: { name: actor.sessionId, secret, domain: DOMAIN } };
  });
}

function presentCall(call: CallDetail, now: Date): CallView {
  const { waited, talked, endedInGreeting } = lengthsOf(call, now);
  return {
    direction: call.direction,
    rangAt: call.rangAt.toISOString(),
    answeredAt: call.answeredAt?.toISOString() ?? null,
    talkedAt: call.talkedAt?.toISOString() ?? null,
    endedAt: call.endedAt?.toISOString() ?? null,
    endedBy: call.endedBy ?? null,
    cannotSpeak: call.cannotSpeakAt !== undefined,
    waitedSeconds: waited,
    talkedSeconds: talked,
    endedInGreeting,
  };
}
