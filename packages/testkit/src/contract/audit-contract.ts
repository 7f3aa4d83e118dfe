import { expect, test } from "vitest";
import type { AuditRow } from "@nightlight/commands/audit/audit-store";
import { beginChat } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

/** The audit log: who may write and read it, and that it goes with its story. */
export function describeAudit(stage: () => Stage): void {
  const world = () => stage().world;
  const read = (actor: CounsellorActor, by: string): Promise<readonly AuditRow[]> =>
    world().transaction(actor, ({ audit }) => audit.list({ actorId: by }, 10));

  test("an entry has its doer, subject and details, and appears newest first to an auditor only", async () => {
    const lan = await stage().addCounsellor();
    const subject = { kind: "person", id: world().newId() } as const;
    await world().transaction(lan, async ({ audit }) => {
      await audit.write({ action: "person.created", subject, details: { roles: "auditor" } });
      await audit.write({ action: "pin.set" });
    });
    const auditor = await stage().addCounsellor({ roles: ["auditor"] });
    const [second, first] = await read(auditor, lan.id);
    expect(second).toMatchObject({ action: "pin.set", subject: undefined, details: {}, actorId: lan.id });
    expect(first).toMatchObject({
      actorKind: "staff",
      action: "person.created",
      subject,
      details: { roles: "auditor" },
    });
    expect((second?.id ?? 0) - (first?.id ?? 0)).toBe(1);
    expect(second?.hash).toMatch(/^[0-9a-f]{64}$/u);
    expect(await read(lan, lan.id)).toEqual([]);
    expect(await read(await stage().addCounsellor({ roles: ["administrator"] }), lan.id)).toHaveLength(2);
    expect(await read(await stage().addCounsellor({ roles: ["supervisor"] }), lan.id)).toEqual([]);
  });

  test("filters find a noun, an action, a subject and what is older", async () => {
    const lan = await stage().addCounsellor();
    const auditor = await stage().addCounsellor({ roles: ["auditor"] });
    const [one, two] = [world().newId(), world().newId()];
    await world().transaction(lan, async ({ audit }) => {
      await audit.write({ action: "person.created", subject: { kind: "person", id: one } });
      await audit.write({ action: "person.suspended", subject: { kind: "person", id: one } });
      // Begins like "person", and is another noun.
      await audit.write({ action: "personal.thing" as "channel.closed", subject: { kind: "channel", id: two } });
    });
    const find = async (filter: object): Promise<string[]> =>
      (await world().transaction(auditor, ({ audit }) => audit.list({ actorId: lan.id, ...filter }, 10))).map(
        ({ action }) => action,
      );
    expect(await find({ action: "person" })).toEqual(["person.suspended", "person.created"]);
    expect(await find({ action: "person.created" })).toEqual(["person.created"]);
    expect(await find({ subjectKind: "channel" })).toEqual(["personal.thing"]);
    expect(await find({ subjectId: one })).toEqual(["person.suspended", "person.created"]);
    const [newest] = await read(auditor, lan.id);
    expect(await find({ before: newest?.id })).toEqual(["person.suspended", "person.created"]);
    expect(await find({ from: new Date("2100-01-01") })).toEqual([]);
    expect(await find({ to: new Date("2000-01-01") })).toEqual([]);
  });

  test("a story that throws leaves no entry; one by a child or with a text is refused", async () => {
    const lan = await stage().addCounsellor();
    const auditor = await stage().addCounsellor({ roles: ["auditor"] });
    const broken = world().transaction(lan, async ({ audit }) => {
      await audit.write({ action: "person.created" });
      throw new Error("the story broke");
    });
    await expect(broken).rejects.toThrow("the story broke");
    const child = await beginChat(stage());
    await expect(world().transaction(child, ({ audit }) => audit.write({ action: "pin.set" }))).rejects.toThrow();
    const text = { action: "person.created", details: { roles: "Hoàng Thị Lan" } } as const;
    await expect(world().transaction(lan, ({ audit }) => audit.write(text))).rejects.toThrow();
    expect(await read(auditor, lan.id)).toEqual([]);
  });
}
