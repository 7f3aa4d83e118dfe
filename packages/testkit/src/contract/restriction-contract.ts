import { describe, expect, test } from "vitest";
import { barFromContact } from "@nightlight/commands/access/bar-from-contact";
import { goAhead } from "@nightlight/commands/call/press-key";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { endRestriction } from "@nightlight/commands/restriction/end-restriction";
import { readRestrictions } from "@nightlight/commands/restriction/read-restrictions";
import { restrictContact } from "@nightlight/commands/restriction/restrict-contact";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import type { Staff } from "@nightlight/domain/access/access";
import type { Contact } from "@nightlight/domain/contact/contact";
import { keyOf } from "../builders.ts";
import { beginChat, comeOnDuty, readState, valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";
import { accessScene, NOT_FOUND } from "./access-scene.ts";

const REASON = "Gọi phá mười lần trong một tối";
const COMMENT = "Đã nghe lại, là một nhóm bạn nhỏ";
const HOUR = 3600;
const NUMBER = "0912 777 001";

/** Whoever calls for a joke waits behind the others for a while, and a person always comes: the same on every store. */
export function describeRestrictions(stage: () => Stage): void {
  const world = () => stage().world;
  const { person } = accessScene(stage);
  const channels = new WeakMap<Stage, Promise<string>>();
  const zalo = (): Promise<string> => {
    const made = channels.get(stage()) ?? stage().addChannel("zalo");
    channels.set(stage(), made);
    return made;
  };
  const arrive = async (identity: string, given: { text?: string; safeNow?: "no" } = {}) => {
    const channelId = await zalo();
    const contactId = world().newId();
    const arrival = { contactId, channelId, channel: "zalo", language: "vi", arrivalKey: keyOf(contactId) } as const;
    const rest = { facts: { safeNow: given.safeNow ?? "unknown" }, text: given.text, childSession: undefined } as const;
    return valueOf(await beginContact(world(), { kind: "gateway", channelId }, { ...arrival, ...rest, identity }));
  };
  const write = async ({ id: contactId }: Contact, text: string): Promise<string> => {
    const actor = { kind: "gateway", channelId: await zalo() } as const;
    valueOf(await postMessage(world(), actor, { contactId, clientKey: world().newId(), text }));
    return (await readState(stage(), contactId)).lane;
  };
  const restrict = (actor: Staff, { id: contactId }: Pick<Contact, "id">) =>
    restrictContact(world(), actor, { contactId, reason: REASON });
  const end = (actor: Staff, restrictionId: string) =>
    endRestriction(world(), actor, { restrictionId, comment: COMMENT });

  describe("a restriction", () => {
    test("puts the next of that number behind the others, not this one, and they are asked", async () => {
      const hoa = await person("supervisor");
      const first = await arrive(NUMBER);
      valueOf(await restrict(hoa, first.contact));
      expect((await readState(stage(), first.contact.id)).lane).toBe("normal");
      expect(await arrive("+84 912 777 001")).toMatchObject({ contact: { lane: "low" }, mayGoAhead: true });
      expect(await arrive("0912 777 002")).toMatchObject({ contact: { lane: "normal" }, mayGoAhead: false });
    });

    test("keeps nobody from a person: a free counsellor is offered them", async () => {
      const first = await arrive(NUMBER);
      valueOf(await restrict(await person("supervisor"), first.contact));
      const { contact } = await arrive(NUMBER);
      const other = await arrive("0912 777 002");
      const offered: string[] = [];
      // One more counsellor at a time: whoever came before the restriction, whoever came after it, and then they.
      for (const _ of [1, 2, 3]) {
        const { id } = await comeOnDuty(stage());
        await runMatcher(world());
        for (const each of [first.contact, contact, other.contact]) {
          const { state } = await readState(stage(), each.id);
          if (state.status === "offered" && state.offer.to === id) offered.push(each.id);
        }
      }
      expect(offered).toEqual([first.contact.id, other.contact.id, contact.id]);
    });

    test("is passed by pressing 1, once an hour, in writing or on a call", async () => {
      const first = await arrive(NUMBER);
      valueOf(await restrict(await person("supervisor"), first.contact));
      const one = await arrive(NUMBER);
      expect(await write(one.contact, "1000 đồng")).toBe("low");
      expect(await write(one.contact, " 1 ")).toBe("normal");
      const two = await arrive(NUMBER);
      expect(await write(two.contact, "1")).toBe("low");
      await stage().forward(HOUR - 1);
      await goAhead(world(), two.contact.id, await zalo());
      expect((await readState(stage(), two.contact.id)).lane).toBe("low");
      await stage().forward(1);
      await Promise.all([0, 1].map(async () => goAhead(world(), two.contact.id, await zalo())));
      expect((await readState(stage(), two.contact.id)).lane).toBe("normal");
      const stranger = await arrive("0912 777 003");
      expect(await write(stranger.contact, "1")).toBe("normal");
    });

    test("gives way to danger: in the answer, in the first words, in later ones", async () => {
      const first = await arrive(NUMBER);
      valueOf(await restrict(await person("supervisor"), first.contact));
      expect(await arrive(NUMBER, { safeNow: "no" })).toMatchObject({
        contact: { lane: "immediate" },
        mayGoAhead: false,
      });
      expect(await arrive(NUMBER, { text: "Em muốn chết" })).toMatchObject({ contact: { lane: "high" } });
      expect(await write((await arrive(NUMBER)).contact, "bố đang đánh em")).toBe("high");
    });

    test("ends by itself after a day, is then reviewed by somebody else, and only then can be set anew", async () => {
      const [hoa, mai] = [await person("supervisor"), await person("clinical_lead")];
      const first = await arrive(NUMBER);
      const { id, setAt, until } = valueOf(await restrict(hoa, first.contact));
      expect(until.getTime() - setAt.getTime()).toBe(24 * HOUR * 1000);
      expect(valueOf(await restrict(mai, (await arrive(NUMBER)).contact))).toMatchObject({ id });
      await stage().forward(24 * HOUR);
      const next = await arrive(NUMBER);
      expect(next).toMatchObject({ contact: { lane: "normal" }, mayGoAhead: false });
      expect(await restrict(hoa, next.contact)).toEqual({ ok: false, refusal: "review-first" });
      expect(await end(hoa, id)).toEqual({ ok: false, refusal: "own-restriction" });
      expect(valueOf(await end(mai, id))).toMatchObject({ end: { by: mai.id, comment: COMMENT } });
      expect(valueOf(await end(mai, id))).toMatchObject({ end: { by: mai.id } });
      expect(await end(hoa, id)).toEqual({ ok: false, refusal: "ended-before" });
      expect(valueOf(await restrict(hoa, next.contact)).id).not.toBe(id);
      expect(valueOf(await readRestrictions(world(), mai)).restrictions.map(({ end: over }) => over?.by)).toEqual([
        undefined,
        mai.id,
      ]);
    });

    test("is lifted at once by whoever set it", async () => {
      const hoa = await person("supervisor");
      const { id } = valueOf(await restrict(hoa, (await arrive(NUMBER)).contact));
      valueOf(await end(hoa, id));
      expect(await arrive(NUMBER)).toMatchObject({ contact: { lane: "normal" }, mayGoAhead: false });
    });

    test("is nobody's without a number, for counsellors, and for whoever is barred", async () => {
      const [hoa, mai, lan] = [await person("supervisor"), await person("supervisor"), await comeOnDuty(stage())];
      const { contactId } = await beginChat(stage());
      expect(await restrict(hoa, { id: contactId })).toEqual({ ok: false, refusal: "no-identity" });
      const { contact } = await arrive(NUMBER);
      expect(await restrict(lan, contact)).toEqual(NOT_FOUND);
      expect(await readRestrictions(world(), lan)).toEqual(NOT_FOUND);
      const { id } = valueOf(await restrict(hoa, contact));
      const bar = { contactId: contact.id, barredId: mai.id, origin: "named", reason: REASON } as const;
      valueOf(await barFromContact(world(), hoa, bar));
      expect(await restrict(mai, contact)).toEqual(NOT_FOUND);
      expect(await end(mai, id)).toEqual(NOT_FOUND);
      expect(valueOf(await readRestrictions(world(), mai)).restrictions).toEqual([]);
    });
  });
}
