import type { Staff } from "@nightlight/domain/access/access";
import { may } from "@nightlight/domain/access/may";
import { SIGN_IN_POLICY } from "@nightlight/domain/access/sign-in";
import { lookOf, newUsername, type UsernameRefusal } from "@nightlight/domain/access/username";
import {
  changePerson,
  closePerson,
  fitOfficer,
  type Person,
  type PersonChange,
  type PersonRefusal,
} from "@nightlight/domain/person/person";
import { accept, refuse, type Result } from "@nightlight/domain/result";
import type { Store, World } from "../world.ts";
import type { Named } from "./people-store.ts";

type Refusal = PersonRefusal | "not-found" | "unknown-choice";

/** Makes an account that nobody can sign in to yet. Refuses a user name that is taken or looks like another. */
export async function createPerson(
  world: World,
  actor: Staff,
  { username, ...change }: PersonChange & { readonly username: string },
): Promise<Result<Person, Refusal | UsernameRefusal | "username-taken">> {
  const name = newUsername(username);
  if (!name.ok) return name;
  const misfit = fitOfficer(change);
  if (misfit !== undefined) return refuse(misfit);
  return world.transaction(actor, async (store) => {
    if (!may(actor, "people.change")) return refuse("not-found");
    if (!(await areKnown(store, change))) return refuse("unknown-choice");
    const others = await store.people.list();
    if (others.some((other) => lookOf(other.username) === lookOf(name.value))) return refuse("username-taken");
    const id = world.newId();
    await store.people.create({ ...change, id, username: name.value });
    await equip(store, id, change);
    await store.audit.write({
      action: "person.created",
      subject: { kind: "person", id },
      details: { roles: change.roles.join(",") },
    });
    const person = await store.people.lock(id);
    return person === undefined ? refuse("not-found") : accept(person);
  });
}

/** Changes names, roles, languages, skills and centre. New roles count from the next request on. */
export function updatePerson(
  world: World,
  actor: Staff,
  { id, version, change }: { readonly id: string; readonly version: number; readonly change: PersonChange },
): Promise<Result<Person, Refusal>> {
  return administer(world, actor, id, async (store, person): Promise<Result<Person, Refusal>> => {
    if (!(await areKnown(store, change, person))) return refuse("unknown-choice");
    const administrators = await store.people.administrators();
    const decision = changePerson({ by: actor.id, person, version, administrators }, change);
    if (!decision.ok) return decision;
    const changed = changedFields(person, change);
    if (changed.length === 0) return accept(person);
    const saved = { ...person, ...change, username: person.username };
    await store.people.save(saved);
    await equip(store, id, change);
    const roles = changed.includes("roles") ? { roles: change.roles.join(","), before: person.roles.join(",") } : {};
    await store.audit.write({
      action: "person.changed",
      subject: { kind: "person", id },
      details: { fields: changed.join(","), ...roles },
    });
    return accept({ ...saved, version: person.version + 1 });
  });
}

/** What ended with somebody's access: connections of these sessions have to be cut. */
export type Closed = { readonly person: Person; readonly endedSessions: readonly string[] };

/** Takes somebody's access at once: their sessions end. What they carry goes the way of a lost screen. */
export function suspendPerson(
  world: World,
  actor: Staff,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<Result<Closed, Refusal>> {
  return administer(world, actor, id, async (store, person): Promise<Result<Closed, Refusal>> => {
    const administrators = await store.people.administrators();
    const decision = closePerson({ by: actor.id, person, version, administrators }, "suspend");
    if (!decision.ok) return decision;
    if (decision.value === "nothing") return accept({ person, endedSessions: [] });
    const suspended = { ...person, suspendedAt: await store.now() };
    await store.people.save(suspended);
    const endedSessions = await store.people.endSessions(id);
    await store.audit.write({
      action: "person.suspended",
      subject: { kind: "person", id },
      details: { sessions: endedSessions.length },
    });
    return accept({ person: { ...suspended, version: person.version + 1 }, endedSessions });
  });
}

/** Gives somebody their access back. */
export function restorePerson(
  world: World,
  actor: Staff,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<Result<Person, Refusal>> {
  return administer(world, actor, id, async (store, person) => {
    if (person.offboardedAt !== undefined) return refuse("account-closed");
    if (person.suspendedAt === undefined) return accept(person);
    if (person.version !== version) return refuse("stale");
    await store.people.save({ ...person, suspendedAt: undefined });
    await store.audit.write({ action: "person.restored", subject: { kind: "person", id } });
    return accept({ ...person, suspendedAt: undefined, version: person.version + 1 });
  });
}

/** Ends everything that somebody signed in by, before they get a new link: whoever holds the old password is out. */
export function resetSignIn(
  world: World,
  actor: Staff,
  id: string,
): Promise<Result<Closed & { readonly purpose: "invite" | "reset" }, Refusal>> {
  return administer(world, actor, id, async (store, person) => {
    if (person.suspendedAt !== undefined) return refuse("account-closed");
    if (id === actor.id) return refuse("own-account");
    const endedSessions = await store.people.endSessions(id);
    await store.people.forgetSignIn(id);
    const purpose = person.canSignIn ? ("reset" as const) : ("invite" as const);
    await store.audit.write({
      action: purpose === "invite" ? "person.invited" : "person.reset",
      subject: { kind: "person", id },
      details: { sessions: endedSessions.length },
    });
    return accept({ person, endedSessions, purpose });
  });
}

/** Takes one's own reset back, for the seconds in which that can be done: what they signed in by is good again. */
export function undoReset(
  world: World,
  actor: Staff,
  id: string,
): Promise<Result<Person, Refusal | "too-late-to-undo">> {
  return administer(world, actor, id, async (store, person): Promise<Result<Person, Refusal | "too-late-to-undo">> => {
    if (person.suspendedAt !== undefined) return refuse("account-closed");
    const isBack = await store.people.recallSignIn(id, SIGN_IN_POLICY.undoResetSeconds);
    if (!isBack) return refuse("too-late-to-undo");
    await store.audit.write({ action: "person.reset_undone", subject: { kind: "person", id } });
    return accept({ ...person, canSignIn: true });
  });
}

/** One story about one person, under lock, by somebody who may. */
export function administer<Value, Why extends string>(
  world: World,
  actor: Staff,
  id: string,
  story: (store: Store, person: Person) => Promise<Result<Value, Why>>,
): Promise<Result<Value, Why | "not-found">> {
  return world.transaction(actor, async (store): Promise<Result<Value, Why | "not-found">> => {
    const person = may(actor, "people.change") ? await store.people.lock(id) : undefined;
    return person === undefined ? refuse("not-found") : story(store, person);
  });
}

async function equip(store: Store, id: string, { roles }: Pick<PersonChange, "roles">): Promise<void> {
  if (roles.includes("counsellor")) await store.people.equip(id, store.policy.chatSlots);
}

/** Whether centre, skills and languages are among those that there are; retired ones only for whoever has them. */
async function areKnown(
  store: Store,
  { authorityId, centreId, skills, spokenLanguages }: PersonChange,
  before?: Pick<Person, "skills" | "spokenLanguages">,
): Promise<boolean> {
  const [centres, known, spoken] = [
    await store.people.centres(),
    await store.people.skills(),
    await store.people.spokenLanguages(),
  ];
  return (
    (authorityId === undefined || (await store.authorities.find(authorityId)) !== undefined) &&
    (centreId === undefined || centres.some(({ id }) => id === centreId)) &&
    areGiven(skills, known, before?.skills) &&
    areGiven(spokenLanguages, spoken, before?.spokenLanguages)
  );
}

function areGiven(codes: readonly string[], list: readonly Named[], before: readonly string[] = []): boolean {
  return codes.every((code) =>
    list.some((entry) => entry.code === code && (!entry.isRetired || before.includes(code))),
  );
}

const FIELDS = [
  "authorityId",
  "centreId",
  "displayName",
  "languages",
  "name",
  "roles",
  "skills",
  "spokenLanguages",
] as const;

function changedFields(person: Person, change: PersonChange): string[] {
  return FIELDS.filter((field) => String(person[field] ?? "") !== String(change[field] ?? ""));
}
