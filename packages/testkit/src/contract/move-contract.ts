import { describe, expect, test } from "vitest";
import { ringClock } from "@nightlight/commands/clock/ring-clock";
import { endConversation } from "@nightlight/commands/contact/end-contact";
import { moveContact, undoMove } from "@nightlight/commands/contact/move-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { loseLease } from "@nightlight/commands/presence/hold-lease";
import { readDesk } from "@nightlight/commands/presence/read-desk";
import { acceptOffer, declineOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { beginChat, comeOnDuty, offerChat, readState, takeChat, valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";
import { moveScene } from "./move-scene.ts";

/** Moving and undoing: what waits, what runs, what is being written up. */
export function describeMoves(stage: () => Stage): void {
  const { world, supervisor, ask, move, offerIdOf, taken } = moveScene(stage);

  describe("moving what waits", () => {
    test("offers it to the person named and to nobody else, with the supervisor as the reason", async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage());
      await comeOnDuty(stage());
      const { contactId } = await beginChat(stage());
      const moved = valueOf(await move(hoa, contactId, lan.id));
      expect(moved).toMatchObject({ does: "offer", overridden: [], contact: { state: { status: "offered" } } });
      expect(await taken(lan)).toBe(1);
      const desk = valueOf(await readDesk(world(), lan));
      expect(desk.offers).toMatchObject([{ offer: { explanation: { movedBy: hoa.id, others: [] } } }]);
      await runMatcher(world());
      expect((await readState(stage(), contactId)).state).toMatchObject({ status: "offered", offer: { to: lan.id } });
    });

    test("takes an offer back from somebody else first", async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage());
      const { contactId, offerId } = await offerChat(stage());
      const minh = await comeOnDuty(stage());
      valueOf(await move(hoa, contactId, minh.id));
      expect([await taken(lan), await taken(minh)]).toEqual([0, 1]);
      expect(await acceptOffer(world(), lan, offerId)).toMatchObject({ refusal: "offer-gone" });
      expect(
        stage()
          .committed.at(-1)
          ?.events.map(({ event }) => event.type),
      ).toEqual(["offer_rescinded", "contact_moved", "offer_made"]);
    });

    test.each(["to the queue", "to another"])(
      "%s and back: whoever was being asked is asked again, once",
      async (how) => {
        const hoa = await supervisor();
        const lan = await comeOnDuty(stage());
        const { contactId } = await offerChat(stage());
        const minh = await comeOnDuty(stage());
        const input = await ask(contactId, how === "to another" ? minh.id : null);
        valueOf(await moveContact(world(), hoa, input));
        await runMatcher(world());
        expect([await taken(lan), await taken(minh)]).toEqual([0, 1]);

        const undone = valueOf(await undoMove(world(), hoa, input));
        expect(undone.asked).toEqual({ id: lan.id, because: undefined });
        expect(undone.contact).toMatchObject({ skips: [], state: { status: "offered", offer: { to: lan.id } } });
        expect(valueOf(await undoMove(world(), hoa, input)).contact).toEqual(undone.contact);
        expect([await taken(lan), await taken(minh)]).toEqual([1, 0]);
        valueOf(await acceptOffer(world(), lan, offerIdOf(undone.contact)));
      },
    );

    test.each(["capacity", "not_there"] as const)(
      "and back: %s keeps them from being asked again, and is said",
      async (because) => {
        const hoa = await supervisor();
        const lan = await comeOnDuty(stage());
        const { contactId } = await offerChat(stage());
        const input = await ask(contactId, null);
        valueOf(await moveContact(world(), hoa, input));
        if (because === "capacity") await takeChat(stage(), lan);
        else expect(await loseLease(world(), lan, lan.epoch)).toBe(true);
        const undone = valueOf(await undoMove(world(), hoa, input));
        expect(undone.asked).toEqual({ id: lan.id, because });
        expect(undone.contact).toMatchObject({ skips: [], state: { status: "queued" } });
      },
    );

    test("failing tells the supervisor, and leaves it where it was in age", async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage());
      const { contactId } = await beginChat(stage());
      const { arrivedAt } = await readState(stage(), contactId);
      const { contact } = valueOf(await move(hoa, contactId, lan.id));
      valueOf(await declineOffer(world(), lan, { offerId: offerIdOf(contact), reason: "need_a_moment" }));
      expect(stage().committed.at(-1)?.events.at(-1)).toMatchObject({ event: { type: "move_failed", by: hoa.id } });
      expect(await readState(stage(), contactId)).toMatchObject({ arrivedAt, state: { status: "queued" } });
      expect(await taken(lan)).toBe(0);
    });
  });

  describe("moving a conversation to a person", () => {
    const transferred = async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage());
      const { contactId, child } = await takeChat(stage(), lan);
      const minh = await comeOnDuty(stage());
      const { contact, does } = valueOf(await move(hoa, contactId, minh.id));
      return { hoa, lan, minh, child, contactId, does, offerId: offerIdOf(contact) };
    };

    test("leaves it with its counsellor until the other accepts; both hold a place, and words go on", async () => {
      const { lan, minh, contactId, does, offerId } = await transferred();
      expect(does).toBe("transfer");
      expect([await taken(lan), await taken(minh)]).toEqual([1, 1]);
      expect(valueOf(await readDesk(world(), lan)).contacts).toHaveLength(1);
      expect(valueOf(await readDesk(world(), minh)).offers).toMatchObject([
        { offer: { id: offerId, status: "pending" } },
      ]);
      valueOf(await postMessage(world(), lan, { contactId, clientKey: "before", text: "Chị vẫn ở đây" }));
      expect(valueOf(await readDesk(world(), minh)).offers).toMatchObject([{ offer: { status: "pending" } }]);

      expect(valueOf(await acceptOffer(world(), minh, offerId)).state).toMatchObject({ owner: minh.id });
      expect([await taken(lan), await taken(minh)]).toEqual([0, 1]);
      expect(await postMessage(world(), lan, { contactId, clientKey: "after", text: "…" })).toMatchObject({
        ok: false,
      });
      valueOf(await postMessage(world(), minh, { contactId, clientKey: "mine", text: "Chào em" }));
      expect(await acceptOffer(world(), minh, offerId)).toMatchObject({ ok: true });
    });

    test.each(["declined", "not shown", "gone"] as const)("%s, it stays, and the place is free again", async (how) => {
      const { hoa, lan, minh, contactId, offerId } = await transferred();
      if (how === "declined") valueOf(await declineOffer(world(), minh, { offerId, reason: "technical" }));
      if (how === "gone") expect(await loseLease(world(), minh, minh.epoch)).toBe(true);
      if (how === "not shown") {
        await stage().forward(2);
        expect(await ringClock(world(), contactId)).toBe("rang");
      }
      expect((await readState(stage(), contactId)).state).toMatchObject({ status: "active", owner: lan.id });
      expect([await taken(lan), await taken(minh)]).toEqual([1, 0]);
      expect(stage().committed.flatMap(({ events }) => events.map(({ event }) => event))).toContainEqual(
        expect.objectContaining({ type: "move_failed", by: hoa.id, to: minh.id }),
      );
      expect(await stage().findClock(contactId)).toBeUndefined();
    });

    test("its end takes the offer back", async () => {
      const { lan, minh, contactId } = await transferred();
      const { version } = await readState(stage(), contactId);
      valueOf(await endConversation(world(), lan, { contactId, version }));
      expect([await taken(lan), await taken(minh)]).toEqual([1, 0]);
      expect(valueOf(await readDesk(world(), minh)).offers).toEqual([]);
    });

    test("is undone within eight seconds, and not once somebody accepted", async () => {
      const first = await transferred();
      const kept = stage().committed.flatMap(({ events }) => events);
      const made = kept.map(({ event }) => event).find(({ type }) => type === "contact_moved");
      const moveId = made?.type === "contact_moved" ? made.moveId : "";
      const undo = () => undoMove(world(), first.hoa, { contactId: first.contactId, moveId });
      valueOf(await undo());
      const back = valueOf(await undo());
      expect(back.contact.state).toMatchObject({ status: "active", owner: first.lan.id });
      expect(await taken(first.minh)).toBe(0);

      const again = await ask(first.contactId, first.minh.id);
      const { contact } = valueOf(await moveContact(world(), first.hoa, again));
      valueOf(await acceptOffer(world(), first.minh, offerIdOf(contact)));
      expect(await undoMove(world(), first.hoa, again)).toMatchObject({
        refusal: "moved-on",
        truth: { contact: { state: { owner: first.minh.id } } },
      });
    });
  });

  describe("what cannot be taken back", () => {
    test("waits for eight seconds: a conversation goes back to the queue as old as it is", async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage());
      const { contactId } = await takeChat(stage(), lan);
      const { arrivedAt } = await readState(stage(), contactId);
      valueOf(await move(hoa, contactId, null));
      expect((await readState(stage(), contactId)).state).toMatchObject({ status: "active", owner: lan.id });
      expect(await ringClock(world(), contactId)).toBe("nothing-due");
      await stage().forward(8);
      expect(await ringClock(world(), contactId)).toBe("rang");
      expect(await readState(stage(), contactId)).toMatchObject({ arrivedAt, state: { status: "queued" } });
      expect(await taken(lan)).toBe(0);
    });

    test("a record is theirs after eight seconds, words and all, and no longer its old counsellor's", async () => {
      const centreId = await stage().addCentre();
      const hoa = await supervisor(centreId);
      const lan = await comeOnDuty(stage(), { centreId });
      const minh = await comeOnDuty(stage(), { intent: "break" });
      const { contactId } = await takeChat(stage(), lan);
      const { version } = await readState(stage(), contactId);
      valueOf(await endConversation(world(), lan, { contactId, version }));
      expect(await move(hoa, contactId, null)).toMatchObject({ refusal: "needs-person" });
      expect(await move(await supervisor(), contactId, minh.id)).toMatchObject({ refusal: "not-your-centre" });
      expect(valueOf(await move(hoa, contactId, minh.id))).toMatchObject({ does: "hand_over", overridden: [] });
      await stage().forward(8);
      expect(await ringClock(world(), contactId)).toBe("rang");
      expect(valueOf(await readDesk(world(), minh)).contacts).toHaveLength(1);
      expect(valueOf(await readDesk(world(), lan)).contacts).toEqual([]);
      expect([await taken(lan), await taken(minh)]).toEqual([0, 0]);
    });
  });
}
