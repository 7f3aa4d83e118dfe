import { describe, expect, test } from "vitest";
import { openContact } from "@nightlight/commands/access/open-contact";
import { readReadingsOfContact, readReadingsOfPerson } from "@nightlight/commands/access/read-readings";
import { listEmergencies, reviewOpening } from "@nightlight/commands/access/review-opening";
import { readFigures, watchContacts } from "@nightlight/commands/access/watch-contacts";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { readContact, readOpenedContact } from "@nightlight/commands/contact/read-contact";
import { beginChat, comeOnDuty, takeChat, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";
import { accessScene, NO_TRACE, NOT_FOUND, PAGE, REASON } from "./access-scene.ts";

/** Openings with a reason, and the log of who read what. */
export function describeReading(stage: () => Stage): void {
  const { world, person, bar, emergency, traces } = accessScene(stage);

  describe("an opening", () => {
    test("shows words to a supervisor of the same centre, for its time, and the log says why and how", async () => {
      const centreId = await stage().addCentre();
      const lan = await comeOnDuty(stage(), { centreId });
      const { contactId } = await takeChat(stage(), lan, { text: "Con kể cô nghe" });
      const hoa = await person("supervisor", centreId);
      expect(await readOpenedContact(world(), hoa, contactId, "list")).toEqual(NOT_FOUND);
      const open = { contactId, kind: "supervision", reason: REASON } as const;
      const opening = valueOf(await openContact(world(), hoa, open));
      expect(valueOf(await openContact(world(), hoa, open)).id).toBe(opening.id);
      const reading = valueOf(await readOpenedContact(world(), hoa, contactId, "list"));
      expect(reading.messages.map(({ text }) => text)).toEqual(["Con kể cô nghe"]);
      expect(await stage().readAccesses()).toMatchObject([{ actorId: hoa.id, why: "supervision", how: "list" }]);
      // Reading is not answering.
      expect(await postMessage(world(), hoa, { contactId, clientKey: "k", text: "…" })).toEqual(NOT_FOUND);
      await stage().forward(30 * 60);
      expect(await readOpenedContact(world(), hoa, contactId, "list")).toEqual(NOT_FOUND);
    });

    test("for supervision stays inside the centre; whoever waits belongs to none", async () => {
      const lan = await comeOnDuty(stage(), { centreId: await stage().addCentre() });
      const { contactId } = await takeChat(stage(), lan);
      const waiting = await beginChat(stage());
      const hoa = await person("supervisor", await stage().addCentre());
      const nowhere = await person("supervisor");
      for (const actor of [hoa, nowhere]) {
        for (const id of [contactId, waiting.contactId]) {
          const open = { contactId: id, kind: "supervision", reason: REASON } as const;
          expect(await openContact(world(), actor, open)).toEqual({ ok: false, refusal: "not-your-centre" });
        }
      }
    });

    test("in emergency opens any contact for an hour, stands on the list, and is reviewed once by somebody else", async () => {
      const { contactId } = await beginChat(stage(), { text: "Cứu con" });
      const [hoa, duc, ba] = [await person("supervisor"), await person("clinical_lead"), await person("auditor")];
      const opening = valueOf(await emergency(hoa, contactId));
      expect(opening.expiresAt.getTime() - opening.openedAt.getTime()).toBe(3_600_000);
      expect(valueOf(await readOpenedContact(world(), hoa, contactId, "link")).messages).toHaveLength(1);
      expect(await readOpenedContact(world(), duc, contactId, "list")).toEqual(NOT_FOUND);
      expect(valueOf(await listEmergencies(world(), duc, PAGE))).toMatchObject([{ reason: REASON, review: undefined }]);
      // An auditor sees that, when and by whom, and no words.
      expect(valueOf(await listEmergencies(world(), ba, PAGE))).toMatchObject([{ id: opening.id, reason: undefined }]);
      const review = (by: CounsellorActor) =>
        reviewOpening(world(), by, { openingId: opening.id, comment: "Đúng quy trình" });
      expect(await review(hoa)).toEqual({ ok: false, refusal: "own-opening" });
      expect(await review(ba)).toEqual({ ok: false, refusal: "own-opening" });
      expect(valueOf(await review(duc)).review).toMatchObject({ by: duc.id, comment: "Đúng quy trình" });
      expect(valueOf(await review(duc)).review).toMatchObject({ by: duc.id });
      expect(await review(await person("supervisor"))).toEqual({ ok: false, refusal: "reviewed-before" });
      await stage().forward(3600);
      expect(await readOpenedContact(world(), hoa, contactId, "link")).toEqual(NOT_FOUND);
    });

    test("is nobody else's, does not pass a bar, and is open to no other role", async () => {
      const { contactId } = await beginChat(stage(), { text: "Cứu con" });
      const hoa = await person("supervisor");
      valueOf(await emergency(hoa, contactId));
      valueOf(await bar(await person("clinical_lead"), contactId, hoa.id));
      expect(await traces(hoa, contactId, world().newId())).toEqual(NO_TRACE);
      expect(valueOf(await listEmergencies(world(), hoa, PAGE))).toEqual([]);
      for (const role of ["counsellor", "officer", "case_worker", "leader", "administrator", "auditor"] as const) {
        const actor = await person(role);
        for (const kind of ["supervision", "break_glass"] as const) {
          expect(await openContact(world(), actor, { contactId, kind, reason: REASON })).toEqual(NOT_FOUND);
        }
        expect(await readOpenedContact(world(), actor, contactId, "list")).toEqual(NOT_FOUND);
      }
    });
  });

  describe("the log of readings", () => {
    test("is read by the counsellor for their own contacts, by the centre's supervisor, clinical lead and auditors", async () => {
      const centreId = await stage().addCentre();
      const lan = await comeOnDuty(stage(), { centreId });
      const { contactId } = await takeChat(stage(), lan);
      valueOf(await readContact(world(), lan, contactId));
      const entitled = [
        lan,
        await person("supervisor", centreId),
        await person("clinical_lead"),
        await person("auditor"),
      ];
      for (const actor of entitled) {
        const rows = valueOf(await readReadingsOfContact(world(), actor, { contactId, page: PAGE }));
        expect(rows).toMatchObject([{ personId: lan.id, contactId, why: "own", how: "desk" }]);
        const ofLan = valueOf(await readReadingsOfPerson(world(), actor, { personId: lan.id, page: PAGE }));
        expect(ofLan).toEqual(rows);
      }
      const strangers = [
        await person("supervisor", await stage().addCentre()),
        await person("counsellor"),
        await person("leader"),
        await person("administrator"),
        await person("officer"),
        await person("case_worker"),
      ];
      for (const actor of strangers) {
        expect(await readReadingsOfContact(world(), actor, { contactId, page: PAGE })).toEqual(NOT_FOUND);
        expect(await readReadingsOfPerson(world(), actor, { personId: lan.id, page: PAGE })).toEqual(NOT_FOUND);
      }
    });

    test("comes in pages, newest first, and shows a barred auditor nothing of that contact", async () => {
      const lan = await comeOnDuty(stage());
      const { contactId } = await takeChat(stage(), lan);
      for (const how of ["desk", "search", "link"] as const) valueOf(await readContact(world(), lan, contactId, how));
      const ba = await person("auditor");
      const page = async (before: number | undefined) =>
        valueOf(await readReadingsOfContact(world(), ba, { contactId, page: { before, limit: 2 } }));
      const first = await page(undefined);
      expect(first.map(({ how }) => how)).toEqual(["link", "search"]);
      expect((await page(first.at(-1)?.id)).map(({ how }) => how)).toEqual(["desk"]);
      valueOf(await bar(await person("supervisor"), contactId, ba.id));
      expect(await readReadingsOfContact(world(), ba, { contactId, page: PAGE })).toEqual(NOT_FOUND);
      expect(valueOf(await readReadingsOfPerson(world(), ba, { personId: lan.id, page: PAGE }))).toEqual([]);
      const missing = { contactId: world().newId(), page: PAGE };
      expect(await readReadingsOfContact(world(), ba, missing)).toEqual(NOT_FOUND);
    });
  });

  test("states of all contacts are for whoever supervises, numbers also for leaders, and both for nobody else", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId } = await takeChat(stage(), lan, { text: "Con đây" });
    const waiting = await beginChat(stage());
    for (const role of ["supervisor", "clinical_lead"] as const) {
      const seen = valueOf(await watchContacts(world(), await person(role), { ...PAGE, isOpen: true }));
      expect(seen.map(({ id }) => id)).toEqual([waiting.contactId, contactId].sort().reverse());
    }
    const figures = valueOf(await readFigures(world(), await person("leader")));
    expect(figures.map(({ contacts }) => contacts)).toEqual([1, 1]);
    for (const role of ["counsellor", "officer", "case_worker", "administrator", "auditor"] as const) {
      const actor = await person(role);
      expect(await watchContacts(world(), actor, { ...PAGE, isOpen: false })).toEqual(NOT_FOUND);
      expect(await readFigures(world(), actor)).toEqual(NOT_FOUND);
    }
    expect(await watchContacts(world(), await person("leader"), { ...PAGE, isOpen: false })).toEqual(NOT_FOUND);
  });
}
