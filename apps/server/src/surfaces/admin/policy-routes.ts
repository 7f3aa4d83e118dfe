import { policyRoutes } from "@nightlight/contracts/admin/policy";
import { readColleagues } from "@nightlight/commands/access/read-colleagues";
import { changeRoutingPolicy, readPolicy } from "@nightlight/commands/policy/change-routing-policy";
import type { PolicyVersion } from "@nightlight/commands/policy/policy-store";
import type { Staff } from "@nightlight/domain/access/access";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { Refusal } from "../../plugins/problems.ts";
import { namesOf } from "../supervisor/present-access.ts";
import { presentPolicy } from "./present-policy.ts";

/** The numbers that routing runs on. */
export function policyRoutesOf(app: FastifyInstance, { world, policy }: Dependencies): void {
  const present = async (actor: Staff, history: readonly PolicyVersion[]) =>
    presentPolicy(history, actor.roles, namesOf(await readColleagues(world, actor)));

  mount(app, policyRoutes.read, "policy.read", async ({ actor }) =>
    present(actor, orRefuse(await readPolicy(world, actor))),
  );
  mount(app, policyRoutes.change, "policy.change", async ({ actor, body }) => {
    const changed = await changeRoutingPolicy(world, actor, body);
    if (!changed.ok) throw new Refusal(changed.refusal, undefined, changed.faults ?? []);
    // Here it holds at once; other processes look every second.
    await policy.refresh();
    return present(actor, changed.value);
  });
}
