import {
  addAuthority,
  changeAuthority,
  endAuthority,
  undoAuthority,
  verifyAuthority,
} from "@nightlight/commands/authority/keep-directory";
import { readDirectory, readDirectoryUnit } from "@nightlight/commands/authority/read-directory";
import { directoryRoutes, type DutyView, type UnitView } from "@nightlight/contracts/admin/directory";
import type { Staff } from "@nightlight/domain/access/access";
import type { Duty } from "@nightlight/domain/authority/duty";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { presentUnit, presentUnitRow } from "./present-directory.ts";

type Fields = {
  readonly name: string;
  readonly parentId: string | null;
  readonly phone: string | null;
  readonly email: string | null;
};

/** The directory of authorities, for administrators. Every act answers with the unit as it is since. */
export function directoryRoutesOf(app: FastifyInstance, { world }: Dependencies): void {
  const present = async (actor: Staff, id: string): Promise<UnitView> =>
    presentUnit(orRefuse(await readDirectoryUnit(world, actor, id)));

  mount(app, directoryRoutes.list, "authorities.change", async ({ actor, query }) => {
    const { units, total, now } = orRefuse(await readDirectory(world, actor, query));
    return { units: units.map(presentUnitRow), total, now: now.toISOString() };
  });
  mount(app, directoryRoutes.read, "authorities.change", ({ actor, params }) => present(actor, params.authorityId));
  mount(app, directoryRoutes.add, "authorities.change", async ({ actor, body }) => {
    const { level, kind, placeCode, validFrom, duties } = body;
    const what = { level, kind, placeCode: placeCode ?? undefined, validFrom: new Date(validFrom) };
    const added = { ...changeOf(body), ...what, duties: duties.map(dutyOf) };
    return present(actor, orRefuse(await addAuthority(world, actor, added)).unit.id);
  });
  mount(app, directoryRoutes.change, "authorities.change", async ({ actor, params, body }) => {
    const at = { id: params.authorityId, version: body.version };
    orRefuse(await changeAuthority(world, actor, { ...at, change: changeOf(body), duties: body.duties.map(dutyOf) }));
    return present(actor, at.id);
  });
  mount(app, directoryRoutes.verify, "authorities.change", async ({ actor, params, body }) => {
    orRefuse(await verifyAuthority(world, actor, { id: params.authorityId, ...body }));
    return present(actor, params.authorityId);
  });
  mount(app, directoryRoutes.end, "authorities.change", async ({ actor, params, body }) => {
    const end = { ...body, validTo: new Date(body.validTo) };
    orRefuse(await endAuthority(world, actor, { id: params.authorityId, ...end }));
    return present(actor, params.authorityId);
  });
  mount(app, directoryRoutes.undo, "authorities.change", async ({ actor, params, body }) => {
    orRefuse(await undoAuthority(world, actor, { id: params.authorityId, ...body }));
    return present(actor, params.authorityId);
  });
}

function changeOf({ name, parentId, phone, email }: Fields) {
  return { name, parentId: parentId ?? undefined, phone: phone ?? undefined, email: email ?? undefined };
}

function dutyOf({ personId, ...duty }: DutyView): Duty {
  return { ...duty, personId: personId ?? undefined };
}
