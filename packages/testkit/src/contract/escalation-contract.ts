import { barFromContact } from "@nightlight/commands/access/bar-from-contact";
import { ringEscalation } from "@nightlight/commands/escalation/ring-escalation";
import type { Actor } from "@nightlight/domain/access/access";
import { replay } from "@nightlight/domain/escalation/evolve";
import type { EscalationEvent } from "@nightlight/domain/escalation/events";
import { describe, expect, test } from "vitest";
import { commanding, CONTENT, offices, putBefore } from "../escalation-scene.ts";
import { comeOnDuty, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

const SYSTEM: Actor = { kind: "system" };

/** Escalations: who sees what, that words are kept once, that clocks ring, and that each rung is climbed once. */
export function describeEscalations(stage: () => Stage): void {
  const world = () => stage().world;
  const find = (actor: Actor, id: string) => world().transaction(actor, ({ escalations }) => escalations.find(id));
  const kinds = async (actor: Actor, id: string) =>
    (await world().transaction(actor, ({ escalations }) => escalations.texts(id))).map(({ kind }) => kind);
  const clocksOf = (id: string) =>
    stage()
      .committed.flatMap(({ clocks }) => clocks)
      .filter(({ subjectId }) => subjectId === id);
  const history = (id: string): { event: EscalationEvent; at: Date }[] =>
    stage()
      .committed.flatMap(({ events }) => events)
      .flatMap(({ subject, subjectId, event, at }) =>
        subject === "escalation" && subjectId === id ? [{ event, at }] : [],
      );

  test("what is stored is what its events make of it; numbers count by year", async () => {
    const lan = await comeOnDuty(stage(), { chatSlots: 2 });
    const { commune } = await offices(stage());
    const sent = await putBefore(stage(), lan, commune);
    const second = await putBefore(stage(), lan, commune);
    expect(await find(lan, sent.id)).toEqual(sent);
    expect(replay(history(sent.id))).toEqual(sent);
    const year = String((await stage().now()).getUTCFullYear());
    expect([sent.number, second.number]).toEqual([`${year}/000001`, `${year}/000002`]);
    const ofContact = await world().transaction(lan, ({ escalations }) => escalations.ofContact(sent.contactId));
    expect(ofContact).toEqual([sent]);
    const known = await world().transaction(lan, ({ escalations }) =>
      escalations.byClientKey(sent.contactId, `key-${sent.id}`),
    );
    expect(known?.id).toBe(sent.id);
  });

  test("its clocks are set when it is sent, and stopped by what stops them", async () => {
    const lan = await comeOnDuty(stage());
    const { commune, officer } = await offices(stage());
    const { id } = await putBefore(stage(), lan, commune);
    expect(clocksOf(id).map(({ subject, generation }) => [subject, generation])).toEqual([
      ["escalation.ack", 1],
      ["escalation.act", 1],
    ]);
    const answered = await commanding(stage(), officer, id, {
      type: "acknowledge",
      authorityId: commune,
      by: officer.id,
    });
    expect(answered?.state.status).toBe("acknowledged");
    await stage().forward(20 * 3600);
    expect(await ringEscalation(world(), id, "ack")).toBe("nothing-due");
    expect(await ringEscalation(world(), id, "act")).toBe("rang");
  });

  test("an office sees what was sent to it: not before, not another's, no reasons, no contact", async () => {
    const lan = await comeOnDuty(stage());
    const { commune, officer, healthOfficer, stranger } = await offices(stage());
    const { id, contactId } = await putBefore(stage(), lan, commune);
    expect((await find(officer, id))?.id).toBe(id);
    expect(await kinds(officer, id)).toEqual(["content"]);
    expect((await kinds(lan, id)).toSorted()).toEqual(["consent", "content"]);
    for (const nobody of [healthOfficer, stranger]) {
      expect(await find(nobody, id)).toBeUndefined();
      expect(await kinds(nobody, id)).toEqual([]);
      expect(await commanding(stage(), nobody, id, { type: "withdraw", by: nobody.id })).toBeUndefined();
    }
    expect(await world().transaction(officer, ({ contacts }) => contacts.find(contactId))).toBeUndefined();
    const contents = await world().transaction(officer, ({ escalations }) => escalations.contents([id]));
    expect(contents.get(id)).toBe(CONTENT);
    const inboxOf = (actor: CounsellorActor) =>
      world().transaction(actor, async ({ escalations }) =>
        (await escalations.inbox(false, 10)).map((each) => each.id),
      );
    expect([await inboxOf(officer), await inboxOf(healthOfficer), await inboxOf(lan)]).toEqual([[id], [], []]);
  });

  test("an office that was climbed to sees it from then on", async () => {
    const lan = await comeOnDuty(stage());
    const { commune, health, healthOfficer } = await offices(stage());
    const { id } = await putBefore(stage(), lan, commune);
    await stage().forward(4 * 3600 + 1);
    expect(await ringEscalation(world(), id, "ack")).toBe("rang");
    const climbed = await find(lan, id);
    expect(climbed?.addressed.map(({ authorityId, because }) => [authorityId, because])).toEqual([
      [commune, "sent"],
      [health, "climbed"],
    ]);
    expect((await find(healthOfficer, id))?.id).toBe(id);
    const listeners = await world().transaction(SYSTEM, ({ escalations }) => escalations.listeners(id));
    expect(listeners).toContain(healthOfficer.id);
  });

  test.each(["the officer", "the office", "the unit above"])(
    "whoever is barred finds nothing, and is told nothing: %s",
    async (who) => {
      const lan = await comeOnDuty(stage());
      const { commune, health, officer } = await offices(stage());
      const { id, contactId } = await putBefore(stage(), lan, commune);
      const barredId = { "the officer": officer.id, "the office": commune, "the unit above": health }[who] ?? "";
      const reason = "Người này được nhắc đến";
      valueOf(await barFromContact(world(), lan, { contactId, barredId, origin: "named", reason }));
      expect(await find(officer, id)).toBeUndefined();
      expect(await kinds(officer, id)).toEqual([]);
      expect(await commanding(stage(), officer, id, { type: "withdraw", by: officer.id })).toBeUndefined();
      const inbox = await world().transaction(officer, ({ escalations }) => escalations.inbox(false, 10));
      expect(inbox).toEqual([]);
      const listeners = await world().transaction(SYSTEM, ({ escalations }) => escalations.listeners(id));
      expect(listeners).not.toContain(officer.id);
      expect((await find(lan, id))?.id).toBe(id);
    },
  );

  test("nobody who is barred is climbed to: the next one up takes its place", async () => {
    const lan = await comeOnDuty(stage());
    const { commune, health, ministry } = await offices(stage());
    const { id, contactId } = await putBefore(stage(), lan, commune);
    const reason = "Người này được nhắc đến";
    valueOf(await barFromContact(world(), lan, { contactId, barredId: health, origin: "named", reason }));
    await stage().forward(4 * 3600 + 1);
    await ringEscalation(world(), id, "ack");
    const { addressed = [] } = (await find(lan, id)) ?? {};
    expect(addressed.map(({ authorityId }) => authorityId)).toEqual([commune, ministry]);
  });

  test("another counsellor sees nothing; whoever supervises sees where it stands", async () => {
    const lan = await comeOnDuty(stage());
    const minh = await stage().addCounsellor({ intent: "off" });
    const lead = await stage().addCounsellor({ roles: ["supervisor"], intent: "off", shift: "none" });
    const { commune } = await offices(stage());
    const { id } = await putBefore(stage(), lan, commune);
    expect(await find(minh, id)).toBeUndefined();
    expect((await find(lead, id))?.id).toBe(id);
    const running = await world().transaction(lead, ({ escalations }) => escalations.running(10));
    expect(running.map((each) => each.id)).toEqual([id]);
    expect(await world().transaction(minh, ({ escalations }) => escalations.running(10))).toEqual([]);
  });

  test("a colleague who is asked to call sees that one, and takes it", async () => {
    const lan = await comeOnDuty(stage());
    const minh = await stage().addCounsellor({ intent: "off" });
    const { commune } = await offices(stage());
    const { id, tasks } = await putBefore(stage(), lan, commune, { level: "P1", taskFor: minh.id });
    const taskId = tasks[0]?.id ?? "";
    const mine = await world().transaction(minh, ({ escalations }) => escalations.withMyTasks());
    expect(mine.map((each) => each.id)).toEqual([id]);
    const taken = await commanding(stage(), minh, id, { type: "take-task", by: minh.id, taskId });
    expect(taken?.tasks[0]?.takenBy).toBe(minh.id);
    await stage().forward(301);
    expect(await ringEscalation(world(), id, "task")).toBe("nothing-due");
  });

  test("a task that nobody takes alarms once", async () => {
    const lan = await comeOnDuty(stage());
    const minh = await stage().addCounsellor({ intent: "off" });
    const { commune } = await offices(stage());
    const { id } = await putBefore(stage(), lan, commune, { level: "P1", taskFor: minh.id });
    await stage().forward(299);
    expect(await ringEscalation(world(), id, "task")).toBe("nothing-due");
    await stage().forward(2);
    expect(await ringEscalation(world(), id, "task")).toBe("rang");
    expect(await ringEscalation(world(), id, "task")).toBe("nothing-due");
    expect((await find(lan, id))?.tasks[0]?.alarmedAt).toBeDefined();
  });

  test("words are kept once for a key, and belong to whoever may write them", async () => {
    const lan = await comeOnDuty(stage());
    const { commune, officer } = await offices(stage());
    const { id } = await putBefore(stage(), lan, commune);
    const write = (actor: CounsellorActor, clientKey: string) =>
      world().transaction(actor, async ({ escalations }) => {
        await escalations.lock(id);
        const textId = world().newId();
        return escalations.write(id, { id: textId, kind: "report", reportId: textId, text: "Trẻ an toàn", clientKey });
      });
    expect([await write(officer, "r1"), await write(officer, "r1"), await write(officer, "r2")]).toEqual([
      true,
      false,
      true,
    ]);
    const texts = await world().transaction(lan, ({ escalations }) => escalations.texts(id));
    expect(texts.filter(({ kind }) => kind === "report").map(({ text, authorId }) => [text, authorId])).toEqual([
      ["Trẻ an toàn", officer.id],
      ["Trẻ an toàn", officer.id],
    ]);
  });

  describe("each rung is climbed once", () => {
    test("however many ring at the same moment", async () => {
      const lan = await comeOnDuty(stage());
      const { commune } = await offices(stage());
      const { id } = await putBefore(stage(), lan, commune, { level: "P1" });
      await stage().forward(16 * 60);
      await Promise.all(Array.from({ length: 8 }, () => ringEscalation(world(), id, "ack")));
      const rungs = history(id).flatMap(({ event }) => ("rung" in event ? [event.rung] : []));
      expect(rungs).toHaveLength(new Set(rungs).size);
      expect(rungs).toContain("ack.chase.health");
      const addressed = (await find(lan, id))?.addressed.map(({ authorityId }) => authorityId) ?? [];
      expect(addressed).toHaveLength(new Set(addressed).size);
    });

    test("a story that died before its commit left nothing, and the next ring climbs it", async () => {
      const lan = await comeOnDuty(stage());
      const { commune } = await offices(stage());
      const { id } = await putBefore(stage(), lan, commune, { level: "P1" });
      await stage().forward(6 * 60);
      const before = await find(lan, id);
      const died = world().transaction(SYSTEM, async (store) => {
        const locked = await store.escalations.lock(id);
        if (locked === undefined) throw new Error("It is not there");
        const rung = "ack.chase.police_and_lead";
        const { at } = locked;
        await store.escalations.append(locked, [
          { type: "rung_climbed", rung, ladder: "ack", dueAt: at, tells: [], isEarly: false },
        ]);
        throw new Error("killed");
      });
      await expect(died).rejects.toThrow("killed");
      expect(await find(lan, id)).toEqual(before);
      expect(await ringEscalation(world(), id, "ack")).toBe("rang");
      expect((await find(lan, id))?.climbed).toContain("ack.chase.police_and_lead");
    });
  });
}
