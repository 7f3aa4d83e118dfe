import { authorityRoutes } from "@nightlight/contracts/admin/authorities";
import { findAuthorities, readAuthority } from "@nightlight/commands/authority/find-authorities";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { presentOffice } from "../authority/present-office.ts";

/** The directory, for whoever makes accounts of officers, and for whoever bars an office from a contact. */
export function authorityRoutesOf(app: FastifyInstance, { world }: Dependencies): void {
  mount(app, authorityRoutes.find, "authorities.read", async ({ actor, query }) => ({
    authorities: orRefuse(await findAuthorities(world, actor, query.words)).map(presentOffice),
  }));
  mount(app, authorityRoutes.read, "authorities.read", async ({ actor, params }) =>
    presentOffice(orRefuse(await readAuthority(world, actor, params.authorityId))),
  );
}
