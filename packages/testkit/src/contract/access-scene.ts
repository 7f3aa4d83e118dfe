import { barFromContact } from "@nightlight/commands/access/bar-from-contact";
import { openContact } from "@nightlight/commands/access/open-contact";
import { readBarrings } from "@nightlight/commands/access/read-barrings";
import { readReadingsOfContact } from "@nightlight/commands/access/read-readings";
import { endConversation } from "@nightlight/commands/contact/end-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { readContact, readOpenedContact } from "@nightlight/commands/contact/read-contact";
import { acceptOffer, showOffer } from "@nightlight/commands/routing/answer-offer";
import type { Role } from "@nightlight/domain/access/access";
import type { CounsellorActor, Stage } from "../stage.ts";

export const PAGE = { before: undefined, limit: 50 };
export const NOT_FOUND = { ok: false, refusal: "not-found" };
export const REASON = "Cháu nhắc tên một người ở đây";

/** What `traces` finds where there is nothing. */
export const NO_TRACE = {
  read: NOT_FOUND,
  opened: NOT_FOUND,
  opening: NOT_FOUND,
  answer: NOT_FOUND,
  accept: NOT_FOUND,
  shown: NOT_FOUND,
  end: NOT_FOUND,
  readings: NOT_FOUND,
  barring: NOT_FOUND,
  barrings: NOT_FOUND,
};

/** People and acts that the suites about bars, openings and readings share. */
export function accessScene(stage: () => Stage) {
  const world = () => stage().world;
  const person = (role: Role, centreId?: string): Promise<CounsellorActor> =>
    stage().addCounsellor({
      roles: [role],
      intent: "off",
      shift: "none",
      ...(centreId === undefined ? {} : { centreId }),
    });
  const bar = (by: CounsellorActor, contactId: string, barredId: string) =>
    barFromContact(world(), by, { contactId, barredId, origin: "related", reason: REASON });
  const emergency = (by: CounsellorActor, contactId: string) =>
    openContact(world(), by, { contactId, kind: "break_glass", reason: REASON });

  /** Everything that a member of staff could reach a contact by. */
  const traces = async (actor: CounsellorActor, contactId: string, offerId: string) => ({
    read: await readContact(world(), actor, contactId),
    opened: await readOpenedContact(world(), actor, contactId, "list"),
    opening: await emergency(actor, contactId),
    answer: await postMessage(world(), actor, { contactId, clientKey: "k", text: "…" }),
    accept: await acceptOffer(world(), actor, offerId),
    shown: await showOffer(world(), actor, offerId),
    end: await endConversation(world(), actor, { contactId, version: 1 }),
    readings: await readReadingsOfContact(world(), actor, { contactId, page: PAGE }),
    barring: await bar(actor, contactId, actor.id),
    barrings: await readBarrings(world(), actor, contactId),
  });
  return { world, person, bar, emergency, traces };
}
