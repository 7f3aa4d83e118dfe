import { setTimeout as sleep } from "node:timers/promises";
import type { Staff } from "@nightlight/domain/access/access";
import type { Contact } from "@nightlight/domain/contact/contact";
import { accept } from "@nightlight/domain/result";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import {
  closeContact,
  endConversation,
  endWithOneKey,
  leaveContact,
  undoEnding,
} from "@nightlight/commands/contact/end-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { checkIn, setIntent } from "@nightlight/commands/presence/change-presence";
import { holdLease, renewLease } from "@nightlight/commands/presence/hold-lease";
import { acceptOffer, declineOffer, showOffer } from "@nightlight/commands/routing/answer-offer";
import type { World } from "@nightlight/commands/world";
import type { Chance } from "@nightlight/database/demo/chance";
import { uuidv7 } from "@nightlight/database/world";
import type { ClientLog } from "../history/client-log.ts";
import { childOf } from "../house/furnish.ts";

/** Whoever plays along: asks any of the servers, writes down what they were told. */
export type Player = {
  readonly world: () => World;
  readonly log: ClientLog;
  readonly chance: Chance;
  /** Said when nothing new may begin. */
  readonly isOver: () => boolean;
};

const versionOf = (contact: Contact) => ({ contactId: contact.id, version: contact.version });
const ofChange = ({ contact }: { readonly contact: Contact }) => versionOf(contact);

/** One child after the other comes, some twice at the same moment, writes, waits and mostly stays until somebody ends it. */
export async function playChildren({ world, log, chance, isOver }: Player, webchatId: string): Promise<void> {
  while (!isOver()) {
    const contactId = uuidv7();
    const child = childOf(contactId);
    const arrive = (id: string, server: World): Promise<unknown> =>
      log.run(
        "arrive",
        { key: contactId },
        () =>
          beginContact(server, childOf(id), {
            ...{ contactId: id, channelId: webchatId, channel: "webchat", language: "vi" },
            facts: { safeNow: chance.happens(0.2) ? "no" : "unknown" },
            ...{ text: undefined, arrivalKey: new TextEncoder().encode(contactId) },
            ...{ identity: undefined, childSession: undefined },
          }),
        ofChange,
      );
    // A page that heard nothing sends again: the same key, whatever it calls the contact.
    await Promise.all([arrive(contactId, world()), ...(chance.happens(0.3) ? [arrive(uuidv7(), world())] : [])]);
    await sleep(chance.whole(1, 60));
    if (chance.happens(0.3)) {
      const message = { contactId, clientKey: "first", text: "…" };
      await log.run("write", { contactId }, () => postMessage(world(), child, message));
    }
    if (chance.happens(0.3)) {
      await log.run("leave", { contactId }, () => leaveContact(world(), child, { contactId, quick: false }), ofChange);
    }
  }
}

/** Shows, takes, hands back, ends and closes whatever the desk holds; sometimes a second tab takes over. Stays to clear the desk. */
export async function playCounsellor(player: Player, counsellor: Staff, isCleared: () => boolean): Promise<void> {
  const { world, log, chance, isOver } = player;
  const hold = (): Promise<number | undefined> =>
    log.run(
      "hold-lease",
      {},
      () => holdLease(world(), counsellor, true),
      (epoch) => ({ epoch }),
    );
  let epoch = await hold();
  // Available, connected, and not on the shift yet: nothing may come through that gate.
  await again(() => setIntent(world(), counsellor, "available"));
  await sleep(chance.whole(0, 400));
  await again(() => checkIn(world(), counsellor));
  while (!isCleared()) {
    const before = epoch;
    if (chance.happens(0.1)) epoch = (await hold()) ?? epoch;
    for (const each of chance.happens(0.1) ? [before, epoch] : [epoch]) {
      if (each === undefined) continue;
      await log.run("renew-lease", { epoch: each }, async () => {
        return (await renewLease(world(), counsellor, each)) ? accept(each) : { ok: false };
      });
    }
    await workDesk(player, counsellor, isOver());
    await sleep(chance.whole(1, 25));
  }
}

/** Pressed until somebody answers. */
async function again(command: () => Promise<unknown>): Promise<void> {
  for (;;) {
    const isAnswered = await command().then(
      () => true,
      () => false,
    );
    if (isAnswered) return;
  }
}

async function workDesk({ world, log, chance }: Player, counsellor: Staff, isClearing: boolean): Promise<void> {
  const server = world();
  const desk = await server
    .transaction(counsellor, async ({ offers, contacts }) => ({
      offers: await offers.liveOf(counsellor.id),
      contacts: await contacts.onDesk(counsellor.id),
    }))
    .catch(() => ({ offers: [], contacts: [] }));
  for (const { id: contactId, version } of desk.contacts) log.told("read", { contactId, version });
  for (const offer of desk.offers) {
    const { id: offerId, contactId } = offer;
    log.told("told-of-offer", { offerId, contactId });
    if (chance.happens(0.1) && !isClearing) continue;
    await log.run("show", { offerId }, () => showOffer(world(), counsellor, offerId), versionOf);
    if (chance.happens(0.15)) {
      const answer = { offerId, reason: "technical" } as const;
      await log.run("decline", { offerId }, () => declineOffer(world(), counsellor, answer), versionOf);
    } else if (chance.happens(0.8) || isClearing) {
      // Pressed twice, on two servers: one of them is first, and both say the same.
      const take = () => log.run("accept", { offerId }, () => acceptOffer(world(), counsellor, offerId), versionOf);
      await Promise.all(chance.happens(0.2) ? [take(), take()] : [take()]);
    }
  }
  for (const { id: contactId, version, state } of desk.contacts) {
    const seen = { contactId, version };
    if (state.status === "active" && (isClearing || chance.happens(0.6))) {
      const isShort = chance.happens(0.4);
      await log.run(
        "end",
        { contactId },
        () =>
          isShort
            ? endWithOneKey(world(), counsellor, { ...seen, disposition: "silent" })
            : endConversation(world(), counsellor, seen),
        ofChange,
      );
    } else if (state.status === "closing" && chance.happens(0.1)) {
      await log.run("undo", { contactId }, () => undoEnding(world(), counsellor, contactId), ofChange);
    } else if (state.status === "wrap_up") {
      const closing = { ...seen, disposition: "counselled" } as const;
      await log.run("close", { contactId }, () => closeContact(world(), counsellor, closing), ofChange);
    }
  }
}
