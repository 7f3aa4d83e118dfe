import { officeRoutes } from "@nightlight/contracts/authority/office";
import { readOffice } from "@nightlight/commands/authority/read-office";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { presentOffice } from "./present-office.ts";

/** What officers may ask about their own unit. */
export function officeRoutesOf(app: FastifyInstance, { world }: Dependencies): void {
  mount(app, officeRoutes.mine, ["officer"], async ({ actor }) =>
    presentOffice(orRefuse(await readOffice(world, actor))),
  );
}
