import { auditRoutes } from "@nightlight/contracts/admin/audit";
import { directoryRoutes } from "@nightlight/contracts/admin/directory";
import { channelRoutes } from "@nightlight/contracts/admin/channels";
import { peopleRoutes } from "@nightlight/contracts/admin/people";
import { accountRoutes } from "@nightlight/contracts/staff/account";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { ProblemError } from "@nightlight/contracts/client";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { isPostgresMissing } from "@nightlight/testkit/postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  goOnline,
  openChild,
  openDesk,
  send,
  startTestServer,
  take,
  type Desk,
  type TestServer,
} from "./test-server.ts";

const NEW = {
  username: "thu.ha",
  name: "Nguyễn Thu Hà",
  displayName: "Cô Thu",
  roles: ["counsellor"],
  languages: ["vi"],
  spokenLanguages: ["vi", "km"],
  skills: ["abuse"],
  centreId: null,
} as const;

/** What came of a call: "ok", or the code of its problem. */
async function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "ok",
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  );
}

describe.skipIf(isPostgresMissing())("administration", () => {
  let server: TestServer;
  let admin: Desk;
  const open: { close(): void }[] = [];
  beforeAll(async () => {
    server = await startTestServer();
    admin = await openDesk(server.origin, "quan-tri");
  });
  afterEach(() => {
    for (const each of open.splice(0)) each.close();
  });
  afterAll(async () => {
    admin.close();
    await server.stop();
  });
  const sit = async (username: string): Promise<Desk> => {
    const desk = await openDesk(server.origin, username);
    open.push(desk);
    return desk;
  };
  const personOf = async (username: string) => {
    const { people } = await admin.call(peopleRoutes.list, {});
    const person = people.find((each) => each.username === username);
    if (person === undefined) throw new Error(`There is no ${username}`);
    return person;
  };
  const logOf = async (subjectId: string) =>
    (await admin.call(auditRoutes.list, { query: { subjectId } })).entries.map(({ action }) => action);

  test("the directory: a unit is added, changed with its duty list, verified, ended, and each taken back", async () => {
    const duty = {
      ...{ personId: null, name: " Trực  ban ", phone: "0912 000 001", weekdays: [1, 7], fromLocal: "22:00" },
      ...{ durationMinutes: 480, timeZone: "Asia/Ho_Chi_Minh" },
    };
    const fields = { name: "Bộ Giáo dục", parentId: null, phone: "024 000", email: null, duties: [duty] };
    const what = { level: "ministry", kind: "education", placeCode: null, validFrom: "2026-01-01T00:00:00Z" } as const;
    const made = await admin.call(directoryRoutes.add, { body: { ...fields, ...what } });
    expect(made).toMatchObject({ name: "Bộ Giáo dục", version: 1, duties: [{ ...duty, name: "Trực ban" }] });
    const params = { authorityId: made.id };
    const changed = await admin.call(directoryRoutes.change, { params, body: { ...fields, phone: "113", version: 1 } });
    expect(changed.history[0]).toMatchObject({ act: "changed", fields: [{ field: "phone", before: "024 000" }] });
    const verified = await admin.call(directoryRoutes.verify, { params, body: { version: 2 } });
    expect(verified.verifiedAt).not.toBeNull();
    const end = { version: 3, validTo: "2030-01-01T00:00:00Z", successorIds: [] };
    expect((await admin.call(directoryRoutes.end, { params, body: end })).validTo).toBe("2030-01-01T00:00:00.000Z");
    const undone = await admin.call(directoryRoutes.undo, { params, body: { version: 4 } });
    expect(undone).toMatchObject({ validTo: null, phone: "113", canUndo: false, version: 5 });
    expect(await outcome(admin.call(directoryRoutes.undo, { params, body: { version: 5 } }))).toBe("nothing-to-undo");
    const { units } = await admin.call(directoryRoutes.list, { query: { words: "giao duc", shown: "all" } });
    expect(units.map(({ id }) => id)).toContain(made.id);
  });

  test("somebody is invited by a link that works once, and a second link ends the first", async () => {
    const { person, invitation } = await admin.call(peopleRoutes.create, {
      body: {
        ...NEW,
        roles: [...NEW.roles],
        languages: [...NEW.languages],
        spokenLanguages: [...NEW.spokenLanguages],
        skills: [...NEW.skills],
      },
    });
    expect(person).toMatchObject({ username: "thu.ha", status: "invited", version: 1 });
    const read = (token: string) => admin.call(accountRoutes.readInvitation, { body: { token } });
    expect(await read(invitation.token)).toMatchObject({ username: "thu.ha", purpose: "invite" });
    const again = await admin.call(peopleRoutes.invite, { params: { personId: person.id } });
    expect(await outcome(read(invitation.token))).not.toBe("ok");
    expect(await read(again.token)).toMatchObject({ purpose: "invite" });
    expect(await logOf(person.id)).toEqual(["person.invited", "person.created"]);
  });

  test("a suspended person's screen goes dark at once and opens nothing; restored, they sign in again", async () => {
    const minh = await sit("minh");
    const isCut = new Promise((resolve) => minh.socket.once("disconnect", resolve));
    const { id, version } = await personOf("minh");
    const suspended = await admin.call(peopleRoutes.suspend, { params: { personId: id }, body: { version } });
    expect(suspended.status).toBe("suspended");
    await isCut;
    expect(await outcome(minh.call(contactRoutes.desk, {}))).toBe("not-signed-in");
    expect(await outcome(openDesk(server.origin, "minh"))).toBe("wrong-sign-in");
    const stale = admin.call(peopleRoutes.restore, { params: { personId: id }, body: { version } });
    expect(await outcome(stale)).toBe("stale");
    await admin.call(peopleRoutes.restore, { params: { personId: id }, body: { version: suspended.version } });
    await sit("minh");
  });

  test("a reset makes the password worthless until the new link is taken", async () => {
    const { person } = await admin.call(peopleRoutes.create, {
      body: { ...NEW, username: "reset.me", roles: ["leader"], languages: ["vi"], spokenLanguages: [], skills: [] },
    });
    const minh = await personOf("giam-sat");
    const supervisor = await sit("giam-sat");
    await admin.call(peopleRoutes.invite, { params: { personId: minh.id } });
    expect(await outcome(supervisor.call(peopleRoutes.list, {}))).toBe("not-signed-in");
    expect(await outcome(openDesk(server.origin, "giam-sat"))).toBe("wrong-sign-in");
    expect((await personOf("giam-sat")).status).toBe("invited");
    expect(person.status).toBe("invited");
  });

  test("a reset that is taken back: the password is good again, the link is not, and the screen that ended stays ended", async () => {
    const who = await personOf("minh");
    const minh = await sit("minh");
    const params = { personId: who.id };
    const { token } = await admin.call(peopleRoutes.invite, { params });
    expect(await outcome(openDesk(server.origin, "minh"))).toBe("wrong-sign-in");
    expect((await admin.call(peopleRoutes.undoReset, { params })).status).toBe("active");
    const taken = admin.call(accountRoutes.takeInvitation, { body: { token, password: "mot con thuyen giay" } });
    expect(await outcome(taken)).toBe("invitation-over");
    expect(await outcome(minh.call(sessionRoutes.me, {}))).toBe("not-signed-in");
    await (await sit("minh")).call(sessionRoutes.me, {});
    expect(await outcome(admin.call(peopleRoutes.undoReset, { params }))).toBe("too-late-to-undo");
  });

  test("offboarding gives the conversation back to the queue, and the next counsellor gets it", async () => {
    const lan = await sit("lan");
    await goOnline(lan);
    const child = await openChild(server.origin, { text: "Con chào cô" });
    open.push(child);
    const { summary } = await take(lan, await lan.nextOffer());
    const minh = await sit("minh");
    await goOnline(minh);
    const [who, colleague] = [await personOf("lan"), await personOf("minh")];
    const params = { personId: who.id };
    const preview = await admin.call(peopleRoutes.previewOffboarding, { params });
    expect(preview).toMatchObject({ contacts: 1, records: 0 });
    expect(preview.shifts).toBeGreaterThan(0);
    const without = admin.call(peopleRoutes.offboard, { params, body: { version: who.version, to: null } });
    expect(await outcome(without)).toBe("colleague-needed");
    const body = { version: who.version, to: colleague.id };
    const done = await admin.call(peopleRoutes.offboard, { params, body });
    expect(done.person.status).toBe("offboarded");
    expect((await minh.nextOffer()).contactId).toBe(summary.id);
    expect(await outcome(lan.call(contactRoutes.desk, {}))).toBe("not-signed-in");
    // The answer was lost on the way, and it is asked again.
    expect((await admin.call(peopleRoutes.offboard, { params, body })).person.status).toBe("offboarded");
    expect(await logOf(who.id)).toEqual(["person.offboarded"]);
  });

  test("a key opens its channel; the one before it for the overlap, a revoked one not at all", async () => {
    const channel = await admin.call(channelRoutes.add, { body: { kind: "sms", name: "SMS thử" } });
    const params = { channelId: channel.id };
    const issue = async (overlapMinutes: number) =>
      admin.call(channelRoutes.issueKey, { params, body: { overlapMinutes } });
    const knock = async (key: string) =>
      (
        await send(server.origin, "POST", "/api/carriers/contacts", {
          headers: { authorization: `Bearer ${key}`, "idempotency-key": `knock-${key.slice(4, 20)}` },
          body: JSON.stringify({ text: "chào" }),
        })
      ).status;
    const first = await issue(0);
    expect(first.key).toMatch(/^nlk_[\w-]{43}$/u);
    expect(await knock(first.key)).toBeLessThan(300);
    const second = await issue(60);
    expect(await knock(first.key)).toBeLessThan(300);
    const third = await issue(0);
    expect(await knock(first.key)).toBe(401);
    expect(await knock(second.key)).toBe(401);
    const [newest] = third.channel.keys;
    expect(newest).toMatchObject({ isAlive: true, prefix: third.key.slice(0, 12) });
    await admin.call(channelRoutes.revokeKey, { params: { ...params, keyId: newest?.id ?? "" } });
    expect(await knock(third.key)).toBe(401);
    expect(JSON.stringify(await admin.call(channelRoutes.list, {}))).not.toContain(third.key);
    expect(await logOf(channel.id)).toEqual([
      "channel-key.revoked",
      "channel-key.rotated",
      "channel-key.rotated",
      "channel-key.issued",
      "channel.added",
    ]);
  });

  test("a channel fills a centre's queue; one that is not there is refused, and the list says which there are", async () => {
    const channel = await admin.call(channelRoutes.add, { body: { kind: "sms", name: "SMS của trung tâm" } });
    expect(channel.centreId).toBeNull();
    const { centres } = await admin.call(channelRoutes.list, {});
    const centreId = centres[0]?.id ?? "none";
    const assign = (wanted: string | null) =>
      admin.call(channelRoutes.assign, { params: { channelId: channel.id }, body: { centreId: wanted } });
    expect((await assign(centreId)).centreId).toBe(centreId);
    await expect(assign(channel.id)).rejects.toThrow(ProblemError);
    expect((await assign(null)).centreId).toBeNull();
    expect(await logOf(channel.id)).toEqual(["channel.assigned", "channel.assigned", "channel.added"]);
  });

  test("the log is filtered, paged, and exported for a purpose that stands in it", async () => {
    const { entries } = await admin.call(auditRoutes.list, { query: { action: "person" } });
    expect(entries.length).toBeGreaterThan(3);
    expect(entries.every(({ action }) => action.startsWith("person."))).toBe(true);
    const [newest, second] = entries;
    const older = await admin.call(auditRoutes.list, { query: { action: "person", before: String(newest?.id) } });
    expect(older.entries[0]).toEqual(second);
    const csv = await admin.call(auditRoutes.export, {
      body: { action: "person", format: "csv", purpose: "inspection", reference: "CV-12/2026" },
    });
    expect(csv.entries).toBe(entries.length);
    expect(csv.text.split("\r\n")).toHaveLength(entries.length + 2);
    // Of a demo: marked in its name and in every line.
    expect(csv.fileName).toBe("demo-audit-log.csv");
    const [head = "", ...lines] = csv.text.trimEnd().split("\r\n");
    expect([head.split(",").at(-1), ...new Set(lines.map((line) => line.split(",").at(-1)))]).toEqual([
      "installation",
      "demo",
    ]);
    const json = await admin.call(auditRoutes.export, { body: { format: "json", purpose: "legal" } });
    expect((JSON.parse(json.text) as { entries: unknown[] }).entries).toHaveLength(json.entries);
    expect(JSON.parse(json.text)).toMatchObject({ installation: "demo" });
    const exports = await admin.call(auditRoutes.list, { query: { action: "audit.exported" } });
    expect(exports.entries[1]?.details).toMatchObject({
      purpose: "inspection",
      reference: "CV-12/2026",
      format: "csv",
    });
    const choices = await admin.call(auditRoutes.choices, {});
    expect(choices.actions).toContain("audit.exported");
    expect(choices.actors.map(({ id }) => id)).toContain(admin.me.id);
  });

  test("names are cleaned, mass assignment and look-alikes are refused, and nobody else gets in", async () => {
    const body = { ...NEW, roles: ["leader"], languages: ["vi"], spokenLanguages: [], skills: [] };
    const ask = async (cookie: string, change: object) =>
      send(server.origin, "POST", "/api/admin/people", {
        headers: { cookie },
        body: JSON.stringify({ ...body, ...change }),
      });
    expect((await ask(admin.cookie, { username: "аdmin" })).body["code"]).toBe("username-look-alike");
    expect((await ask(admin.cookie, { username: "mass", isDemo: true })).status).toBe(400);
    expect((await ask(admin.cookie, { username: "mass", roles: ["owner"] })).status).toBe(400);
    const made = await ask(admin.cookie, { username: "clean.name", name: "  Lê\u202e  Thị\n Bi\u0302\u0301ch " });
    expect(made.body["person"]).toMatchObject({ name: "Lê Thị Bi\u0302\u0301ch".normalize("NFC") });
    const minh = await sit("minh");
    expect((await ask(minh.cookie, { username: "sneaky" })).status).toBe(403);
    for (const route of [auditRoutes.list, auditRoutes.choices, channelRoutes.list, peopleRoutes.list]) {
      expect((await send(server.origin, "GET", route.path, { headers: { cookie: minh.cookie } })).status).toBe(403);
    }
  });
});
