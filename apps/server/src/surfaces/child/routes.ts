import { childRoutes } from "@nightlight/contracts/child/contact";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { askForCall } from "@nightlight/commands/contact/call-back";
import { leaveContact } from "@nightlight/commands/contact/end-contact";
import { sayHere } from "@nightlight/commands/contact/hold-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { readConversation } from "@nightlight/commands/contact/read-contact";
import { receiveMessages } from "@nightlight/commands/contact/receive-messages";
import { listenerOf } from "@nightlight/domain/contact/contact";
import type { FastifyInstance } from "fastify";
import { demandChild } from "../../access/authenticate.ts";
import { hashToken } from "../../access/tokens.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { Refusal } from "../../plugins/problems.ts";
import type { Realtime } from "../../realtime/realtime.ts";
import { presentMessage } from "../present-message.ts";
import { presentChildContact } from "./present-contact.ts";
import { mountWebCalls } from "./web-call-routes.ts";

const CHILD_SESSION_HOURS = 12;

/** The child's surface, in two contexts: beginning needs nothing, everything else the chat's own token. */
export async function childSurface(
  app: FastifyInstance,
  dependencies: Dependencies,
  realtime: Realtime,
): Promise<void> {
  await app.register((context) => {
    beginning(context, dependencies, realtime);
    mountWebCalls(context, dependencies);
  });
  await app.register((context) => {
    demandChild(context, dependencies);
    conversation(context, dependencies, realtime);
  });
}

function beginning(app: FastifyInstance, dependencies: Dependencies, realtime: Realtime): void {
  const { world, sessions, childToken } = dependencies;
  const openKnown = async (contactId: string | undefined, token: string) => {
    if (contactId === undefined) throw new Refusal("chat-ended");
    const reading = orRefuse(await readConversation(world, { kind: "child", contactId }, contactId));
    return { token, contact: await presentChildContact(dependencies, realtime, reading) };
  };
  mount(app, childRoutes.begin, "public", async ({ body }) => {
    const channelId = await sessions.findChannelOfKind("webchat");
    if (channelId === undefined) throw new Refusal("busy");
    const token = childToken(body.key);
    const tokenHash = hashToken(token);
    // A repeated key opens the chat it began before, while that chat's session lives.
    const knownId = await sessions.findChild(tokenHash);
    const contactId = knownId ?? world.newId();
    const actor = { kind: "child", contactId } as const;
    if (knownId === undefined) {
      const { repeated } = orRefuse(
        await beginContact(world, actor, {
          contactId,
          channelId,
          channel: "webchat",
          language: body.language,
          facts: { safeNow: body.safeNow },
          text: body.text,
          arrivalKey: hashToken(body.key),
          identity: undefined,
          childSession: { tokenHash, lifeHours: CHILD_SESSION_HOURS },
        }),
      );
      // Two begins with one key at once: the other one stored it. Or the chat was ended long ago.
      if (repeated) return openKnown(await sessions.findChild(tokenHash), token);
    }
    return openKnown(contactId, token);
  });
}

function conversation(app: FastifyInstance, dependencies: Dependencies, realtime: Realtime): void {
  const { world } = dependencies;
  mount(app, childRoutes.read, "child", async ({ actor }) =>
    presentChildContact(dependencies, realtime, orRefuse(await readConversation(world, actor, actor.contactId))),
  );
  mount(app, childRoutes.post, "child", async ({ actor, body }) => {
    const { message, version, owner, guest } = orRefuse(
      await postMessage(world, actor, { contactId: actor.contactId, ...body }),
    );
    const view = presentMessage(message);
    if (owner !== undefined) {
      realtime.toCounsellor(owner, "message:posted", { contactId: actor.contactId, version, message: view });
    }
    if (guest !== undefined) {
      realtime.toCounsellor(guest, "message:posted", { contactId: actor.contactId, version, message: view });
    }
    return view;
  });
  mount(app, childRoutes.seen, "child", async ({ actor, body }) => {
    const { messageId } = body;
    const input = { contactId: actor.contactId, messageId, receipt: "seen" } as const;
    const { at, contact } = orRefuse(await receiveMessages(world, actor, input));
    const owner = listenerOf(contact);
    if (at !== undefined && owner !== undefined) {
      const receipt = { contactId: contact.id, messageId, kind: "seen", at: at.toISOString() } as const;
      realtime.toCounsellor(owner, "message:receipt", receipt);
    }
    return { ok: true } as const;
  });
  mount(app, childRoutes.here, "child", async ({ actor }) => {
    orRefuse(await sayHere(world, actor));
    return { ok: true } as const;
  });
  mount(app, childRoutes.call, "child", async ({ actor, body }) => {
    const { number } = body;
    orRefuse(await askForCall(world, actor, { number, from: new Date(body.from), until: new Date(body.until) }));
    return presentChildContact(dependencies, realtime, orRefuse(await readConversation(world, actor, actor.contactId)));
  });
  mount(app, childRoutes.leave, "child", async ({ actor, body }) => {
    orRefuse(await leaveContact(world, actor, { contactId: actor.contactId, quick: body.quick }));
    realtime.dropChild(actor.contactId);
    return { ok: true } as const;
  });
}
