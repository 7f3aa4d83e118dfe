import { canonicalContent } from "@nightlight/domain/escalation/content";
import { CHILD, escalationStage, hashOf } from "@nightlight/testkit/escalation-stage";
import { memoryStage } from "@nightlight/testkit/memory-stage";
import { readState, valueOf } from "@nightlight/testkit/scene";
import type { Stage } from "@nightlight/testkit/stage";
import { beforeEach, describe, expect, test } from "vitest";
import { proposeEscalation } from "./propose-escalation.ts";
import { readBrief, readEscalation } from "./read-escalation.ts";
import { sendEscalation } from "./send-escalation.ts";
import { colleaguesForTask, finishTask, offerTask, takeTask } from "./telephone-task.ts";

describe("escalating", () => {
  let stage: Stage;
  let scene: Awaited<ReturnType<typeof escalationStage>>;
  const lan = () => scene.lan;
  beforeEach(async () => {
    stage = memoryStage();
    scene = await escalationStage(stage);
  });

  describe("proposes", () => {
    test.each([
      ["the commune where it happened", { incidentPlace: "00004", homePlace: "20242" }, "commune", "incident_place"],
      [
        "where the child lives, when nobody knows where it happened",
        { incidentPlace: "unknown", homePlace: "00004" },
        "commune",
        "home_place",
      ],
      ["the province, when no more is known", { incidentPlace: "01" }, "health", "province_only"],
      ["the province, when the directory knows no commune", { incidentPlace: "00008" }, "health", "no_unit_below"],
      ["nobody, when the place is unknown", { incidentPlace: "unknown" }, undefined, "place_unknown"],
      ["nobody, when nothing was written", {}, undefined, "place_unknown"],
    ] as const)("%s", async (_name, record, office, because) => {
      for (const [key, value] of Object.entries(record)) await scene.write(`${CHILD}.${key}`, value);
      const proposed = await scene.propose();
      expect([proposed.authority?.authority.id, proposed.because]).toEqual([office && scene.around[office], because]);
    });

    test.each([
      ["a barred unit is passed over", (): string => scene.around.commune, "health"],
      ["and with it whatever is above and barred", (): string => scene.around.health, "ministry"],
    ] as const)("%s", async (_name, barredId, office) => {
      await scene.write(`${CHILD}.incidentPlace`, "00004");
      await scene.bar(barredId());
      const proposed = await scene.propose();
      expect([proposed.authority?.authority.id, proposed.because]).toEqual([scene.around[office], "barred_below"]);
      expect(proposed.others.map(({ authority }) => authority.id)).not.toContain(barredId());
    });

    test("the law binds for a child under 16 and for an unknown age; for 16 and 17 it is policy", async () => {
      expect((await scene.propose()).matter.basis).toBe("law");
      await scene.write(`${CHILD}.ageBand`, "16-17");
      expect((await scene.propose()).matter.basis).toBe("policy");
      await scene.write("child.bbbbbbbb.ageBand", "unknown");
      expect((await scene.propose()).matter.basis).toBe("law");
    });

    test("what is shared is told in words; nothing of the narrative or of the informant", async () => {
      await scene.raise("P2");
      await scene.write("narrative", "LỜI KỂ RIÊNG");
      await scene.write("informant.name", "BÀ HÀNG XÓM");
      await scene.write("informant.phone", "0912345678");
      await scene.write(`${CHILD}.name`, "Nhi");
      await scene.write(`${CHILD}.gender`, "girl");
      await scene.write(`${CHILD}.incidentPlace`, "00004");
      const text = JSON.stringify((await scene.propose()).content);
      for (const word of ["LỜI KỂ", "HÀNG XÓM", "0912345678"]) expect(text).not.toContain(word);
      // Codes in words, and places by their names.
      for (const word of ["Nhi", "Gái", "Phường Ba Đình, Thành phố Hà Nội"]) expect(text).toContain(word);
    });
  });

  describe("sends", () => {
    beforeEach(async () => {
      await scene.write(`${CHILD}.incidentPlace`, "00004");
      await scene.raise("P2");
    });

    test("what was shown, once; the contact knows, and the audit log", async () => {
      const sent = valueOf(await scene.send());
      expect(sent).toMatchObject({ level: "P2", state: { status: "sent" }, sentBy: lan().id });
      expect(valueOf(await scene.send())).toEqual(sent);
      expect((await readState(stage, scene.contactId)).risk.held).toBe("P2");
      const { content, texts } = valueOf(await readEscalation(stage.world, lan(), sent.id));
      expect(content.place).toContain("Ba Đình");
      expect(texts.find(({ kind }) => kind === "consent")?.text).toBe("danger");
    });

    test("nothing when the record has changed since it was shown", async () => {
      const { content } = await scene.propose();
      const contentHash = content === undefined ? "" : hashOf(canonicalContent(content));
      await scene.raise("P1");
      expect(await scene.send({ contentHash, confirm: "P2" })).toEqual({ ok: false, refusal: "stale" });
      expect(await stage.world.transaction(lan(), ({ escalations }) => escalations.ofContact(scene.contactId))).toEqual(
        [],
      );
    });

    test.each([
      ["without the level typed", { confirm: "P3" }, "not-confirmed"],
      ["without consent and without a reason", { withoutConsent: null }, "consent-needed"],
    ] as const)("nothing %s", async (_name, change, refusal) => {
      expect(await scene.send(change)).toEqual({ ok: false, refusal });
    });

    test("with consent no reason is asked for", async () => {
      await scene.write("consent.share", "yes");
      expect((await scene.send({ withoutConsent: null })).ok).toBe(true);
    });

    test("never to an office that is barred, whoever asks for it", async () => {
      const { content } = await scene.propose();
      const contentHash = content === undefined ? "" : hashOf(canonicalContent(content));
      await scene.bar(scene.around.commune);
      const barred = sendEscalation(
        stage.world,
        lan(),
        {
          contactId: scene.contactId,
          key: "barred-try",
          authorityId: scene.around.commune,
          contentHash,
          confirm: "P2",
          withoutConsent: "danger",
          callBy: null,
        },
        hashOf,
      );
      expect(await barred).toEqual({ ok: false, refusal: "no-such-authority" });
    });

    test("nothing for a contact that is somebody else's", async () => {
      const minh = await stage.addCounsellor();
      expect(await proposeEscalation(stage.world, minh, { contactId: scene.contactId })).toEqual({
        ok: false,
        refusal: "not-found",
      });
    });

    test("danger makes a telephone task, offered to a colleague", async () => {
      const minh = await stage.addCounsellor();
      await scene.raise("P1");
      const { id, tasks } = valueOf(await scene.send({ callBy: minh.id }));
      expect(tasks).toMatchObject([{ kind: "call", ownerId: lan().id, offeredTo: minh.id }]);
      const taskId = tasks[0]?.id ?? "";
      const task = { escalationId: id, taskId };
      expect(valueOf(await readBrief(stage.world, minh, task)).level).toBe("P1");
      const hoa = await stage.addCounsellor();
      expect(await readBrief(stage.world, hoa, task)).toEqual({ ok: false, refusal: "not-found" });
      valueOf(await takeTask(stage.world, minh, { escalationId: id, taskId }));
      const done = valueOf(await finishTask(stage.world, minh, { escalationId: id, taskId, outcome: "reached" }));
      expect(done.acknowledgedAt).toBeDefined();
    });

    test("a call is offered to somebody on shift, and to nobody else", async () => {
      await scene.raise("P1");
      const { id, tasks } = valueOf(await scene.send());
      const taskId = tasks[0]?.id ?? "";
      const away = await stage.addCounsellor({ shift: "none" });
      const there = await stage.addCounsellor();
      const offer = (to: string) => offerTask(stage.world, lan(), { escalationId: id, taskId, to });
      expect(await offer(away.id)).toEqual({ ok: false, refusal: "nobody-to-ask" });
      expect(valueOf(await offer(there.id)).tasks[0]?.offeredTo).toBe(there.id);
    });

    test("a call is never offered to somebody who is barred, and they are not listed", async () => {
      const [barred, there] = [await stage.addCounsellor(), await stage.addCounsellor()];
      await scene.raise("P1");
      await scene.bar(barred.id);
      const { id, tasks } = valueOf(await scene.send());
      const task = { escalationId: id, taskId: tasks[0]?.id ?? "" };
      const listed = valueOf(await colleaguesForTask(stage.world, lan(), task));
      expect(listed.map((each) => each.id)).toEqual([there.id]);
      expect(await offerTask(stage.world, lan(), { ...task, to: barred.id })).toEqual({
        ok: false,
        refusal: "nobody-to-ask",
      });
      expect(await colleaguesForTask(stage.world, there, task)).toEqual({ ok: false, refusal: "not-found" });
    });

    test("an office that nobody can reach never swallows it: the province is addressed too, and somebody looks for a number", async () => {
      const quiet = await stage.addAuthority({
        placeCode: "00008",
        parentId: scene.around.health,
        name: "UBND phường yên lặng",
        phone: undefined,
        email: undefined,
      });
      await scene.write(`${CHILD}.incidentPlace`, "00008", 1);
      const proposed = await scene.propose(quiet);
      expect(proposed.also.map(({ authority }) => authority.id)).toEqual([scene.around.health]);
      const sent = valueOf(await scene.send({ authorityId: quiet }));
      expect(sent.addressed.map(({ authorityId }) => authorityId)).toEqual([quiet, scene.around.health]);
      expect(sent.tasks.map(({ kind }) => kind)).toEqual(["find_contact"]);
    });
  });
});
