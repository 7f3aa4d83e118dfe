import { showOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { isAsteriskMissing, MUSIC_HZ } from "@nightlight/testkit/asterisk";
import { openPhone, type SipPhone } from "@nightlight/testkit/phone/sip-phone";
import { comeOnDuty, valueOf, type OnDuty } from "@nightlight/testkit/scene";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { callStage, CHILD_HZ, EVERYBODY, HA_HZ, LAN_HZ, WAIT } from "./test-call-stage.ts";
import { openTwoProcesses, type TwoProcesses } from "./test-two-processes.ts";

describe.skipIf(isAsteriskMissing())(
  "two people accept a call at once, from two processes",
  { timeout: 60_000 },
  () => {
    const { stage, begin, rows, status, register, hangUpLater } = callStage();
    let two: TwoProcesses | undefined;
    let hoa: OnDuty;
    let hoaPhone: SipPhone;
    beforeEach(async () => {
      two ??= await openTwoProcesses(stage().house.appUrl);
      hoa = await comeOnDuty(stage().house, {
        ...{ roles: ["supervisor", "counsellor"], intent: "off", shift: "none", hasVoice: true },
      });
      hoaPhone = await openPhone(stage().asterisk.sip, HA_HZ);
    });
    afterEach(async () => {
      await hoaPhone.close();
    });
    afterAll(async () => {
      await two?.close();
    });

    /** A child in danger is on the line, and it rings at Lan. */
    const ringing = async () => {
      await begin();
      await register();
      await register(hoa, hoaPhone);
      const line = await stage().child.call("111");
      hangUpLater(line);
      await expect.poll(status, WAIT).toBe("queued");
      await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([MUSIC_HZ]);
      await stage().house.owner.query("update contact set lane = 'immediate'");
      const offers = () => rows<{ id: string; contact_id: string }>("select * from offer where status = 'pending'");
      await expect
        .poll(async () => {
          await runMatcher(stage().house.world);
          return offers();
        }, WAIT)
        .toHaveLength(1);
      const [offer] = await offers();
      if (offer === undefined) throw new Error("There is no offer");
      valueOf(await showOffer(stage().house.world, stage().lan, offer.id));
      return { line, offerId: offer.id, contactId: offer.contact_id };
    };
    const record = async () => {
      const [contact] = await rows<{ owner: string }>("select state ->> 'owner' as owner from contact");
      const accepted = await rows("select 1 from event where type = 'offer_accepted'");
      const legs = await rows("select counsellor_id as who from call_leg where joined_at is not null");
      const taken = await rows("select counsellor_id as who from slot where contact_id is not null");
      return { owner: contact?.owner, accepted: accepted.length, legs, taken };
    };

    // Neither is favoured: now the one is a little earlier, now the other.
    test.each([0, 4, -4])(
      "a counsellor and a supervisor, %d ms apart: the child talks with one of them, who has it alone",
      async (apart) => {
        const { line, offerId, contactId } = await ringing();
        const { lan, lanPhone } = stage();
        const said = await two?.race(
          { actor: lan, accept: offerId, laterMs: Math.max(0, -apart) },
          { actor: hoa, take: contactId, laterMs: Math.max(0, apart) },
        );
        expect(said?.filter(({ ok }) => ok)).toHaveLength(1);
        const isLans = said?.[0].ok === true;
        expect(said?.[isLans ? 1 : 0]).toEqual({ ok: false, refusal: isLans ? "stale" : "offer-gone" });
        const [winner, phone, other, tone] = isLans
          ? [lan, lanPhone, hoaPhone, LAN_HZ]
          : [hoa, hoaPhone, lanPhone, HA_HZ];
        const leg = await phone.nextCall();
        leg.answer();
        await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([tone]);
        await expect.poll(() => leg.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ]);
        expect(other.incoming).toEqual([]);
        const alone = { owner: winner.id, accepted: 1, legs: [{ who: winner.id }], taken: [{ who: winner.id }] };
        await expect.poll(record, WAIT).toEqual(alone);
      },
    );

    test("one counsellor at two desks: both are told yes, one telephone rings, and the record has one acceptance", async () => {
      const { line, offerId } = await ringing();
      const { lan, lanPhone } = stage();
      expect(await two?.race({ actor: lan, accept: offerId }, { actor: lan, accept: offerId })).toEqual([
        { ok: true },
        { ok: true },
      ]);
      const leg = await lanPhone.nextCall();
      leg.answer();
      await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
      expect(lanPhone.incoming).toHaveLength(1);
      const alone = { owner: lan.id, accepted: 1, legs: [{ who: lan.id }], taken: [{ who: lan.id }] };
      await expect.poll(record, WAIT).toEqual(alone);
    });
  },
);
