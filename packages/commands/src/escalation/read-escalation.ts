import { authorityOf, type Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import type { OutsideCall } from "@nightlight/domain/call/outside-call";
import type { ContactId } from "@nightlight/domain/contact/contact";
import type { EscalationContent } from "@nightlight/domain/escalation/content";
import type { Escalation, EscalationId } from "@nightlight/domain/escalation/escalation";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import { isSentTo, mayDo } from "./change-escalation.ts";
import type { EscalationText } from "./escalation-store.ts";
import { reacher, type Reachable } from "./propose-escalation.ts";

const MOST = 500;

/** An escalation with its words and the offices that it names, as far as the reader may see them. */
export type EscalationReading = {
  readonly escalation: Escalation;
  readonly content: EscalationContent;
  readonly texts: readonly EscalationText[];
  readonly offices: ReadonlyMap<string, Reachable>;
  readonly telephone: Telephone;
  readonly at: Date;
};

/** What telephone tasks are called by: emergency numbers as the policy has them, and the calls that were made. */
export type Telephone = {
  readonly emergency: { readonly police: string; readonly ambulance: string };
  readonly calls: readonly OutsideCall[];
};

/** One escalation, for whoever follows it at the helpline. */
export async function readEscalation(
  world: World,
  actor: Staff,
  id: EscalationId,
): Promise<Result<EscalationReading, "not-found">> {
  return world.transaction(actor, async (store) => {
    const escalation = await store.escalations.find(id);
    if (escalation === undefined || !(await mayDo(store, actor, "escalation.follow", escalation))) {
      return refuse("not-found");
    }
    return accept(await gather(store, escalation));
  });
}

/** Every escalation of a contact, newest first. */
export async function readEscalationsOf(
  world: World,
  actor: Staff,
  contactId: ContactId,
): Promise<Result<readonly EscalationReading[], "not-found">> {
  return world.transaction(actor, async (store) => {
    const contact = await store.contacts.find(contactId);
    if (contact === undefined || !may(actor, "escalation.follow", { contact })) return refuse("not-found");
    const found = await store.escalations.ofContact(contactId);
    const readings: EscalationReading[] = [];
    for (const escalation of found) readings.push(await gather(store, escalation));
    return accept(readings);
  });
}

/** An officer's reading of what was sent to the office: logged, and it changes nothing. */
export async function readReceived(
  world: World,
  actor: Staff,
  id: EscalationId,
): Promise<Result<EscalationReading, "not-found">> {
  return world.transaction(actor, async (store) => {
    const escalation = await store.escalations.find(id);
    if (escalation === undefined || !may(actor, "escalation.answer", { isSentToUs: isSentTo(actor, escalation) })) {
      return refuse("not-found");
    }
    const { contactId } = escalation;
    await store.accessLog.write({ action: "read-escalation", contactId, why: "own", how: "list" });
    return accept(await gather(store, escalation));
  });
}

export type Inbox = {
  readonly escalations: readonly { readonly escalation: Escalation; readonly content: EscalationContent }[];
  readonly at: Date;
};

/** What was sent to the actor's office. */
export async function readInbox(world: World, actor: Staff, isOver: boolean): Promise<Result<Inbox, "not-found">> {
  if (authorityOf(actor) === undefined) return refuse("not-found");
  return world.transaction(actor, async (store) => {
    const found = (await store.escalations.inbox(isOver, MOST)).filter((each) =>
      may(actor, "escalation.answer", { isSentToUs: isSentTo(actor, each) }),
    );
    const [contents, at] = await Promise.all([store.escalations.contents(found.map(({ id }) => id)), store.now()]);
    const escalations = found.flatMap((escalation) => {
      const content = contents.get(escalation.id);
      return content === undefined ? [] : [{ escalation, content: JSON.parse(content) as EscalationContent }];
    });
    return accept({ escalations, at });
  });
}

export type Running = {
  readonly escalations: readonly Escalation[];
  readonly offices: ReadonlyMap<string, Reachable>;
  readonly telephone: Telephone;
  readonly at: Date;
};

/** Everything that is sent and not closed: states and times, no words. */
export async function watchEscalations(world: World, actor: Staff): Promise<Result<Running, "not-found">> {
  if (!may(actor, "escalation.watch")) return refuse("not-found");
  return world.transaction(actor, async (store) => {
    const found = await store.escalations.running(MOST);
    const escalations: Escalation[] = [];
    for (const each of found) if (await mayDo(store, actor, "escalation.follow", each)) escalations.push(each);
    const [offices, telephone, at] = await Promise.all([
      officesOf(store, escalations),
      telephoneOf(store, escalations),
      store.now(),
    ]);
    return accept({ escalations, offices, telephone, at });
  });
}

/** What was sent, for whoever has a telephone task of it or is asked to take one: they have to know what to say. Logged. */
export async function readBrief(
  world: World,
  actor: Staff,
  { escalationId, taskId }: { readonly escalationId: EscalationId; readonly taskId: string },
): Promise<Result<EscalationContent, "not-found">> {
  return world.transaction(actor, async (store) => {
    const escalation = await store.escalations.find(escalationId);
    if (escalation?.tasks.some(({ id }) => id === taskId) !== true) return refuse("not-found");
    if (!(await mayDo(store, actor, "escalation.call", escalation))) return refuse("not-found");
    const { contactId } = escalation;
    await store.accessLog.write({ action: "read-escalation", contactId, why: "own", how: "desk" });
    return accept((await gather(store, escalation)).content);
  });
}

/** Telephone tasks that are the actor's, or that the actor is asked to take. */
export async function readMyTasks(world: World, actor: Staff): Promise<Result<Running, "not-found">> {
  return world.transaction(actor, async (store) => {
    const escalations = await store.escalations.withMyTasks();
    const [offices, telephone, at] = await Promise.all([
      officesOf(store, escalations),
      telephoneOf(store, escalations),
      store.now(),
    ]);
    return accept({ escalations, offices, telephone, at });
  });
}

async function gather(store: Store, escalation: Escalation): Promise<EscalationReading> {
  const [texts, offices, telephone, at] = await Promise.all([
    store.escalations.texts(escalation.id),
    officesOf(store, [escalation]),
    telephoneOf(store, [escalation]),
    store.now(),
  ]);
  const sent = texts.find(({ kind }) => kind === "content");
  if (sent === undefined) throw new Error(`What was sent with ${escalation.id} is not there`);
  return { escalation, content: JSON.parse(sent.text) as EscalationContent, texts, offices, telephone, at };
}

async function telephoneOf({ outsideCalls, policy }: Store, escalations: readonly Escalation[]): Promise<Telephone> {
  const calling = escalations.filter(({ tasks }) => tasks.length > 0).map(({ id }) => id);
  const emergency = { police: policy.policeNumber, ambulance: policy.ambulanceNumber };
  return { emergency, calls: await outsideCalls.ofEscalations(calling) };
}

async function officesOf(store: Store, escalations: readonly Escalation[]): Promise<ReadonlyMap<string, Reachable>> {
  const ids = [...new Set(escalations.flatMap(({ addressed }) => addressed.map(({ authorityId }) => authorityId)))];
  const reach = reacher(store, { barred: [] }, await store.escalations.staffed(ids));
  const found = await Promise.all(
    ids.map(async (id) => {
      const unit = await store.authorities.find(id);
      return unit === undefined ? [] : [[id, await reach(unit)] as const];
    }),
  );
  return new Map(found.flat());
}
