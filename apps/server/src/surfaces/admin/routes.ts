import { peopleRoutes } from "@nightlight/contracts/admin/people";
import {
  createPerson,
  resetSignIn,
  restorePerson,
  suspendPerson,
  undoReset,
  updatePerson,
  type Closed,
} from "@nightlight/commands/person/change-person";
import { offboardPerson, previewOffboarding } from "@nightlight/commands/person/offboard-person";
import { addNamed, changeNamed } from "@nightlight/commands/person/keep-lists";
import type { Named, NamedList } from "@nightlight/commands/person/people-store";
import { readPeople, saveCentre } from "@nightlight/commands/person/read-people";
import type { Staff } from "@nightlight/domain/access/access";
import type { FastifyInstance } from "fastify";
import { demandStaff } from "../../access/authenticate.ts";
import type { StaffNames } from "../../access/staff-names.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import type { Realtime } from "../../realtime/realtime.ts";
import { auditRoutesOf } from "./audit-routes.ts";
import { authorityRoutesOf } from "./authority-routes.ts";
import { channelRoutesOf } from "./channel-routes.ts";
import { directoryRoutesOf } from "./directory-routes.ts";
import { policyRoutesOf } from "./policy-routes.ts";
import { presentPerson } from "./present-person.ts";
import { recordedQueueRoutesOf } from "./recorded-queue-routes.ts";

/** The administrators' surface: people, channels, and the log, which auditors read too. */
export function adminSurface(
  app: FastifyInstance,
  dependencies: Dependencies,
  realtime: Realtime,
  names: StaffNames,
): void {
  demandStaff(app, dependencies);
  accounts(app, dependencies, realtime, names);
  access(app, dependencies, realtime);
  centres(app, dependencies);
  lists(app, dependencies);
  channelRoutesOf(app, dependencies);
  recordedQueueRoutesOf(app, dependencies);
  auditRoutesOf(app, dependencies);
  authorityRoutesOf(app, dependencies);
  directoryRoutesOf(app, dependencies);
  policyRoutesOf(app, dependencies);
}

function accounts(app: FastifyInstance, { world, access }: Dependencies, realtime: Realtime, names: StaffNames): void {
  mount(app, peopleRoutes.list, ["administrator"], async ({ actor }) => {
    const { people, centres, skills, spokenLanguages } = orRefuse(await readPeople(world, actor));
    return {
      people: people.map(presentPerson),
      centres: [...centres],
      skills: [...skills],
      spokenLanguages: [...spokenLanguages],
    };
  });
  mount(app, peopleRoutes.create, ["administrator"], async ({ actor, body }) => {
    const person = orRefuse(await createPerson(world, actor, { ...body, ...placeOf(body) }));
    await names.refresh();
    const { token, expiresAt } = await access.invitations.create(person.id, "invite");
    return { person: presentPerson(person), invitation: { token, expiresAt: expiresAt.toISOString() } };
  });
  mount(app, peopleRoutes.change, ["administrator"], async ({ actor, params, body }) => {
    const { version, ...fields } = body;
    const change = { ...fields, ...placeOf(fields) };
    const person = orRefuse(await updatePerson(world, actor, { id: params.personId, version, change }));
    await names.refresh();
    return presentPerson(person);
  });
  mount(app, peopleRoutes.invite, ["administrator"], async ({ actor, params }) => {
    const closed = orRefuse(await resetSignIn(world, actor, params.personId));
    drop(realtime, closed);
    const { token, expiresAt } = await access.invitations.create(params.personId, closed.purpose);
    return { token, expiresAt: expiresAt.toISOString() };
  });
  mount(app, peopleRoutes.undoReset, ["administrator"], async ({ actor, params }) =>
    presentPerson(orRefuse(await undoReset(world, actor, params.personId))),
  );
}

function access(app: FastifyInstance, { world }: Dependencies, realtime: Realtime): void {
  mount(app, peopleRoutes.suspend, ["administrator"], async ({ actor, params, body }) => {
    const closed = orRefuse(await suspendPerson(world, actor, { id: params.personId, version: body.version }));
    drop(realtime, closed);
    return presentPerson(closed.person);
  });
  mount(app, peopleRoutes.restore, ["administrator"], async ({ actor, params, body }) =>
    presentPerson(orRefuse(await restorePerson(world, actor, { id: params.personId, version: body.version }))),
  );
  mount(app, peopleRoutes.previewOffboarding, ["administrator"], async ({ actor, params }) => {
    const { contacts, records, shifts } = orRefuse(await previewOffboarding(world, actor, params.personId));
    return { contacts, records, shifts };
  });
  mount(app, peopleRoutes.offboard, ["administrator"], async ({ actor, params, body }) => {
    const asked = { id: params.personId, version: body.version, to: body.to ?? undefined };
    const closed = orRefuse(await offboardPerson(world, actor, asked));
    drop(realtime, closed);
    const { contacts, records, shifts } = closed;
    return { person: presentPerson(closed.person), legacy: { contacts, records, shifts } };
  });
}

function centres(app: FastifyInstance, { world }: Dependencies): void {
  mount(app, peopleRoutes.addCentre, ["administrator"], async ({ actor, body }) =>
    orRefuse(await saveCentre(world, actor, { id: undefined, name: body.name })),
  );
  mount(app, peopleRoutes.renameCentre, ["administrator"], async ({ actor, params, body }) =>
    orRefuse(await saveCentre(world, actor, { id: params.centreId, name: body.name })),
  );
}

function lists(app: FastifyInstance, { world }: Dependencies): void {
  const change = async (actor: Staff, list: NamedList, named: Named) =>
    orRefuse(await changeNamed(world, actor, { list, named }));
  const add = async (actor: Staff, list: NamedList, named: Omit<Named, "isRetired">) =>
    orRefuse(await addNamed(world, actor, { list, named: { ...named, isRetired: false } }));
  mount(app, peopleRoutes.addSkill, ["administrator"], ({ actor, body }) => add(actor, "skills", body));
  mount(app, peopleRoutes.changeSkill, ["administrator"], ({ actor, params, body }) =>
    change(actor, "skills", { ...params, ...body }),
  );
  mount(app, peopleRoutes.addSpokenLanguage, ["administrator"], ({ actor, body }) =>
    add(actor, "spokenLanguages", body),
  );
  mount(app, peopleRoutes.changeSpokenLanguage, ["administrator"], ({ actor, params, body }) =>
    change(actor, "spokenLanguages", { ...params, ...body }),
  );
}

/** The screens of an ended session go dark at once, on whichever node they hang. */
function drop(realtime: Realtime, { endedSessions }: Pick<Closed, "endedSessions">): void {
  for (const sessionId of endedSessions) realtime.dropSession(sessionId);
}

/** Where somebody works: a centre of the helpline, or a unit of an authority. */
function placeOf({ centreId, authorityId }: { centreId: string | null; authorityId: string | null }) {
  return { centreId: centreId ?? undefined, authorityId: authorityId ?? undefined };
}
