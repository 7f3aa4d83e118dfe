import { setTimeout as sleep } from "node:timers/promises";
import { wantWebCall } from "@nightlight/commands/call/want-web-call";
import { webCallRoutes } from "@nightlight/contracts/child/web-call";
import type { FastifyInstance } from "fastify";
import { hashToken } from "../../access/tokens.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount } from "../../plugins/mount.ts";
import type { EngineSettings } from "../../voice/engines.ts";
import { turnServers } from "../../voice/turn.ts";
import { webCallName, webCallSecret } from "../../voice/web-calls.ts";

const DOMAIN = "nightlight";
/** The longest call. */
const TURN_HOURS = 4;
const LOOK_EVERY_MS = 50;
/** The voice role looks ten times a second; an engine that takes longer than this is not there. */
const LOOKS = 60;
let turn = 0;

/** A child calls from the page. Answered when the engine knows the account: what the page does next is ring. */
export function mountWebCalls(app: FastifyInstance, dependencies: Dependencies): void {
  const { config, world, sessions, childToken, softphoneKey } = dependencies;
  mount(app, webCallRoutes.want, "public", async ({ body }) => {
    if (config.voice === undefined) return { call: null };
    const token = childToken(body.key);
    const tokenHash = hashToken(token);
    const name = webCallName(tokenHash);
    const actor = { kind: "child", contactId: world.newId() } as const;
    const engine = await firstOf(config.voice.engines, (each) =>
      wantWebCall(world, actor, { name, tokenHash, language: body.language, engine: each }),
    );
    for (let looks = 0; engine !== undefined && looks < LOOKS; looks += 1) {
      if ((await sessions.findWebCall(name))?.isReady === true) {
        const now = await world.transaction(actor, (store) => store.now());
        const iceServers = turnServers(config.voice.turn, name, now, TURN_HOURS);
        return { call: { name, secret: webCallSecret(softphoneKey, name), domain: DOMAIN, token, iceServers } };
      }
      await sleep(LOOK_EVERY_MS);
    }
    return { call: null };
  });
}

/** The first engine whose calls are run; each time another one begins, so that they share what comes. */
async function firstOf(engines: readonly EngineSettings[], isRun: (engine: string) => Promise<boolean>) {
  turn += 1;
  for (const index of engines.keys()) {
    const engine = engines[(turn + index) % engines.length]?.engine ?? "";
    if (await isRun(engine)) return engine;
  }
  return undefined;
}
