import { askForCall, readCallNumber, reportCall } from "@nightlight/commands/contact/call-back";
import { leaveContact } from "@nightlight/commands/contact/end-contact";
import { holdContact, resumeContact } from "@nightlight/commands/contact/hold-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { readContact } from "@nightlight/commands/contact/read-contact";
import { part, passOn, readColleagues, transferContact } from "@nightlight/commands/contact/transfer-contact";
import { readDesk } from "@nightlight/commands/presence/read-desk";
import { acceptOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { expect, test } from "vitest";
import { after } from "../clock.ts";
import { beginChat, comeOnDuty, readState, takeChat, valueOf, type OnDuty } from "../scene.ts";
import type { Stage } from "../stage.ts";

const NOT_FOUND = { ok: false, refusal: "not-found" };

/** Pauses, transfers with a colleague beside the owner, and promised calls. */
export function describeTalk(stage: () => Stage): void {
  const talking = async () => {
    const lan = await comeOnDuty(stage());
    const chat = await takeChat(stage(), lan);
    const minh = await comeOnDuty(stage());
    return { lan, minh, ...chat };
  };
  const hand = async (lan: OnDuty, minh: OnDuty, contactId: string, kind: "warm" | "cold") => {
    const { version } = await readState(stage(), contactId);
    const offerId = stage().world.newId();
    const to = { kind: "person", id: minh.id } as const;
    valueOf(await transferContact(stage().world, lan, { contactId, offerId, to, kind, version }));
    return offerId;
  };

  test("a hold and the way back", async () => {
    const { lan, contactId } = await talking();
    expect(valueOf(await holdContact(stage().world, lan, contactId)).contact.state).toHaveProperty("hold");
    expect(valueOf(await resumeContact(stage().world, lan, contactId)).contact.state).not.toHaveProperty("hold");
  });

  test("its owner sees who could take a conversation, and nobody else does", async () => {
    const { lan, minh, contactId } = await talking();
    const { colleagues } = valueOf(await readColleagues(stage().world, lan, contactId));
    expect(colleagues.map(({ seat, against }) => [seat.counsellorId, against])).toEqual([[minh.id, undefined]]);
    expect(await readColleagues(stage().world, minh, contactId)).toEqual(NOT_FOUND);
  });

  test("cold, it is theirs once they accept, and the owner's until then", async () => {
    const { lan, minh, contactId } = await talking();
    const offerId = await hand(lan, minh, contactId, "cold");
    expect((await readState(stage(), contactId)).state).toMatchObject({ owner: lan.id });
    valueOf(await acceptOffer(stage().world, minh, offerId));
    expect((await readState(stage(), contactId)).state).toMatchObject({ owner: minh.id });
    expect(await readContact(stage().world, lan, contactId)).toEqual(NOT_FOUND);
  });

  test("warm, both read and write, it lies on both desks, and parting ends all of it", async () => {
    const { lan, minh, contactId } = await talking();
    valueOf(await acceptOffer(stage().world, minh, await hand(lan, minh, contactId, "warm")));
    const said = { contactId, clientKey: "of-the-guest", text: "Chào em" };
    valueOf(await postMessage(stage().world, minh, said));
    expect(valueOf(await readContact(stage().world, lan, contactId)).messages.map(({ text }) => text)).toEqual([
      "Chào em",
    ]);
    expect(valueOf(await readContact(stage().world, minh, contactId)).messages).toHaveLength(1);
    expect(valueOf(await readDesk(stage().world, minh)).contacts.map(({ id }) => id)).toEqual([contactId]);
    valueOf(await part(stage().world, minh, contactId));
    expect(await readContact(stage().world, minh, contactId)).toEqual(NOT_FOUND);
    expect(await part(stage().world, minh, contactId)).toMatchObject({ ok: false });
  });

  test("warm and passed on, it is theirs with one place", async () => {
    const { lan, minh, contactId } = await talking();
    valueOf(await acceptOffer(stage().world, minh, await hand(lan, minh, contactId, "warm")));
    valueOf(await passOn(stage().world, lan, contactId));
    expect((await readState(stage(), contactId)).state).toMatchObject({ status: "active", owner: minh.id });
    expect(await readContact(stage().world, lan, contactId)).toEqual(NOT_FOUND);
  });

  test("a promised call: the number is the caller's alone, within the window, and gone after a quick exit", async () => {
    const child = await beginChat(stage());
    const now = await stage().now();
    const wanted = { number: "0912345678", from: after(now, -1), until: after(now, 3600) };
    expect(valueOf(await askForCall(stage().world, child, wanted)).contact).toMatchObject({
      state: { status: "queued" },
    });
    const lan = await comeOnDuty(stage());
    const minh = await comeOnDuty(stage());
    await runMatcher(stage().world);
    const { state } = await readState(stage(), child.contactId);
    if (state.status !== "offered") throw new Error("Nobody was asked");
    const [caller, other] = state.offer.to === lan.id ? [lan, minh] : [minh, lan];
    expect(await readCallNumber(stage().world, caller, child.contactId)).toEqual(NOT_FOUND);
    valueOf(await acceptOffer(stage().world, caller, state.offer.id));
    expect(valueOf(await readCallNumber(stage().world, caller, child.contactId))).toMatchObject({
      number: "0912345678",
    });
    expect(await readCallNumber(stage().world, other, child.contactId)).toEqual(NOT_FOUND);
    const missed = { contactId: child.contactId, outcome: "no_answer" } as const;
    expect(valueOf(await reportCall(stage().world, caller, missed)).contact.state.status).toBe("callback_due");
    valueOf(await leaveContact(stage().world, child, { contactId: child.contactId, quick: true }));
    expect((await readState(stage(), child.contactId)).state).toMatchObject({ status: "abandoned", by: "quick_exit" });
  });
}
