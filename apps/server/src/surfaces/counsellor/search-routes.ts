import { readContact } from "@nightlight/commands/contact/read-contact";
import { meetPromisedCall } from "@nightlight/commands/contact/meet-call";
import { openPreviousContact, readPreviousContacts } from "@nightlight/commands/search/read-previous";
import { searchContacts } from "@nightlight/commands/search/search-contacts";
import { previousRoutes, searchRoutes } from "@nightlight/contracts/counsellor/search";
import type { FastifyInstance } from "fastify";
import type { StaffNames } from "../../access/staff-names.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { presentHit, presentPast, presentPrevious } from "./present-past.ts";

/** Searching, and what came before from the same number or account. */
export function mountSearch(app: FastifyInstance, { world }: Dependencies, names: StaffNames): void {
  mount(app, searchRoutes.search, "search.contacts", async ({ actor, body }) => {
    const { hits, ...rest } = orRefuse(await searchContacts(world, actor, body));
    return { hits: hits.map((hit) => presentHit(hit, { actor, names })), ...rest };
  });
  mount(app, searchRoutes.open, "contact.answer", async ({ actor, params }) =>
    presentPast(orRefuse(await readContact(world, actor, params.contactId, "search")), { actor, names }),
  );
  mount(app, previousRoutes.list, "previous.read", async ({ actor, params }) =>
    presentPrevious(orRefuse(await readPreviousContacts(world, actor, params.contactId)), { actor, names }),
  );
  mount(app, previousRoutes.open, "previous.read", async ({ actor, params }) =>
    presentPast(orRefuse(await openPreviousContact(world, actor, params)), { actor, names }),
  );
  mount(app, previousRoutes.meetCall, "previous.call", async ({ actor, params, body }) => {
    const { undoUntil } = orRefuse(await meetPromisedCall(world, actor, { ...params, ...body }));
    return { undoUntil: undoUntil?.toISOString() ?? null };
  });
}
