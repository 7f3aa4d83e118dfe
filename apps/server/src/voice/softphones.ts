import { createHmac } from "node:crypto";
import type { Telephony, TelephonyEvent } from "@nightlight/commands/call/telephony";
import type { World } from "@nightlight/commands/world";

/** The secret of a sign-in's telephone: both the page's server and the voice role know it, and it is kept nowhere. */
export function softphoneSecret(key: Uint8Array, sessionId: string): string {
  return createHmac("sha256", key).update(`softphone/${sessionId}`).digest("base64url");
}

/** The telephones of counsellors: the engine learns of those that are wanted and forgets those whose sign-in is over. */
export type Softphones = {
  hear(event: TelephonyEvent): Promise<void>;
  look(): Promise<void>;
  /** Nobody is known to be registered: the engine was away, or is another. */
  forget(): Promise<void>;
};

export function createSoftphones(world: World, telephony: Telephony, engine: string, key: Uint8Array): Softphones {
  const asSystem = { kind: "system" } as const;
  return {
    async hear(event) {
      if (event.type !== "agent.online" && event.type !== "agent.offline") return;
      const isOnline = event.type === "agent.online";
      await world.transaction(asSystem, ({ softphones }) => softphones.setOnline(engine, event.agentId, isOnline));
    },
    async look() {
      const { wanted, over } = await world.transaction(asSystem, ({ softphones }) => softphones.due(engine));
      for (const sessionId of wanted) {
        await telephony.provisionAgent(sessionId, softphoneSecret(key, sessionId));
        await world.transaction(asSystem, ({ softphones }) => softphones.provisioned(engine, sessionId));
      }
      // Whoever was registered all the time is not told of again.
      const online = wanted.length === 0 ? [] : await telephony.agentsOnline();
      for (const sessionId of wanted.filter((each) => online.includes(each))) {
        await world.transaction(asSystem, ({ softphones }) => softphones.setOnline(engine, sessionId, true));
      }
      for (const sessionId of over) {
        await telephony.revokeAgent(sessionId);
        await world.transaction(asSystem, async ({ softphones }) => {
          await softphones.setOnline(engine, sessionId, false);
          await softphones.revoked(engine, sessionId);
        });
      }
    },
    async forget() {
      await world.transaction(asSystem, ({ softphones }) => softphones.forgetAll(engine));
    },
  };
}
