import { createHmac } from "node:crypto";
import type { Telephony } from "@nightlight/commands/call/telephony";
import type { World } from "@nightlight/commands/world";

/** What the accounts of pages are called: nobody guesses one, and none is a counsellor's. */
export function webCallName(tokenHash: Uint8Array): string {
  return `page-${Buffer.from(tokenHash).toString("hex").slice(0, 32)}`;
}

/** The secret of a page's account: both the page's server and the voice role know it, and it is kept nowhere. */
export function webCallSecret(key: Uint8Array, name: string): string {
  return createHmac("sha256", key).update(`web-call/${name}`).digest("base64url");
}

/** The accounts of pages: the engine learns of those that are wanted and forgets those whose call is over. */
export type WebCalls = {
  look(): Promise<void>;
  /** The engine was away, or is another. */
  forget(): Promise<void>;
};

export function createWebCalls(world: World, telephony: Telephony, engine: string, key: Uint8Array): WebCalls {
  const asSystem = { kind: "system" } as const;
  return {
    async look() {
      const { wanted, over } = await world.transaction(asSystem, ({ webCalls }) => webCalls.due(engine));
      for (const name of wanted) {
        await telephony.provisionPage(name, webCallSecret(key, name));
        await world.transaction(asSystem, ({ webCalls }) => webCalls.provisioned(name));
      }
      for (const name of over) {
        await telephony.revokeAgent(name);
        await world.transaction(asSystem, ({ webCalls }) => webCalls.forget(name));
      }
    },
    async forget() {
      await world.transaction(asSystem, ({ webCalls }) => webCalls.forgetAll(engine));
    },
  };
}
