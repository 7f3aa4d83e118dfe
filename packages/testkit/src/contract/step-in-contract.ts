import { describe, expect, test } from "vitest";
import { endConversation } from "@nightlight/commands/contact/end-contact";
import { moveContact, undoMove } from "@nightlight/commands/contact/move-contact";
import { takeMoreTime } from "@nightlight/commands/contact/hold-contact";
import { readContact } from "@nightlight/commands/contact/read-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { previewMoves } from "@nightlight/commands/contact/preview-moves";
import { releaseContact } from "@nightlight/commands/contact/release-contact";
import { setIntent } from "@nightlight/commands/presence/change-presence";
import { forcePresence } from "@nightlight/commands/presence/force-presence";
import { loseLease } from "@nightlight/commands/presence/hold-lease";
import { readDesk } from "@nightlight/commands/presence/read-desk";
import { acceptOffer } from "@nightlight/commands/routing/answer-offer";
import { barFromContact } from "@nightlight/commands/access/bar-from-contact";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { beginChat, comeOnDuty, offerChat, readState, takeChat, valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";
import { moveScene } from "./move-scene.ts";

/** What a supervisor overrides, sees before, releases and forces; and of two at once. */
export function describeSteppingIn(stage: () => Stage): void {
  const { world, supervisor, ask, move, offerIdOf, taken } = moveScene(stage);

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

    test("a record over its time: minutes more count once, then a supervisor frees its place, and it stays its writer's", async () => {
      const hoa = await supervisor();
      const lan = await comeOnDuty(stage());
      const { contactId } = await takeChat(stage(), lan);
      const { version } = await readState(stage(), contactId);
      valueOf(await endConversation(world(), lan, { contactId, version }));
      const until = async () => valueOf(await readContact(world(), lan, contactId)).recordTime?.until as Date;
      const end = await until();
      expect(await takeMoreTime(world(), hoa, contactId, end)).toMatchObject({ ok: false });
      valueOf(await takeMoreTime(world(), lan, contactId, end));
      valueOf(await takeMoreTime(world(), lan, contactId, end));
      expect((await until()).getTime() - end.getTime()).toBe(STANDARD_POLICY.recordMoreMinutes * 60_000);
      const release = async () => {
        const seen = await readState(stage(), contactId);
        return valueOf(await releaseContact(world(), hoa, { contactId, version: seen.version, reason: "workload" }));
      };
      expect((await release()).did).toBeUndefined();
      await stage().forward((STANDARD_POLICY.recordMinutes + STANDARD_POLICY.recordMoreMinutes) * 60);
      expect(await release()).toMatchObject({
        did: "place_freed",
        contact: { state: { status: "wrap_up", owner: lan.id, holdsSlot: false } },
      });
      expect(await taken(lan)).toBe(0);
      expect(valueOf(await readContact(world(), lan, contactId)).recordTime).toBeUndefined();
      expect((await release()).did).toBeUndefined();
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
