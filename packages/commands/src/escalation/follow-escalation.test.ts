import { CHILD, escalationStage } from "@nightlight/testkit/escalation-stage";
import { memoryStage } from "@nightlight/testkit/memory-stage";
import { valueOf } from "@nightlight/testkit/scene";
import type { Stage } from "@nightlight/testkit/stage";
import { beforeEach, describe, expect, test } from "vitest";
import { ring } from "../clock/ring.ts";
import { acknowledgeEscalation, beginActing, declineEscalation, noteSeen, reportBack } from "./answer-escalation.ts";
import {
  acceptReport,
  askAgain,
  climbEarly,
  explainBreach,
  redirectEscalation,
  withdrawEscalation,
} from "./follow-escalation.ts";
import { readEscalation, readInbox, readReceived } from "./read-escalation.ts";

describe("an escalation", () => {
  let stage: Stage;
  let scene: Awaited<ReturnType<typeof escalationStage>>;
  const lan = () => scene.lan;
  beforeEach(async () => {
    stage = memoryStage();
    scene = await escalationStage(stage);
  });

  describe("is followed to its end", () => {
    let id: string;
    beforeEach(async () => {
      await scene.write(`${CHILD}.incidentPlace`, "00004");
      await scene.raise("P2");
      id = valueOf(await scene.send()).id;
    });
    const status = async () => valueOf(await readEscalation(stage.world, lan(), id)).escalation.state.status;

    test("seen, acknowledged, acting, reported; only the helpline closes", async () => {
      const { officer } = scene.around;
      const inbox = valueOf(await readInbox(stage.world, officer, false));
      expect(inbox.escalations.map(({ escalation }) => escalation.id)).toEqual([id]);
      valueOf(await readReceived(stage.world, officer, id));
      expect(await status()).toBe("sent");
      valueOf(await noteSeen(stage.world, officer, id));
      valueOf(await acknowledgeEscalation(stage.world, officer, id));
      valueOf(await beginActing(stage.world, officer, id));
      const report = { key: "report-1", text: "Đã gặp trẻ, trẻ an toàn" };
      const reported = valueOf(await reportBack(stage.world, officer, id, report));
      expect(valueOf(await reportBack(stage.world, officer, id, report)).reports).toEqual(reported.reports);
      expect(
        await acceptReport(stage.world, officer, { escalationId: id, reportId: reported.reports[0]?.id ?? "" }),
      ).toEqual({
        ok: false,
        refusal: "not-found",
      });
      expect(await status()).toBe("reported");
      const [first] = reported.reports;
      valueOf(
        await askAgain(stage.world, lan(), { escalationId: id, reportId: first?.id ?? "", question: "Ai đã gặp trẻ?" }),
      );
      const again = valueOf(await reportBack(stage.world, officer, id, { key: "report-2", text: "Chị Mai đã gặp" }));
      const { texts } = valueOf(await readReceived(stage.world, officer, id));
      expect(texts.map(({ kind }) => kind)).toEqual(["content", "report", "question", "report"]);
      valueOf(await acceptReport(stage.world, lan(), { escalationId: id, reportId: again.reports[1]?.id ?? "" }));
      expect(await status()).toBe("closed");
      expect(await beginActing(stage.world, officer, id)).toEqual({ ok: false, refusal: "escalation-over" });
      expect(valueOf(await readInbox(stage.world, officer, true)).escalations).toHaveLength(1);
    });

    test("reading is logged and changes nothing", async () => {
      const before = valueOf(await readEscalation(stage.world, lan(), id)).escalation;
      valueOf(await readReceived(stage.world, scene.around.officer, id));
      expect(valueOf(await readEscalation(stage.world, lan(), id)).escalation).toEqual(before);
      expect((await stage.readAccesses()).at(-1)).toMatchObject({
        action: "read-escalation",
        actorId: scene.around.officer.id,
      });
    });

    test("a breach has to be explained before a report closes it", async () => {
      await stage.forward(12 * 3600 + 1);
      expect(await ring(stage.world, { subject: "escalation.act", subjectId: id })).toBe("rang");
      const { reports } = valueOf(
        await reportBack(stage.world, scene.around.officer, id, { key: "report-1", text: "Xong" }),
      );
      const judged = { escalationId: id, reportId: reports[0]?.id ?? "" };
      expect(await acceptReport(stage.world, lan(), judged)).toEqual({ ok: false, refusal: "breach-unexplained" });
      valueOf(await explainBreach(stage.world, lan(), id, "Đường ngập, cán bộ đến muộn"));
      expect((await acceptReport(stage.world, lan(), judged)).ok).toBe(true);
    });

    test("'not ours' reaches a person, climbs at once, and is sent on to somebody who may know", async () => {
      valueOf(
        await declineEscalation(stage.world, scene.around.officer, id, {
          reason: "Không thuộc địa bàn",
          whose: "Hải Châu",
        }),
      );
      expect(await ring(stage.world, { subject: "escalation.ack", subjectId: id })).toBe("rang");
      const declined = valueOf(await readEscalation(stage.world, lan(), id));
      expect(declined.escalation.tasks).toMatchObject([{ kind: "decline", ownerId: lan().id, done: undefined }]);
      expect(declined.texts.find(({ kind }) => kind === "refusal")?.text).toContain("Hải Châu");
      await scene.bar(scene.around.police);
      const to = (authorityId: string) =>
        redirectEscalation(stage.world, lan(), id, { authorityId, reason: "Trẻ ở Hải Châu" });
      expect(await to(scene.around.police)).toEqual({ ok: false, refusal: "no-such-authority" });
      const on = valueOf(await to(scene.around.elsewhere));
      expect(on.state.status).toBe("redirected");
      expect(on.tasks[0]?.done?.outcome).toBe("passed_on");
      expect(valueOf(await readInbox(stage.world, scene.around.stranger, false)).escalations).toHaveLength(1);
    });

    test("climbed early by a person, withdrawn with a reason that stays here", async () => {
      valueOf(await climbEarly(stage.world, lan(), id));
      const second = valueOf(await climbEarly(stage.world, lan(), id));
      expect(second.addressed.at(-1)).toMatchObject({ authorityId: scene.around.health, because: "climbed_early" });
      valueOf(await withdrawEscalation(stage.world, lan(), id, "Gửi nhầm"));
      expect(await status()).toBe("withdrawn");
      const { texts } = valueOf(await readReceived(stage.world, scene.around.officer, id));
      expect(texts.map(({ kind }) => kind)).toEqual(["content"]);
    });
  });
});
