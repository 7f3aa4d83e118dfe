import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { recordRoutes } from "@nightlight/contracts/counsellor/record";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import { closeContact, endConversation, endWithOneKey, undoEnding } from "@nightlight/commands/contact/end-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { changeAndRead, readContact } from "@nightlight/commands/contact/read-contact";
import { receiveMessages } from "@nightlight/commands/contact/receive-messages";
import { saveRecord } from "@nightlight/commands/contact/save-record";
import { readDefinition } from "@nightlight/commands/record/read-definition";
import { checkIn, chooseNext, setIntent } from "@nightlight/commands/presence/change-presence";
import { readDesk } from "@nightlight/commands/presence/read-desk";
import { acceptOffer, declineOffer } from "@nightlight/commands/routing/answer-offer";
import type { World } from "@nightlight/commands/world";
import { accept } from "@nightlight/domain/result";
import type { FastifyInstance } from "fastify";
import { demandStaff } from "../../access/authenticate.ts";
import type { StaffNames } from "../../access/staff-names.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import type { Realtime } from "../../realtime/realtime.ts";
import { presentMessage } from "../present-message.ts";
import { mountEscalations } from "./escalation-routes.ts";
import { mountHandover } from "./handover-routes.ts";
import { mountPapers } from "./paper-routes.ts";
import { presentContact, presentDesk, presentEnded } from "./present-contact.ts";
import { presentPresence } from "./present-presence.ts";
import { mountLocation } from "./location-routes.ts";
import { mountByHand, mountRisk } from "./risk-routes.ts";
import { mountSearch } from "./search-routes.ts";
import { mountCalls } from "./call-routes.ts";
import { mountOutsideCalls } from "./outside-routes.ts";
import { mountCallIn } from "./call-in-routes.ts";
import { mountRest } from "./rest-routes.ts";
import { mountTalk } from "./talk-routes.ts";

/** The counsellors' surface. */
export function counsellorSurface(
  app: FastifyInstance,
  dependencies: Dependencies,
  realtime: Realtime,
  names: StaffNames,
): void {
  demandStaff(app, dependencies, { remembers: true });
  desk(app, dependencies, names);
  conversation(app, dependencies, realtime, names);
  endings(app, dependencies, realtime, names);
  mountTalk(app, dependencies, realtime, names);
  mountRest(app, dependencies);
  mountCallIn(app, dependencies);
  mountCalls(app, dependencies, names);
  mountOutsideCalls(app, dependencies, names);
  mountSearch(app, dependencies, names);
  mountRisk(app, dependencies, names);
  mountByHand(app, dependencies, names);
  mountEscalations(app, dependencies, names);
  mountLocation(app, dependencies, names);
  mountPapers(app, dependencies);
  mountHandover(app, dependencies, names);
}

function desk(app: FastifyInstance, { world, board }: Dependencies, names: StaffNames): void {
  mount(app, contactRoutes.desk, "presence.own", async ({ actor }) =>
    presentDesk(orRefuse(await readDesk(world, actor)), (await board.now()).view, { names, readerId: actor.id }),
  );
  mount(app, presenceRoutes.setIntent, "presence.own", async ({ actor, body }) =>
    presentPresence(orRefuse(await setIntent(world, actor, body.intent, body.minutes))),
  );
  mount(app, presenceRoutes.chooseNext, "presence.own", async ({ actor, body }) =>
    presentPresence(orRefuse(await chooseNext(world, actor, body))),
  );
  mount(app, presenceRoutes.checkIn, "presence.own", async ({ actor }) =>
    presentPresence(orRefuse(await checkIn(world, actor))),
  );
  mount(app, contactRoutes.decline, "contact.take", async ({ actor, params, body }) => {
    orRefuse(await declineOffer(world, actor, { offerId: params.offerId, reason: body.reason }));
    return { ok: true } as const;
  });
}

function conversation(app: FastifyInstance, { world }: Dependencies, realtime: Realtime, names: StaffNames): void {
  mount(app, contactRoutes.accept, "contact.take", async ({ actor, params }) => {
    const taking = async (joint: World) => {
      const accepted = await acceptOffer(joint, actor, params.offerId);
      return accepted.ok ? accept({ contact: accepted.value }) : accepted;
    };
    const reading = await changeAndRead(world, actor, taking, "offer");
    return presentContact(realtime, orRefuse(reading), actor.id, names);
  });
  mount(app, contactRoutes.read, "contact.read", async ({ actor, params }) =>
    presentContact(realtime, orRefuse(await readContact(world, actor, params.contactId)), actor.id, names),
  );
  mount(app, contactRoutes.post, "contact.answer", async ({ actor, params, body }) => {
    const { message } = orRefuse(await postMessage(world, actor, { contactId: params.contactId, ...body }));
    const view = presentMessage(message);
    realtime.toChild(params.contactId, "message:posted", view);
    return view;
  });
  mount(app, contactRoutes.seen, "contact.answer", async ({ actor, params, body }) => {
    const input = { contactId: params.contactId, messageId: body.messageId, receipt: "seen" } as const;
    const { at } = orRefuse(await receiveMessages(world, actor, input));
    if (at !== undefined) {
      const receipt = { messageId: body.messageId, kind: "seen", at: at.toISOString() } as const;
      realtime.toChild(params.contactId, "message:receipt", receipt);
    }
    return { ok: true } as const;
  });
  mount(app, contactRoutes.saveRecord, "record.write", async ({ actor, params, body }) => {
    const { value, version, savedAt } = orRefuse(await saveRecord(world, actor, { ...params, ...body }));
    realtime.toCounsellor(actor.id, "record:changed", { ...params, version });
    return { value, version, savedAt: savedAt.toISOString() };
  });
  mount(app, recordRoutes.definition, "staff", async ({ actor, params }) =>
    orRefuse(await readDefinition(world, actor, params.version)),
  );
}

function endings(app: FastifyInstance, { world }: Dependencies, realtime: Realtime, names: StaffNames): void {
  mount(app, contactRoutes.endWithOneKey, "contact.answer", async ({ actor, params, body }) =>
    presentEnded(orRefuse(await endWithOneKey(world, actor, { ...params, ...body })).contact),
  );
  mount(app, contactRoutes.end, "contact.answer", async ({ actor, params, body }) =>
    presentEnded(orRefuse(await endConversation(world, actor, { ...params, ...body })).contact),
  );
  mount(app, contactRoutes.close, "record.write", async ({ actor, params, body }) =>
    presentEnded(orRefuse(await closeContact(world, actor, { ...params, ...body })).contact),
  );
  mount(app, contactRoutes.undo, "contact.answer", async ({ actor, params }) => {
    const reading = await changeAndRead(world, actor, (joint) => undoEnding(joint, actor, params.contactId));
    return presentContact(realtime, orRefuse(reading), actor.id, names);
  });
}
