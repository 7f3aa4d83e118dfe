import { intakeRoutes } from "@nightlight/contracts/carriers/intake";
import { createClient, type CallInput, type CallReply, type ClientOptions } from "@nightlight/contracts/client";

/** A gateway that brings children's contacts from a channel of its own. */
export type ScriptedGateway = {
  /** Brings one contact; the key makes a repeat harmless. Resolves with its id once the server has stored it. */
  arrive(key: string, body?: CallInput<typeof intakeRoutes.arrive>["body"]): Promise<string>;
  /** Brings a further message; the key makes a repeat harmless. */
  say(contactId: string, clientKey: string, text: string): Promise<void>;
  /** The conversation so far, for carrying the answers out. */
  read(contactId: string): Promise<CallReply<typeof intakeRoutes.read>>;
  /** The other side left. */
  leave(contactId: string): Promise<void>;
};

/** Opens a gateway with its channel's key. */
export function openGateway(options: {
  origin: string;
  channelKey: string;
  fetch: ClientOptions["fetch"];
}): ScriptedGateway {
  const { origin, channelKey, fetch } = options;
  const call = createClient({ origin, fetch, headers: () => ({ authorization: `Bearer ${channelKey}` }) });
  return {
    async arrive(key, body = {}) {
      const received = await call(intakeRoutes.arrive, { body }, { headers: { "idempotency-key": key } });
      return received.contactId;
    },
    async say(contactId, clientKey, text) {
      await call(intakeRoutes.post, { params: { contactId }, body: { clientKey, text } });
    },
    read: (contactId) => call(intakeRoutes.read, { params: { contactId } }),
    async leave(contactId) {
      await call(intakeRoutes.leave, { params: { contactId } });
    },
  };
}
