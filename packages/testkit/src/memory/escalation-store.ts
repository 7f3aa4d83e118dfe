import type { EscalationStore, NewEscalationText } from "@nightlight/commands/escalation/escalation-store";
import type { RecordedEvent } from "@nightlight/commands/events";
import { authorityOf } from "@nightlight/domain/access/access";
import { isBarred } from "@nightlight/domain/access/may";
import { lineOf } from "@nightlight/domain/authority/authority";
import { ownerOf } from "@nightlight/domain/contact/contact";
import { ESCALATION_CLOCKS, footprint } from "@nightlight/domain/escalation/deadlines";
import { isAddressed, isOver, openTasks, type Escalation } from "@nightlight/domain/escalation/escalation";
import type { EscalationEvent } from "@nightlight/domain/escalation/events";
import { draft, evolve } from "@nightlight/domain/escalation/evolve";
import { LostRaceError, record, type Transaction } from "./tables.ts";
import { hasRole, idOf, isBarredFrom } from "./visibility.ts";

const FOR_OFFICES: ReadonlySet<string> = new Set(["content", "report", "question", "refusal"]);

/** Escalations in memory, as the acting person may see them. */
export function escalationStore(transaction: Transaction): EscalationStore {
  const { actor, tables, now, written } = transaction;
  const all = (): Escalation[] => [...tables.escalations.values()].map(({ escalation }) => escalation);
  const visible = (): Escalation[] => all().filter((each) => seesEscalation(transaction, each));
  const find = (id: string): Escalation | undefined => visible().find((each) => each.id === id);
  const save = (escalation: Escalation, clientKey: string): void => {
    tables.escalations.set(escalation.id, { escalation, clientKey });
    written.escalations.set(escalation.id, escalation);
  };
  const textsOf = (id: string) => {
    const escalation = find(id);
    if (escalation === undefined) return [];
    return [...tables.escalationTexts.values()]
      .filter((text) => text.escalationId === id)
      .filter(({ kind }) => FOR_OFFICES.has(kind) || follows(transaction, escalation));
  };
  return {
    async draft({ id, contactId, clientKey, level, basis, receivedAt }) {
      const contact = tables.contacts.get(contactId);
      if (contact === undefined || actor.kind !== "staff" || ownerOf(contact) !== actor.id) {
        throw new Error("Only whoever owns a contact can put it before an authority");
      }
      const at = now();
      const year = String(at.getUTCFullYear());
      const number = `${year}/${String(tables.escalations.size + 1).padStart(6, "0")}`;
      const drafted = {
        type: "escalation_drafted",
        escalationId: id,
        contactId,
        number,
        level,
        basis,
        receivedAt,
        by: actor.id,
      } as const;
      transaction.lockedEscalationId = id;
      const escalation = draft(drafted, at);
      save(escalation, clientKey);
      record(transaction, recorded(transaction, { id, version: 0 }, [drafted], at));
      return { escalation, at };
    },
    async byClientKey(contactId, clientKey) {
      const row = [...tables.escalations.values()].find(
        (each) => each.escalation.contactId === contactId && each.clientKey === clientKey,
      );
      return row && find(row.escalation.id);
    },
    find: async (id) => find(id),
    async lock(id) {
      const escalation = find(id);
      if (escalation === undefined) return undefined;
      transaction.lockedEscalationId = id;
      return { escalation, at: now() };
    },
    async append({ escalation: before, at }, events) {
      const row = tables.escalations.get(before.id);
      const mayChange = actor.kind === "system" || transaction.lockedEscalationId === before.id;
      if (!mayChange || row?.escalation.version !== before.version) {
        throw new LostRaceError(`Escalation ${before.id} is no longer at version ${String(before.version)}`);
      }
      const after = events.reduce((soFar, event) => evolve(soFar, event, at), before);
      save(after, row.clientKey);
      record(transaction, recorded(transaction, before, events, at));
      moveClocks(transaction, before, after);
      return after;
    },
    ofContact: async (contactId) =>
      visible()
        .filter((each) => each.contactId === contactId)
        .reverse(),
    async inbox(isOver_, limit) {
      const office = authorityOf(actor);
      const mine = visible().filter((each) => office !== undefined && isAddressed(each, office));
      const found = mine.filter((each) => isOver(each) === isOver_);
      return (isOver_ ? found.reverse() : found).slice(0, limit);
    },
    running: async (limit) =>
      visible()
        .filter((each) => !isOver(each) && each.state.status !== "draft")
        .slice(0, limit),
    async withMyTasks() {
      const me = idOf(actor);
      return visible().filter((each) =>
        openTasks(each).some(
          ({ ownerId, offeredTo, takenBy }) => ownerId === me || (takenBy ?? offeredTo ?? ownerId) === me,
        ),
      );
    },
    async write(id, text) {
      return writeText(transaction, id, text);
    },
    texts: async (id) => textsOf(id).map(({ escalationId: _escalationId, clientKey: _clientKey, ...text }) => text),
    async contents(ids) {
      const found = ids.flatMap((id) => {
        const content = textsOf(id).find(({ kind }) => kind === "content");
        return content === undefined ? [] : [[id, content.text] as const];
      });
      return new Map(found);
    },
    async staffed(authorityIds) {
      const people = [...tables.people.values()].filter(({ suspendedAt }) => suspendedAt === undefined);
      return new Set(authorityIds.filter((id) => people.some(({ authorityId }) => authorityId === id)));
    },
    async colleaguesOnShift() {
      const at = now();
      const onShift = new Set(
        [...tables.roster.values()]
          .filter(({ endsAt, checkedInAt }) => checkedInAt !== undefined && at < endsAt)
          .map(({ counsellorId }) => counsellorId),
      );
      return [...tables.people.values()]
        .filter(({ id, roles }) => onShift.has(id) && roles.includes("counsellor") && id !== idOf(actor))
        .map(({ id, name }) => ({ id, name }))
        .sort((a, b) => a.name.localeCompare(b.name));
    },
    async listeners(id) {
      const escalation = tables.escalations.get(id)?.escalation;
      const contact = escalation && tables.contacts.get(escalation.contactId);
      if (escalation === undefined || contact === undefined) return [];
      return [...tables.people.values()]
        .filter(({ authorityId }) => authorityId !== undefined && isAddressed(escalation, authorityId))
        .filter(({ id: personId, authorityId }) => {
          const line = lineOf(authorityId ?? "", [...tables.authorities.values()]);
          return !contact.barred.some((each) => each === personId || line.includes(each));
        })
        .map((person) => person.id);
    },
  };
}

function writeText(transaction: Transaction, id: string, text: NewEscalationText): boolean {
  const { actor, tables, now } = transaction;
  if (transaction.lockedEscalationId !== id) throw new Error("Words belong to a locked escalation");
  const isKnown = [...tables.escalationTexts.values()].some(
    (each) => each.escalationId === id && each.clientKey === text.clientKey,
  );
  if (isKnown) return false;
  tables.escalationTexts.set(text.id, { ...text, escalationId: id, authorId: idOf(actor) ?? "", at: now() });
  return true;
}

/** Whether the actor works on the contact at the helpline. */
function follows(transaction: Transaction, escalation: Escalation): boolean {
  const { actor, tables } = transaction;
  const contact = tables.contacts.get(escalation.contactId);
  if (contact === undefined || isBarred(actor, contact)) return false;
  const me = idOf(actor);
  return escalation.sentBy === me || ownerOf(contact) === me || hasRole(actor, "supervisor", "clinical_lead");
}

function seesEscalation(transaction: Transaction, escalation: Escalation): boolean {
  const { actor } = transaction;
  if (actor.kind === "system" || transaction.lockedEscalationId === escalation.id) return true;
  if (actor.kind !== "staff" || isBarredFrom(transaction, escalation.contactId)) return false;
  if (follows(transaction, escalation)) return true;
  if (escalation.tasks.some((task) => [task.ownerId, task.offeredTo, task.takenBy].includes(actor.id))) return true;
  const office = authorityOf(actor);
  return office !== undefined && escalation.state.status !== "draft" && isAddressed(escalation, office);
}

function recorded(
  { actor }: Transaction,
  before: Pick<Escalation, "id" | "version">,
  events: readonly EscalationEvent[],
  at: Date,
): RecordedEvent[] {
  return events.map((event, index) => ({
    subject: "escalation",
    subjectId: before.id,
    version: before.version + index + 1,
    actorKind: actor.kind,
    actorId: idOf(actor),
    at,
    event,
  }));
}

function moveClocks({ tables, written, now }: Transaction, before: Escalation, after: Escalation): void {
  const [was, is] = [footprint(before), footprint(after)];
  for (const kind of ESCALATION_CLOCKS) {
    const subject = `escalation.${kind}` as const;
    const key = `${subject}/${after.id}`;
    const row = tables.escalationClocks.get(key);
    const dueAt = is[kind];
    if (dueAt?.getTime() === was[kind]?.getTime()) continue;
    if (dueAt === undefined) {
      if (row !== undefined) tables.escalationClocks.set(key, { ...row, isRunning: false });
      continue;
    }
    const generation = (row?.generation ?? 0) + 1;
    tables.escalationClocks.set(key, { dueAt, generation, isRunning: true });
    const delayMs = Math.max(0, dueAt.getTime() - now().getTime());
    written.clocks.push({ subject, subjectId: after.id, generation, delayMs });
  }
}
