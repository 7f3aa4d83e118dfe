import { barFromContact, liftBar } from "@nightlight/commands/access/bar-from-contact";
import { handOverRecord } from "@nightlight/commands/access/hand-over-record";
import { readAuthorityNames } from "@nightlight/commands/authority/find-authorities";
import { openContact } from "@nightlight/commands/access/open-contact";
import { readBarrings } from "@nightlight/commands/access/read-barrings";
import { readColleagues } from "@nightlight/commands/access/read-colleagues";
import { readReadingsOfContact, readReadingsOfPerson } from "@nightlight/commands/access/read-readings";
import { readIdentities, registerIdentity, removeIdentity } from "@nightlight/commands/access/register-identity";
import { listEmergencies, reviewOpening } from "@nightlight/commands/access/review-opening";
import { readFigures, watchContacts } from "@nightlight/commands/access/watch-contacts";
import { readOpenedContact } from "@nightlight/commands/contact/read-contact";
import type { OwnIdentity } from "@nightlight/commands/access/access-stores";
import { barringRoutes, readingRoutes, supervisionRoutes } from "@nightlight/contracts/supervisor/access";
import type { Staff } from "@nightlight/domain/access/access";
import type { FastifyInstance } from "fastify";
import { demandStaff } from "../../access/authenticate.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { mountListening } from "./listening-routes.ts";
import { mountMoves } from "./move-routes.ts";
import { mountLowerings } from "./risk-routes.ts";
import { mountRestrictions } from "./restriction-routes.ts";
import { mountRoster } from "./roster-routes.ts";
import {
  namesOf,
  presentBarring,
  presentOpened,
  presentOpening,
  presentReading,
  presentState,
  type Names,
} from "./present-access.ts";

const PAGE_SIZE = 50;

/** The surface of whoever watches over the work: states, openings, bars, and the log of who read what. */
export function supervisorSurface(app: FastifyInstance, dependencies: Dependencies): void {
  demandStaff(app, dependencies);
  supervision(app, dependencies);
  emergencies(app, dependencies);
  barring(app, dependencies);
  readings(app, dependencies);
  mountLowerings(app, dependencies);
  mountListening(app, dependencies);
  mountMoves(app, dependencies);
  mountRestrictions(app, dependencies);
  mountRoster(app, dependencies);
}

async function namesFor({ world }: Dependencies, actor: Staff): Promise<Names> {
  return namesOf(await readColleagues(world, actor));
}

function supervision(app: FastifyInstance, dependencies: Dependencies): void {
  const { world } = dependencies;
  mount(app, supervisionRoutes.contacts, "contact.list", async ({ actor, query }) => {
    const page = { before: query.before, limit: PAGE_SIZE, isOpen: query.state !== "all" };
    const contacts = orRefuse(await watchContacts(world, actor, page));
    const [names, now] = await Promise.all([
      namesFor(dependencies, actor),
      world.transaction(actor, (store) => store.now()),
    ]);
    const before = contacts.length < PAGE_SIZE ? null : (contacts.at(-1)?.id ?? null);
    return { contacts: contacts.map((contact) => presentState(contact, names)), before, now: now.toISOString() };
  });
  mount(app, supervisionRoutes.figures, "contact.figures", async ({ actor }) => ({
    figures: [...orRefuse(await readFigures(world, actor))],
  }));
  mount(app, supervisionRoutes.handOver, "record.hand-over", async ({ actor, params, body }) => {
    const contact = orRefuse(await handOverRecord(world, actor, { ...params, ...body }));
    return presentState(contact, await namesFor(dependencies, actor));
  });
  mount(app, supervisionRoutes.open, "break-glass.open", async ({ actor, params, body }) => {
    const opening = orRefuse(await openContact(world, actor, { ...params, ...body }));
    return presentOpening(opening, await namesFor(dependencies, actor));
  });
  mount(app, supervisionRoutes.read, "contact.supervise", async ({ actor, params, query }) => {
    const reading = orRefuse(await readOpenedContact(world, actor, params.contactId, query.from ?? "link"));
    return presentOpened(reading, await namesFor(dependencies, actor));
  });
}

function emergencies(app: FastifyInstance, dependencies: Dependencies): void {
  const { world } = dependencies;
  mount(app, supervisionRoutes.emergencies, "break-glass.list", async ({ actor, query }) => {
    const openings = orRefuse(await listEmergencies(world, actor, { before: query.before, limit: PAGE_SIZE }));
    const names = await namesFor(dependencies, actor);
    const before = openings.length < PAGE_SIZE ? null : (openings.at(-1)?.id ?? null);
    return { openings: openings.map((opening) => presentOpening(opening, names)), before };
  });
  mount(app, supervisionRoutes.review, "break-glass.review", async ({ actor, params, body }) => {
    const opening = orRefuse(await reviewOpening(world, actor, { ...params, ...body }));
    return presentOpening(opening, await namesFor(dependencies, actor));
  });
}

function barring(app: FastifyInstance, dependencies: Dependencies): void {
  const { world } = dependencies;
  mount(app, barringRoutes.bar, "barring.bar", async ({ actor, params, body }) => {
    orRefuse(await barFromContact(world, actor, { ...params, ...body }));
    return { ok: true } as const;
  });
  mount(app, barringRoutes.list, "barring.read", async ({ actor, params }) => {
    const barrings = orRefuse(await readBarrings(world, actor, params.contactId));
    const names = await namesFor(dependencies, actor);
    const offices = barrings.filter(({ isOffice }) => isOffice).map(({ barredId }) => barredId);
    const units = await readAuthorityNames(world, actor, offices);
    return { barrings: barrings.map((each) => presentBarring(each, names, units.get(each.barredId))) };
  });
  mount(app, barringRoutes.lift, "barring.lift", async ({ actor, params }) => {
    orRefuse(await liftBar(world, actor, params));
    return { ok: true } as const;
  });
  mount(app, barringRoutes.identities, "barring.register-own", async ({ actor }) =>
    presentIdentities(await readIdentities(world, actor)),
  );
  mount(app, barringRoutes.registerIdentity, "barring.register-own", async ({ actor, body }) =>
    presentIdentities(orRefuse(await registerIdentity(world, actor, body.identity))),
  );
  mount(app, barringRoutes.removeIdentity, "barring.register-own", async ({ actor, params }) =>
    presentIdentities(orRefuse(await removeIdentity(world, actor, params.identityId))),
  );
}

function presentIdentities(own: readonly OwnIdentity[]) {
  return {
    identities: own.map(({ registeredAt, ...rest }) => ({ ...rest, registeredAt: registeredAt.toISOString() })),
  };
}

function readings(app: FastifyInstance, dependencies: Dependencies): void {
  const { world } = dependencies;
  const pageOf = ({ before }: { before?: string | undefined }) => ({
    before: before === undefined ? undefined : Number(before),
    limit: PAGE_SIZE,
  });
  mount(app, readingRoutes.ofContact, "access-log.of-contact", async ({ actor, params, query }) => {
    const rows = orRefuse(await readReadingsOfContact(world, actor, { ...params, page: pageOf(query) }));
    const names = await namesFor(dependencies, actor);
    const before = rows.length < PAGE_SIZE ? null : (rows.at(-1)?.id ?? null);
    return { readings: rows.map((row) => presentReading(row, names)), before };
  });
  mount(app, readingRoutes.ofPerson, "access-log.of-person", async ({ actor, params, query }) => {
    const rows = orRefuse(await readReadingsOfPerson(world, actor, { ...params, page: pageOf(query) }));
    const names = await namesFor(dependencies, actor);
    const before = rows.length < PAGE_SIZE ? null : (rows.at(-1)?.id ?? null);
    return { readings: rows.map((row) => presentReading(row, names)), before };
  });
  mount(app, readingRoutes.colleagues, "staff", async ({ actor }) => {
    const { people, centres } = await readColleagues(world, actor);
    return {
      people: people.map((person) => ({ ...person, centreId: person.centreId ?? null })),
      centres: centres.map(({ id, name }) => ({ id, name })),
    };
  });
}
