import { expect, test } from "vitest";
import { openContact } from "@nightlight/commands/access/open-contact";
import { readFigures } from "@nightlight/commands/access/watch-contacts";
import { correctByHand, type CorrectInput } from "@nightlight/commands/contact/correct-by-hand";
import { closeContact } from "@nightlight/commands/contact/end-contact";
import { readByHand, recordByHand, type HandInput } from "@nightlight/commands/contact/record-by-hand";
import { readDesk } from "@nightlight/commands/presence/read-desk";
import { saveRecord } from "@nightlight/commands/contact/save-record";
import { HAND_CHANNEL_KINDS } from "@nightlight/domain/contact/channel";
import { keyOf } from "../builders.ts";
import { after } from "../clock.ts";
import { beginChat, comeOnDuty, readState, takeChat, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";
import { accessScene, NOT_FOUND } from "./access-scene.ts";

const DETAILS = { whoSays: "Văn thư trực", reference: "CV 123/UBND", origin: "Bà Hoa, hàng xóm" };

/** Contacts that staff record by hand: theirs from the start, without a line, a place or a clock. */
export function describeByHand(stage: () => Stage): void {
  const { world, person } = accessScene(stage);
  const record = async (by: CounsellorActor, changes: Partial<HandInput> = {}) =>
    recordByHand(world(), by, {
      channel: "official_letter",
      language: "vi",
      receivedAt: after(await stage().now(), -7200),
      arrivalKey: keyOf(`${by.id}/letter-1`),
      details: DETAILS,
      ...changes,
    });

  test("it is its counsellor's record at once, with the true time of receipt, and takes no place", async () => {
    const lan = await comeOnDuty(stage());
    const receivedAt = after(await stage().now(), -7200);
    const contact = valueOf(await record(lan, { receivedAt }));
    expect(contact).toMatchObject({
      channel: "official_letter",
      receivedAt,
      version: 1,
      state: { status: "wrap_up", owner: lan.id, endedBy: "recorded", holdsSlot: false },
    });
    expect(await readState(stage(), contact.id)).toEqual(contact);
    expect(await stage().countSlots(lan.id)).toMatchObject({ taken: 0 });
    expect(await stage().findClock(contact.id)).toBeUndefined();
    expect(valueOf(await readByHand(world(), lan, contact.id)).details).toEqual(DETAILS);
    expect(
      stage()
        .committed.at(-1)
        ?.events.map(({ event }) => event.type),
    ).toEqual(["contact_recorded"]);
  });

  test("the same key gives the same contact, also when both come at once; another's key is another's", async () => {
    const lan = await comeOnDuty(stage());
    const both = await Promise.all([record(lan), record(lan)]);
    const [first, second] = both.map((each) => valueOf(each).id);
    expect(first).toBe(second);
    expect(valueOf(await record(lan)).id).toBe(first);
    const minh = await comeOnDuty(stage());
    expect(valueOf(await record(minh)).id).not.toBe(first);
  });

  test("it can be left, found on the desk again, written on, and closed as others are", async () => {
    const lan = await comeOnDuty(stage());
    const { id: contactId } = valueOf(await record(lan));
    valueOf(await saveRecord(world(), lan, { contactId, field: "narrative", value: "Thư kể…", version: 0 }));
    expect(valueOf(await readDesk(world(), lan)).contacts.map(({ id }) => id)).toEqual([contactId]);
    // While the letter lies there, a child can be talked to.
    const { contactId: chat } = await takeChat(stage(), lan);
    expect((await readState(stage(), chat)).state.status).toBe("active");
    const { version } = await readState(stage(), contactId);
    const closed = valueOf(await closeContact(world(), lan, { contactId, version, disposition: "referred" }));
    expect(closed.contact.state).toMatchObject({ status: "closed", endedBy: "recorded" });
  });

  test("every kind of paper can be recorded", async () => {
    const lan = await comeOnDuty(stage());
    for (const channel of HAND_CHANNEL_KINDS) {
      const contact = valueOf(await record(lan, { channel, arrivalKey: keyOf(`${lan.id}/${channel}`) }));
      expect((await readState(stage(), contact.id)).channel).toBe(channel);
    }
  });

  test("it cannot have been received ahead of now, nor in a mistyped year", async () => {
    const lan = await comeOnDuty(stage());
    const ahead = after(await stage().now(), 3600);
    expect(await record(lan, { receivedAt: ahead })).toEqual({ ok: false, refusal: "received-in-future" });
    const long = new Date("0202-01-01T00:00:00Z");
    expect(await record(lan, { receivedAt: long })).toEqual({ ok: false, refusal: "received-too-long-ago" });
  });

  test("nobody but counsellors records, nobody else reads what was written beside it, until they opened it", async () => {
    const lan = await comeOnDuty(stage());
    const { id: contactId } = valueOf(await record(lan));
    const hoa = await person("supervisor");
    for (const by of [hoa, await person("administrator")]) expect(await record(by)).toEqual(NOT_FOUND);
    const sealed = (by: CounsellorActor) => world().transaction(by, ({ byHand }) => byHand.find(contactId));
    for (const by of [hoa, await comeOnDuty(stage())]) {
      expect(await readByHand(world(), by, contactId)).toEqual(NOT_FOUND);
      expect(await sealed(by)).toBeUndefined();
    }
    valueOf(await openContact(world(), hoa, { contactId, kind: "break_glass", reason: "Xem lại công văn này" }));
    expect(await sealed(hoa)).toEqual(DETAILS);
  });

  test("who says so and when it came can be corrected by whose it is; what stood there is kept, newest first", async () => {
    const lan = await comeOnDuty(stage());
    const contact = valueOf(await record(lan));
    const { id: contactId } = contact;
    const other = { ...DETAILS, whoSays: "Cô Hoa ở phòng văn thư" };
    const receivedAt = after(contact.receivedAt, -86_400);
    const correct = (version: number, changes: Partial<CorrectInput> = {}, by = lan) =>
      correctByHand(world(), by, { contactId, version, receivedAt, details: other, ...changes });
    const corrected = valueOf(await correct(0));
    expect(corrected.contact.receivedAt).toEqual(receivedAt);
    expect(await readState(stage(), contactId)).toEqual(corrected.contact);
    const read = valueOf(await readByHand(world(), lan, contactId));
    expect(read).toMatchObject({ details: other, contact: { receivedAt } });
    const { receivedAt: first } = contact;
    expect(read.changes).toMatchObject([{ version: 1, receivedAt: first, details: DETAILS, by: lan.id }]);
    // Said again it changes nothing; seen too early it is stale; nobody else may.
    expect(valueOf(await correct(0)).changes).toHaveLength(1);
    expect(await correct(0, { details: DETAILS })).toEqual({ ok: false, refusal: "stale" });
    expect(await correct(1, { details: DETAILS }, await comeOnDuty(stage()))).toEqual(NOT_FOUND);
    const ahead = { receivedAt: after(contact.arrivedAt, 3600) };
    expect(await correct(1, ahead)).toEqual({ ok: false, refusal: "received-after-recorded" });
    valueOf(await correct(1, { details: DETAILS }));
    const { changes } = valueOf(await readByHand(world(), lan, contactId));
    expect(changes.map(({ version, details }) => [version, details.whoSays])).toEqual([
      [2, other.whoSays],
      [1, DETAILS.whoSays],
    ]);
  });

  test("a live contact has nothing of the kind beside it", async () => {
    const lan = await comeOnDuty(stage());
    const { contactId } = await takeChat(stage(), lan);
    expect(await readByHand(world(), lan, contactId)).toEqual(NOT_FOUND);
  });

  test("figures keep it apart from what came in by itself", async () => {
    const lan = await comeOnDuty(stage());
    valueOf(await record(lan));
    await beginChat(stage());
    const figures = valueOf(await readFigures(world(), await person("leader")));
    expect(figures.map(({ status, isByHand, contacts }) => ({ status, isByHand, contacts }))).toEqual(
      expect.arrayContaining([
        { status: "wrap_up", isByHand: true, contacts: 1 },
        { status: "queued", isByHand: false, contacts: 1 },
      ]),
    );
  });
}
