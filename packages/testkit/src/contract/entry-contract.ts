import { describe, expect, test } from "vitest";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { endWithOneKey, leaveContact } from "@nightlight/commands/contact/end-contact";
import { raiseRisk } from "@nightlight/commands/contact/change-risk";
import { ringClock } from "@nightlight/commands/clock/ring-clock";
import { acceptOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import type { Contact } from "@nightlight/domain/contact/contact";
import { keyOf } from "../builders.ts";
import { after } from "../clock.ts";
import { comeOnDuty, readState, valueOf, type OnDuty } from "../scene.ts";
import type { Stage } from "../stage.ts";

/** What earlier contacts of a number say about the next: the same on every store. */
export function describeEntry(stage: () => Stage): void {
  const world = () => stage().world;
  const channels = new WeakMap<Stage, Promise<string>>();
  const zalo = (): Promise<string> => {
    const made = channels.get(stage()) ?? stage().addChannel("zalo");
    channels.set(stage(), made);
    return made;
  };
  /** A contact from a number, through its gateway. */
  const arrive = async (identity: string): Promise<Contact> => {
    const channelId = await zalo();
    const contactId = world().newId();
    const arrival = { contactId, channelId, channel: "zalo", language: "vi", arrivalKey: keyOf(contactId) } as const;
    const rest = { facts: { safeNow: "unknown" }, text: undefined, childSession: undefined, identity } as const;
    return valueOf(await beginContact(world(), { kind: "gateway", channelId }, { ...arrival, ...rest })).contact;
  };
  const leave = async ({ id: contactId }: Contact): Promise<void> => {
    const actor = { kind: "gateway", channelId: await zalo() } as const;
    valueOf(await leaveContact(world(), actor, { contactId, quick: false }));
  };
  const take = async (counsellor: OnDuty, { id }: Contact): Promise<void> => {
    await runMatcher(world());
    const { state } = await readState(stage(), id);
    if (state.status !== "offered") throw new Error(`It is ${state.status}`);
    valueOf(await acceptOffer(world(), counsellor, state.offer.id));
  };
  const versionOf = async ({ id }: Contact): Promise<number> => (await readState(stage(), id)).version;

  describe("a number that is not known", () => {
    test("begins as everybody does", async () => {
      expect(await arrive("0912 000 001")).toMatchObject({ lane: "normal" });
    });
  });

  test("cut off at P1, and back within half an hour: immediate; later it is an open danger still", async () => {
    const lan = await comeOnDuty(stage());
    const first = await arrive("0912 000 002");
    await take(lan, first);
    valueOf(await raiseRisk(world(), lan, { contactId: first.id, level: "P1", reason: undefined }));
    await leave(first);
    await stage().forward(29 * 60);
    expect(await arrive("+84 912 000 002")).toMatchObject({ lane: "immediate" });
    expect(await arrive("0912 000 003")).toMatchObject({ lane: "normal" });
    await stage().forward(60);
    expect(await arrive("0912 000 002")).toMatchObject({ lane: "high" });
  });

  test("whoever gave up and returns is as old as when they first came; after half an hour they begin anew", async () => {
    const begun = await stage().now();
    const first = await arrive("0912 000 004");
    await stage().forward(120);
    await leave(first);
    await stage().forward(60);
    const again = await arrive("0912 000 004");
    expect(again.arrivedAt).toEqual(begun);
    expect((await readState(stage(), again.id)).arrivedAt).toEqual(begun);
    expect(again.state).toEqual({ status: "queued", since: after(begun, 180) });
    await leave(again);
    await stage().forward(30 * 60);
    expect((await arrive("0912 000 004")).arrivedAt).toEqual(after(begun, 180 + 1800));
  });

  test("the third silent one within a day is high, once", async () => {
    const lanes: string[] = [];
    for (const _ of [1, 2, 3, 4]) {
      const contact = await arrive("0912 000 005");
      lanes.push(contact.lane);
      const lan = await comeOnDuty(stage());
      await take(lan, contact);
      const version = await versionOf(contact);
      valueOf(await endWithOneKey(world(), lan, { contactId: contact.id, version, disposition: "silent" }));
      await stage().forward(8);
      await ringClock(world(), contact.id);
      // Until then the screen of whoever took it is lost too.
      await stage().forward(10);
    }
    expect(lanes).toEqual(["normal", "normal", "high", "normal"]);
  });
}
