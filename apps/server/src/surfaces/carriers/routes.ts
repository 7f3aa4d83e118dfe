import { intakeRoutes } from "@nightlight/contracts/carriers/intake";
import { idempotencyKey } from "@nightlight/contracts/fields";
import type { Language } from "@nightlight/domain/contact/channel";
import { isConversationOpen } from "@nightlight/domain/contact/contact";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { leaveContact } from "@nightlight/commands/contact/end-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { readConversation } from "@nightlight/commands/contact/read-contact";
import type { FastifyInstance } from "fastify";
import { demandGateway } from "../../access/authenticate.ts";
import { hashToken } from "../../access/tokens.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { Refusal } from "../../plugins/problems.ts";
import type { Realtime } from "../../realtime/realtime.ts";
import { presentMessage } from "../present-message.ts";

/** What whoever is restricted is asked: they answer with a message that says 1. */
const PRESS_ONE: Readonly<Record<Language, string>> = {
  vi: "Hiện nhiều người đang chờ. Nếu bạn cần gặp người ngay, hãy nhắn số 1.",
  en: "Many people are waiting. If you need somebody now, write 1.",
};

/** The gateways' surface: a key per channel, an idempotency key per arrival. */
export function carrierSurface(app: FastifyInstance, dependencies: Dependencies, realtime: Realtime): void {
  const { world } = dependencies;
  demandGateway(app, dependencies);

  mount(app, intakeRoutes.arrive, "gateway", async ({ actor, body, request }) => {
    const key = idempotencyKey.safeParse(request.headers["idempotency-key"]);
    if (!key.success) throw new Refusal("no-idempotency-key");
    const channel = request.channelKind;
    if (channel === undefined) throw new Refusal("wrong-key");
    const { contact, repeated, mayGoAhead } = orRefuse(
      await beginContact(world, actor, {
        contactId: world.newId(),
        channelId: actor.channelId,
        channel,
        language: body.language,
        facts: { safeNow: body.safeNow },
        text: body.text,
        arrivalKey: hashToken(key.data),
        identity: body.identity,
        childSession: undefined,
      }),
    );
    return {
      status: "received",
      contactId: contact.id,
      repeated,
      receivedAt: contact.arrivedAt.toISOString(),
      prompt: mayGoAhead ? PRESS_ONE[contact.language] : null,
    } as const;
  });
  mount(app, intakeRoutes.post, "gateway", async ({ actor, params, body }) => {
    const { message, version, owner } = orRefuse(
      await postMessage(world, actor, { contactId: params.contactId, ...body }),
    );
    const view = presentMessage(message);
    if (owner !== undefined) {
      realtime.toCounsellor(owner, "message:posted", { contactId: params.contactId, version, message: view });
    }
    return view;
  });
  mount(app, intakeRoutes.read, "gateway", async ({ actor, params }) => {
    const { contact, messages } = orRefuse(await readConversation(world, actor, params.contactId));
    return { isOver: !isConversationOpen(contact), messages: messages.map(presentMessage) };
  });
  mount(app, intakeRoutes.leave, "gateway", async ({ actor, params }) => {
    orRefuse(await leaveContact(world, actor, { contactId: params.contactId, quick: false }));
    return { ok: true } as const;
  });
}
