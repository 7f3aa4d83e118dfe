import type { CALL_CHANNEL_KINDS, Language } from "@nightlight/domain/contact/channel";
import type { ContactId } from "@nightlight/domain/contact/contact";
import { beginContact } from "../contact/begin-contact.ts";
import type { World } from "../world.ts";
import { fenced, type EngineRun } from "./fenced.ts";
import type { CallId } from "./telephony.ts";

/** What rang: the channel that calls of its kind belong to, and the number as the network says it. */
export type RingingCall = {
  readonly callId: CallId;
  readonly channelId: string;
  readonly channel: (typeof CALL_CHANNEL_KINDS)[number];
  /** Undefined: withheld. It decides no access; it only finds earlier contacts. */
  readonly number: string | undefined;
  readonly language: Language;
  /** The engine's name of the call, hashed: asked again, the same contact is found. */
  readonly arrivalKey: Uint8Array;
};

/** `mayGoAhead`: they wait behind the others, and are asked whether they need somebody now. */
export type BegunCall = { readonly contactId: ContactId; readonly mayGoAhead: boolean };

/** A call is a contact from its first ring on, and waits as everybody does. Repeatable. */
export async function beginCall(world: World, run: EngineRun, ringing: RingingCall): Promise<BegunCall> {
  const { callId, number, channelId, ...known } = ringing;
  const begun = await beginContact(
    world,
    { kind: "gateway", channelId },
    {
      ...{ contactId: world.newId(), channelId, channel: known.channel, language: known.language },
      ...{ arrivalKey: known.arrivalKey, identity: number, childSession: undefined, text: undefined },
      facts: { safeNow: "unknown" },
    },
  );
  if (!begun.ok) throw new Error("An arrival is never refused");
  const contactId = begun.value.contact.id;
  await fenced(world, run, ({ calls }) => calls.begin(run.engine, { callId, contactId, direction: "in" }));
  return { contactId, mayGoAhead: begun.value.mayGoAhead };
}
