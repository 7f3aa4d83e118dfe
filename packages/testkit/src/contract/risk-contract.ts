import { describe, expect, test } from "vitest";
import { barFromContact } from "@nightlight/commands/access/bar-from-contact";
import { applyCommand } from "@nightlight/commands/contact/change-contact";
import {
  decideLowering,
  listLowerings,
  lowerRisk,
  raiseRisk,
  readRiskChanges,
} from "@nightlight/commands/contact/change-risk";
import { leaveContact } from "@nightlight/commands/contact/end-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import type { RiskCommand } from "@nightlight/domain/contact/decide-risk";
import type { RiskLevel } from "@nightlight/domain/risk/level";
import { beginChat, comeOnDuty, readState, takeChat, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";
import { accessScene, NOT_FOUND } from "./access-scene.ts";

const REASON = "Bà ngoại đã đón cháu về nhà";

/** How urgent a contact is: kept with it, changed by its counsellor, lowered after sending only by two. */
export function describeRisk(stage: () => Stage): void {
  const { world, person } = accessScene(stage);
  const apply = (actor: CounsellorActor, contactId: string, command: RiskCommand) =>
    world().transaction(actor, async (store) => {
      const locked = await store.contacts.lock(contactId);
      if (locked === undefined) throw new Error("Nothing to lock");
      return valueOf(await applyCommand(store, locked, command)).contact;
    });
  const found = (actor: CounsellorActor, contactId: string, level: RiskLevel, ifDropped = level) =>
    apply(actor, contactId, { type: "assess-risk", level, ifDropped });
  const levelOf = async (contactId: string) => (await readState(stage(), contactId)).risk.level;
  const talking = async () => {
    const lan = await comeOnDuty(stage());
    return { lan, ...(await takeChat(stage(), lan)) };
  };
  const escalated = async () => {
    const scene = await talking();
    await found(scene.lan, scene.contactId, "P2");
    await apply(scene.lan, scene.contactId, { type: "mark-escalated", escalationId: world().newId(), level: "P2" });
    const lower = (level: RiskLevel = "P4", by = scene.lan) =>
      lowerRisk(world(), by, { contactId: scene.contactId, level, from: "P2", reason: REASON });
    return { ...scene, lower };
  };
  const asked = async () => {
    const scene = await escalated();
    valueOf(await scene.lower());
    const hoa = await person("supervisor");
    const [lowering] = valueOf(await listLowerings(world(), hoa));
    if (lowering === undefined) throw new Error("Nothing waits");
    const answer = (by: CounsellorActor, approves: boolean) =>
      decideLowering(world(), by, { changeId: lowering.change.id, approves });
    return { ...scene, hoa, lowering, answer };
  };

  test("what the rules found is kept with the contact, with the lane it asks for; finding the same is no news", async () => {
    const { lan, contactId } = await talking();
    const first = await found(lan, contactId, "P1");
    expect(first).toMatchObject({ lane: "immediate", risk: { level: "P1", computed: "P1" } });
    expect(await found(lan, contactId, "P1")).toEqual(first);
    expect(await readState(stage(), contactId)).toEqual(first);
  });

  test("raising is free, with or without a reason, and a repeat is harmless", async () => {
    const { lan, contactId } = await talking();
    valueOf(await raiseRisk(world(), lan, { contactId, level: "P2", reason: undefined }));
    expect(valueOf(await raiseRisk(world(), lan, { contactId, level: "P2", reason: REASON })).hasChanged).toBe(false);
    valueOf(await raiseRisk(world(), lan, { contactId, level: "P1", reason: REASON }));
    const changes = valueOf(await readRiskChanges(world(), lan, contactId));
    expect(changes.map(({ kind, from, to, reason, by }) => ({ kind, from, to, reason, by }))).toEqual([
      { kind: "raised", from: "P2", to: "P1", reason: REASON, by: lan.id },
      { kind: "raised", from: undefined, to: "P2", reason: undefined, by: lan.id },
    ]);
  });

  test("lowering before anything was sent is one's own, with a reason", async () => {
    const { lan, contactId } = await talking();
    await found(lan, contactId, "P2");
    const input = { contactId, level: "P4", from: "P2", reason: REASON } as const;
    valueOf(await lowerRisk(world(), lan, input));
    expect(await levelOf(contactId)).toBe("P4");
    expect(await lowerRisk(world(), lan, { ...input, level: "INFO" })).toEqual({ ok: false, refusal: "stale" });
    expect(valueOf(await readRiskChanges(world(), lan, contactId))).toMatchObject([
      { kind: "lowered", reason: REASON },
    ]);
  });

  describe("after something was sent", () => {
    test("lowering waits, and the level stays until a second person agrees", async () => {
      const { contactId, hoa, lowering, answer, lan } = await asked();
      expect(lowering).toMatchObject({
        change: { kind: "asked", from: "P2", to: "P4", reason: REASON, by: lan.id, decision: undefined },
        contact: { id: contactId, risk: { level: "P2", computed: "P2" } },
      });
      expect(await levelOf(contactId)).toBe("P2");
      expect(valueOf(await answer(hoa, true)).decision).toMatchObject({ by: hoa.id, approves: true });
      expect(await levelOf(contactId)).toBe("P4");
      expect(valueOf(await listLowerings(world(), hoa))).toEqual([]);
    });

    test("a second person may keep the level; the first answer stands, and repeating it is harmless", async () => {
      const { contactId, hoa, answer } = await asked();
      valueOf(await answer(hoa, false));
      expect(await levelOf(contactId)).toBe("P2");
      expect((await answer(hoa, false)).ok).toBe(true);
      expect(await answer(hoa, true)).toEqual({ ok: false, refusal: "decided-before" });
      expect(await answer(await person("clinical_lead"), false)).toEqual({ ok: false, refusal: "decided-before" });
    });

    test("whoever asked never answers, also not as a supervisor; nor does a colleague, nor anybody barred", async () => {
      const { contactId, lan, hoa, lowering, answer } = await asked();
      const both = { ...lan, roles: ["counsellor", "supervisor"] } as const;
      expect((await answer(both, true)).ok).toBe(false);
      expect(await answer(await person("counsellor"), true)).toEqual(NOT_FOUND);
      expect(await answer(await person("administrator"), true)).toEqual(NOT_FOUND);
      const barred = await person("supervisor");
      valueOf(
        await barFromContact(world(), hoa, { contactId, barredId: barred.id, origin: "related", reason: REASON }),
      );
      expect(valueOf(await listLowerings(world(), barred))).toEqual([]);
      expect(await answer(barred, true)).toEqual(NOT_FOUND);
      expect(await levelOf(contactId)).toBe("P2");
      expect(await world().transaction(barred, ({ risks }) => risks.find(lowering.change.id))).toBeUndefined();
    });

    test("it is no longer asked once the level rose", async () => {
      const { lan, contactId, hoa, answer } = await asked();
      await found(lan, contactId, "P1");
      expect(valueOf(await listLowerings(world(), hoa))).toEqual([]);
      expect(await answer(hoa, true)).toEqual({ ok: false, refusal: "not-asked" });
    });

    test("two asking at once are one who asked", async () => {
      const { lower, lan, contactId } = await escalated();
      const both = await Promise.all([lower(), lower()]);
      expect(both.map(({ ok }) => ok)).toEqual([true, true]);
      expect(valueOf(await readRiskChanges(world(), lan, contactId))).toHaveLength(1);
    });
  });

  test("somebody else's contact is not there", async () => {
    const { contactId } = await talking();
    const minh = await comeOnDuty(stage());
    for (const by of [minh, await person("supervisor")]) {
      expect(await raiseRisk(world(), by, { contactId, level: "P1", reason: undefined })).toEqual(NOT_FOUND);
      const lower = { contactId, level: "P4", from: "P2", reason: REASON } as const;
      expect(await lowerRisk(world(), by, lower)).toEqual(NOT_FOUND);
      expect(await readRiskChanges(world(), by, contactId)).toEqual(NOT_FOUND);
    }
    expect(await listLowerings(world(), minh)).toEqual(NOT_FOUND);
  });

  test("a child who breaks off is held at what the rules said for it", async () => {
    const { lan, child, contactId } = await talking();
    await found(lan, contactId, "P4", "P2");
    valueOf(await leaveContact(world(), child, { contactId, quick: true }));
    expect(await levelOf(contactId)).toBe("P2");
  });

  test("alarming words raise the lane to high, at arrival and later; no event holds them", async () => {
    const arrived = await beginChat(stage(), { text: "con muốn chết" });
    expect((await readState(stage(), arrived.contactId)).lane).toBe("high");
    const later = await beginChat(stage(), { text: "chào cô" });
    const say = (clientKey: string, text: string) =>
      postMessage(world(), later, { contactId: later.contactId, clientKey, text });
    valueOf(await say("m1", "từ từ thôi"));
    expect((await readState(stage(), later.contactId)).lane).toBe("normal");
    const { version } = valueOf(await say("m2", "bố đánh em"));
    expect(valueOf(await say("m2", "bố đánh em")).version).toBe(version);
    expect(await readState(stage(), later.contactId)).toMatchObject({ lane: "high", version });
    expect(JSON.stringify(stage().committed.flatMap(({ events }) => events))).not.toMatch(/đánh|chết/u);
  });
}
