import { readForSlip } from "@nightlight/commands/escalation/read-for-slip";
import { readForForm, type FormReading } from "@nightlight/commands/record/read-for-form";
import { paperRoutes } from "@nightlight/contracts/counsellor/papers";
import { agencyOf, type Agency } from "@nightlight/documents/agency";
import { form01Of, type Form01Source } from "@nightlight/documents/form-01/form-01-of";
import { fullName, isProvince } from "@nightlight/domain/place/place";
import type { FastifyInstance } from "fastify";
import type { Dependencies } from "../../dependencies.ts";
import { mount, orRefuse } from "../../plugins/mount.ts";
import { sendPaper, transferOf } from "../send-paper.ts";

/** Papers of the helpline: Form 01 of one's own contact, and the slip of an escalation that one follows. */
export function mountPapers(app: FastifyInstance, { world, policy, config: { isDemo } }: Dependencies): void {
  const agency = (): Agency => agencyOf(policy.current());
  mount(app, paperRoutes.form01, "record.read", async ({ actor, params, query, reply }) => {
    const reading = orRefuse(await readForForm(world, actor, params.contactId));
    return sendPaper(reply, { kind: "form-01", form: form01Of(sourceOf(reading, agency()), query.copy) }, isDemo);
  });
  mount(app, paperRoutes.slip, "escalation.follow", async ({ actor, params, reply }) => {
    const reading = orRefuse(await readForSlip(world, actor, params.escalationId));
    return sendPaper(reply, { kind: "transfer-slip", transfer: transferOf(reading, agency()) }, isDemo);
  });
}

function sourceOf(
  { contact, definition, values, places, takenBy: officer, number, at }: FormReading,
  agency: Agency,
): Form01Source {
  return {
    agency,
    writtenAt: at,
    receivedAt: contact.receivedAt,
    channel: contact.channel,
    definition,
    values,
    placeOf(code) {
      const place = places.get(code);
      if (place === undefined || isProvince(place)) return place && fullName(place);
      const province = places.get(place.provinceCode);
      return province === undefined ? fullName(place) : `${fullName(place)}, ${fullName(province)}`;
    },
    officer,
    level: contact.risk.level,
    number,
  };
}
