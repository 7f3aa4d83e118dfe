import { askForSkill } from "@nightlight/commands/channel/manage-channel";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { MATCHER_BATCH, runMatcher } from "@nightlight/commands/routing/run-matcher";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { describe, expect, test } from "vitest";
import { keyOf } from "../builders.ts";
import { beginChat, comeOnDuty, readState, valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";

const ABUSE = "abuse";

/** Channels that ask for a skill: the same on every store. */
export function describeSkills(stage: () => Stage): void {
  const world = () => stage().world;

  describe("a channel that asks for a skill", () => {
    const skillScene = async () => {
      const admin = await stage().addCounsellor({ roles: ["administrator"] });
      const channelId = await stage().addChannel("zalo");
      valueOf(await askForSkill(world(), admin, { channelId, skill: ABUSE }));
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
      return { admin, channelId, arrive, holder };
    };

    test("is first served by whoever has it, also when others have been free for longer; and the offer says so", async () => {
      const { arrive, holder } = await skillScene();
      await comeOnDuty(stage());
      await stage().forward(5);
      const lan = await comeOnDuty(stage(), { skills: [ABUSE] });
      const contactId = await arrive();
      expect(await holder(contactId)).toBe(lan.id);
      expect((await readState(stage(), contactId)).wantedSkill).toBe(ABUSE);
      const [offer] = await world().transaction(lan, ({ offers }) => offers.liveOf(lan.id));
      expect(offer?.explanation).toHaveProperty("hasSkill", true);
      expect(offer?.explanation.others.map(({ because }) => because)).toContain("skill");
    });

    test("is served by anybody after a while, and at once in danger", async () => {
      const { arrive, holder } = await skillScene();
      const without = await comeOnDuty(stage());
      const waiting = await arrive();
      expect(await holder(waiting)).toBeUndefined();
      expect(await holder(await arrive("no"))).toBe(without.id);
      await stage().forward(STANDARD_POLICY.anySkillSeconds - 1);
      const minh = await comeOnDuty(stage());
      expect(await holder(waiting)).toBeUndefined();
      await stage().forward(1);
      expect(await holder(waiting)).toBe(minh.id);
    });

    test("hides nobody who stands behind those who wait for it", async () => {
      const { arrive } = await skillScene();
      for (let n = 0; n < MATCHER_BATCH + 1; n += 1) await arrive();
      const { contactId } = await beginChat(stage());
      const minh = await comeOnDuty(stage());
      await runMatcher(world());
      expect((await readState(stage(), contactId)).state).toMatchObject({ status: "offered", offer: { to: minh.id } });
    });

    test("asks no more by a word; what waits goes on asking; a skill that is not there is refused", async () => {
      const { admin, channelId, arrive } = await skillScene();
      const before = await arrive();
      const refused = { ok: false, refusal: "not-found" };
      expect(await askForSkill(world(), admin, { channelId, skill: "flying" })).toEqual(refused);
      for (const _ of [1, 2]) valueOf(await askForSkill(world(), admin, { channelId, skill: null }));
      expect((await readState(stage(), before)).wantedSkill).toBe(ABUSE);
      expect((await readState(stage(), await arrive())).wantedSkill).toBeUndefined();
      const log = await world().transaction(admin, ({ audit }) => audit.list({ subjectId: channelId }, 10));
      expect(log.map(({ action, details }) => [action, details])).toEqual([
        ["channel.skill_asked", { skill: "none" }],
        ["channel.skill_asked", { skill: ABUSE }],
      ]);
      const supervisor = await stage().addCounsellor({ roles: ["supervisor"] });
      expect(await askForSkill(world(), supervisor, { channelId, skill: ABUSE })).toEqual(refused);
    });
  });
}
