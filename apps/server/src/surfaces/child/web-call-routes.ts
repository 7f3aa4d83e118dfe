import { setTimeout as sleep } from "node:timers/promises";
import { wantWebCall } from "@nightlight/commands/call/want-web-call";
import { webCallRoutes } from "@nightlight/contracts/child/web-call";
import type { FastifyInstance } from "fastify";
import { hashToken } from "../../access/tokens.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount } from "../../plugins/mount.ts";
import { turnServers } from "../../voice/turn.ts";
import { webCallName, webCallSecret } from "../../voice/web-calls.ts";

const DOMAIN = "nightlight";
/** The longest call. */
const TURN_HOURS = 4;
const LOOK_EVERY_MS = 50;
/** The voice role looks ten times a second; an engine that takes longer than this is not there. */
const LOOKS = 60;

/** A child calls from the page. Answered when the engine knows the account: what the page does next is ring. */
export function mountWebCalls(app: FastifyInstance, dependencies: Dependencies): void {
  const { config, world, sessions, childToken, softphoneKey } = dependencies;
  mount(app, webCallRoutes.want, "public", async ({ body }) => {
    if (config.voice === undefined) return { call: null };
    const token = childToken(body.key);
    const tokenHash = hashToken(token);
    const name = webCallName(tokenHash);
    const actor = { kind: "child", contactId: world.newId() } as const;
    const { engine } = config.voice;
    const isWanted = await wantWebCall(world, actor, { name, tokenHash, language: body.language, engine });
    for (let looks = 0; isWanted && looks < LOOKS; looks += 1) {
      if ((await sessions.findWebCall(name)) === "ready") {
        const now = await world.transaction(actor, (store) => store.now());
        const iceServers = turnServers(config.voice.turn, name, now, TURN_HOURS);
        return { call: { name, secret: webCallSecret(softphoneKey, name), domain: DOMAIN, token, iceServers } };
      }
      await sleep(LOOK_EVERY_MS);
    }
    return { call: null };
  });
}
