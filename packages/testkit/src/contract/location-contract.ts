import { barFromContact } from "@nightlight/commands/access/bar-from-contact";
import { openContact } from "@nightlight/commands/access/open-contact";
import { raiseRisk } from "@nightlight/commands/contact/change-risk";
import { answerLocation, askLocation, readLocations, type AskInput } from "@nightlight/commands/location/ask-location";
import type { RiskLevel } from "@nightlight/domain/risk/level";
import { expect, test } from "vitest";
import { offices } from "../escalation-scene.ts";
import { comeOnDuty, takeChat, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";
import { accessScene, NOT_FOUND, REASON } from "./access-scene.ts";

const WHY = "Cháu nói bị nhốt, không biết đang ở đâu";
const SAID = "Ở phường Ba Đình, ngõ 12";

/** Asking the police where somebody is: a person's act, in danger only, kept with its answer, seen by who may read the words. */
export function describeLocation(stage: () => Stage): void {
  const { world, person } = accessScene(stage);
  const inDanger = async (level: RiskLevel = "P1") => {
    const lan = await comeOnDuty(stage());
    const around = await offices(stage());
    const { contactId } = await takeChat(stage(), lan);
    valueOf(await raiseRisk(world(), lan, { contactId, level, reason: undefined }));
    const ask = (change: Partial<AskInput> = {}, by: CounsellorActor = lan) =>
      askLocation(world(), by, { contactId, key: "first-ask", authorityId: around.police, reason: WHY, ...change });
    const answer = (requestId: string, words = SAID, by: CounsellorActor = lan) =>
      answerLocation(world(), by, { contactId, requestId, outcome: "found", words });
    return { lan, around, contactId, ask, answer };
  };

  test("is kept: who, when, whom and why; a repeat is the same request; then what came of it, once", async () => {
    const { lan, around, contactId, ask, answer } = await inDanger();
    expect(valueOf(await readLocations(world(), lan, contactId)).requests).toEqual([]);
    const [request] = valueOf(await ask()).requests;
    expect(request).toMatchObject({
      contactId,
      authorityId: around.police,
      reason: WHY,
      by: lan.id,
      answer: undefined,
    });
    expect(valueOf(await ask()).requests).toEqual([request]);
    const id = request?.id ?? "";
    const answered = valueOf(await answer(id));
    expect(answered.requests).toMatchObject([{ id, answer: { outcome: "found", words: SAID, by: lan.id } }]);
    expect(answered.names.get(around.police)).toBe("Công an Hà Nội");
    expect(valueOf(await answer(id)).requests).toEqual(answered.requests);
    expect(await answer(id, "Nơi khác")).toEqual({ ok: false, refusal: "answered-before" });
    expect(await answer(world().newId())).toEqual({ ok: false, refusal: "no-such-request" });
    expect(valueOf(await readLocations(world(), lan, contactId)).requests).toEqual(answered.requests);
    const acts = await world().transaction(await person("auditor"), ({ audit }) =>
      audit.list({ subjectId: contactId }, 20),
    );
    expect(acts.map(({ action }) => action).filter((action) => action.startsWith("location"))).toEqual([
      "location.answered",
      "location.asked",
    ]);
  });

  test("asking needs danger", async () => {
    const { lan, contactId, ask } = await inDanger("P3");
    expect(await ask()).toEqual({ ok: false, refusal: "location-needs-danger" });
    expect(valueOf(await readLocations(world(), lan, contactId)).offices).toEqual([]);
  });

  test("the police of a province are asked, and never an office that is barred or is not the police", async () => {
    const { lan, around, contactId, ask } = await inDanger();
    const listed = async () =>
      valueOf(await readLocations(world(), lan, contactId)).offices.map(({ authority }) => authority.id);
    expect(await listed()).toContain(around.police);
    expect(await listed()).not.toContain(around.health);
    expect(await ask({ authorityId: around.health })).toEqual({ ok: false, refusal: "no-such-authority" });
    const bar = { contactId, barredId: around.police, origin: "named", reason: REASON } as const;
    valueOf(await barFromContact(world(), lan, bar));
    expect(await listed()).not.toContain(around.police);
    expect(await ask()).toEqual({ ok: false, refusal: "no-such-authority" });
  });

  test("is its counsellor's alone; the words appear to nobody else before they opened the contact", async () => {
    const { lan, contactId, ask, answer, around } = await inDanger();
    const [request] = valueOf(await ask()).requests;
    const [colleague, hoa] = [await person("counsellor"), await person("supervisor")];
    for (const other of [colleague, hoa, around.officer]) {
      expect(await ask({ key: "another-ask" }, other)).toEqual(NOT_FOUND);
      expect(await answer(request?.id ?? "", SAID, other)).toEqual(NOT_FOUND);
      expect(await readLocations(world(), other, contactId)).toEqual(NOT_FOUND);
    }
    const seen = (by: CounsellorActor) => world().transaction(by, ({ locations }) => locations.ofContact(contactId));
    expect(await seen(colleague)).toEqual([]);
    expect(await seen(hoa)).toEqual([]);
    valueOf(await openContact(world(), hoa, { contactId, kind: "break_glass", reason: REASON }));
    expect(await seen(hoa)).toEqual([request]);
    const silent = world().transaction(hoa, ({ locations }) =>
      locations.add({ ...{ id: world().newId(), contactId, authorityId: around.police }, reason: WHY, clientKey: "x" }),
    );
    await expect(silent).rejects.toThrow();
    expect(lan.id).toBe(request?.by);
  });
}
