import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { accountRoutes } from "@nightlight/contracts/staff/account";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeOf, enrol, invite, openBrowser, PASSWORD, refusalOf } from "./test-sign-in.ts";
import { send, startTestServer, type TestServer } from "./test-server.ts";

const COOKIE = "nightlight-session";

describe.skipIf(isPostgresMissing())("signing in", () => {
  let server: TestServer;
  let owner: Client;
  beforeAll(async () => {
    server = await startTestServer();
    owner = new Client({ connectionString: server.ownerUrl });
    await owner.connect();
  });
  beforeEach(() => owner.query("delete from sign_in_try"));
  afterAll(async () => {
    await owner.end();
    await server.stop();
  });

  const signIn = (browser: ReturnType<typeof openBrowser>, username: string, password = PASSWORD) =>
    browser.call(sessionRoutes.signIn, { body: { username, password } });
  const audited = async (action: string) =>
    (await owner.query("select subject_id, details from audit_log where action = $1 order by id", [action])).rows;

  describe("by invitation", () => {
    test("somebody new chooses a password, sets up the second factor, and is in", async () => {
      const { token } = await invite(server, "ha");
      const browser = openBrowser(server.origin);
      expect(await browser.call(accountRoutes.readInvitation, { body: { token } })).toMatchObject({ username: "ha" });
      const me = await browser.call(accountRoutes.takeInvitation, { body: { token, password: PASSWORD } });
      expect(me).toMatchObject({ username: "ha", stage: "enrolment", hasSecondFactor: false });
      const { secret, uri } = await browser.call(accountRoutes.beginSecondFactor, { body: {} });
      expect(uri).toContain(secret);
      expect(await refusalOf(browser.call(accountRoutes.confirmSecondFactor, { body: { code: "000000" } }))).toBe(
        "wrong-code",
      );
      const code = await codeOf(server, secret);
      const { me: done, recoveryCodes } = await browser.call(accountRoutes.confirmSecondFactor, { body: { code } });
      expect(done).toMatchObject({ stage: "open", hasSecondFactor: true });
      expect(new Set(recoveryCodes).size).toBe(10);
      expect(await browser.call(accountRoutes.security, {})).toMatchObject({ recoveryCodesLeft: 10 });
    });

    test("until then the session can do nothing else, on no route and on no socket", async () => {
      const { token } = await invite(server, "enrolling");
      const browser = openBrowser(server.origin);
      await browser.call(accountRoutes.takeInvitation, { body: { token, password: PASSWORD } });
      expect(await refusalOf(browser.call(contactRoutes.desk, {}))).toBe("enrolment-needed");
      expect(await refusalOf(browser.call(accountRoutes.security, {}))).toBe("enrolment-needed");
      expect(await refusalOf(browser.call(sessionRoutes.lock, {}))).toBe("step-not-open");
      expect((await browser.connect()).error).toBe("not-signed-in");
      const again = openBrowser(server.origin);
      expect(await signIn(again, "enrolling")).toMatchObject({ stage: "enrolment" });
    });

    test("a link is good once; weak passwords do not use it up", async () => {
      const { token } = await invite(server, "thuyen");
      const browser = openBrowser(server.origin);
      const take = (password: string) => browser.call(accountRoutes.takeInvitation, { body: { token, password } });
      expect(await refusalOf(take("ngắn"))).toBe("password-short");
      expect(await refusalOf(take("matkhau123456"))).toBe("password-common");
      expect(await refusalOf(take("thuyen thuyen 8 x"))).toBe("password-has-name");
      await take("bốn mùa hoa sữa");
      expect(await refusalOf(take("bốn mùa hoa sữa"))).toBe("invitation-over");
    });

    test("unknown, used, cut and swapped tokens are one answer", async () => {
      const { token } = await invite(server, "cut");
      const texts = [];
      for (const wrong of ["x".repeat(43), token.slice(0, -1), Array.from(token).reverse().join("")]) {
        const body = JSON.stringify({ token: wrong });
        texts.push({ ...(await send(server.origin, "POST", "/api/invitations/read", { body })).body, requestId: "" });
      }
      expect(texts[1]).toEqual(texts[0]);
      expect(texts[2]).toEqual(texts[0]);
      expect(texts[0]).toMatchObject({ code: "invitation-over" });
    });

    test("a reset ends what was there: sessions, lines, second factor", async () => {
      const { personId, browser } = await enrol(server, "reset-me");
      const { socket } = await browser.connect();
      const dropped = new Promise((resolve) => socket.once("disconnect", resolve));
      const { token } = await server.running.dependencies.access.invitations.create(personId, "reset");
      const fresh = openBrowser(server.origin);
      const me = await fresh.call(accountRoutes.takeInvitation, { body: { token, password: "bốn mùa hoa sữa" } });
      expect(me).toMatchObject({ stage: "enrolment" });
      await dropped;
      expect(await refusalOf(browser.call(contactRoutes.desk, {}))).toBe("not-signed-in");
    });
  });

  describe("with a second factor", () => {
    test("the password alone opens nothing; a code does, once, and changes the token", async () => {
      const { secret } = await enrol(server, "two-steps");
      const browser = openBrowser(server.origin);
      expect(await signIn(browser, "two-steps")).toMatchObject({ stage: "second_factor" });
      const halfway = browser.cookies.get(COOKIE);
      expect(await refusalOf(browser.call(contactRoutes.desk, {}))).toBe("second-factor-needed");
      expect((await browser.connect()).error).toBe("not-signed-in");
      expect(await refusalOf(browser.call(accountRoutes.beginSecondFactor, { body: {} }))).toBe("step-not-open");
      const code = await codeOf(server, secret);
      expect(await browser.call(sessionRoutes.showSecondFactor, { body: { code } })).toMatchObject({ stage: "open" });
      expect(browser.cookies.get(COOKIE)).not.toBe(halfway);
      await browser.call(accountRoutes.security, {});

      const thief = openBrowser(server.origin);
      thief.plant(COOKIE, halfway ?? "");
      expect(await refusalOf(thief.call(sessionRoutes.me, {}))).toBe("not-signed-in");
      const again = openBrowser(server.origin);
      await signIn(again, "two-steps");
      expect(await refusalOf(again.call(sessionRoutes.showSecondFactor, { body: { code } }))).toBe("wrong-code");
    });

    test("a recovery code does it too, once, however it is typed", async () => {
      const { recoveryCodes } = await enrol(server, "recovering");
      const [code = ""] = recoveryCodes;
      const browser = openBrowser(server.origin);
      await signIn(browser, "recovering");
      const typed = ` ${code.toUpperCase().replaceAll("-", " ")} `;
      await browser.call(sessionRoutes.showSecondFactor, { body: { code: typed } });
      expect(await browser.call(accountRoutes.security, {})).toMatchObject({ recoveryCodesLeft: 9 });
      const again = openBrowser(server.origin);
      await signIn(again, "recovering");
      expect(await refusalOf(again.call(sessionRoutes.showSecondFactor, { body: { code } }))).toBe("wrong-code");
    });

    test("five wrong codes, and one waits, in whatever session", async () => {
      const { secret } = await enrol(server, "guessed");
      await owner.query("delete from sign_in_try");
      const browser = openBrowser(server.origin);
      await signIn(browser, "guessed");
      const guess = (code: string) => browser.call(sessionRoutes.showSecondFactor, { body: { code } });
      for (let n = 0; n < 5; n += 1) expect(await refusalOf(guess("000000"))).toBe("wrong-code");
      const right = await codeOf(server, secret);
      expect(await refusalOf(guess(right))).toBe("too-many-tries");
      const other = openBrowser(server.origin);
      await signIn(other, "guessed");
      expect(await refusalOf(other.call(sessionRoutes.showSecondFactor, { body: { code: right } }))).toBe(
        "too-many-tries",
      );
    });

    test("replacing it takes a code of the one in force; the old one is over then", async () => {
      const { secret, browser, recoveryCodes } = await enrol(server, "new-phone");
      expect(await refusalOf(browser.call(accountRoutes.beginSecondFactor, { body: {} }))).toBe("wrong-code");
      const code = recoveryCodes[0] ?? "";
      const next = await browser.call(accountRoutes.beginSecondFactor, { body: { code } });
      await browser.call(accountRoutes.confirmSecondFactor, { body: { code: await codeOf(server, next.secret, -1) } });
      const fresh = openBrowser(server.origin);
      await signIn(fresh, "new-phone");
      const show = (shown: string) => refusalOf(fresh.call(sessionRoutes.showSecondFactor, { body: { code: shown } }));
      expect(await show(await codeOf(server, secret))).toBe("wrong-code");
      expect(await show(recoveryCodes[1] ?? "")).toBe("wrong-code");
      const now = await codeOf(server, next.secret);
      expect(await fresh.call(sessionRoutes.showSecondFactor, { body: { code: now } })).toMatchObject({
        stage: "open",
      });
    });
  });

  describe("as somebody who may not", () => {
    test("a token that the browser brought along is not taken up: sessions cannot be planted", async () => {
      const browser = openBrowser(server.origin);
      const planted = "a-token-that-somebody-else-chose-beforehand";
      browser.plant(COOKIE, planted);
      await signIn(browser, "lan", "den-ngu-2026");
      expect(browser.cookies.get(COOKIE)).not.toBe(planted);
      const thief = openBrowser(server.origin);
      thief.plant(COOKIE, planted);
      expect(await refusalOf(thief.call(sessionRoutes.me, {}))).toBe("not-signed-in");
    });

    test("after five wrong passwords one waits, and is told how long; it is the same for accounts that do not exist", async () => {
      const answers = [];
      for (const username of ["minh", "nobody-at-all"]) {
        const body = JSON.stringify({ username, password: "wrong" });
        const replies = [];
        for (let n = 0; n < 6; n += 1) replies.push(await send(server.origin, "POST", "/api/sessions", { body }));
        expect(replies.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
        expect(replies[5]?.body["retryAfter"]).toBeGreaterThan(25);
        answers.push(replies.map(({ body: said }) => ({ ...said, requestId: "", detail: "", retryAfter: 0 })));
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(await refusalOf(signIn(openBrowser(server.origin), "minh", "den-ngu-2026"))).toBe("too-many-tries");
    });

    test("a name that no database takes is a wrong one", async () => {
      for (const username of ["\u0000", "lan\u0000", "\uD800"]) {
        expect(await refusalOf(signIn(openBrowser(server.origin), username))).toBe("wrong-sign-in");
      }
    });

    test("whoever signed in with this browser before does not wait for the guesses of strangers", async () => {
      const known = openBrowser(server.origin);
      await signIn(known, "lan", "den-ngu-2026");
      const stranger = openBrowser(server.origin);
      for (let n = 0; n < 6; n += 1) await signIn(stranger, "lan", "wrong").catch(() => undefined);
      expect(await refusalOf(signIn(stranger, "lan", "den-ngu-2026"))).toBe("too-many-tries");
      expect(await signIn(known, "lan", "den-ngu-2026")).toMatchObject({ username: "lan" });
      // Knowing one account says nothing about another.
      for (let n = 0; n < 6; n += 1) await signIn(known, "minh", "wrong").catch(() => undefined);
      expect(await refusalOf(signIn(known, "minh", "den-ngu-2026"))).toBe("too-many-tries");
    });

    test("a token that was changed and comes back ends the session for whoever holds it", async () => {
      const browser = openBrowser(server.origin);
      await signIn(browser, "lan", "den-ngu-2026");
      const copied = browser.cookies.get(COOKIE) ?? "";
      await owner.query("update session set rotated_at = rotated_at - interval '3 hours' where ended_at is null");
      await browser.call(sessionRoutes.me, {});
      expect(browser.cookies.get(COOKIE)).not.toBe(copied);
      await browser.call(sessionRoutes.me, {});
      const thief = openBrowser(server.origin);
      thief.plant(COOKIE, copied);
      // Requests that were on their way are still answered.
      await thief.call(sessionRoutes.me, {});
      await owner.query("update session set confirmed_at = confirmed_at - interval '2 minutes' where ended_at is null");
      expect(await refusalOf(thief.call(sessionRoutes.me, {}))).toBe("not-signed-in");
      expect(await refusalOf(browser.call(sessionRoutes.me, {}))).toBe("not-signed-in");
      expect(await audited("session.copied")).not.toEqual([]);
    });

    test("pages of others change nothing, even with the cookie, and open no line", async () => {
      const browser = openBrowser(server.origin);
      await signIn(browser, "lan", "den-ngu-2026");
      const cookie = browser.header();
      const foreign = { cookie, origin: "https://evil.example" };
      for (const headers of [
        foreign,
        { cookie, origin: "null" },
        { cookie, "sec-fetch-site": "cross-site" },
        { cookie, "sec-fetch-site": "same-site" },
      ]) {
        const reply = await send(server.origin, "DELETE", "/api/account/devices", { headers });
        expect(reply).toMatchObject({ status: 403, body: { code: "foreign-page" } });
      }
      const body = JSON.stringify({ username: "lan", password: "den-ngu-2026" });
      const login = await send(server.origin, "POST", "/api/sessions", { body, headers: foreign });
      expect(login).toMatchObject({ status: 403, body: { code: "foreign-page" } });
      expect((await browser.connect({ origin: "https://evil.example" })).error).toBe("foreign-page");
      const own = await browser.connect({ origin: server.origin });
      expect(own.error).toBeUndefined();
      own.socket.disconnect();
      await browser.call(sessionRoutes.me, {});
    });

    test("more than was asked for is not taken: no role, no stage, no person comes from a body", async () => {
      const base = { username: "lan", password: "den-ngu-2026" };
      for (const more of [{ roles: ["administrator"] }, { stage: "open" }, { personId: "x" }, { isDemo: true }]) {
        const body = JSON.stringify({ ...base, ...more });
        expect(await send(server.origin, "POST", "/api/sessions", { body })).toMatchObject({ status: 400 });
      }
    });
  });

  test("what happened is in the audit log, without names, addresses or codes", async () => {
    const { rows } = await owner.query<{ row: string; action: string }>(
      "select action, a::text as row from audit_log a",
    );
    const actions = new Set(rows.map(({ action }) => action));
    for (const action of [
      "sign-in.password",
      "sign-in.failed",
      "sign-in.second-factor",
      "second-factor.set",
      "second-factor.failed",
      "invitation.taken",
    ]) {
      expect([action, actions.has(action)]).toEqual([action, true]);
    }
    const all = JSON.stringify(rows);
    for (const hidden of ["127.0.0.1", "nobody-at-all", "two-steps", "den-ngu", "thuyền"]) {
      expect(all).not.toContain(hidden);
    }
  });
});
