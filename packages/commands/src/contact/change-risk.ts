import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";
import type { ContactRefusal } from "@nightlight/domain/contact/decide";
import type { RiskLevel } from "@nightlight/domain/risk/level";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { World } from "../world.ts";
import { applyCommand, type Changed } from "./change-contact.ts";
import type { RiskChange, RiskChangeKind } from "./risk-store.ts";

type Answer = Promise<Result<Changed, ContactRefusal | "not-found">>;

export type RaiseInput = {
  readonly contactId: ContactId;
  readonly level: RiskLevel;
  readonly reason: string | undefined;
};

/** Raises the level of one's own contact. Free, with or without a reason. A repeat is harmless. */
export async function raiseRisk(world: World, actor: Staff, input: RaiseInput): Answer {
  return changeRisk(world, actor, { ...input, type: "raise-risk" });
}

export type LowerInput = {
  readonly contactId: ContactId;
  readonly level: RiskLevel;
  /** The level that was on screen. */
  readonly from: RiskLevel;
  readonly reason: string;
};

/**
 * Lowers the level of one's own contact, with a reason. Before anything was sent that is one's own correction; after
 * it, it is asked for and waits for a second person.
 */
export async function lowerRisk(world: World, actor: Staff, input: LowerInput): Answer {
  return changeRisk(world, actor, { ...input, type: "lower-risk" });
}

async function changeRisk(
  world: World,
  actor: Staff,
  { contactId, reason, ...wanted }: (RaiseInput & { type: "raise-risk" }) | (LowerInput & { type: "lower-risk" }),
): Answer {
  return world.transaction(actor, async (store) => {
    const locked = await store.contacts.lock(contactId);
    if (locked === undefined || !may(actor, "risk.change", { contact: locked.contact })) return refuse("not-found");
    const changeId = world.newId();
    const changed = await applyCommand(store, locked, { ...wanted, changeId, by: actor.id });
    if (!changed.ok || !changed.value.hasChanged) return changed;
    const isAsked = changed.value.contact.risk.asked?.changeId === changeId;
    const kind: RiskChangeKind = wanted.type === "raise-risk" ? "raised" : isAsked ? "asked" : "lowered";
    const { level: from } = locked.contact.risk;
    await store.risks.add({ id: changeId, contactId, kind, from, to: wanted.level, reason });
    await store.audit.write({
      action: `risk.${kind}`,
      subject: { kind: "contact", id: contactId },
      details: { from: from ?? "none", to: wanted.level },
    });
    return changed;
  });
}

/** Lowerings that wait for a second person. One's own are listed too: whoever asked sees that it still waits. */
export async function listLowerings(world: World, actor: Staff): Promise<Result<readonly Lowering[], "not-found">> {
  if (!may(actor, "contact.list")) return refuse("not-found");
  return world.transaction(actor, async ({ contacts, risks }) => {
    const lowerings: Lowering[] = [];
    for (const change of await risks.toDecide(LIST_LIMIT)) {
      const contact = await contacts.find(change.contactId);
      if (contact !== undefined) lowerings.push({ change, contact });
    }
    return accept(lowerings);
  });
}

export type Lowering = { readonly change: RiskChange; readonly contact: Contact };

const LIST_LIMIT = 100;

/** A second person agrees to a lowering, or does not. Never whoever asked; the first answer stands. */
export async function decideLowering(
  world: World,
  actor: Staff,
  { changeId, approves }: { readonly changeId: string; readonly approves: boolean },
): Promise<Result<RiskChange, ContactRefusal | "not-found" | "decided-before">> {
  return world.transaction(actor, async (store) => {
    const change = await store.risks.find(changeId);
    if (change?.kind !== "asked" || !may(actor, "contact.list")) return refuse("not-found");
    if (!may(actor, "risk.decide", { personId: change.by })) return refuse("own-lowering");
    const { decision } = change;
    if (decision !== undefined) {
      const isRepeat = decision.by === actor.id && decision.approves === approves;
      return isRepeat ? accept(change) : refuse("decided-before");
    }
    const locked = await store.contacts.lock(change.contactId);
    if (locked === undefined || !may(actor, "contact.see-state", { contact: locked.contact })) {
      return refuse("not-found");
    }
    const done = await applyCommand(store, locked, { type: "decide-lowering", changeId, by: actor.id, approves });
    if (!done.ok) return done;
    if (!(await store.risks.decide(changeId, approves))) return refuse("decided-before");
    await store.audit.write({
      action: approves ? "risk.lowering_approved" : "risk.lowering_refused",
      subject: { kind: "contact", id: change.contactId },
      details: { from: change.from ?? "none", to: change.to },
    });
    const decided = await store.risks.find(changeId);
    return decided === undefined ? refuse("not-found") : accept(decided);
  });
}

/** Every change of a contact's level by a person, newest first, with the reasons. */
export async function readRiskChanges(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<readonly RiskChange[], "not-found">> {
  return world.transaction(actor, async ({ contacts, risks }) => {
    const contact = await contacts.find(contactId);
    if (contact === undefined || !may(actor, "risk.change", { contact })) return refuse("not-found");
    return accept(await risks.ofContact(contactId));
  });
}
