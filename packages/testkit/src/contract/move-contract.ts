import { describe, expect, test } from "vitest";
import { ringClock } from "@nightlight/commands/clock/ring-clock";
import { endConversation } from "@nightlight/commands/contact/end-contact";
import { moveContact, undoMove, type MoveInput } from "@nightlight/commands/contact/move-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { previewMoves } from "@nightlight/commands/contact/preview-moves";
import { releaseContact } from "@nightlight/commands/contact/release-contact";
import { setIntent } from "@nightlight/commands/presence/change-presence";
import { forcePresence } from "@nightlight/commands/presence/force-presence";
import { loseLease } from "@nightlight/commands/presence/hold-lease";
import { readDesk } from "@nightlight/commands/presence/read-desk";
import { acceptOffer, declineOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import type { Contact } from "@nightlight/domain/contact/contact";
import { barFromContact } from "@nightlight/commands/access/bar-from-contact";
import { beginChat, comeOnDuty, offerChat, readState, takeChat, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

/** What supervisors do: move, undo, preview, release, force. */
export function describeMoves(stage: () => Stage): void {
  const world = () => stage().world;
  const supervisor = (centreId?: string) =>
    stage().addCounsellor({
      ...{ roles: ["supervisor"], intent: "off", shift: "none" },
      ...(centreId === undefined ? {} : { centreId }),
    });
  const ask = async (contactId: string, to: string | null, changes: Partial<MoveInput> = {}): Promise<MoveInput> => ({
    ...{ contactId, moveId: world().newId(), to, reason: "workload", overrides: [] },
    version: (await readState(stage(), contactId)).version,
    ...changes,
  });
  const move = async (by: CounsellorActor, contactId: string, to: string | null, changes: Partial<MoveInput> = {}) =>
    moveContact(world(), by, await ask(contactId, to, changes));
  const offerIdOf = ({ state }: Contact): string => {
    const offer = state.status === "offered" ? state.offer : state.status === "active" ? state.transfer : undefined;
    return offer?.id ?? "none";
  };
  const taken = async (by: CounsellorActor) => (await stage().countSlots(by.id)).taken;

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
      expect(back.state).toMatchObject({ status: "active", owner: first.lan.id });
      expect(await taken(first.minh)).toBe(0);

      const again = await ask(first.contactId, first.minh.id);
      const { contact } = valueOf(await moveContact(world(), first.hoa, again));
      valueOf(await acceptOffer(world(), first.minh, offerIdOf(contact)));
      expect(await undoMove(world(), first.hoa, again)).toMatchObject({
        refusal: "too-late-to-undo",
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

  describe("what speaks against somebody", () => {
    test("has to be overridden by name, and the answer says what was", async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage(), { languages: ["en"], intent: "break" });
      const { contactId } = await beginChat(stage());
      const refused = await move(hoa, contactId, lan.id, { overrides: ["intent"] });
      expect(refused).toMatchObject({ refusal: "needs-override", truth: { overrides: ["intent", "language"] } });
      const overrides = ["intent", "language", "capacity"] as const;
      const moved = valueOf(await move(hoa, contactId, lan.id, { overrides }));
      expect(moved.overridden).toEqual(["intent", "language"]);
      expect(await taken(lan)).toBe(1);
    });

    test("somebody without a free place takes it beside their places, and gives none back", async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage());
      await takeChat(stage(), lan);
      const { contactId } = await beginChat(stage());
      expect(await move(hoa, contactId, lan.id)).toMatchObject({ truth: { overrides: ["capacity"] } });
      const { contact } = valueOf(await move(hoa, contactId, lan.id, { overrides: ["capacity"] }));
      valueOf(await acceptOffer(world(), lan, offerIdOf(contact)));
      expect(await stage().countSlots(lan.id)).toEqual({ all: 1, taken: 1 });
      const { version } = await readState(stage(), contactId);
      valueOf(await endConversation(world(), lan, { contactId, version }));
      expect(await stage().countSlots(lan.id)).toEqual({ all: 1, taken: 1 });
    });

    test("nothing overrides a bar, a lost screen, or a role that takes no contacts", async () => {
      const hoa = await supervisor();
      const barred = await comeOnDuty(stage());
      const away = await stage().addCounsellor();
      const { contactId } = await beginChat(stage());
      await barFromContact(world(), hoa, { contactId, barredId: barred.id, origin: "related", reason: "…" });
      const overrides = ["intent", "gate", "capacity", "language", "skipped", "winding_down"] as const;
      const to = async (id: string) => move(hoa, contactId, id, { overrides });
      expect(await to(barred.id)).toMatchObject({ refusal: "colleague-not-fit" });
      expect(await to(away.id)).toMatchObject({ refusal: "person-not-there" });
      expect(await to(hoa.id)).toMatchObject({ refusal: "colleague-not-fit" });
      expect(await to(world().newId())).toMatchObject({ refusal: "colleague-not-fit" });
      expect((await readState(stage(), contactId)).state.status).toBe("queued");
    });

    test("counsellors move nothing, and a supervisor who is barred finds nothing", async () => {
      const lan = await comeOnDuty(stage());
      const hoa = await supervisor();
      const tam = await supervisor();
      const { contactId } = await beginChat(stage());
      await barFromContact(world(), tam, { contactId, barredId: hoa.id, origin: "related", reason: "…" });
      const version = 1;
      const input = { ...(await ask(contactId, lan.id)), version };
      expect(await moveContact(world(), lan, input)).toMatchObject({ refusal: "not-found" });
      expect(await moveContact(world(), hoa, input)).toMatchObject({ refusal: "not-found" });
      expect(await undoMove(world(), hoa, input)).toMatchObject({ refusal: "not-found" });
      expect(await releaseContact(world(), hoa, input)).toMatchObject({ refusal: "not-found" });
      const what = { contacts: [contactId] };
      expect(await previewMoves(world(), hoa, { what, to: null, beyondCapacity: "stay" })).toMatchObject({ ok: false });
      expect(await previewMoves(world(), lan, { what, to: null, beyondCapacity: "stay" })).toMatchObject({ ok: false });
    });
  });

  describe("the version that a supervisor saw", () => {
    test("is stale once the contact is elsewhere, and the truth comes with the refusal", async () => {
      const [hoa, tam] = [await supervisor(), await supervisor()];
      const lan = await comeOnDuty(stage());
      const minh = await comeOnDuty(stage());
      const { contactId } = await beginChat(stage());
      const seen = await ask(contactId, minh.id);
      valueOf(await move(hoa, contactId, lan.id));
      expect(await moveContact(world(), tam, seen)).toMatchObject({
        refusal: "stale",
        truth: { contact: { state: { status: "offered", offer: { to: lan.id } } } },
      });
      expect(await releaseContact(world(), tam, { ...seen, version: 99 })).toMatchObject({ refusal: "stale" });
    });

    test("is good while nothing but words came", async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage());
      const { contactId, child } = await takeChat(stage(), lan);
      const seen = await ask(contactId, null);
      valueOf(await postMessage(world(), child, { contactId, clientKey: "k", text: "em đây" }));
      valueOf(await moveContact(world(), hoa, seen));
    });

    test("the same move again changes nothing; its id for another move is refused", async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage());
      const { contactId } = await beginChat(stage());
      const input = await ask(contactId, lan.id);
      const first = valueOf(await moveContact(world(), hoa, input));
      expect(valueOf(await moveContact(world(), hoa, input))).toEqual(first);
      expect(await moveContact(world(), hoa, { ...input, to: null })).toMatchObject({ refusal: "stale" });
      const other = await beginChat(stage());
      const again = { ...(await ask(other.contactId, null)), moveId: input.moveId, to: lan.id };
      expect(await moveContact(world(), await supervisor(), again)).toMatchObject({ ok: false });
    });
  });

  describe("a preview", () => {
    test("counts places down: what somebody has no place for goes back to the queue, or stays", async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage(), { chatSlots: 3 });
      for (const _ of [1, 2, 3]) await takeChat(stage(), lan);
      const minh = await comeOnDuty(stage(), { chatSlots: 2 });
      const plan = async (beyondCapacity: "queue" | "stay" | "override") =>
        valueOf(await previewMoves(world(), hoa, { what: { allOf: lan.id }, to: minh.id, beyondCapacity }));
      const outline = async (beyondCapacity: "queue" | "stay" | "override") =>
        (await plan(beyondCapacity)).map(({ does, to, overrides }) => [does, to === minh.id, overrides.join()]);
      expect(await outline("queue")).toEqual([
        ["transfer", true, ""],
        ["transfer", true, ""],
        ["queue", false, ""],
      ]);
      expect((await outline("stay"))[2]).toEqual([null, false, "capacity"]);
      expect((await outline("override"))[2]).toEqual(["transfer", true, "capacity"]);
      expect(await taken(minh)).toBe(0);
      const [first] = await plan("queue");
      valueOf(await move(hoa, first?.contact.id ?? "", minh.id));
      expect(await taken(minh)).toBe(1);
    });
  });

  describe("releasing", () => {
    test("a conversation whose counsellor is gone looks for somebody at once, and says so", async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage());
      const { contactId } = await takeChat(stage(), lan);
      const release = async () => {
        const { version } = await readState(stage(), contactId);
        return valueOf(await releaseContact(world(), hoa, { contactId, version, reason: "technical" }));
      };
      expect((await release()).did).toBeUndefined();
      await loseLease(world(), lan, lan.epoch);
      expect(await release()).toMatchObject({ did: "owner_let_go", contact: { state: { status: "orphaned" } } });
      expect(await taken(lan)).toBe(0);
      expect(await release()).toMatchObject({ did: "asks_everybody_again", contact: { state: { status: "queued" } } });
      expect((await release()).did).toBeUndefined();
      expect(await stage().findClock(contactId)).toBeUndefined();
    });
  });

  describe("forcing", () => {
    test("says what somebody does, with the supervisor as whose word it is; what rings goes on", async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage());
      const { contactId } = await offerChat(stage());
      const input = { personId: lan.id, from: "available", to: "break", reason: "away" } as const;
      expect(valueOf(await forcePresence(world(), hoa, input))).toMatchObject({ seat: { intent: "break" } });
      const events = stage().committed.flatMap((each) => each.events);
      expect(events).toContainEqual(
        expect.objectContaining({
          ...{ subject: "counsellor", subjectId: lan.id, actorId: hoa.id },
          event: { type: "intent_forced", intent: "break", reason: "away" },
        }),
      );
      expect((await readState(stage(), contactId)).state.status).toBe("queued");
      expect(valueOf(await readDesk(world(), lan)).presence.intent).toBe("break");
      valueOf(await forcePresence(world(), hoa, input));
      expect(await forcePresence(world(), hoa, { ...input, to: "off" })).toMatchObject({ refusal: "stale" });
      valueOf(await setIntent(world(), lan, "available"));
    });

    test("is for supervisors, and never of themselves", async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage());
      const minh = await comeOnDuty(stage());
      const input = { personId: lan.id, from: "available", to: "off", reason: "away" } as const;
      expect(await forcePresence(world(), minh, input)).toMatchObject({ refusal: "not-found" });
      expect(await forcePresence(world(), hoa, { ...input, personId: hoa.id })).toMatchObject({ refusal: "not-found" });
      expect(await forcePresence(world(), hoa, { ...input, personId: world().newId() })).toMatchObject({ ok: false });
    });
  });
}
