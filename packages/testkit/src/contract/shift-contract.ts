import { expect, test } from "vitest";
import { ring } from "@nightlight/commands/clock/ring";
import { closeContact, endConversation } from "@nightlight/commands/contact/end-contact";
import { checkIn, beginNext, chooseNext, setIntent } from "@nightlight/commands/presence/change-presence";
import { answerHandover, askToTake, takeQuestionBack } from "@nightlight/commands/shift/hand-on";
import { holdLease } from "@nightlight/commands/presence/hold-lease";
import { readHandover } from "@nightlight/commands/shift/read-handover";
import { readAlarms } from "@nightlight/commands/roster/read-alarms";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { ownerOf } from "@nightlight/domain/contact/contact";
import { beginChat, comeOnDuty, readState, takeChat, valueOf, type OnDuty } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

const HOUR = 3600;
/** A shift that has an hour left, and one that goes on. */
const ENDING = { shift: { startsIn: -7 * HOUR, endsIn: HOUR, isCheckedIn: false } };
const LASTING = { shift: { startsIn: -60, endsIn: 8 * HOUR, isCheckedIn: true } };

/** The end of a shift, and what comes next. */
export function describeShifts(stage: () => Stage): void {
  const world = () => stage().world;
  const comeEnding = async (): Promise<OnDuty> => {
    const lan = await comeOnDuty(stage(), ENDING);
    valueOf(await checkIn(world(), lan));
    return lan;
  };
  const recordOf = async (lan: CounsellorActor): Promise<string> => {
    const { contactId } = await takeChat(stage(), lan);
    const { version } = await readState(stage(), contactId);
    valueOf(await endConversation(world(), lan, { contactId, version }));
    return contactId;
  };
  const dutyOf = async (lan: CounsellorActor): Promise<string> => {
    const clock = stage()
      .committed.flatMap(({ clocks }) => clocks)
      .findLast(({ subject }) => subject === "duty");
    if (clock === undefined) throw new Error(`No clock of ${lan.id} was announced`);
    return clock.subjectId;
  };
  const ringDuty = async (lan: CounsellorActor) => ring(world(), { subject: "duty", subjectId: await dutyOf(lan) });
  const handoverOf = async (by: CounsellorActor) => valueOf(await readHandover(world(), by));

  test("checking in starts the clock of the handover, a quarter of an hour before the end", async () => {
    const lan = await comeEnding();
    const announced = stage()
      .committed.flatMap(({ clocks }) => clocks)
      .filter(({ subject }) => subject === "duty");
    expect(announced.map(({ delayMs }) => Math.round(delayMs / 1000))).toEqual([45 * 60]);
    expect(await ringDuty(lan)).toBe("nothing-due");
    await stage().forward(45 * 60);
    expect(await ringDuty(lan)).toBe("rang");
    expect(await ringDuty(lan)).toBe("nothing-due");
    const { opensAt, endsAt } = await handoverOf(lan);
    const now = await stage().now();
    expect(opensAt).toEqual(now);
    expect(endsAt).toEqual(new Date(now.getTime() + 25 * 60_000));
  });

  test("no minute is empty when shifts meet: whoever comes is let in before whoever goes takes nothing new", async () => {
    const going = await comeOnDuty(stage(), { shift: { startsIn: -7 * HOUR, endsIn: HOUR, isCheckedIn: true } });
    const coming = await comeOnDuty(stage(), { shift: { startsIn: HOUR, endsIn: 9 * HOUR, isCheckedIn: false } });
    await stage().forward(40 * 60 - 1);
    expect(await checkIn(world(), coming)).toEqual({ ok: false, refusal: "no-shift-now" });
    await stage().forward(1);
    expect(valueOf(await checkIn(world(), coming))).toMatchObject({ gate: "open", intent: "available" });
    for (const by of [going, coming]) valueOf(await holdLease(world(), by, true));
    const offeredTo = async (): Promise<string | undefined> => {
      for (const by of [going, coming]) valueOf(await holdLease(world(), by, true));
      const { contactId } = await beginChat(stage());
      await runMatcher(world());
      const { state } = await readState(stage(), contactId);
      return state.status === "offered" ? state.offer.to : undefined;
    };
    // Ten minutes before the change the shift that ends is offered nothing more.
    await stage().forward(10 * 60);
    expect(await offeredTo()).toBe(coming.id);
    expect(await offeredTo()).toBeUndefined();
    const { shift } = valueOf(await checkIn(world(), coming));
    expect(shift?.checkedInAt).toEqual(new Date((await stage().now()).getTime() - 10 * 60_000));
  });

  test("a record goes to a named colleague when they say yes, and not before", async () => {
    const lan = await comeEnding();
    const contactId = await recordOf(lan);
    const minh = await comeOnDuty(stage(), LASTING);
    valueOf(await askToTake(world(), lan, { contactId, to: minh.id }));
    valueOf(await askToTake(world(), lan, { contactId, to: minh.id }));
    expect((await handoverOf(lan)).owned).toMatchObject([{ contact: { id: contactId }, handover: { to: minh.id } }]);
    expect((await handoverOf(minh)).asked).toMatchObject([
      { handover: { from: lan.id }, thing: { contact: { id: contactId } } },
    ]);
    expect(ownerOf(await readState(stage(), contactId))).toBe(lan.id);
    valueOf(await answerHandover(world(), minh, { contactId, accepts: true }));
    valueOf(await answerHandover(world(), minh, { contactId, accepts: true }));
    expect(await answerHandover(world(), minh, { contactId, accepts: false })).toMatchObject({
      refusal: "handover-answered",
    });
    expect(ownerOf(await readState(stage(), contactId))).toBe(minh.id);
    expect((await handoverOf(minh)).asked).toEqual([]);
    expect((await handoverOf(lan)).owned).toEqual([]);
  });

  test("a no, and a question taken back, leave it where it was; nobody else answers for the one asked", async () => {
    const lan = await comeEnding();
    const contactId = await recordOf(lan);
    const minh = await comeOnDuty(stage(), LASTING);
    const hoa = await comeOnDuty(stage(), LASTING);
    valueOf(await askToTake(world(), lan, { contactId, to: minh.id }));
    expect(await answerHandover(world(), hoa, { contactId, accepts: true })).toMatchObject({ refusal: "not-found" });
    valueOf(await answerHandover(world(), minh, { contactId, accepts: false }));
    valueOf(await answerHandover(world(), minh, { contactId, accepts: false }));
    expect((await handoverOf(lan)).owned).toMatchObject([{ handover: undefined }]);
    valueOf(await askToTake(world(), lan, { contactId, to: hoa.id }));
    valueOf(await takeQuestionBack(world(), lan, { contactId }));
    valueOf(await takeQuestionBack(world(), lan, { contactId }));
    expect(await answerHandover(world(), hoa, { contactId, accepts: true })).toMatchObject({
      refusal: "nothing-to-hand-on",
    });
    expect(ownerOf(await readState(stage(), contactId))).toBe(lan.id);
    expect(await askToTake(world(), lan, { contactId, to: lan.id })).toMatchObject({ refusal: "colleague-not-fit" });
    expect(await askToTake(world(), minh, { contactId, to: hoa.id })).toMatchObject({ refusal: "not-found" });
  });

  test("what is finished meanwhile is no longer to be taken", async () => {
    const lan = await comeEnding();
    const contactId = await recordOf(lan);
    const minh = await comeOnDuty(stage(), LASTING);
    valueOf(await askToTake(world(), lan, { contactId, to: minh.id }));
    const { version } = await readState(stage(), contactId);
    valueOf(await closeContact(world(), lan, { contactId, version, disposition: "counselled" }));
    expect(await answerHandover(world(), minh, { contactId, accepts: true })).toMatchObject({
      refusal: "nothing-to-hand-on",
    });
    expect((await handoverOf(minh)).asked).toEqual([]);
    expect(await askToTake(world(), lan, { contactId, to: minh.id })).toMatchObject({ refusal: "nothing-to-hand-on" });
  });

  test("ten minutes after the end what nobody took is the supervisors', once", async () => {
    const lan = await comeEnding();
    const contactId = await recordOf(lan);
    const minh = await comeOnDuty(stage(), LASTING);
    const boss = await comeOnDuty(stage(), { ...LASTING, roles: ["supervisor"] });
    valueOf(await askToTake(world(), lan, { contactId, to: minh.id }));
    await stage().forward(45 * 60);
    expect(await ringDuty(lan)).toBe("rang");
    await stage().forward(25 * 60 - 1);
    expect(await ringDuty(lan)).toBe("nothing-due");
    await stage().forward(1);
    expect(await ringDuty(lan)).toBe("rang");
    expect(await ringDuty(lan)).toBe("nothing-due");
    const { raised } = valueOf(await readAlarms(world(), boss));
    expect(raised).toMatchObject([
      { handover: { from: lan.id, state: "raised" }, thing: { contact: { id: contactId } } },
    ]);
    expect(await answerHandover(world(), minh, { contactId, accepts: true })).toMatchObject({ ok: false });
    const told = stage()
      .committed.flatMap(({ events }) => events)
      .map(({ event }) => event.type);
    expect(told.filter((type) => type === "handover_raised")).toHaveLength(1);
  });

  test("a conversation is never cut: it is overtime, told once, and its record goes when it is over", async () => {
    const lan = await comeEnding();
    const { contactId } = await takeChat(stage(), lan);
    await stage().forward(45 * 60);
    await ringDuty(lan);
    await stage().forward(25 * 60);
    expect(await ringDuty(lan)).toBe("rang");
    await stage().forward(5 * 60);
    expect(await ringDuty(lan)).toBe("rang");
    const { version, state } = await readState(stage(), contactId);
    expect(state.status).toBe("active");
    const told = stage()
      .committed.flatMap(({ events }) => events)
      .map(({ event }) => event.type);
    expect(told.filter((type) => type === "overtime_began")).toHaveLength(1);
    valueOf(await endConversation(world(), lan, { contactId, version }));
    await stage().forward(5 * 60);
    expect(await ringDuty(lan)).toBe("rang");
    const boss = await comeOnDuty(stage(), { ...LASTING, roles: ["supervisor"] });
    expect(valueOf(await readAlarms(world(), boss)).raised).toHaveLength(1);
  });

  test("what comes next keeps new contacts away, and begins when nothing is in hand", async () => {
    const lan = await comeOnDuty(stage(), { ...LASTING, chatSlots: 2 });
    const { contactId } = await takeChat(stage(), lan);
    const said = valueOf(await chooseNext(world(), lan, { next: "break", minutes: 15 }));
    expect(said).toMatchObject({ intent: "available", next: "break" });
    const waits = await beginChat(stage());
    await runMatcher(world());
    expect((await readState(stage(), waits.contactId)).state.status).toBe("queued");
    expect(await beginNext(world())).toEqual([]);
    const { version } = await readState(stage(), contactId);
    valueOf(await endConversation(world(), lan, { contactId, version }));
    const ended = await readState(stage(), contactId);
    valueOf(await closeContact(world(), lan, { contactId, version: ended.version, disposition: "counselled" }));
    expect(await beginNext(world())).toEqual([lan.id]);
    const now = await stage().now();
    const read = await world().transaction(lan, ({ presences }) => presences.find(lan.id));
    expect(read).toMatchObject({ intent: "break", until: new Date(now.getTime() + 15 * 60_000) });
    expect(read?.next).toBeUndefined();
    expect(await beginNext(world())).toEqual([]);
  });

  test("what comes next is taken back by a word, and comes at once with nothing in hand", async () => {
    const lan = await comeOnDuty(stage(), LASTING);
    await takeChat(stage(), lan);
    valueOf(await chooseNext(world(), lan, { next: "off" }));
    expect(valueOf(await chooseNext(world(), lan, { next: null })).next).toBeUndefined();
    valueOf(await chooseNext(world(), lan, { next: "off" }));
    expect(valueOf(await setIntent(world(), lan, "available")).next).toBeUndefined();
    const minh = await comeOnDuty(stage(), LASTING);
    expect(valueOf(await chooseNext(world(), minh, { next: "training" }))).toMatchObject({ intent: "training" });
  });
}
