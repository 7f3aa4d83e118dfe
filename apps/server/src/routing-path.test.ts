import { childRoutes } from "@nightlight/contracts/child/contact";
import { ProblemError } from "@nightlight/contracts/client";
import { contactRoutes, type ContactView, type OfferView } from "@nightlight/contracts/counsellor/contact";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import { audit } from "@nightlight/database/auditor";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { isRedisMissing } from "@nightlight/testkit/redis";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  gatewayHeaders,
  goOnline,
  openChild,
  openDesk,
  send,
  startTestServer,
  take,
  type Child,
  type Desk,
  type Profile,
  type TestServer,
} from "./test-server.ts";

describe.skipIf(isPostgresMissing()).each<Profile>(["without Redis", "with Redis"])(
  "the path of a contact, %s",
  (profile) => {
    if (profile === "with Redis" && isRedisMissing()) {
      test.skip("there is no Redis here");
      return;
    }
    let server: TestServer;
    let lan: Desk;
    let minh: Desk;
    const children: Child[] = [];

    const child = async (options: Parameters<typeof openChild>[1] = {}): Promise<Child> => {
      const opened = await openChild(server.origin, options);
      children.push(opened);
      return opened;
    };
    const finish = async (desk: Desk, view: ContactView): Promise<void> => {
      const params = { contactId: view.summary.id };
      const now = await desk.call(contactRoutes.read, { params });
      const ended = await desk.call(contactRoutes.end, { params, body: { version: now.summary.version } });
      await desk.call(contactRoutes.close, {
        params,
        body: { version: ended.summary.version, disposition: "counselled" },
      });
    };

    beforeAll(async () => {
      server = await startTestServer(profile);
      lan = await openDesk(server.origin, "lan");
      minh = await openDesk(server.origin, "minh");
    });
    afterEach(async () => {
      expect(await audit(server.running.dependencies.database)).toEqual([]);
      for (const each of children.splice(0)) {
        await each.call(childRoutes.leave, { body: { quick: false } }).catch(() => undefined);
        each.close();
      }
      for (const desk of [lan, minh]) {
        await clearDesk(desk);
        desk.told.length = 0;
      }
    });
    afterAll(async () => {
      lan.close();
      minh.close();
      await server.stop();
    });

    test("with nobody routable a child waits, and is offered as soon as somebody comes", async () => {
      const waiting = await child({ text: "có ai không ạ" });
      expect(waiting.began).toMatchObject({ phase: "waiting", position: 1, with: null });
      const { now, callOfferedAt } = waiting.began;
      expect(Date.parse(callOfferedAt ?? "") - Date.parse(now)).toBeGreaterThan(110_000);
      await goOnline(lan);
      const view = await take(lan, await lan.nextOffer());
      expect(view.messages.map(({ text }) => text)).toEqual(["có ai không ạ"]);
      await finish(lan, view);
    });

    test("both sides talk live, with delivered, seen and typing", async () => {
      await goOnline(lan);
      const emi = await child({ text: "cô ơi" });
      const view = await take(lan, await lan.nextOffer());
      const params = { contactId: view.summary.id };
      await emi.next("contact:changed");
      expect(await emi.call(childRoutes.read, {})).toMatchObject({ phase: "talking", with: "Cô Lan", isThere: true });

      lan.socket.emit("typing", params);
      await emi.next("typing");
      const answer = await lan.call(contactRoutes.post, {
        params,
        body: { clientKey: "answer-1", text: "Cô nghe đây" },
      });
      expect(await emi.next("message:posted")).toMatchObject({
        id: answer.id,
        text: "Cô nghe đây",
        from: "counsellor",
      });
      emi.socket.emit("message:delivered", { messageId: answer.id });
      expect(await lan.next("message:receipt")).toMatchObject({ messageId: answer.id, kind: "delivered" });
      await emi.call(childRoutes.seen, { body: { messageId: answer.id } });
      expect(await lan.next("message:receipt")).toMatchObject({ messageId: answer.id, kind: "seen" });

      emi.socket.emit("typing");
      await lan.next("typing");
      const said = await emi.call(childRoutes.post, { body: { clientKey: "child-said-1", text: "dạ" } });
      expect(await lan.next("message:posted")).toMatchObject({ message: { id: said.id, text: "dạ" } });
      await lan.call(contactRoutes.seen, { params, body: { messageId: said.id } });
      expect(await emi.next("message:receipt")).toMatchObject({ messageId: said.id, kind: "seen" });
      await finish(lan, view);
    });

    test("closing frees the place and the next contact is offered", async () => {
      await goOnline(lan);
      await child({ text: "thứ nhất" });
      const view = await take(lan, await lan.nextOffer());
      const second = await child({ text: "thứ hai" });
      expect(lan.told.filter(({ name }) => name === "offer:made")).toEqual([]);
      await finish(lan, view);
      const next = await take(lan, await lan.nextOffer());
      expect(next.messages[0]?.text).toBe("thứ hai");
      expect(await second.call(childRoutes.read, {})).toMatchObject({ phase: "talking" });
      await finish(lan, next);
    });

    test("a declined contact goes to somebody else at once and keeps its age", async () => {
      await goOnline(lan);
      await goOnline(minh);
      await child({ text: "em chào cô" });
      const { first, other } = await whoWasOffered(lan, minh);
      const { offer, desk } = first;
      await desk.call(contactRoutes.decline, { params: { offerId: offer.id }, body: { reason: "need_a_moment" } });
      const again = await other.nextOffer();
      expect(again).toMatchObject({ contactId: offer.contactId, arrivedAt: offer.arrivedAt });
      await finish(other, await take(other, again));
    });

    test("an offer that no screen shows is undeliverable after two seconds and goes on", async () => {
      await goOnline(lan);
      await goOnline(minh);
      await child({ text: "alo" });
      const { first, other } = await whoWasOffered(lan, minh);
      expect(await first.desk.next("offer:ended")).toMatchObject({ offerId: first.offer.id, end: "undeliverable" });
      await finish(other, await take(other, await other.nextOffer()));
    });

    test("two browsers accept at once: one wins, the other is told", async () => {
      await goOnline(lan);
      await child({ text: "em ở đây" });
      const offer = await lan.nextOffer();
      const secondScreen = await openDesk(server.origin, "lan");
      const accept = (desk: Desk) => desk.call(contactRoutes.accept, { params: { offerId: offer.id } });
      await lan.socket.emitWithAck("offer:shown", { offerId: offer.id });
      // The same person on two screens is one answer; another person gets the truth.
      const answers = await Promise.allSettled([accept(lan), accept(secondScreen), accept(minh)]);
      expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
      const lost = answers[2];
      expect(lost.status === "rejected" && lost.reason instanceof ProblemError && lost.reason.problem.code).toBe(
        "not-found",
      );
      expect(await lan.next("offer:ended")).toMatchObject({ end: "accepted" });
      expect(await secondScreen.next("offer:ended")).toMatchObject({ end: "accepted" });
      secondScreen.close();
      if (answers[0].status === "fulfilled") await finish(lan, answers[0].value);
    });

    test("accepting what was declined a moment ago is a lost race, told at once", async () => {
      await goOnline(lan);
      await child();
      const offer = await lan.nextOffer();
      await lan.call(contactRoutes.decline, { params: { offerId: offer.id }, body: { reason: "technical" } });
      const late = lan.call(contactRoutes.accept, { params: { offerId: offer.id } });
      await expect(late).rejects.toMatchObject({ problem: { code: "offer-gone", status: 409 } });
    });

    test("one key closes a silent chat; the child's word brings it back with an alarm", async () => {
      await goOnline(lan);
      const silent = await child();
      const view = await take(lan, await lan.nextOffer());
      const params = { contactId: view.summary.id };
      const body = { disposition: "silent", version: view.summary.version } as const;
      const closing = await lan.call(contactRoutes.endWithOneKey, { params, body });
      expect(closing.summary).toMatchObject({ status: "closing" });
      await silent.call(childRoutes.post, { body: { clientKey: "not-silent-1", text: "em đây" } });
      const notices = [];
      for (let n = 0; n < 3; n += 1) notices.push(await lan.next("contact:changed"));
      expect(notices).toContainEqual(expect.objectContaining({ alarm: "child_returned" }));
      const back = await lan.call(contactRoutes.read, { params });
      expect(back).toMatchObject({ summary: { status: "active" }, hasWords: true });
      const again = lan.call(contactRoutes.endWithOneKey, { params, body: { ...body, version: back.summary.version } });
      await expect(again).rejects.toMatchObject({ problem: { code: "words-exist" } });
      await finish(lan, view);
    });

    test("quick exit ends the session on the server and leaves the counsellor the record", async () => {
      await goOnline(lan);
      const hurried = await child({ text: "ba em về" });
      const view = await take(lan, await lan.nextOffer());
      await hurried.call(childRoutes.leave, { body: { quick: true } });
      await expect(hurried.call(childRoutes.read, {})).rejects.toMatchObject({ problem: { code: "chat-ended" } });
      const params = { contactId: view.summary.id };
      const left = await lan.call(contactRoutes.read, { params });
      expect(left).toMatchObject({ endedBy: "quick_exit", summary: { status: "wrap_up" } });
      const words = lan.call(contactRoutes.post, { params, body: { clientKey: "too-late-1", text: "em ơi" } });
      await expect(words).rejects.toMatchObject({ problem: { code: "conversation-over" } });
      await lan.call(contactRoutes.close, {
        params,
        body: { version: left.summary.version, disposition: "left_early" },
      });
    });

    test("a gateway's repeated key gives the same contact, also after it was served", async () => {
      await goOnline(lan);
      const body = JSON.stringify({ text: "xin chào", identity: "+84912345678" });
      const options = { headers: gatewayHeaders(`gateway-${profile}`.replaceAll(" ", "-")), body };
      const [first, repeat] = [
        await send(server.origin, "POST", "/api/carriers/contacts", options),
        await send(server.origin, "POST", "/api/carriers/contacts", options),
      ];
      expect(first).toMatchObject({ status: 201, body: { status: "received", repeated: false } });
      expect(repeat).toMatchObject({ status: 201, body: { contactId: first.body["contactId"], repeated: true } });
      await finish(lan, await take(lan, await lan.nextOffer()));
      const late = await send(server.origin, "POST", "/api/carriers/contacts", options);
      expect(late.body).toMatchObject({ contactId: first.body["contactId"], repeated: true });
    });

    test("a repeated begin of a page is the same chat, never a second contact", async () => {
      const once = await child({ text: "một lần" });
      const again = await once.call(childRoutes.begin, {
        body: { key: once.key, language: "vi", safeNow: "yes", text: "một lần" },
      });
      expect(again.token).toBe(once.token);
      expect(again.contact.messages).toHaveLength(1);
    });

    test("the record is saved as typed; an older version is refused with the current truth kept", async () => {
      await goOnline(lan);
      await child({ text: "em kể cô nghe" });
      const view = await take(lan, await lan.nextOffer());
      const params = { contactId: view.summary.id, field: "narrative" } as const;
      const save = (value: string, version: number) =>
        lan.call(contactRoutes.saveRecord, { params, body: { value, version } });
      expect(await save("Lớp 7", 0)).toMatchObject({ value: "Lớp 7", version: 1 });
      expect(await save("Lớp 7", 0)).toMatchObject({ value: "Lớp 7", version: 1 });
      expect(await save("Lớp 7, ở với bà", 1)).toMatchObject({ version: 2 });
      await expect(save("Lớp 8", 1)).rejects.toMatchObject({ problem: { code: "stale", status: 409 } });
      const read = await lan.call(contactRoutes.read, { params: { contactId: view.summary.id } });
      expect(read.record.narrative).toMatchObject({ value: "Lớp 7, ở với bà", version: 2 });
      await finish(lan, view);
    });
  },
);

/** Ends and closes whatever still lies on a desk, so that the next test begins with free places. */
async function clearDesk(desk: Desk): Promise<void> {
  const { contacts, offers } = await desk.call(contactRoutes.desk, {});
  for (const { id: offerId } of offers) {
    await desk
      .call(contactRoutes.decline, { params: { offerId }, body: { reason: "technical" } })
      .catch(() => undefined);
  }
  for (const { id: contactId, status, version } of contacts) {
    if (status === "closed") continue;
    const params = { contactId };
    const ended = status === "active" ? await desk.call(contactRoutes.end, { params, body: { version } }) : undefined;
    const body = { disposition: "left_early", version: ended?.summary.version ?? version } as const;
    if (status !== "closing") await desk.call(contactRoutes.close, { params, body });
  }
  await desk.call(presenceRoutes.setIntent, { body: { intent: "break" } });
}

/** Which of two desks the offer came to; the other is left undisturbed. */
async function whoWasOffered(a: Desk, b: Desk): Promise<{ first: { offer: OfferView; desk: Desk }; other: Desk }> {
  const isOffered = (desk: Desk): boolean => desk.told.some(({ name }) => name === "offer:made");
  await vi.waitUntil(() => isOffered(a) || isOffered(b), { timeout: 5_000, interval: 5 });
  const [desk, other] = isOffered(a) ? [a, b] : [b, a];
  return { first: { offer: await desk.nextOffer(), desk }, other };
}
