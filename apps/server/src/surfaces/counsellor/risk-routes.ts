import { lowerRisk, raiseRisk, readRiskChanges } from "@nightlight/commands/contact/change-risk";
import { correctByHand } from "@nightlight/commands/contact/correct-by-hand";
import { readByHand, recordByHand, type HandReading } from "@nightlight/commands/contact/record-by-hand";
import { handRoutes, type HandView } from "@nightlight/contracts/counsellor/by-hand";
import { riskRoutes } from "@nightlight/contracts/counsellor/risk";
import { isByHand } from "@nightlight/domain/contact/channel";
import type { Contact } from "@nightlight/domain/contact/contact";
import type { FastifyInstance } from "fastify";
import type { StaffNames } from "../../access/staff-names.ts";
import { hashToken } from "../../access/tokens.ts";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { Refusal } from "../../plugins/problems.ts";
import { presentRisk, presentRiskChange } from "../present-risk.ts";

/** The level of one's own contacts. */
export function mountRisk(app: FastifyInstance, { world }: Dependencies, names: StaffNames): void {
  const changed = ({ risk, version }: Contact) => ({ risk: presentRisk(risk), version });
  mount(app, riskRoutes.raise, "risk.change", async ({ actor, params, body }) =>
    changed(orRefuse(await raiseRisk(world, actor, { ...params, level: body.level, reason: body.reason })).contact),
  );
  mount(app, riskRoutes.lower, "risk.change", async ({ actor, params, body }) =>
    changed(orRefuse(await lowerRisk(world, actor, { ...params, ...body })).contact),
  );
  mount(app, riskRoutes.changes, "risk.change", async ({ actor, params }) => {
    const changes = orRefuse(await readRiskChanges(world, actor, params.contactId));
    return { changes: changes.map((change) => presentRiskChange(change, (id) => ({ id, name: names.of(id) }))) };
  });
}

/** Contacts that are recorded by hand. */
export function mountByHand(app: FastifyInstance, { world }: Dependencies, names: StaffNames): void {
  mount(app, handRoutes.record, "by-hand.record", async ({ actor, body }) => {
    const { key, kind, language, receivedAt, ...details } = body;
    const recorded = await recordByHand(world, actor, {
      channel: kind,
      language,
      receivedAt: new Date(receivedAt),
      // A key is its maker's: the same one from somebody else is another contact.
      arrivalKey: hashToken(`${actor.id}/${key}`),
      details,
    });
    return { contactId: orRefuse(recorded).id };
  });
  mount(app, handRoutes.read, "record.read", async ({ actor, params }) =>
    presentHand(orRefuse(await readByHand(world, actor, params.contactId)), names),
  );
  mount(app, handRoutes.correct, "record.write", async ({ actor, params, body }) => {
    const { version, receivedAt, ...details } = body;
    const input = { ...params, version, receivedAt: new Date(receivedAt), details };
    return presentHand(orRefuse(await correctByHand(world, actor, input)), names);
  });
}

function presentHand({ contact, details, changes }: HandReading, names: StaffNames): HandView {
  if (!isByHand(contact.channel)) throw new Refusal("not-found");
  const { channel: kind, receivedAt, arrivedAt } = contact;
  return {
    kind,
    receivedAt: receivedAt.toISOString(),
    recordedAt: arrivedAt.toISOString(),
    ...details,
    version: changes.length,
    changes: changes.map((change) => ({
      receivedAt: change.receivedAt.toISOString(),
      ...change.details,
      by: { id: change.by, name: names.of(change.by) },
      at: change.at.toISOString(),
    })),
  };
}
