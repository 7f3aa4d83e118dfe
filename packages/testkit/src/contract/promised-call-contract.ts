import { askForCallByKey } from "@nightlight/commands/call/press-key";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { meetPromisedCall } from "@nightlight/commands/contact/meet-call";
import { acceptOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { readPreviousContacts } from "@nightlight/commands/search/read-previous";
import { expect, test } from "vitest";
import { keyOf } from "../builders.ts";
import { comeOnDuty, readState, valueOf, type OnDuty } from "../scene.ts";
import type { Stage } from "../stage.ts";
import { accessScene, NOT_FOUND } from "./access-scene.ts";

const NUMBER = "+84912345678";

/** Somebody whom a call was promised gets through otherwise: whoever talks with them says so. */
export function describePromisedCalls(stage: () => Stage): void {
  const { world, bar, person } = accessScene(stage);
  let channelId: string;

  const arrives = async (identity = NUMBER): Promise<string> => {
    channelId = await stage().addChannel("sms");
    const contactId = world().newId();
    const known = { channelId, channel: "sms", language: "vi", facts: { safeNow: "unknown" } } as const;
    const arrival = { contactId, identity, text: "Con đây", arrivalKey: keyOf(contactId), childSession: undefined };
    await beginContact(world(), { kind: "gateway", channelId }, { ...known, ...arrival });
    return contactId;
  };
  const promised = async (identity?: string): Promise<string> => {
    const contactId = await arrives(identity);
    valueOf(await askForCallByKey(world(), { contactId, channelId, number: "0912345678" }));
    return contactId;
  };
  /** Gives whoever is free what waits, and has the one accept it whom this is about. */
  const taken = async (contactId: string, by: OnDuty): Promise<void> => {
    const { state } = await readState(stage(), contactId);
    if (state.status !== "offered") throw new Error(`It is ${state.status}`);
    expect(state.offer.to).toBe(by.id);
    valueOf(await acceptOffer(world(), by, state.offer.id));
  };
  /** A call is promised to the first contact; Lan talks with the second, of the same number. */
  const gotThrough = async () => {
    const lan = await comeOnDuty(stage());
    const contactId = await arrives();
    await runMatcher(world());
    await taken(contactId, lan);
    const previousId = await promised();
    return { lan, contactId, previousId };
  };
  const meet = (by: OnDuty, contactId: string, previousId: string, isMet = true) =>
    meetPromisedCall(world(), by, { contactId, previousId, isMet });
  const stateOf = async (contactId: string) => (await readState(stage(), contactId)).state;

  test("nobody need call any more, and for some seconds that can be taken back", async () => {
    const { lan, contactId, previousId } = await gotThrough();
    const { contacts } = valueOf(await readPreviousContacts(world(), lan, contactId));
    expect(contacts.map(({ id }) => id)).toEqual([previousId]);

    const { undoUntil } = valueOf(await meet(lan, contactId, previousId));
    expect(await stateOf(previousId)).toMatchObject({ status: "abandoned", by: "met", undoUntil });
    expect(valueOf(await meet(lan, contactId, previousId)).undoUntil).toEqual(undoUntil);

    valueOf(await meet(lan, contactId, previousId, false));
    expect(await stateOf(previousId)).toMatchObject({ status: "callback_due", wantsDecision: false });
    valueOf(await meet(lan, contactId, previousId, false));

    valueOf(await meet(lan, contactId, previousId));
    await stage().forward(9);
    expect(await meet(lan, contactId, previousId, false)).toEqual({ ok: false, refusal: "not-waiting" });
  });

  test("whoever was just asked to call is asked no more, and is free", async () => {
    const { lan, contactId, previousId } = await gotThrough();
    const minh = await comeOnDuty(stage());
    await runMatcher(world());
    expect(await stateOf(previousId)).toMatchObject({ status: "offered" });
    valueOf(await meet(lan, contactId, previousId));
    expect(await stage().countSlots(minh.id)).toMatchObject({ taken: 0 });
  });

  test("a call that somebody is making goes on", async () => {
    const { lan, contactId, previousId } = await gotThrough();
    const minh = await comeOnDuty(stage());
    await runMatcher(world());
    await taken(previousId, minh);
    expect(await meet(lan, contactId, previousId)).toEqual({ ok: false, refusal: "not-waiting" });
    expect(await stateOf(previousId)).toMatchObject({ status: "active", owner: minh.id });
  });

  test("only whoever talks with them says so, only of the same number, and nobody who is barred from it", async () => {
    const { lan, contactId, previousId } = await gotThrough();
    const another = await promised("+84900000001");
    expect(await meet(lan, contactId, another)).toEqual(NOT_FOUND);
    const minh = await comeOnDuty(stage());
    expect(await meet(minh, contactId, previousId)).toEqual(NOT_FOUND);
    valueOf(await bar(await person("clinical_lead"), previousId, lan.id));
    expect(await meet(lan, contactId, previousId)).toEqual(NOT_FOUND);
    expect((await stateOf(previousId)).status).not.toBe("abandoned");
  });
}
