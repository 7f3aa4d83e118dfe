import { answerHandover, askToTake, takeQuestionBack } from "@nightlight/commands/shift/hand-on";
import { readHandover } from "@nightlight/commands/shift/read-handover";
import { handoverRoutes } from "@nightlight/contracts/counsellor/handover";
import type { FastifyInstance } from "fastify";
import type { StaffNames } from "../../access/staff-names.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { presentHandover } from "./present-handover.ts";

/** The end of a shift: what is still mine, and colleagues' questions. */
export function mountHandover(app: FastifyInstance, { world }: Dependencies, names: StaffNames): void {
  const done = { ok: true } as const;
  mount(app, handoverRoutes.read, "presence.own", async ({ actor }) =>
    presentHandover(orRefuse(await readHandover(world, actor)), (id) => names.of(id)),
  );
  mount(app, handoverRoutes.ask, "handover.ask", async ({ actor, params, body }) => {
    orRefuse(await askToTake(world, actor, { ...params, ...body }));
    return done;
  });
  mount(app, handoverRoutes.takeBack, "handover.ask", async ({ actor, params }) => {
    orRefuse(await takeQuestionBack(world, actor, params));
    return done;
  });
  mount(app, handoverRoutes.answer, "handover.answer", async ({ actor, params, body }) => {
    orRefuse(await answerHandover(world, actor, { ...params, ...body }));
    return done;
  });
}
