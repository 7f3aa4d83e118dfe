import { NO_RISK } from "@nightlight/domain/contact/risk";
import { expect, test } from "vitest";
import { LANES } from "@nightlight/domain/contact/lane";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { readQueue } from "@nightlight/commands/routing/read-queue";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { anArrival, keyOf } from "../builders.ts";
import { beginChat, comeOnDuty, readState, takeChat } from "../scene.ts";
import type { ChildActor, Stage } from "../stage.ts";

/** Arrival, finding, locking, appending, and the order of the queue. */
export function describeContacts(stage: () => Stage): void {
  const child = (): ChildActor => ({ kind: "child", contactId: stage().world.newId() });
  const arrive = async (by: ChildActor, key: string, text?: string) => {
    const { world, webchatId } = stage();
    const message = text === undefined ? undefined : { id: world.newId(), clientKey: "arrival", text };
    const arrival = anArrival({ contactId: by.contactId, channelId: webchatId, arrivalKey: keyOf(key), message });
    const arrived = await world.transaction(by, ({ contacts }) => contacts.arrive(arrival));
    if (arrived !== undefined) return { ...arrived, repeated: false };
    const contact = await world.transaction(by, ({ contacts }) => contacts.arrivedBefore(arrival));
    return { contact, at: contact.arrivedAt, repeated: true };
  };

  test("an arrival is queued at the store's time with one event", async () => {
    const by = child();
    const { contact, at, repeated } = await arrive(by, "key-1");
    expect({ repeated, at }).toEqual({ repeated: false, at: await stage().now() });
    expect(contact).toEqual({
      id: by.contactId,
      queueId: "default",
      channelId: stage().webchatId,
      channel: "webchat",
      language: "vi",
      lane: "normal",
      arrivedAt: at,
      receivedAt: at,
      version: 1,
      newsVersion: 1,
      childWrote: false,
      recordBegun: false,
      skips: [],
      failedOffers: 0,
      barred: [],
      risk: NO_RISK,
      state: { status: "queued", since: at },
    });
    expect(await readState(stage(), by.contactId)).toEqual(contact);
    expect(stage().committed.flatMap(({ events }) => events.map(({ event }) => event.type))).toEqual([
      "contact_arrived",
    ]);
  });

  test("an arrival with words is at version two and the words are there", async () => {
    const by = child();
    const { contact } = await arrive(by, "key-1", "Con buồn lắm");
    expect(contact).toMatchObject({ version: 2, childWrote: true });
    const messages = await stage().world.transaction(by, (store) => store.messages.list(by.contactId));
    expect(messages).toMatchObject([{ from: "child", clientKey: "arrival", text: "Con buồn lắm" }]);
  });

  test("the same key gives the same contact again and announces nothing", async () => {
    const by = child();
    const first = await arrive(by, "key-1", "Xin chào");
    const announced = stage().committed.length;
    const again = await arrive(by, "key-1", "Xin chào");
    expect(again).toMatchObject({ repeated: true, contact: first.contact });
    expect(stage().committed).toHaveLength(announced);
  });

  test("the same key gives the same contact also to somebody who came with another id", async () => {
    const first = await arrive(child(), "key-1");
    const again = await arrive(child(), "key-1");
    expect(again).toMatchObject({ repeated: true, contact: { id: first.contact.id } });
  });

  test("ten arrivals with one key at the same time are one contact", async () => {
    const arrivals = await Promise.all(Array.from({ length: 10 }, () => arrive(child(), "key-1")));
    expect(new Set(arrivals.map(({ contact }) => contact.id)).size).toBe(1);
    expect(arrivals.filter(({ repeated }) => !repeated)).toHaveLength(1);
  });

  test("the same key on another channel is another contact", async () => {
    const { world, webchatId, addChannel } = stage();
    const other = await addChannel("zalo");
    const begin = async (channelId: string) => {
      const contactId = world.newId();
      const gateway = { kind: "gateway", channelId } as const;
      const arrival = anArrival({ contactId, channelId, arrivalKey: keyOf("same") });
      return world.transaction(gateway, ({ contacts }) => contacts.arrive(arrival));
    };
    expect(await begin(other)).toBeDefined();
    expect(await begin(webchatId)).toBeDefined();
  });

  test("a child cannot bring somebody else's contact", async () => {
    const { world, webchatId } = stage();
    const arrival = anArrival({ contactId: world.newId(), channelId: webchatId });
    await expect(world.transaction(child(), ({ contacts }) => contacts.arrive(arrival))).rejects.toThrow();
  });

  test("a gateway's identity is taken with the arrival", async () => {
    const { world, addChannel } = stage();
    const gateway = { kind: "gateway", channelId: await addChannel("zalo") } as const;
    const begun = await beginContact(world, gateway, {
      contactId: world.newId(),
      channelId: gateway.channelId,
      channel: "zalo",
      language: "vi",
      facts: { safeNow: "unknown" },
      text: "Alo",
      arrivalKey: keyOf("zalo-1"),
      identity: "+84901234567",
      childSession: undefined,
    });
    expect(begun).toMatchObject({ ok: true, value: { repeated: false } });
  });

  test("find and lock give what was stored; the lock gives the time too", async () => {
    const { contactId } = await beginChat(stage());
    await stage().forward(3);
    const { found, locked } = await stage().world.transaction({ kind: "system" }, async ({ contacts }) => ({
      found: await contacts.find(contactId),
      locked: await contacts.lock(contactId),
    }));
    expect(locked).toEqual({ contact: found, at: await stage().now() });
    expect(found?.id).toBe(contactId);
  });

  test("a contact that does not exist is neither found nor locked", async () => {
    const id = stage().world.newId();
    const seen = await stage().world.transaction({ kind: "system" }, async ({ contacts }) => [
      await contacts.find(id),
      await contacts.lock(id),
    ]);
    expect(seen).toEqual([undefined, undefined]);
  });

  test("appending to a version that has passed is refused and rolls back", async () => {
    const { contactId } = await beginChat(stage());
    const before = await readState(stage(), contactId);
    const stale = stage().world.transaction({ kind: "system" }, async ({ contacts, now }) => {
      const locked = { contact: before, at: await now() };
      await contacts.append(locked, [{ type: "contact_abandoned", by: "child" }]);
      await contacts.append(locked, [{ type: "contact_abandoned", by: "child" }]);
    });
    await expect(stale).rejects.toThrow();
    expect(await readState(stage(), contactId)).toEqual(before);
  });

  test("nobody but the engine appends to a contact that they did not lock", async () => {
    const by = await beginChat(stage());
    const contact = await readState(stage(), by.contactId);
    const unlocked = stage().world.transaction(by, async ({ contacts, now }) =>
      contacts.append({ contact, at: await now() }, [{ type: "contact_abandoned", by: "child" }]),
    );
    await expect(unlocked).rejects.toThrow();
  });

  test("events are logged in order, each with who did it and when", async () => {
    const lan = await comeOnDuty(stage());
    const { child: by, contactId } = await takeChat(stage(), lan);
    await stage().forward(5);
    await postMessage(stage().world, by, { contactId, clientKey: "m1", text: "Cô ơi" });
    const events = stage().committed.flatMap((news) => news.events);
    expect(events).toMatchObject([
      { subjectId: contactId, version: 1, actorKind: "child", actorId: contactId, event: { type: "contact_arrived" } },
      { subjectId: contactId, version: 2, actorKind: "system", actorId: undefined, event: { type: "offer_made" } },
      { subjectId: contactId, version: 3, actorKind: "staff", actorId: lan.id, event: { type: "offer_accepted" } },
      {
        subjectId: contactId,
        version: 4,
        actorKind: "child",
        at: await stage().now(),
        event: { type: "message_posted" },
      },
    ]);
  });

  test("the queue is read by lane, then by arrival; offered contacts are in it, owned ones are not", async () => {
    const lan = await comeOnDuty(stage());
    await takeChat(stage(), lan);
    const first = await beginChat(stage());
    await stage().forward(1);
    const second = await beginChat(stage());
    await stage().forward(1);
    const urgent = await beginChat(stage(), { safeNow: "no" });
    const minh = await comeOnDuty(stage());
    await runMatcher(stage().world);
    const ids = await stage().world.transaction({ kind: "system" }, async ({ contacts }) =>
      (await contacts.inQueue(10)).map(({ id }) => id),
    );
    expect((await readState(stage(), urgent.contactId)).state).toMatchObject({ offer: { to: minh.id } });
    expect(ids).toEqual([urgent.contactId, first.contactId, second.contactId]);
  });

  test("the queue that is read stops at the limit, at its end", async () => {
    for (const safeNow of ["yes", "no", "yes"] as const) {
      await beginChat(stage(), { safeNow });
      await stage().forward(1);
    }
    const queue = await stage().world.transaction({ kind: "system" }, ({ contacts }) => contacts.inQueue(2));
    expect(queue.map(({ lane }) => lane)).toEqual(["immediate", "normal"]);
    expect((await readQueue(stage().world)).every(({ lane }) => LANES.includes(lane))).toBe(true);
  });
}
