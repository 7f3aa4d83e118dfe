import { accountRoutes } from "@nightlight/contracts/staff/account";
import { objectionToPassword } from "@nightlight/domain/access/password";
import type { FastifyInstance } from "fastify";
import { NOBODY_YET, note } from "../../access/note.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount } from "../../plugins/mount.ts";
import { Refusal } from "../../plugins/problems.ts";
import type { Realtime } from "../../realtime/realtime.ts";
import { enter } from "./enter.ts";

/** The page behind an invitation: whose it is, and choosing a password. */
export function mountInvitations(app: FastifyInstance, dependencies: Dependencies, realtime: Realtime): void {
  const { access, world } = dependencies;
  const find = async (token: string) => {
    const invitation = await access.invitations.find(token);
    if (invitation === undefined) throw new Refusal("invitation-over");
    return invitation;
  };
  mount(app, accountRoutes.readInvitation, "public", async ({ body }) => {
    const { username, displayName, purpose, expiresAt } = await find(body.token);
    return { username, displayName, purpose, expiresAt: expiresAt.toISOString() };
  });
  mount(app, accountRoutes.takeInvitation, "public", async ({ body, request, reply }) => {
    const { username, personId } = await find(body.token);
    const objection = objectionToPassword(body.password, username);
    if (objection !== undefined) throw new Refusal(objection);
    const before = await access.devices.list(personId);
    const taken = await access.invitations.redeem(body.token, await access.passwords.hash(body.password));
    if (taken === undefined) throw new Refusal("invitation-over");
    for (const { sessionId } of before) realtime.dropSession(sessionId);
    await note(world, NOBODY_YET, {
      action: "invitation.taken",
      subject: { kind: "person", id: personId },
      details: { purpose: taken.purpose },
    });
    const credential = await access.credentials.ofPerson(personId);
    if (credential === undefined) throw new Refusal("invitation-over");
    return enter(dependencies, credential, { request, reply });
  });
}
