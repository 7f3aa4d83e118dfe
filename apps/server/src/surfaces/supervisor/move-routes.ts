import { readColleagues } from "@nightlight/commands/access/read-colleagues";
import { decideOnCall } from "@nightlight/commands/contact/call-back";
import { moveContact, undoMove } from "@nightlight/commands/contact/move-contact";
import { previewMoves } from "@nightlight/commands/contact/preview-moves";
import { releaseContact } from "@nightlight/commands/contact/release-contact";
import { forcePresence } from "@nightlight/commands/presence/force-presence";
import { takeInDanger } from "@nightlight/commands/contact/take-in-danger";
import { moveRoutes } from "@nightlight/contracts/supervisor/moves";
import type { Staff } from "@nightlight/domain/access/access";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { namesOf } from "./present-access.ts";
import {
  orTellTruth,
  presentForced,
  presentMovable,
  presentMoved,
  presentPlanned,
  presentUndone,
  type Viewer,
} from "./present-moves.ts";

/** A supervisor steps in: moves contacts, releases what is stuck, forces what somebody is doing. */
export function mountMoves(app: FastifyInstance, { world }: Dependencies): void {
  const viewerOf = async (actor: Staff): Promise<Viewer> => ({
    id: actor.id,
    names: namesOf(await readColleagues(world, actor)),
  });
  mount(app, moveRoutes.preview, "contact.move", async ({ actor, body }) => {
    const planned = orRefuse(await previewMoves(world, actor, body));
    const viewer = await viewerOf(actor);
    return {
      plan: planned.map((each) => presentPlanned(each, viewer)),
      counts: {
        toPerson: planned.filter(({ to }) => to !== null).length,
        toQueue: planned.filter(({ does, to }) => does !== null && to === null).length,
        stay: planned.filter(({ does }) => does === null).length,
      },
    };
  });
  mount(app, moveRoutes.move, "contact.move", async ({ actor, params, body }) => {
    const moved = await moveContact(world, actor, { ...params, ...body });
    const viewer = await viewerOf(actor);
    return presentMoved(orTellTruth(moved, viewer), viewer);
  });
  mount(app, moveRoutes.take, "contact.take-danger", async ({ actor, params, body }) => {
    const taken = await takeInDanger(world, actor, { ...params, ...body });
    const viewer = await viewerOf(actor);
    return { contact: presentMovable(orTellTruth(taken, viewer), viewer) };
  });
  mount(app, moveRoutes.undoMove, "contact.move", async ({ actor, params, body }) => {
    const undone = await undoMove(world, actor, { ...params, ...body });
    const viewer = await viewerOf(actor);
    return presentUndone(orTellTruth(undone, viewer), viewer);
  });
  mount(app, moveRoutes.release, "contact.move", async ({ actor, params, body }) => {
    const released = await releaseContact(world, actor, { ...params, ...body });
    const viewer = await viewerOf(actor);
    const { contact, did } = orTellTruth(released, viewer);
    return { contact: presentMovable(contact, viewer), did: did ?? null };
  });
  mount(app, moveRoutes.call, "contact.move", async ({ actor, params, body }) => {
    const decision = body.decision === "drop" ? "drop" : { allow: body.reason };
    const { contact } = orRefuse(await decideOnCall(world, actor, { ...params, decision }));
    return { contact: presentMovable(contact, await viewerOf(actor)) };
  });
  mount(app, moveRoutes.force, "presence.force", async ({ actor, params, body }) => {
    const forced = orRefuse(await forcePresence(world, actor, { ...params, ...body }));
    return presentForced(forced, await viewerOf(actor));
  });
}
