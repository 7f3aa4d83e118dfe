import { expect, test } from "vitest";
import { closeContact, endConversation } from "@nightlight/commands/contact/end-contact";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { pacingAfter, type Pacing } from "@nightlight/domain/routing/pacing";
import { after } from "../clock.ts";
import { beginChat, comeOnDuty, readState, takeChat, valueOf, type OnDuty } from "../scene.ts";
import type { Stage } from "../stage.ts";

/** What counsellors carry, counted when records close: the same on every store. */
export function describePacing(stage: () => Stage): void {
  const world = () => stage().world;
  /** As the matcher reads it, which looks only while somebody waits. */
  const carriedBy = async ({ id }: OnDuty): Promise<Pacing | undefined> => {
    await beginChat(stage());
    const floor = await world().transaction({ kind: "system" }, (store) => store.floor(10));
    return floor?.seats.find((seat) => seat.counsellorId === id)?.pacing;
  };

  test("nothing is carried before the first record; one that closes counts its minutes from when it was taken", async () => {
    const lan = await comeOnDuty(stage());
    expect(await carriedBy(lan)).toBeUndefined();
    const minh = await comeOnDuty(stage(), { languages: ["en"] });
    const { contactId } = await takeChat(stage(), minh, { language: "en" });
    await stage().forward(600);
    const version = async (): Promise<number> => (await readState(stage(), contactId)).version;
    valueOf(await endConversation(world(), minh, { contactId, version: await version() }));
    await stage().forward(300);
    const close = { contactId, version: await version(), disposition: "counselled" } as const;
    valueOf(await closeContact(world(), minh, close));
    const at = await stage().now();
    expect(await carriedBy(minh)).toEqual({ load: 15, minutes: 15, severeInRow: 0, protectedUntil: undefined, at });
    // Told twice, counted once.
    valueOf(await closeContact(world(), minh, close));
    expect((await carriedBy(minh))?.minutes).toBe(15);
  });

  test("records of every level add up as the rules say, over hours and a night", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId } = await beginChat(stage());
    let expected: Pacing | undefined;
    for (const { level, wait, minutes } of [
      { level: "P1", wait: 0, minutes: 20 },
      { level: "P4", wait: 300, minutes: 3 },
      { level: "P2", wait: 5400, minutes: 30 },
      { level: undefined, wait: 7 * 3600, minutes: 10 },
      { level: "P1", wait: 60, minutes: 0 },
    ] as const) {
      await stage().forward(wait);
      const at = await stage().now();
      const since = after(at, -minutes * 60);
      expected = pacingAfter(expected, { level, minutes }, at, STANDARD_POLICY);
      await world().transaction({ kind: "system" }, async ({ contacts, pacing }) => {
        await contacts.lock(contactId);
        await pacing.note({ counsellorId: lan.id, contactId, level, since, at });
      });
      const carried = await carriedBy(lan);
      expect(carried).toEqual({
        ...expected,
        load: expect.closeTo(expected.load, 6) as number,
        minutes: expect.closeTo(expected.minutes, 6) as number,
      });
    }
  });

  test("rest is ended by whoever rests, and by nobody else; a supervisor is told until when", async () => {
    const lan = await comeOnDuty(stage());
    const supervisor = await stage().addCounsellor({ roles: ["supervisor"] });
    const { contactId } = await beginChat(stage());
    const at = await stage().now();
    await world().transaction({ kind: "system" }, ({ pacing }) =>
      pacing.note({ counsellorId: lan.id, contactId, level: "P1", since: undefined, at }),
    );
    const until = after(at, 600);
    expect(await world().transaction(supervisor, ({ pacing }) => pacing.restsUntil(lan.id))).toEqual(until);
    await world().transaction(supervisor, ({ pacing }) => pacing.waive());
    expect((await carriedBy(lan))?.protectedUntil).toEqual(until);
    await world().transaction(lan, ({ pacing }) => pacing.waive());
    expect(await carriedBy(lan)).toMatchObject({ protectedUntil: undefined, severeInRow: 1 });
  });
}
