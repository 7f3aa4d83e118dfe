import {
  answerLocation,
  askLocation,
  readLocations,
  type LocationReading,
} from "@nightlight/commands/location/ask-location";
import { locationRoutes, type LocationsView } from "@nightlight/contracts/counsellor/location";
import type { FastifyInstance } from "fastify";
import type { StaffNames } from "../../access/staff-names.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";

/** Asking the police where somebody is: a log of what a person did by telephone. */
export function mountLocation(app: FastifyInstance, { world }: Dependencies, names: StaffNames): void {
  mount(app, locationRoutes.read, "location.ask", async ({ actor, params }) =>
    present(orRefuse(await readLocations(world, actor, params.contactId)), names),
  );
  mount(app, locationRoutes.ask, "location.ask", async ({ actor, params, body }) =>
    present(orRefuse(await askLocation(world, actor, { ...params, ...body })), names),
  );
  mount(app, locationRoutes.answer, "location.ask", async ({ actor, params, body }) =>
    present(orRefuse(await answerLocation(world, actor, { ...params, ...body })), names),
  );
}

function present({ requests, offices, names: officeNames }: LocationReading, names: StaffNames): LocationsView {
  const person = (id: string) => ({ id, name: names.of(id) });
  return {
    requests: requests.map(({ id, authorityId, reason, by, at, answer }) => ({
      id,
      office: officeNames.get(authorityId) ?? "–",
      reason,
      by: person(by),
      at: at.toISOString(),
      answer: answer === undefined ? null : { ...answer, by: person(answer.by), at: answer.at.toISOString() },
    })),
    offices: offices.map(({ authority, phone }) => ({ id: authority.id, name: authority.name, phone: phone ?? null })),
  };
}
