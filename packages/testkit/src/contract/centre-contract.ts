import { describe, expect, test } from "vitest";
import { assignChannel } from "@nightlight/commands/channel/manage-channel";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { declineOffer } from "@nightlight/commands/routing/answer-offer";
import { MATCHER_BATCH, runMatcher } from "@nightlight/commands/routing/run-matcher";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { EVERYBODYS_QUEUE } from "@nightlight/domain/routing/eligibility";
import { keyOf } from "../builders.ts";
import { beginChat, comeOnDuty, readState, valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";

/** Queues of centres beside everybody's: the same on every store. */
export function describeCentres(stage: () => Stage): void {
  const world = () => stage().world;

  describe("a channel of a centre", () => {
    /** Contacts that come by a channel which fills a centre's queue. */
    const centreScene = async () => {
      const [own, other] = [await stage().addCentre(), await stage().addCentre()];
      const admin = await stage().addCounsellor({ roles: ["administrator"] });
      const channelId = await stage().addChannel("zalo");
      valueOf(await assignChannel(world(), admin, { channelId, centreId: own }));
      const arrive = async (safeNow: "unknown" | "no" = "unknown"): Promise<string> => {
        const contactId = world().newId();
        const arrival = { contactId, channelId, channel: "zalo", language: "vi", facts: { safeNow } } as const;
        const rest = { arrivalKey: keyOf(contactId), identity: undefined, text: undefined, childSession: undefined };
        return valueOf(await beginContact(world(), { kind: "gateway", channelId }, { ...arrival, ...rest })).contact.id;
      };
      const holder = async (contactId: string): Promise<string | undefined> => {
        await runMatcher(world());
        const { state } = await readState(stage(), contactId);
        return state.status === "offered" ? state.offer.to : undefined;
      };
      return { own, other, admin, channelId, arrive, holder };
    };

    test("fills that centre's queue: nobody of another is offered any of it until policy lends, and danger waits for nobody", async () => {
      const { own, other, arrive, holder } = await centreScene();
      const strangers = [await comeOnDuty(stage(), { centreId: other }), await comeOnDuty(stage())].map(({ id }) => id);
      const waiting = await arrive();
      expect((await readState(stage(), waiting)).queueId).toBe(own);
      expect(await holder(waiting)).toBeUndefined();
      expect(strangers).toContain(await holder(await arrive("no")));
      await stage().forward(STANDARD_POLICY.otherQueuesSeconds - 1);
      const minh = await comeOnDuty(stage(), { centreId: other });
      expect(await holder(waiting)).toBeUndefined();
      await stage().forward(1);
      expect(await holder(waiting)).toBe(minh.id);
    });

    test("is served by its own people at once, also when the only one of them just said no and others are free", async () => {
      const { own, other, arrive, holder } = await centreScene();
      const lan = await comeOnDuty(stage(), { centreId: own });
      await comeOnDuty(stage(), { centreId: other });
      const contactId = await arrive();
      expect(await holder(contactId)).toBe(lan.id);
      const { state } = await readState(stage(), contactId);
      if (state.status !== "offered") throw new Error(`It is ${state.status}`);
      valueOf(await declineOffer(world(), lan, { offerId: state.offer.id, reason: "need_a_moment" }));
      await stage().forward(STANDARD_POLICY.skipAloneSeconds);
      expect(await holder(contactId)).toBe(lan.id);
    });

    test("hides nobody who stands behind its queue", async () => {
      const { other, arrive } = await centreScene();
      for (let n = 0; n < MATCHER_BATCH + 1; n += 1) await arrive();
      const { contactId } = await beginChat(stage());
      const minh = await comeOnDuty(stage(), { centreId: other });
      await runMatcher(world());
      expect((await readState(stage(), contactId)).state).toMatchObject({ status: "offered", offer: { to: minh.id } });
    });

    test("goes back to everybody's by a word; what waits stays; a centre that is not there is refused", async () => {
      const { own, admin, channelId, arrive } = await centreScene();
      const before = await arrive();
      const nowhere = await assignChannel(world(), admin, { channelId, centreId: world().newId() });
      expect(nowhere).toEqual({ ok: false, refusal: "not-found" });
      for (const _ of [1, 2]) valueOf(await assignChannel(world(), admin, { channelId, centreId: null }));
      expect((await readState(stage(), before)).queueId).toBe(own);
      expect((await readState(stage(), await arrive())).queueId).toBe(EVERYBODYS_QUEUE);
      const log = await world().transaction(admin, ({ audit }) => audit.list({ subjectId: channelId }, 10));
      expect(log.map(({ action, details }) => [action, details])).toEqual([
        ["channel.assigned", { centre: "queue" }],
        ["channel.assigned", { centre: own }],
      ]);
      const hoa = await stage().addCounsellor({ roles: ["supervisor"] });
      const foreign = await assignChannel(world(), hoa, { channelId, centreId: own });
      expect(foreign).toEqual({ ok: false, refusal: "not-found" });
    });
  });
}
