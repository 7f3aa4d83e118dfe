import { childRoutes } from "@nightlight/contracts/child/contact";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { presenceRoutes } from "@nightlight/contracts/counsellor/presence";
import { accountRoutes } from "@nightlight/contracts/staff/account";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { isRedisMissing } from "@nightlight/testkit/redis";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { codeOf, enrol, openBrowser, PASSWORD, refusalOf } from "./test-sign-in.ts";
import { goOnline, openChild, openDesk, startTestServer, take, type Profile, type TestServer } from "./test-server.ts";

describe.skipIf(isPostgresMissing()).each<Profile>(["without Redis", "with Redis"])(
  "devices and the lock, %s",
  (profile) => {
    if (profile === "with Redis" && isRedisMissing()) {
      test.skip("there is no Redis here");
      return;
    }
    let server: TestServer;
    let owner: Client;
    beforeAll(async () => {
      server = await startTestServer(profile);
      owner = new Client({ connectionString: server.ownerUrl });
      await owner.connect();
    });
    beforeEach(() => owner.query("delete from sign_in_try"));
    afterAll(async () => {
      await owner.end();
      await server.stop();
    });

    const dropped = (socket: { once: (name: "disconnect", then: () => void) => unknown }) =>
      new Promise<void>((resolve) => {
        socket.once("disconnect", resolve);
      });

    test("one sees where one is signed in, ends one device, and the line of that device drops at once", async () => {
      const here = openBrowser(server.origin, { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" });
      const there = openBrowser(server.origin, { "user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari" });
      for (const browser of [here, there]) {
        await browser.call(sessionRoutes.signIn, { body: { username: "minh", password: "den-ngu-2026" } });
      }
      const { devices } = await here.call(accountRoutes.security, {});
      expect(devices.map(({ browser, system, isThis }) => [browser, system, isThis])).toEqual(
        expect.arrayContaining([
          ["firefox", "linux", true],
          ["chrome", "windows", false],
        ]),
      );
      const { socket } = await there.connect();
      const gone = dropped(socket);
      const other = devices.find(({ browser }) => browser === "chrome")?.sessionId ?? "";
      await here.call(accountRoutes.endDevice, { params: { sessionId: other } });
      await gone;
      expect(await refusalOf(there.call(contactRoutes.desk, {}))).toBe("not-signed-in");
      await here.call(contactRoutes.desk, {});
    });

    test("somebody else's device is not ended, and looks like one that is gone", async () => {
      const lan = await openDesk(server.origin, "lan");
      const minh = await openDesk(server.origin, "minh");
      const { devices } = await lan.call(accountRoutes.security, {});
      const params = { sessionId: devices.find(({ isThis }) => isThis)?.sessionId ?? "" };
      expect(await minh.call(accountRoutes.endDevice, { params })).toEqual({ ok: true });
      await lan.call(contactRoutes.desk, {});
      for (const desk of [lan, minh]) desk.close();
    });

    test("signing out everywhere drops every line at once, this one too", async () => {
      const first = await openDesk(server.origin, "minh");
      const second = await openDesk(server.origin, "minh");
      const both = Promise.all([dropped(first.socket), dropped(second.socket)]);
      await first.call(accountRoutes.endEveryDevice, {});
      await both;
      expect(await refusalOf(second.call(contactRoutes.desk, {}))).toBe("not-signed-in");
    });

    test("one's own password changes by the one in force; every other device is out, this one stays", async () => {
      const { personId, browser } = await enrol(server, `self.${profile === "with Redis" ? "redis" : "alone"}`);
      const username = (await browser.call(sessionRoutes.me, {})).me.username;
      const elsewhere = openBrowser(server.origin);
      await elsewhere.call(sessionRoutes.signIn, { body: { username, password: PASSWORD } });
      const before = browser.header();
      const change = (current: string, next: string) =>
        browser.call(accountRoutes.changePassword, { body: { current, next } });
      expect(await refusalOf(change("không phải mật khẩu", "ngọn đèn bên sông"))).toBe("wrong-password");
      expect(await refusalOf(change(PASSWORD, "ngắn"))).toBe("password-short");
      expect(await refusalOf(change(PASSWORD, `${username} bên sông`))).toBe("password-has-name");
      expect((await elsewhere.call(sessionRoutes.me, {})).me.id).toBe(personId);
      expect(await change(PASSWORD, "ngọn đèn bên sông")).toEqual({ endedDevices: 1 });
      expect(await refusalOf(elsewhere.call(sessionRoutes.me, {}))).toBe("not-signed-in");
      await browser.call(accountRoutes.security, {});
      expect(browser.header()).not.toBe(before);
      const signIn = (password: string) => elsewhere.call(sessionRoutes.signIn, { body: { username, password } });
      expect(await refusalOf(signIn(PASSWORD))).toBe("wrong-sign-in");
      expect((await signIn("ngọn đèn bên sông")).stage).toBe("second_factor");
      const { rows } = await owner.query<{ action: string }>(
        "select action from audit_log where subject_id = $1 and action like 'password.%' order by id",
        [personId],
      );
      expect(rows.map(({ action }) => action)).toEqual(["password.failed", "password.changed"]);
    });

    test("a new phone takes a code of the old one, or a recovery code; the old phone is worth nothing then", async () => {
      const name = `phone.${profile === "with Redis" ? "redis" : "alone"}`;
      const { secret, recoveryCodes, browser } = await enrol(server, name);
      expect(await refusalOf(browser.call(accountRoutes.beginSecondFactor, { body: {} }))).toBe("wrong-code");
      const moved = await browser.call(accountRoutes.beginSecondFactor, { body: { code: recoveryCodes[0] ?? "" } });
      // Until the new one has shown a code, the old one is good.
      await browser.call(accountRoutes.renewRecoveryCodes, { body: { code: await codeOf(server, secret) } });
      const code = await codeOf(server, moved.secret, -1);
      const done = await browser.call(accountRoutes.confirmSecondFactor, { body: { code } });
      expect(done.recoveryCodes).toHaveLength(10);
      await browser.call(sessionRoutes.lock, {});
      const unlock = async (withSecret: string) =>
        browser.call(sessionRoutes.unlock, { body: { code: await codeOf(server, withSecret, 1) } });
      expect(await refusalOf(unlock(secret))).toBe("wrong-code");
      expect((await unlock(moved.secret)).isLocked).toBe(false);
    });

    test("while locked the conversation goes on, nothing is read or said, nothing is offered; unlocking gives it back", async () => {
      const lan = await openDesk(server.origin, "lan");
      await goOnline(lan);
      const child = await openChild(server.origin, { text: "em đây" });
      const contactId = (await take(lan, await lan.nextOffer())).summary.id;
      const params = { contactId };
      await lan.call(sessionRoutes.lock, {});
      expect(await lan.call(sessionRoutes.lock, {})).toEqual({ ok: true });

      // Every route that a counsellor has, with what would be right otherwise.
      const calls = {
        desk: () => lan.call(contactRoutes.desk, {}),
        read: () => lan.call(contactRoutes.read, { params }),
        post: () => lan.call(contactRoutes.post, { params, body: { clientKey: "while-locked", text: "x" } }),
        save: () =>
          lan.call(contactRoutes.saveRecord, {
            params: { ...params, field: "child.00000000.name" },
            body: { value: "x", version: 0 },
          }),
        intent: () => lan.call(presenceRoutes.setIntent, { body: { intent: "available" } }),
        security: () => lan.call(accountRoutes.security, {}),
        pin: () => lan.call(accountRoutes.setPin, { body: { pin: "482915", password: "den-ngu-2026" } }),
        password: () =>
          lan.call(accountRoutes.changePassword, { body: { current: "den-ngu-2026", next: "ngọn đèn bên sông" } }),
        everywhere: () => lan.call(accountRoutes.endEveryDevice, {}),
        factor: () => lan.call(accountRoutes.beginSecondFactor, { body: {} }),
      };
      for (const [name, call] of Object.entries(calls)) {
        const expected = name === "factor" ? "step-not-open" : "session-locked";
        expect([name, await refusalOf(call())]).toEqual([name, expected]);
      }
      expect((await lan.call(sessionRoutes.me, {})).me).toMatchObject({ isLocked: true });

      // The line keeps the desk, and nothing else.
      lan.told.length = 0;
      child.socket.emit("typing");
      await child.call(childRoutes.post, {
        body: { clientKey: "to-a-locked-screen", text: "cô ơi CANARY" },
      });
      expect(await lan.next("session:news")).toBeUndefined();
      expect(await lan.socket.emitWithAck("offer:shown", { offerId: contactId })).toMatchObject({ ok: false });
      expect(await lan.socket.emitWithAck("lease:hold", { takeOver: true })).toMatchObject({ held: true });
      const told = JSON.stringify(lan.told);
      expect(told).not.toContain("CANARY");
      expect(told).not.toContain(contactId);
      const { rows } = await owner.query<{ intent: string; status: string }>(
        `select p.intent, c.status from presence p, contact c where p.counsellor_id = $1 and c.id = $2`,
        [lan.me.id, contactId],
      );
      expect(rows).toEqual([{ intent: "off", status: "active" }]);

      expect(await refusalOf(lan.call(sessionRoutes.unlock, { body: { password: "wrong" } }))).toBe("wrong-password");
      await lan.call(sessionRoutes.unlock, { body: { password: "den-ngu-2026" } });
      expect((await lan.call(contactRoutes.desk, {})).presence.intent).toBe("available");
      const view = await lan.call(contactRoutes.read, { params });
      expect(view.messages.map(({ text }) => text)).toContain("cô ơi CANARY");
      await lan.call(contactRoutes.post, { params, body: { clientKey: "after-unlock", text: "Cô đây" } });
      expect(await child.next("message:posted")).toMatchObject({ text: "Cô đây" });
      child.close();
      lan.close();
    });

    test("an offer that rings while the screen locks goes on to the next, without blame", async () => {
      const minh = await openDesk(server.origin, "minh");
      await goOnline(minh);
      const child = await openChild(server.origin, { text: "ai đó ơi" });
      const offer = await minh.nextOffer();
      await minh.socket.emitWithAck("offer:shown", { offerId: offer.id });
      await minh.call(sessionRoutes.lock, {});
      await vi.waitUntil(async () => {
        const { rows } = await owner.query<{ status: string }>("select status from offer where id = $1", [offer.id]);
        return rows[0]?.status === "rescinded";
      });
      const { rows } = await owner.query("select missed_in_row from presence where counsellor_id = $1", [minh.me.id]);
      expect(rows).toEqual([{ missed_in_row: 0 }]);
      child.close();
      minh.close();
    });

    test("a PIN unlocks; five wrong ones in a row, and only the second factor does", async () => {
      const { secret, browser, recoveryCodes } = await enrol(server, "pin-person");
      const pin = (value: string) => browser.call(sessionRoutes.unlock, { body: { pin: value } });
      const set = (value: string, password = PASSWORD) =>
        browser.call(accountRoutes.setPin, { body: { pin: value, password } });
      expect(await refusalOf(set("111111"))).toBe("weak-pin");
      expect(await refusalOf(set("123456"))).toBe("weak-pin");
      expect(await refusalOf(set("482915", "wrong"))).toBe("wrong-password");
      await set("482915");
      await browser.call(sessionRoutes.lock, {});
      expect(await refusalOf(pin("482916"))).toBe("wrong-pin");
      expect(await pin("482915")).toMatchObject({ isLocked: false, hasPin: true });

      await browser.call(sessionRoutes.lock, {});
      for (let n = 0; n < 5; n += 1) expect(await refusalOf(pin("000001"))).toBe("wrong-pin");
      expect(await refusalOf(pin("482915"))).toBe("pin-used-up");
      expect(await refusalOf(browser.call(sessionRoutes.unlock, { body: { password: PASSWORD } }))).toBe(
        "second-factor-needed",
      );
      const code = await codeOf(server, secret);
      expect(await browser.call(sessionRoutes.unlock, { body: { code } })).toMatchObject({ isLocked: false });
      await browser.call(sessionRoutes.lock, {});
      expect(await refusalOf(browser.call(sessionRoutes.unlock, { body: { code } }))).toBe("wrong-code");
      await browser.call(sessionRoutes.unlock, { body: { code: recoveryCodes[0] ?? "" } });
    });

    test("a line that is opened while locked hears nothing about children either", async () => {
      const lan = await openDesk(server.origin, "lan");
      await goOnline(lan);
      await lan.call(sessionRoutes.lock, {});
      lan.socket.disconnect();
      lan.socket.connect();
      await vi.waitUntil(() => lan.socket.connected);
      expect(await lan.socket.emitWithAck("lease:hold", { takeOver: true })).toMatchObject({ held: true });
      const child = await openChild(server.origin, { text: "không ai nghe" });
      expect(await lan.socket.emitWithAck("typing", { contactId: lan.me.id })).toMatchObject({ ok: false });
      expect(lan.told.filter(({ name }) => name === "offer:made")).toEqual([]);
      child.close();
      lan.close();
    });
  },
);
