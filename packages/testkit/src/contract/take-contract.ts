import { expect, test } from "vitest";
import { takeInDanger } from "@nightlight/commands/contact/take-in-danger";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { acceptOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { liveOfferOf } from "@nightlight/domain/contact/contact";
import { beginChat, comeOnDuty, readState, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

/** Supervisors who counsel take a child in danger themselves. */
export function describeTaking(stage: () => Stage): void {
  const world = () => stage().world;
  const supervisor = () => comeOnDuty(stage(), { roles: ["supervisor", "counsellor"], intent: "off", shift: "none" });
  const inDanger = async () => (await beginChat(stage(), { safeNow: "no" })).contactId;
  const take = (by: CounsellorActor, contactId: string, moveId: string = world().newId()) =>
    takeInDanger(world(), by, { contactId, moveId });

  test("from the first second, off shift and whatever they were doing; the same act again changes nothing", async () => {
    const hoa = await supervisor();
    const contactId = await inDanger();
    const moveId = world().newId();
    const taken = valueOf(await take(hoa, contactId, moveId));
    expect(taken.state).toMatchObject({ status: "active", owner: hoa.id });
    expect(await take(hoa, contactId, moveId)).toMatchObject({ ok: true, value: { version: taken.version } });
    expect(await take(hoa, contactId)).toMatchObject({ ok: true, value: { version: taken.version } });
    valueOf(await postMessage(world(), hoa, { contactId, clientKey: "k", text: "Cô ở đây với con" }));
    expect(await stage().countSlots(hoa.id)).toMatchObject({ taken: 1 });
  });

  test("from under an offer that rings at somebody else, who is told that it is gone", async () => {
    const hoa = await supervisor();
    const lan = await comeOnDuty(stage());
    const contactId = await inDanger();
    await runMatcher(world());
    const offerId = liveOfferOf(await readState(stage(), contactId))?.id ?? "none";
    valueOf(await take(hoa, contactId));
    expect(await acceptOffer(world(), lan, offerId)).toMatchObject({ ok: false, refusal: "offer-gone" });
    expect(await stage().countSlots(lan.id)).toMatchObject({ taken: 0 });
  });

  test("at the same moment as a counsellor accepts: one has it, and the other is told", async () => {
    const hoa = await supervisor();
    const lan = await comeOnDuty(stage());
    const contactId = await inDanger();
    await runMatcher(world());
    const offerId = liveOfferOf(await readState(stage(), contactId))?.id ?? "none";
    const both = await Promise.all([acceptOffer(world(), lan, offerId), take(hoa, contactId)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const { state } = await readState(stage(), contactId);
    expect(state).toMatchObject({ status: "active", owner: both[0].ok ? lan.id : hoa.id });
    if (both[0].ok) {
      expect(both[1]).toMatchObject({ refusal: "stale", truth: { contact: { state: { owner: lan.id } } } });
    } else expect(both[0]).toMatchObject({ refusal: "offer-gone" });
  });

  test("nothing but danger, and nobody who could not talk with them", async () => {
    const hoa = await supervisor();
    const calm = (await beginChat(stage())).contactId;
    expect(await take(hoa, calm)).toMatchObject({ refusal: "not-immediate" });
    const contactId = await inDanger();
    const lan = await comeOnDuty(stage(), { intent: "off" });
    expect(await take(lan, contactId)).toEqual({ ok: false, refusal: "not-found" });
    const watching = await stage().addCounsellor({ roles: ["supervisor"], intent: "off", shift: "none" });
    expect(await take(watching, contactId)).toMatchObject({ refusal: "colleague-not-fit" });
    expect((await readState(stage(), contactId)).state.status).toBe("queued");
  });
}
