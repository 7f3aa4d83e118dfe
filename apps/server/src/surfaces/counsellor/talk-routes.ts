import { readCallNumber, reportCall } from "@nightlight/commands/contact/call-back";
import { reopenContact } from "@nightlight/commands/contact/end-contact";
import { holdContact, resumeContact, takeMoreTime } from "@nightlight/commands/contact/hold-contact";
import { changeAndRead } from "@nightlight/commands/contact/read-contact";
import {
  cancelTransfer,
  part,
  passOn,
  readColleagues,
  transferContact,
} from "@nightlight/commands/contact/transfer-contact";
import { talkRoutes } from "@nightlight/contracts/counsellor/talk";
import type { FastifyInstance } from "fastify";
import type { StaffNames } from "../../access/staff-names.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import type { Realtime } from "../../realtime/realtime.ts";
import { presentContact } from "./present-contact.ts";

const ok = { ok: true } as const;

/** Pauses, transfers and calls of one's own conversations. */
export function mountTalk(app: FastifyInstance, { world }: Dependencies, realtime: Realtime, names: StaffNames): void {
  mount(app, talkRoutes.hold, "contact.answer", async ({ actor, params }) => {
    orRefuse(await holdContact(world, actor, params.contactId));
    return ok;
  });
  mount(app, talkRoutes.resume, "contact.answer", async ({ actor, params }) => {
    orRefuse(await resumeContact(world, actor, params.contactId));
    return ok;
  });
  mount(app, talkRoutes.moreTime, "record.write", async ({ actor, params, body }) => {
    orRefuse(await takeMoreTime(world, actor, params.contactId, new Date(body.until)));
    return ok;
  });
  mount(app, talkRoutes.colleagues, "contact.answer", async ({ actor, params }) => {
    const { colleagues, skills } = orRefuse(await readColleagues(world, actor, params.contactId));
    return {
      colleagues: colleagues.map(({ seat, skills: known, isSupervisor, against }) => ({
        id: seat.counsellorId,
        name: names.of(seat.counsellorId),
        skills: [...known],
        isSupervisor,
        against: against ?? null,
      })),
      skills: skills.map(({ code, name }) => ({ code, name: { vi: name.vi, en: name.en } })),
    };
  });
  mount(app, talkRoutes.transfer, "contact.answer", async ({ actor, params, body }) => {
    orRefuse(await transferContact(world, actor, { ...params, ...body }));
    return ok;
  });
  mount(app, talkRoutes.cancelTransfer, "contact.answer", async ({ actor, params }) => {
    orRefuse(await cancelTransfer(world, actor, params.contactId));
    return ok;
  });
  mount(app, talkRoutes.passOn, "contact.answer", async ({ actor, params }) => {
    orRefuse(await passOn(world, actor, params.contactId));
    return ok;
  });
  mount(app, talkRoutes.part, "contact.answer", async ({ actor, params }) => {
    orRefuse(await part(world, actor, params.contactId));
    return ok;
  });
  mount(app, talkRoutes.callNumber, "contact.call", async ({ actor, params }) => {
    const { number, until } = orRefuse(await readCallNumber(world, actor, params.contactId));
    return { number, until: until.toISOString() };
  });
  mount(app, talkRoutes.reportCall, "contact.call", async ({ actor, params, body }) => {
    orRefuse(await reportCall(world, actor, { ...params, ...body }));
    return ok;
  });
  mount(app, talkRoutes.reopen, "record.write", async ({ actor, params }) => {
    const reading = await changeAndRead(world, actor, (joint) => reopenContact(joint, actor, params.contactId));
    return presentContact(realtime, orRefuse(reading), actor.id, names);
  });
}
