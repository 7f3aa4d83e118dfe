import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { wantWebCall } from "@nightlight/commands/call/want-web-call";
import { pageLinePath } from "@nightlight/contracts/child/web-call";
import { createSessionStore } from "@nightlight/database/access/session-store";
import { isAsteriskMissing } from "@nightlight/testkit/asterisk";
import type { PhoneCall } from "@nightlight/testkit/phone/phone-call";
import { describe, expect, test } from "vitest";
import { pino } from "pino";
import { hashToken } from "../access/tokens.ts";
import type { Dependencies } from "../dependencies.ts";
import { passSipLines } from "../realtime/sip-line.ts";
import { callStage, CHILD_HZ, EVERYBODY, LAN_HZ, WAIT } from "./test-call-stage.ts";
import { webCallName, webCallSecret } from "./web-calls.ts";

const KEY = new Uint8Array(32);
/** As a telephone at the trunk would say it: by a number, without a name that has to be proved. */
const INVITATION_OF_NOBODY = [
  "INVITE sip:111@nightlight SIP/2.0",
  ...["Via: SIP/2.0/WS nobody.invalid;branch=z9hG4bK-nobody;rport", "Max-Forwards: 70"],
  ...['From: "0912345678" <sip:0912345678@nightlight>;tag=nobody', "To: <sip:111@nightlight>", "Call-ID: nobody"],
  ...["CSeq: 1 INVITE", "Contact: <sip:0912345678@nobody.invalid;transport=ws>", "Content-Length: 0", "", ""],
].join("\r\n");

describe.skipIf(isAsteriskMissing())("a call from a page", () => {
  const { stage, begin, rows, status, register, accept, hangUpLater } = callStage();
  /** What the page's server gives it; resolves when the engine knows it. */
  const account = async (language: "vi" | "en" = "vi") => {
    const { world } = stage().house;
    const contactId = world.newId();
    const tokenHash = hashToken(contactId);
    const name = webCallName(tokenHash);
    const wanted = { name, tokenHash, language, engine: "test" } as const;
    expect(await wantWebCall(world, { kind: "child", contactId }, wanted)).toBe(true);
    const known = () => rows(`select 1 from web_call where name = '${name}' and provisioned_at is not null`);
    await expect.poll(known, WAIT).toHaveLength(1);
    return { contactId, name, secret: webCallSecret(KEY, name) };
  };
  const ring = async ({ name, secret }: { name: string; secret: string }, to = "helpline"): Promise<PhoneCall> => {
    const line = await stage().child.call(to, { from: name, secret });
    hangUpLater(line);
    return line;
  };

  test("is the contact that its page was promised, from its first ring on, and both hear each other", async () => {
    await begin();
    await register();
    const page = await account();
    expect(await status()).toBeUndefined();
    const line = await ring(page);
    await expect.poll(status, WAIT).toBe("queued");
    const [contact] = await rows("select id, channel, language from contact");
    expect(contact).toEqual({ id: page.contactId, channel: "web_call", language: "vi" });
    // Its page reads it by the proof that it was given.
    expect(await rows("select contact_id from child_session where ended_at is null")).toEqual([
      { contact_id: page.contactId },
    ]);
    await accept();
    (await stage().lanPhone.nextCall()).answer();
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
    line.hangUp();
    await expect.poll(status, WAIT).toBe("wrap_up");
    expect(await rows("select ended_by, cause from call")).toEqual([{ ended_by: "caller", cause: 16 }]);
    // The account is over with its call.
    await expect.poll(() => rows("select 1 from web_call"), WAIT).toEqual([]);
  });

  test("an account rings once; a second call with it reaches nobody and changes nothing", async () => {
    await begin();
    const page = await account("en");
    await ring(page);
    await expect.poll(status, WAIT).toBe("queued");
    expect(await rows("select language from contact")).toEqual([{ language: "en" }]);
    const again = await ring(page);
    await again.becomes("over");
    expect(await rows("select status from contact")).toEqual([{ status: "queued" }]);
    expect(await rows("select 1 from call")).toHaveLength(1);
  });

  test("an account calls the helpline and nothing else, and nobody calls without its secret", async () => {
    await begin();
    await register();
    const page = await account();
    for (const to of ["111", "0912345678", stage().lan.sessionId, "s", "600"]) {
      const line = await ring(page, to);
      await line.becomes("over");
      expect(line.status, to).toBe(404);
    }
    const guessed = await ring({ ...page, secret: "a guess" });
    await guessed.becomes("over");
    expect(guessed.status).toBe(401);
    // It cannot be rung, nor take somebody's place.
    await expect(stage().child.register(page.name, page.secret)).rejects.toThrow("not registered");
    expect(await rows("select 1 from contact")).toEqual([]);
    expect(stage().lanPhone.incoming).toEqual([]);
  });

  test("an account that did not ring in time rings no more", async () => {
    await begin();
    const page = await account();
    await rows(`update web_call set may_ring_until = clock_timestamp() where name = '${page.name}'`);
    await expect.poll(() => rows("select 1 from web_call"), WAIT).toEqual([]);
    const late = await ring(page);
    await late.becomes("over");
    expect(late.status).toBeGreaterThanOrEqual(400);
    expect(await rows("select 1 from contact where channel = 'web_call'")).toEqual([]);
  });

  test("its line goes through the page's server, under a name that is known; who says nobody's name is no telephone", async () => {
    await begin();
    const page = await account();
    const { house, asterisk } = stage();
    const http = createServer();
    const sessions = createSessionStore(house.database, { allowsDemo: false });
    const config = { voice: { engines: [{ engine: "test", ariUrl: asterisk.url }] }, publicOrigin: undefined };
    const log = pino({ level: "silent" });
    let mayOpen = true;
    const handshakes = { mayOpen: async () => mayOpen, proved: () => undefined, mayGuess: async () => true };
    passSipLines(http, { config, sessions, log } as unknown as Dependencies, handshakes);
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const { port } = http.address() as AddressInfo;
    const open = async (path: string): Promise<WebSocket | undefined> => {
      const socket = new WebSocket(`ws://127.0.0.1:${String(port)}${path}`, "sip");
      return new Promise((resolve) => {
        socket.addEventListener("open", () => resolve(socket));
        socket.addEventListener("error", () => resolve(undefined));
      });
    };
    expect(await open(pageLinePath("page-guessed"))).toBeUndefined();
    expect(await open("/sip")).toBeUndefined();
    mayOpen = false;
    expect(await open(pageLinePath(page.name))).toBeUndefined();
    mayOpen = true;
    const line = await open(pageLinePath(page.name));
    const answers: string[] = [];
    line?.addEventListener("message", ({ data }) => answers.push(String(data).split("\r\n")[0] ?? ""));
    line?.send(INVITATION_OF_NOBODY);
    await expect.poll(() => answers.at(-1), WAIT).toMatch(/^SIP\/2\.0 401/u);
    expect(await rows("select 1 from call")).toEqual([]);
    line?.close();
    await new Promise((resolve) => http.close(resolve));
  });

  test("the server that runs its calls is restarted: the page is not hung up on, and its good-bye is heard", async () => {
    const first = await begin();
    await register();
    const page = await account();
    const line = await ring(page);
    await expect.poll(status, WAIT).toBe("queued");
    await accept();
    const leg = await stage().lanPhone.nextCall();
    leg.answer();
    await expect.poll(() => leg.hears(EVERYBODY), WAIT).toEqual([CHILD_HZ]);
    await first.stop();
    await begin();
    await expect.poll(() => line.hears(EVERYBODY), WAIT).toEqual([LAN_HZ]);
    line.hangUp();
    await expect.poll(status, WAIT).toBe("wrap_up");
  });
});
