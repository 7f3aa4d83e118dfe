import { endOutside } from "@nightlight/commands/call/call-office";
import { callThird, wishThird } from "@nightlight/commands/call/call-third";
import type { PartyWish } from "@nightlight/domain/call/outside-call";
import { isAsteriskMissing, MUSIC_HZ } from "@nightlight/testkit/asterisk";
import type { PhoneCall } from "@nightlight/testkit/phone/phone-call";
import { openPhone, type SipPhone } from "@nightlight/testkit/phone/sip-phone";
import { valueOf } from "@nightlight/testkit/scene";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { callStage, CHILD_HZ, LAN_HZ, WAIT } from "./test-call-stage.ts";

/** Whoever is called hums what the trunk's telephone hums; the child of these tests has a telephone of its own. */
const [KID, LAN, THIRD, MUSIC] = [2_730, LAN_HZ, CHILD_HZ, MUSIC_HZ];
const EVERYBODY = [KID, LAN, THIRD, MUSIC];

describe.skipIf(isAsteriskMissing())("somebody from outside is called into a conversation", { timeout: 60_000 }, () => {
  const { stage, begin, voices, rows, status, talk, hangUpLater } = callStage();
  let kid: SipPhone | undefined;
  beforeEach(async () => {
    kid ??= await openPhone(stage().asterisk.sip, KID);
  });
  afterAll(async () => {
    await kid?.close();
  });
  const world = () => stage().house.world;
  const hear = (line: PhoneCall) => expect.poll(() => line.hears(EVERYBODY).toSorted((a, b) => a - b), WAIT);
  const sorted = (...tones: number[]): number[] => tones.toSorted((a, b) => a - b);
  const outside = async () =>
    (
      await rows<{ ended_by: string | null; cause: number | null; talked_at: Date | null }>(
        "select * from outside_call",
      )
    )[0];
  /** Lan talks with the child and calls the police into it, as `wish` says; they have not answered yet. */
  const calling = async (first: "alone" | "together") => {
    const talking = await talk(kid);
    const { contactId } = talking;
    const input = { contactId, party: { kind: "police" }, wish: first, reason: "danger", isDemo: false } as const;
    const callId = valueOf(await callThird(world(), stage().lan, input));
    const wish = async (next: PartyWish) =>
      valueOf(await wishThird(world(), stage().lan, { contactId, callId, wish: next }));
    const third = await stage().child.nextCall();
    hangUpLater(third);
    return { ...talking, callId, wish, third };
  };
  const three = async ({ line, leg, third }: { line: PhoneCall; leg: PhoneCall; third: PhoneCall }) => {
    await hear(line).toEqual(sorted(LAN, THIRD));
    await hear(leg).toEqual(sorted(KID, THIRD));
    await hear(third).toEqual(sorted(KID, LAN));
  };
  const two = async ({ line, leg }: { line: PhoneCall; leg: PhoneCall }) => {
    await hear(line).toEqual([LAN]);
    await hear(leg).toEqual([KID]);
    expect(await status()).toBe("active");
  };

  test("alone first: the child hears music, then all three talk; whoever was called goes, and the two talk on", async () => {
    await begin();
    const parts = await calling("alone");
    const { line, leg, third, wish } = parts;
    await hear(line).toEqual([MUSIC]); // from the press on: what is said to them is not for the child
    third.answer();
    await hear(third).toEqual([LAN]);
    await hear(leg).toEqual([THIRD]);
    expect(line.hears(EVERYBODY)).toEqual([MUSIC]);
    await wish("together");
    await three(parts);
    third.hangUp();
    await two(parts);
    await expect
      .poll(outside, WAIT)
      .toMatchObject({ ended_by: "party", cause: 16, talked_at: expect.any(Date) as Date });
    const told = await rows<{ stage: string }>(
      "select data ->> 'stage' as stage from event where type = 'outside_call' order by version",
    );
    expect(told.map((each) => each.stage)).toEqual([
      "asked",
      "alone",
      "dialled",
      "answered",
      "talked",
      "together",
      "ended",
    ]);
    const audited = await rows("select details from audit_log where action like 'call.third%' order by id");
    expect(audited).toEqual([
      { details: { party: "police", wish: "alone", reason: "danger" } },
      { details: { party: "police", wish: "together" } },
    ]);
  });

  test("the child stays: all three from the first word on; sent away, whoever was called is gone, and a late press changes nothing", async () => {
    await begin();
    const parts = await calling("together");
    const { third, wish } = parts;
    await two(parts); // while it rings they talk on
    third.answer();
    await three(parts);
    await wish("alone");
    await hear(parts.line).toEqual([MUSIC]);
    await wish("over");
    await wish("together");
    await third.becomes("over");
    await two(parts);
    expect(await outside()).toMatchObject({ ended_by: "agent" });
  });

  test.each([
    ["are busy", (third: PhoneCall) => third.decline(), 17],
    [
      "hang up before they are let in",
      (third: PhoneCall) => {
        third.answer();
        third.hangUp();
      },
      16,
    ],
  ])("they %s: the child comes back from the music by itself", async (_, act, cause) => {
    await begin();
    const parts = await calling("alone");
    await hear(parts.line).toEqual([MUSIC]);
    act(parts.third);
    await two(parts);
    await expect.poll(outside, WAIT).toMatchObject({ ended_by: "party", cause });
  });

  test("stepping out: the child is with them and still mine; I come back when I want, and am rung when they go", async () => {
    await begin({ mediaWithinSeconds: 1 });
    const parts = await calling("together");
    const { line, leg, third, wish } = parts;
    third.answer();
    await three(parts);
    await wish("without_us");
    await leg.becomes("over");
    await hear(line).toEqual([THIRD]);
    await hear(third).toEqual([KID]);
    // Longer than a telephone may be away that somebody did not put down on purpose.
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    expect(await status()).toBe("active");
    await wish("together");
    const back = await stage().lanPhone.nextCall();
    back.answer();
    await three({ ...parts, leg: back });
    await wish("without_us");
    await back.becomes("over");
    third.hangUp();
    const again = await stage().lanPhone.nextCall();
    again.answer();
    await two({ line, leg: again });
  });

  test("the child hangs up while the police are on the line: the counsellor speaks on with them, and either ends it", async () => {
    await begin();
    const { line, leg, third } = await calling("alone");
    third.answer();
    await hear(third).toEqual([LAN]);
    line.hangUp();
    await expect.poll(status, WAIT).toBe("wrap_up");
    await expect.poll(() => rows("select 1 from slot where is_calling"), WAIT).toHaveLength(1);
    await hear(third).toEqual([LAN]);
    await hear(leg).toEqual([THIRD]);
    third.hangUp();
    await leg.becomes("over");
    await expect.poll(outside, WAIT).toMatchObject({ ended_by: "party" });
    expect(await rows("select 1 from slot where is_calling")).toEqual([]);
  });

  test("the child hangs up, and the counsellor puts down what is left", async () => {
    await begin();
    const { line, leg, third, callId } = await calling("together");
    third.answer();
    await hear(third).toEqual(sorted(KID, LAN));
    line.hangUp();
    await expect.poll(() => rows("select 1 from slot where is_calling"), WAIT).toHaveLength(1);
    await hear(third).toEqual([LAN]);
    valueOf(await endOutside(world(), stage().lan, callId));
    await third.becomes("over");
    await leg.becomes("over");
    await expect.poll(outside, WAIT).toMatchObject({ ended_by: "agent" });
  });

  test("the child hangs up while it still rings there: nobody is called any more", async () => {
    await begin();
    const { line, leg, third } = await calling("alone");
    line.hangUp();
    await third.becomes("over");
    await leg.becomes("over");
    await expect.poll(outside, WAIT).toMatchObject({ ended_by: "engine" });
  });

  test("the server starts again meanwhile: three talk on, are known as they are, and one can be sent away", async () => {
    await begin();
    const parts = await calling("together");
    parts.third.answer();
    await three(parts);
    await voices.splice(0)[0]?.stop();
    await begin();
    await three(parts);
    await parts.wish("alone");
    await hear(parts.line).toEqual([MUSIC]);
    await hear(parts.third).toEqual([LAN]);
    await parts.wish("over");
    await parts.third.becomes("over");
    await two(parts);
  });

  test("what a third sees is a rule of its own", async () => {
    await begin({ displayThird: "withheld", displayAuthority: "0900000000" });
    const { third } = await calling("together");
    expect(third.dialled).toBe("113");
    expect(third.header("from")).toMatch(/anonymous/iu);
  });
});
