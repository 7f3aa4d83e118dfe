import { describe, expect, test } from "vitest";
import { liftBar } from "@nightlight/commands/access/bar-from-contact";
import { handOverRecord } from "@nightlight/commands/access/hand-over-record";
import { readBarrings } from "@nightlight/commands/access/read-barrings";
import { readIdentities, registerIdentity, removeIdentity } from "@nightlight/commands/access/register-identity";
import { watchContacts } from "@nightlight/commands/access/watch-contacts";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { endConversation } from "@nightlight/commands/contact/end-contact";
import { readContact } from "@nightlight/commands/contact/read-contact";
import { readDesk } from "@nightlight/commands/presence/read-desk";
import { acceptOffer, showOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { keyOf } from "../builders.ts";
import { comeOnDuty, offerChat, readState, takeChat, valueOf, type OnDuty } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";
import { accessScene, NO_TRACE, NOT_FOUND, PAGE, REASON } from "./access-scene.ts";

/** Bars: to whom a contact does not exist, whatever they may otherwise. */
export function describeBarring(stage: () => Stage): void {
  const { world, person, bar, traces } = accessScene(stage);

  describe("a bar", () => {
    test("takes a running conversation from whom it names: back in the queue at its old age, place free, no trace", async () => {
      const lan = await comeOnDuty(stage());
      const { contactId, offerId } = await takeChat(stage(), lan, { text: "Con sợ cô Lan" });
      const before = await readState(stage(), contactId);
      const hoa = await person("supervisor");
      await stage().forward(5);
      expect(await bar(hoa, contactId, lan.id)).toEqual({ ok: true, value: undefined });
      const after = await readState(stage(), contactId);
      expect(after).toMatchObject({ barred: [lan.id], arrivedAt: before.arrivedAt, lane: before.lane });
      expect(after.state.status).toBe("queued");
      expect(await stage().countSlots(lan.id)).toMatchObject({ taken: 0 });
      expect(await traces(lan, contactId, offerId)).toEqual(NO_TRACE);
      expect(valueOf(await readDesk(world(), lan))).toMatchObject({ contacts: [], offers: [] });
      // Lan is the only one here, and free: the contact waits rather than come back to her.
      expect(await runMatcher(world())).toMatchObject({ made: 0 });
      const minh = await comeOnDuty(stage());
      expect(await runMatcher(world())).toMatchObject({ made: 1 });
      expect((await readState(stage(), contactId)).state).toMatchObject({ status: "offered", offer: { to: minh.id } });
    });

    test("takes back an offer that is on screen, and hides it as if it had never been", async () => {
      const lan = await comeOnDuty(stage());
      const { contactId, offerId } = await offerChat(stage());
      valueOf(await showOffer(world(), lan, offerId));
      valueOf(await bar(await person("clinical_lead"), contactId, lan.id));
      expect(await acceptOffer(world(), lan, offerId)).toEqual(NOT_FOUND);
      expect(await acceptOffer(world(), lan, world().newId())).toEqual(NOT_FOUND);
      expect((await readState(stage(), contactId)).state.status).toBe("queued");
    });

    test("of an office concerns everybody who works there, also an orphan's former counsellor", async () => {
      const centreId = await stage().addCentre();
      const lan = await comeOnDuty(stage(), { centreId });
      const { contactId, offerId } = await takeChat(stage(), lan);
      const hoa = await person("supervisor");
      const inspector = await person("supervisor", centreId);
      valueOf(await bar(hoa, contactId, centreId));
      expect(await traces(lan, contactId, offerId)).toEqual(NO_TRACE);
      expect(await traces(inspector, contactId, offerId)).toEqual(NO_TRACE);
      expect(valueOf(await watchContacts(world(), inspector, { ...PAGE, isOpen: false }))).toEqual([]);
      expect(await runMatcher(world())).toMatchObject({ made: 0 });
    });

    test("by the counsellor in whose hands it is, of themselves: it goes on with somebody else", async () => {
      const lan = await comeOnDuty(stage());
      const { contactId } = await takeChat(stage(), lan);
      expect(await bar(lan, contactId, lan.id)).toEqual({ ok: true, value: undefined });
      expect(await readContact(world(), lan, contactId)).toEqual(NOT_FOUND);
      expect((await readState(stage(), contactId)).state.status).toBe("queued");
    });

    test("does not end a record that is being finished, and gives its place back", async () => {
      const lan = await comeOnDuty(stage());
      const { contactId } = await takeChat(stage(), lan);
      const { version } = await readState(stage(), contactId);
      valueOf(await endConversation(world(), lan, { contactId, version }));
      valueOf(await bar(await person("supervisor"), contactId, lan.id));
      expect((await readState(stage(), contactId)).state).toMatchObject({ status: "wrap_up", holdsSlot: false });
      expect(await stage().countSlots(lan.id)).toMatchObject({ taken: 0 });
      expect(valueOf(await readDesk(world(), lan)).contacts).toEqual([]);
    });

    test("is repeated without harm, says why to whoever supervises, and is lifted once", async () => {
      const lan = await comeOnDuty(stage());
      const { contactId } = await takeChat(stage(), lan);
      const hoa = await person("supervisor");
      valueOf(await bar(hoa, contactId, lan.id));
      const { version } = await readState(stage(), contactId);
      valueOf(await bar(hoa, contactId, lan.id));
      expect((await readState(stage(), contactId)).version).toBe(version);
      const [row, ...others] = valueOf(await readBarrings(world(), hoa, contactId));
      expect(others).toEqual([]);
      expect(row).toMatchObject({
        barredId: lan.id,
        isOffice: false,
        reason: REASON,
        barredBy: hoa.id,
        liftedBy: undefined,
      });
      valueOf(await liftBar(world(), hoa, { contactId, barredId: lan.id }));
      valueOf(await liftBar(world(), hoa, { contactId, barredId: lan.id }));
      expect(await readState(stage(), contactId)).toMatchObject({ barred: [], version: version + 1 });
      expect(valueOf(await readBarrings(world(), hoa, contactId))[0]?.liftedBy).toBe(hoa.id);
    });

    test("by its counsellor is theirs to see and to take back; what somebody else set is neither", async () => {
      const lan = await comeOnDuty(stage());
      const minh = await comeOnDuty(stage(), { intent: "break" });
      const dung = await person("counsellor");
      const { contactId } = await takeChat(stage(), lan);
      const hoa = await person("supervisor");
      valueOf(await bar(lan, contactId, minh.id));
      valueOf(await bar(hoa, contactId, dung.id));
      expect(valueOf(await readBarrings(world(), lan, contactId))).toMatchObject([
        { barredId: minh.id, reason: REASON },
      ]);
      expect(await readBarrings(world(), dung, contactId)).toEqual(NOT_FOUND);
      valueOf(await liftBar(world(), lan, { contactId, barredId: dung.id }));
      expect((await readState(stage(), contactId)).barred).toEqual([minh.id, dung.id]);
      valueOf(await liftBar(world(), lan, { contactId, barredId: minh.id }));
      expect((await readState(stage(), contactId)).barred).toEqual([dung.id]);
      expect(await liftBar(world(), dung, { contactId, barredId: dung.id })).toEqual(NOT_FOUND);
      // The second wall: with the checks of the commands off, the other bar does not appear.
      const seen = await world().transaction(lan, ({ barrings }) => barrings.list(contactId));
      expect(seen.map(({ barredId }) => barredId)).toEqual([minh.id]);
    });

    test("leaves a record that nobody can finish: it goes to a counsellor who is not barred", async () => {
      const centreId = await stage().addCentre();
      const lan = await comeOnDuty(stage(), { centreId });
      const { contactId } = await takeChat(stage(), lan);
      const running = await readState(stage(), contactId);
      const hoa = await person("supervisor", centreId);
      const minh = await comeOnDuty(stage(), { intent: "break" });
      const hand = (by: CounsellorActor, to: string) => handOverRecord(world(), by, { contactId, to });
      expect(await hand(hoa, minh.id)).toEqual({ ok: false, refusal: "not-in-wrap-up" });
      valueOf(await endConversation(world(), lan, { contactId, version: running.version }));
      valueOf(await bar(hoa, contactId, lan.id));
      const before = await readState(stage(), contactId);
      expect(await hand(await person("supervisor"), minh.id)).toEqual({ ok: false, refusal: "not-your-centre" });
      for (const other of [lan, minh, await person("administrator")])
        expect(await hand(other, minh.id)).toEqual(NOT_FOUND);
      for (const to of [await person("supervisor"), await comeOnDuty(stage(), { intent: "break" })]) {
        if (to.roles.includes("counsellor")) valueOf(await bar(hoa, contactId, to.id));
        expect(await hand(hoa, to.id)).toEqual({ ok: false, refusal: "colleague-not-fit" });
      }
      expect((await readState(stage(), contactId)).state).toEqual(before.state);
      expect(valueOf(await hand(hoa, minh.id)).state).toMatchObject({ status: "wrap_up", owner: minh.id });
      valueOf(await hand(hoa, minh.id));
      expect(await traces(lan, contactId, world().newId())).toEqual(NO_TRACE);
      expect(valueOf(await readContact(world(), minh, contactId)).contact.id).toBe(contactId);
      expect(await stage().countSlots(minh.id)).toMatchObject({ taken: 0 });
    });

    test("of nobody, of a foreign contact, or by whoever may not, changes nothing", async () => {
      const lan = await comeOnDuty(stage());
      const { contactId } = await takeChat(stage(), lan);
      const before = await readState(stage(), contactId);
      const hoa = await person("supervisor");
      expect(await bar(hoa, contactId, world().newId())).toEqual({ ok: false, refusal: "nobody-to-bar" });
      expect(await bar(hoa, world().newId(), lan.id)).toEqual(NOT_FOUND);
      for (const role of ["counsellor", "officer", "case_worker", "leader", "administrator", "auditor"] as const) {
        expect(await bar(await person(role), contactId, lan.id)).toEqual(NOT_FOUND);
      }
      expect(await readState(stage(), contactId)).toEqual(before);
    });
  });

  describe("a number that somebody registered as their own", () => {
    const bring = async (identity: string) => {
      const channelId = await stage().addChannel("zalo");
      const gateway = { kind: "gateway", channelId } as const;
      const contactId = world().newId();
      const begun = await beginContact(world(), gateway, {
        contactId,
        channelId,
        channel: "zalo",
        language: "vi",
        facts: { safeNow: "unknown" },
        text: "Alo",
        arrivalKey: keyOf(contactId),
        identity,
        childSession: undefined,
      });
      return { contactId, contact: valueOf(begun).contact };
    };

    const takes = async (by: OnDuty, contactId: string): Promise<OnDuty> => {
      await runMatcher(world());
      const { state } = await readState(stage(), contactId);
      if (state.status !== "offered") throw new Error(`The contact is ${state.status}`);
      valueOf(await showOffer(world(), by, state.offer.id));
      valueOf(await acceptOffer(world(), by, state.offer.id));
      return by;
    };

    test("bars them from whatever comes from it, before anybody is offered it", async () => {
      const lan = await comeOnDuty(stage());
      const own = valueOf(await registerIdentity(world(), lan, "+84 912-345 678"));
      expect(own).toMatchObject([{ ending: "678" }]);
      const { contactId, contact } = await bring("+84912345678");
      expect(contact.barred).toEqual([lan.id]);
      expect(await readState(stage(), contactId)).toEqual(contact);
      expect(await runMatcher(world())).toMatchObject({ made: 0 });
      await comeOnDuty(stage());
      expect(await runMatcher(world())).toMatchObject({ made: 1 });
      expect((await bring("+84912345679")).contact.barred).toEqual([]);
    });

    test("bars them from what had come from it before, and is registered once", async () => {
      const lan = await comeOnDuty(stage());
      const { contactId } = await bring("+84912345678");
      await runMatcher(world());
      valueOf(await registerIdentity(world(), lan, "+84912345678"));
      valueOf(await registerIdentity(world(), lan, "+84912345678"));
      expect(await readState(stage(), contactId)).toMatchObject({ barred: [lan.id], state: { status: "queued" } });
      expect(await readIdentities(world(), lan)).toHaveLength(1);
      const minh = await comeOnDuty(stage());
      expect(await readIdentities(world(), minh)).toEqual([]);
      const hoa = await person("supervisor");
      expect(valueOf(await readBarrings(world(), hoa, contactId))).toMatchObject([{ origin: "own_identity" }]);
      // Whoever takes the call is not told whose number it is.
      expect(valueOf(await readBarrings(world(), await takes(minh, contactId), contactId))).toEqual([]);
    });

    test("is taken back by whoever registered it, and by nobody else; what it barred stays barred", async () => {
      const lan = await comeOnDuty(stage());
      const minh = await comeOnDuty(stage(), { intent: "break" });
      const [own] = valueOf(await registerIdentity(world(), lan, "+84912345678"));
      const { contactId } = await bring("+84912345678");
      const id = own?.id ?? "";
      expect(valueOf(await removeIdentity(world(), minh, id))).toEqual([]);
      expect(await readIdentities(world(), lan)).toHaveLength(1);
      expect(valueOf(await removeIdentity(world(), lan, id))).toEqual([]);
      expect(valueOf(await removeIdentity(world(), lan, id))).toEqual([]);
      expect((await readState(stage(), contactId)).barred).toEqual([lan.id]);
      expect((await bring("+84912345678")).contact.barred).toEqual([]);
    });
  });
}
