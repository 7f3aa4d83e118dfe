import type { Staff } from "@nightlight/domain/access/access";
import { isBarred, may, mayEver } from "@nightlight/domain/access/may";
import { ownerOf, type Contact, type ContactId, type CounsellorId } from "@nightlight/domain/contact/contact";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import { canBeHandedOn } from "@nightlight/domain/shift/handover";
import type { Store, World } from "../world.ts";

export type HandOnRefusal = "not-found" | "nothing-to-hand-on" | "colleague-not-fit" | "handover-answered";

type About = { readonly contactId: ContactId };

/**
 * Asks a named colleague to take a record, or an escalation that waits. It stays with whoever asks until the colleague
 * says yes. Asking the same again changes nothing; asking somebody else takes the first question back.
 */
export async function askToTake(
  world: World,
  actor: Staff,
  { contactId, to }: About & { readonly to: CounsellorId },
): Promise<Result<true, HandOnRefusal>> {
  return world.transaction(actor, async (store): Promise<Result<true, HandOnRefusal>> => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "handover.ask", locked)) return refuse("not-found");
    const { contact } = locked;
    const { handovers, presences } = store;
    if (!canBeHandedOn({ contact, waiting: await handovers.waitingOf(contactId) })) return refuse("nothing-to-hand-on");
    const open = await handovers.openOf(contactId);
    if (open?.to === to) return accept(true);
    if (to === actor.id || !(await isFit(store, contact, to))) return refuse("colleague-not-fit");
    await handovers.ask({ id: world.newId(), contactId, from: actor.id, to });
    await presences.note(actor.id, { type: "handover_asked", contactId, to });
    return accept(true);
  });
}

/** Takes the question back, as long as it was not answered. */
export async function takeQuestionBack(
  world: World,
  actor: Staff,
  { contactId }: About,
): Promise<Result<true, HandOnRefusal>> {
  return world.transaction(actor, async ({ contacts, handovers, presences }): Promise<Result<true, HandOnRefusal>> => {
    const locked = await contacts.lock(contactId);
    if (locked === undefined || !may(actor, "handover.ask", locked)) return refuse("not-found");
    const open = await handovers.openOf(contactId);
    if (open?.to === undefined) return accept(true);
    await handovers.settle(open.id, "withdrawn");
    await presences.note(actor.id, { type: "handover_withdrawn", contactId, to: open.to });
    return accept(true);
  });
}

/**
 * A colleague's answer. Yes: it is theirs from this moment, with all its words. No leaves no trace but that it is still
 * where it was. The same answer again is accepted; another one is told that it was answered.
 */
export async function answerHandover(
  world: World,
  actor: Staff,
  { contactId, accepts }: About & { readonly accepts: boolean },
): Promise<Result<true, HandOnRefusal>> {
  return world.transaction(actor, async (store): Promise<Result<true, HandOnRefusal>> => {
    if (!mayEver(actor, "handover.answer")) return refuse("not-found");
    const locked = await store.contacts.lock(contactId);
    if (locked !== undefined && isBarred(actor, locked.contact)) return refuse("not-found");
    const open = await store.handovers.openOf(contactId);
    if (locked === undefined || open?.to !== actor.id) return repeated(store, actor, contactId, accepts);
    const from = ownerOf(locked.contact);
    const waiting = await store.handovers.waitingOf(contactId);
    // Finished meanwhile, or somebody else's by now: there is nothing left to take.
    if (from !== open.from || !canBeHandedOn({ contact: locked.contact, waiting })) {
      await store.handovers.settle(open.id, "withdrawn");
      return refuse("nothing-to-hand-on");
    }
    await store.handovers.settle(open.id, accepts ? "accepted" : "declined");
    await store.presences.note(actor.id, { type: "handover_answered", contactId, from, accepts });
    if (!accepts) return accept(true);
    await store.contacts.append(locked, [{ type: "record_handed_over", from, to: actor.id }]);
    return accept(true);
  });
}

async function repeated(
  { handovers }: Store,
  actor: Staff,
  contactId: ContactId,
  accepts: boolean,
): Promise<Result<true, HandOnRefusal>> {
  const last = await handovers.lastOf(contactId);
  if (last?.to !== actor.id) return refuse("not-found");
  if (last.state === "withdrawn") return refuse("nothing-to-hand-on");
  const isSame = last.state === (accepts ? "accepted" : "declined");
  return isSame ? accept(true) : refuse("handover-answered");
}

/** Somebody who counsels and is not barred from this contact. Nobody learns from the refusal which of the two it was. */
async function isFit({ supervision }: Store, contact: Contact, to: CounsellorId): Promise<boolean> {
  const { people } = await supervision.colleagues();
  const colleague = people.find(({ id }) => id === to);
  if (colleague?.counsels !== true) return false;
  const { centreId } = colleague;
  return !isBarred({ kind: "staff", id: to, sessionId: "", roles: ["counsellor"], centreId }, contact);
}
