import { intakeRoutes } from "@nightlight/contracts/carriers/intake";
import { childRoutes } from "@nightlight/contracts/child/contact";
import { createClient, type ClientOptions } from "@nightlight/contracts/client";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import { connectCounsellor, type ScriptedCounsellor } from "../counsellor/scripted-counsellor.ts";
import type { Canary } from "./canaries.ts";

/** Words and names that are put into the records. */
export type VictimCanaries = Readonly<Record<"said" | "answered" | "name" | "narrative" | "identity", Canary>>;

/** Records that belong to somebody, with a counsellor at each screen. */
export type Victims = { readonly contactIds: readonly string[]; leave(): void };

type Options = {
  readonly origin: string;
  /** The key of the gateway that brings the contact with an identity. */
  readonly channelKey: string;
  /** Session tokens of two counsellors who are on shift. */
  readonly tokens: readonly [string, string];
  readonly canaries: VictimCanaries;
  readonly fetch: ClientOptions["fetch"];
};

const WITHIN_MS = 15_000;

/**
 * Lets two counsellors have a closed contact, an active one and one in wrap-up, by the product's own doors. Every place
 * is taken then, so that nothing of theirs is offered to anybody else.
 */
export async function openVictims(options: Options): Promise<Victims> {
  const offers: { offerId: string; contactId: string; to: number }[] = [];
  const desks: Desk[] = [];
  for (const [index, token] of options.tokens.entries()) {
    const hear = (offer: { id: string; contactId: string }): void => {
      offers.push({ offerId: offer.id, contactId: offer.contactId, to: index });
    };
    desks.push(await openDesk(options, token, hear));
  }
  const [lan, minh] = desks;
  if (lan === undefined || minh === undefined) throw new Error("two counsellors are needed");
  const contactIds: string[] = [];
  const next = async (): Promise<Taken> => {
    const offer = await waitFor(() => offers.shift());
    const desk = desks[offer.to] ?? lan;
    await desk.counsellor.show(offer.offerId);
    const { version } = await desk.counsellor.accept(offer.offerId);
    contactIds.push(offer.contactId);
    return {
      desk,
      contactId: offer.contactId,
      version: await writeAbout(desk, offer.contactId, version, options.canaries),
    };
  };

  await lan.goOnline();
  await beginChat(options, "first");
  const closed = await next();
  await closed.desk.counsellor.finish(await seenOf(closed));
  await arrive(options);
  const wrapUp = await next();
  const { version } = await seenOf(wrapUp);
  await wrapUp.desk.call(contactRoutes.end, { params: { contactId: wrapUp.contactId }, body: { version } });
  await minh.goOnline();
  await beginChat(options, "second");
  await next();
  return {
    contactIds,
    leave: () => {
      for (const { counsellor } of desks) counsellor.leave();
    },
  };
}

type Call = ReturnType<typeof createClient>;
type Desk = { readonly counsellor: ScriptedCounsellor; readonly call: Call; goOnline(): Promise<void> };
type Taken = { readonly desk: Desk; readonly contactId: string; readonly version: number };

async function openDesk(
  { origin, fetch }: Options,
  token: string,
  hear: (offer: { id: string; contactId: string }) => void,
): Promise<Desk> {
  const cookie = `nightlight-session=${token}`;
  const call = createClient({ origin, fetch, headers: () => ({ cookie }) });
  const counsellor = await connectCounsellor({ origin, cookie, fetch, onOffer: hear, onOfferEnded: () => undefined });
  return {
    counsellor,
    call,
    async goOnline() {
      await counsellor.checkIn();
      await call(presenceRoutes.setIntent, { body: { intent: "available" } });
    },
  };
}

async function beginChat({ origin, fetch, canaries }: Options, name: string): Promise<void> {
  const call = createClient({ origin, fetch });
  const key = `victim-${name}-${canaries.said.mark}`;
  await call(childRoutes.begin, { body: { key, language: "vi", safeNow: "yes", text: canaries.said.text } });
}

async function arrive({ origin, fetch, channelKey, canaries }: Options): Promise<void> {
  const headers = () => ({ authorization: `Bearer ${channelKey}`, "idempotency-key": `victim-${canaries.said.mark}` });
  const call = createClient({ origin, fetch, headers });
  const body = { language: "vi", text: canaries.said.text, identity: canaries.identity.text, safeNow: "no" } as const;
  await call(intakeRoutes.arrive, { body });
}

/** Answers and writes the record; gives the version that the contact has then. */
async function writeAbout(desk: Desk, contactId: string, version: number, canaries: VictimCanaries): Promise<number> {
  const clientKey = `victim-${canaries.answered.mark}`;
  await desk.call(contactRoutes.post, { params: { contactId }, body: { clientKey, text: canaries.answered.text } });
  for (const [field, canary] of [
    ["child.00000000.name", canaries.name],
    ["narrative", canaries.narrative],
  ] as const) {
    await desk.call(contactRoutes.saveRecord, {
      params: { contactId, field },
      body: { value: canary.text, version: 0 },
    });
  }
  return version;
}

async function seenOf({ desk, contactId }: Taken): Promise<{ contactId: string; version: number }> {
  const view = await desk.call(contactRoutes.read, { params: { contactId } });
  return { contactId, version: view.summary.version };
}

async function waitFor<Value>(find: () => Value | undefined): Promise<Value> {
  for (let waited = 0; waited < WITHIN_MS; waited += 20) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("nobody was offered the contact");
}
