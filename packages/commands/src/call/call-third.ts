import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { interpretersOf } from "@nightlight/domain/call/interpreters";
import type { PartyWish } from "@nightlight/domain/call/outside-call";
import { isPartyBarred, isSameParty, type OutsideParty, type PartyReason } from "@nightlight/domain/call/outside-party";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import { readMatter } from "../escalation/read-matter.ts";
import type { Store, World } from "../world.ts";
import type { OutsideProblem } from "./call-office.ts";
import { numberOfParty } from "./number-of-party.ts";
import { tellOutside } from "./tell-outside.ts";

export type ThirdProblem =
  | Exclude<OutsideProblem, "you-talk" | "you-call">
  | "nobody-talks"
  /** Somebody else from outside is in this conversation, or being called into it. */
  | "third-there"
  /** Nobody is left alone with somebody who has not answered, or who interprets. */
  | "not-without-us";

export type CallThirdInput = {
  readonly contactId: ContactId;
  readonly party: OutsideParty;
  /** With the counsellor alone first, while the caller hears music; or with both from the first word on. */
  readonly wish: Extract<PartyWish, "alone" | "together">;
  readonly reason: PartyReason;
  readonly isDemo: boolean;
};

/** Calls somebody from outside into one's own conversation: one at a time, of the short list, with a reason. Repeatable. */
export async function callThird(
  world: World,
  actor: Staff,
  { contactId, party, wish, reason, isDemo }: CallThirdInput,
): Promise<Result<string, ThirdProblem>> {
  return world.transaction(actor, async (store): Promise<Result<string, ThirdProblem>> => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "call.add-party", locked)) return refuse("not-found");
    if (!(await isUp(store, locked.contact, actor.id))) return refuse("nobody-talks");
    if (isDemo) return refuse("demo-calls-nobody");
    const running = (await store.outsideCalls.thirdsOf(contactId)).find(({ endedAt }) => endedAt === undefined);
    if (running !== undefined) {
      return isSameParty(running.party, party) ? accept(running.id) : refuse("third-there");
    }
    const number = await numberOfParty(store, party, locked.contact.barred);
    if (!number.ok) return refuse(number.refusal === "barred" ? "office-barred" : "no-number");
    const id = world.newId();
    const call = { id, purpose: "third", contactId, task: undefined, party, reason, wish } as const;
    if (!(await store.outsideCalls.want(call))) return refuse("no-telephone");
    await tellOutside(store, actor.id, { ...call, stage: "asked" });
    await tellOutside(store, actor.id, { ...call, stage: wish });
    await store.audit.write({
      action: "call.third_called",
      subject: { kind: "contact", id: contactId },
      details: { party: party.kind, wish, reason },
    });
    return accept(id);
  });
}

export type WishThirdInput = { readonly contactId: ContactId; readonly callId: string; readonly wish: PartyWish };

/**
 * The third alone with the counsellor, with both, with the caller while the counsellor steps out, or gone. Whoever steps out
 * stays answerable: they may come back at any time, and are rung as soon as the third goes.
 */
export async function wishThird(
  world: World,
  actor: Staff,
  { contactId, callId, wish }: WishThirdInput,
): Promise<Result<true, "not-found" | "not-without-us">> {
  return world.transaction(actor, async (store): Promise<Result<true, "not-found" | "not-without-us">> => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "call.add-party", locked)) return refuse("not-found");
    const call = await store.outsideCalls.find(callId);
    if (call?.contactId !== contactId || call.purpose !== "third") return refuse("not-found");
    if (call.endedAt !== undefined || call.wish === wish) return accept(true);
    // Nobody who is on their way out comes back by a late press.
    if (call.wish === "over") return accept(true);
    const isAloneWithThem = wish === "without_us";
    if (isAloneWithThem && (call.talkedAt === undefined || call.party.kind === "interpreter")) {
      return refuse("not-without-us");
    }
    await store.outsideCalls.wish(callId, wish);
    await tellOutside(store, actor.id, { ...call, stage: wish });
    await store.audit.write({
      action: "call.third_changed",
      subject: { kind: "contact", id: contactId },
      details: { party: call.party.kind, wish },
    });
    return accept(true);
  });
}

/** Somebody who can be called into a conversation, with the number to dial by hand. */
export type CallableParty = {
  readonly party: OutsideParty;
  readonly office: string | undefined;
  readonly phone: string;
};

/** The short list: emergency numbers, interpreters, and the offices of the place with a number that are not barred. */
export async function listParties(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<readonly CallableParty[], "not-found">> {
  return world.transaction(actor, async (store) => {
    const contact = await store.contacts.find(contactId);
    if (contact === undefined || !may(actor, "call.add-party", { contact })) return refuse("not-found");
    const { policy } = store;
    const interpreters = (interpretersOf(policy.interpreters) ?? []).map(({ language, number }) => ({
      ...{ party: { kind: "interpreter", language } as const, office: undefined, phone: number },
    }));
    return accept([
      { party: { kind: "police" }, office: undefined, phone: policy.policeNumber },
      { party: { kind: "ambulance" }, office: undefined, phone: policy.ambulanceNumber },
      ...interpreters,
      ...(await officesOf(store, contact)),
    ]);
  });
}

async function officesOf(store: Store, contact: Contact): Promise<readonly CallableParty[]> {
  const { place } = await readMatter(store, contact);
  const code = place.commune ?? place.province;
  // Where nobody knows the place, no office is its own.
  if (code === undefined) return [];
  const directory = await store.authorities.around(code);
  const found = await Promise.all(
    directory.map(async ({ id, name, phone }): Promise<readonly CallableParty[]> => {
      if (isPartyBarred({ kind: "office", authorityId: id }, directory, contact.barred)) return [];
      const duty = await store.authorities.dutyNow(id, contact.barred);
      return [
        ...(duty === undefined
          ? []
          : [{ party: { kind: "duty", authorityId: id } as const, office: name, phone: duty.phone }]),
        ...(phone === undefined ? [] : [{ party: { kind: "office", authorityId: id } as const, office: name, phone }]),
      ];
    }),
  );
  return found.flat();
}

/** Whether its counsellor is in a call with the person of a contact. */
async function isUp({ calls }: Store, { id, state }: Contact, by: string): Promise<boolean> {
  if (state.status !== "active" || state.owner !== by) return false;
  const call = await calls.detailOf(id);
  return call !== undefined && call.endedAt === undefined && call.talkedAt !== undefined;
}
