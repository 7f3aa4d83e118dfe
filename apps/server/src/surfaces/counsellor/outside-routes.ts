import { callOffice, endOutside } from "@nightlight/commands/call/call-office";
import { callThird, listParties, wishThird } from "@nightlight/commands/call/call-third";
import { readMyOutside } from "@nightlight/commands/call/read-outside";
import { outsideCallRoutes } from "@nightlight/contracts/counsellor/outside-call";
import type { FastifyInstance } from "fastify";
import type { StaffNames } from "../../access/staff-names.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { presentOutside } from "./present-outside.ts";

/** Calls to offices, emergency numbers and interpreters. */
export function mountOutsideCalls(app: FastifyInstance, { config, world }: Dependencies, names: StaffNames): void {
  mount(app, outsideCallRoutes.mine, "call.telephone", async ({ actor }) => {
    const { call, office, at } = await readMyOutside(world, actor);
    return { call: call === undefined ? null : presentOutside(call, { at, names, office }) };
  });
  mount(app, outsideCallRoutes.callOffice, "escalation.call", async ({ actor, params, body }) => {
    const { isDemo } = config;
    return { callId: orRefuse(await callOffice(world, actor, { ...params, ...body, isDemo })) };
  });
  mount(app, outsideCallRoutes.parties, "call.add-party", async ({ actor, params }) => {
    const parties = orRefuse(await listParties(world, actor, params.contactId));
    return { parties: parties.map(({ party, office, phone }) => ({ party, office: office ?? null, phone })) };
  });
  mount(app, outsideCallRoutes.callThird, "call.add-party", async ({ actor, params, body }) => {
    const { isDemo } = config;
    return { callId: orRefuse(await callThird(world, actor, { ...params, ...body, isDemo })) };
  });
  mount(app, outsideCallRoutes.wishThird, "call.add-party", async ({ actor, params, body }) => {
    orRefuse(await wishThird(world, actor, { ...params, ...body }));
    return { ok: true } as const;
  });
  mount(app, outsideCallRoutes.end, "call.telephone", async ({ actor, params }) => {
    orRefuse(await endOutside(world, actor, params.callId));
    return { ok: true } as const;
  });
}
