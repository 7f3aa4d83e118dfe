import { expect, test } from "vitest";
import { saveCentre } from "@nightlight/commands/person/read-people";
import {
  createPerson,
  resetSignIn,
  restorePerson,
  suspendPerson,
  undoReset,
  updatePerson,
} from "@nightlight/commands/person/change-person";
import { addNamed, changeNamed } from "@nightlight/commands/person/keep-lists";
import { offboardPerson, previewOffboarding } from "@nightlight/commands/person/offboard-person";
import { readPeople } from "@nightlight/commands/person/read-people";
import { endConversation } from "@nightlight/commands/contact/end-contact";
import type { Person } from "@nightlight/domain/person/person";
import { comeOnDuty, readState, showChat, takeChat, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";

const LINH = {
  username: "Linh.Tran",
  name: "Trần Thuỳ Linh",
  displayName: "Cô Linh",
  roles: ["counsellor"],
  languages: ["vi"],
  spokenLanguages: ["vi", "tyz"],
  skills: ["abuse"],
  centreId: undefined,
  authorityId: undefined,
} as const;

/** What administrators do with people, as commands: the same on every store. */
export function describePeople(stage: () => Stage): void {
  const world = () => stage().world;
  const anAdministrator = () => stage().addCounsellor({ roles: ["administrator"] });
  const find = async (by: CounsellorActor, id: string): Promise<Person> => {
    const found = valueOf(await readPeople(world(), by)).people.find((person) => person.id === id);
    if (found === undefined) throw new Error(`There is no person ${id}`);
    return found;
  };
  const actionsOf = async (by: CounsellorActor, id: string) =>
    (await world().transaction(by, ({ audit }) => audit.list({ subjectKind: "person", subjectId: id }, 20))).map(
      ({ action }) => action,
    );

  test("an account is made, equipped and audited; nobody can sign in to it yet", async () => {
    const admin = await anAdministrator();
    const made = valueOf(await createPerson(world(), admin, LINH));
    expect(made).toMatchObject({ ...LINH, username: "linh.tran", canSignIn: false, version: 1 });
    expect(await find(admin, made.id)).toEqual(made);
    expect(await stage().countSlots(made.id)).toEqual({ all: 2, taken: 0 });
    expect(await actionsOf(admin, made.id)).toEqual(["person.created"]);
  });

  test.each([
    ["a name that is taken", { username: "linh.tran" }, "username-taken"],
    ["a name that looks like it", { username: "1inhtran" }, "username-taken"],
    ["a name in look-alike letters", { username: "lіnh" }, "username-look-alike"],
    [
      "a centre that is not there",
      { username: "other", centreId: "0190f000-0000-7000-8000-00000000dead" },
      "unknown-choice",
    ],
    ["a skill that is not there", { username: "other", skills: ["flying"] }, "unknown-choice"],
    ["a language that is not there", { username: "other", spokenLanguages: ["xx"] }, "unknown-choice"],
  ])("an account with %s is refused", async (_, change, refusal) => {
    const admin = await anAdministrator();
    valueOf(await createPerson(world(), admin, LINH));
    expect(await createPerson(world(), admin, { ...LINH, ...change })).toEqual({ ok: false, refusal });
  });

  test("nobody but an administrator sees, makes or changes people", async () => {
    const admin = await anAdministrator();
    const { id } = valueOf(await createPerson(world(), admin, LINH));
    for (const role of [
      "counsellor",
      "supervisor",
      "leader",
      "clinical_lead",
      "auditor",
      "officer",
      "case_worker",
    ] as const) {
      const other = await stage().addCounsellor({ roles: [role] });
      const refused = { ok: false, refusal: "not-found" };
      expect(await readPeople(world(), other)).toEqual(refused);
      expect(await createPerson(world(), other, { ...LINH, username: "x.y" })).toEqual(refused);
      expect(await updatePerson(world(), other, { id, version: 1, change: LINH })).toEqual(refused);
      expect(await suspendPerson(world(), other, { id, version: 1 })).toEqual(refused);
      expect(await offboardPerson(world(), other, { id, version: 1, to: undefined })).toEqual(refused);
      // The second wall: with the checks of the commands off, the store refuses as well.
      const directly = world().transaction(other, ({ people }) => people.create({ ...LINH, id: world().newId() }));
      await expect(directly).rejects.toThrow();
    }
  });

  test("a change raises the version; a stale one is refused; one that changes nothing leaves no trace", async () => {
    const admin = await anAdministrator();
    const { id } = valueOf(await createPerson(world(), admin, LINH));
    const centre = valueOf(await saveCentre(world(), admin, { id: undefined, name: `Cần Thơ ${id}` }));
    const change = { ...LINH, name: "Trần Linh", roles: ["counsellor", "supervisor"], centreId: centre.id } as const;
    expect(valueOf(await updatePerson(world(), admin, { id, version: 1, change })).version).toBe(2);
    expect(await find(admin, id)).toMatchObject({ name: "Trần Linh", centreId: centre.id, version: 2 });
    expect(await updatePerson(world(), admin, { id, version: 1, change: LINH })).toEqual({
      ok: false,
      refusal: "stale",
    });
    expect(valueOf(await updatePerson(world(), admin, { id, version: 2, change })).version).toBe(2);
    expect(await actionsOf(admin, id)).toEqual(["person.changed", "person.created"]);
  });

  test.each([
    { list: "skills", code: "sign_language" },
    { list: "spokenLanguages", code: "bru" },
  ] as const)("the list of $list grows, changes and retires; whoever has a retired entry keeps it", async (given) => {
    const { list, code } = given;
    const admin = await anAdministrator();
    const lan = await stage().addCounsellor();
    const named = { code, name: { vi: "Mới", en: "New" }, isRetired: false };
    expect(await addNamed(world(), lan, { list, named })).toEqual({ ok: false, refusal: "not-found" });
    expect(await changeNamed(world(), lan, { list, named })).toEqual({ ok: false, refusal: "not-found" });
    expect(await changeNamed(world(), admin, { list, named })).toEqual({ ok: false, refusal: "not-found" });
    expect(valueOf(await addNamed(world(), admin, { list, named }))).toEqual(named);
    const taken = { ok: false, refusal: "name-taken" };
    expect(await addNamed(world(), admin, { list, named })).toEqual(taken);
    expect(await addNamed(world(), admin, { list, named: { ...named, code: "xxx" } })).toEqual(taken);
    const retired = { ...named, name: { vi: "Mới hơn", en: "Newer" }, isRetired: true };
    const has = { ...LINH, username: `has.${code.replace("_", ".")}`, [list]: [code] };
    const { id } = valueOf(await createPerson(world(), admin, has));
    valueOf(await changeNamed(world(), admin, { list, named: retired }));
    valueOf(await changeNamed(world(), admin, { list, named: retired }));
    expect(valueOf(await readPeople(world(), admin))[list]).toContainEqual(retired);
    expect((await updatePerson(world(), admin, { id, version: 1, change: { ...has, name: "Linh" } })).ok).toBe(true);
    expect(await createPerson(world(), admin, { ...has, username: "another" })).toEqual({
      ok: false,
      refusal: "unknown-choice",
    });
    const kind = list === "skills" ? "skill" : "spoken-language";
    const noted = await world().transaction(admin, ({ audit }) =>
      audit.list({ subjectKind: kind, subjectId: code }, 20),
    );
    expect(noted.map(({ action }) => action)).toEqual([`${kind}.changed`, `${kind}.added`]);
    // The second wall: with the checks of the commands off, the store refuses as well.
    await expect(
      world().transaction(lan, ({ people }) => people.addNamed(list, { ...named, code: "yyy" })),
    ).rejects.toThrow();
  });

  test("a suspended person's sessions end at once; restored, they may sign in again; twice is once", async () => {
    const [admin, lan] = [await anAdministrator(), await stage().addCounsellor()];
    const { version } = await find(admin, lan.id);
    const suspended = valueOf(await suspendPerson(world(), admin, { id: lan.id, version }));
    expect(suspended.endedSessions).toEqual([lan.sessionId]);
    expect(valueOf(await suspendPerson(world(), admin, { id: lan.id, version })).endedSessions).toEqual([]);
    expect((await find(admin, lan.id)).suspendedAt).toBeDefined();
    expect(await resetSignIn(world(), admin, lan.id)).toMatchObject({
      refusal: "account-closed",
    });
    valueOf(await restorePerson(world(), admin, { id: lan.id, version: version + 1 }));
    valueOf(await restorePerson(world(), admin, { id: lan.id, version: version + 1 }));
    expect((await find(admin, lan.id)).suspendedAt).toBeUndefined();
    expect(await actionsOf(admin, lan.id)).toEqual(["person.restored", "person.suspended"]);
  });

  test("a reset ends the sessions of whoever holds the old password", async () => {
    const [admin, lan] = [await anAdministrator(), await stage().addCounsellor()];
    const { endedSessions } = valueOf(await resetSignIn(world(), admin, lan.id));
    expect(endedSessions).toEqual([lan.sessionId]);
    expect((await find(admin, lan.id)).canSignIn).toBe(false);
    expect(valueOf(await resetSignIn(world(), admin, lan.id)).purpose).toBe("invite");
    expect(await resetSignIn(world(), admin, admin.id)).toEqual({ ok: false, refusal: "own-account" });
    expect(await actionsOf(admin, lan.id)).toEqual(["person.invited", "person.reset"]);
  });

  test("a reset is taken back within 8 seconds by whoever made it, once, and not later; both acts are noted", async () => {
    const [admin, other, lan] = [await anAdministrator(), await anAdministrator(), await stage().addCounsellor()];
    valueOf(await resetSignIn(world(), admin, lan.id));
    valueOf(await resetSignIn(world(), admin, lan.id));
    expect(await undoReset(world(), other, lan.id)).toEqual({ ok: false, refusal: "too-late-to-undo" });
    expect(valueOf(await undoReset(world(), admin, lan.id)).canSignIn).toBe(true);
    expect((await find(admin, lan.id)).canSignIn).toBe(true);
    expect(await undoReset(world(), admin, lan.id)).toEqual({ ok: false, refusal: "too-late-to-undo" });
    expect(await actionsOf(admin, lan.id)).toEqual(["person.reset_undone", "person.invited", "person.reset"]);

    valueOf(await resetSignIn(world(), admin, lan.id));
    await stage().forward(8);
    expect(await undoReset(world(), admin, lan.id)).toEqual({ ok: false, refusal: "too-late-to-undo" });
    expect((await find(admin, lan.id)).canSignIn).toBe(false);
    expect(await undoReset(world(), lan, lan.id)).toEqual({ ok: false, refusal: "not-found" });
  });

  test("nobody gives themselves a role, takes their own access, or takes the last administrator away", async () => {
    const admin = await anAdministrator();
    const { version } = await find(admin, admin.id);
    const own = { ...LINH, centreId: undefined };
    const grown = { id: admin.id, version, change: { ...own, roles: ["administrator", "supervisor"] } } as const;
    expect(await updatePerson(world(), admin, grown)).toEqual({ ok: false, refusal: "own-rights" });
    const given = { id: admin.id, version, change: { ...own, roles: [] } } as const;
    expect(await updatePerson(world(), admin, given)).toEqual({ ok: false, refusal: "last-administrator" });
    expect(await suspendPerson(world(), admin, { id: admin.id, version })).toEqual({
      ok: false,
      refusal: "own-account",
    });
    const second = await anAdministrator();
    valueOf(await suspendPerson(world(), second, { id: admin.id, version }));
    // Whose access was taken administers no more, even with the session still in hand.
    expect((await suspendPerson(world(), admin, { id: second.id, version: 1 })).ok).toBe(false);
  });

  test("offboarding hands over conversation, record and shifts in one go, and shows before what it will do", async () => {
    const [admin, minh] = [await anAdministrator(), await stage().addCounsellor({ shift: "none" })];
    const lan = await comeOnDuty(stage(), { chatSlots: 3 });
    const first = await takeChat(stage(), lan, { text: "Con chào cô" });
    const before = await readState(stage(), first.contactId);
    const second = await takeChat(stage(), lan);
    const record = await readState(stage(), second.contactId);
    valueOf(await endConversation(world(), lan, { contactId: second.contactId, version: record.version }));
    const third = await showChat(stage(), lan);
    const { version } = await find(admin, lan.id);

    expect(valueOf(await previewOffboarding(world(), admin, lan.id))).toMatchObject({
      contacts: 2,
      records: 1,
      shifts: 1,
    });
    const alone = { id: lan.id, version, to: undefined };
    expect(await offboardPerson(world(), admin, alone)).toEqual({ ok: false, refusal: "colleague-needed" });
    for (const to of [lan.id, admin.id, world().newId()]) {
      expect(await offboardPerson(world(), admin, { ...alone, to })).toEqual({
        ok: false,
        refusal: "colleague-not-fit",
      });
    }
    expect((await readState(stage(), first.contactId)).version).toBe(before.version);

    const done = valueOf(await offboardPerson(world(), admin, { ...alone, to: minh.id }));
    expect(done).toMatchObject({ contacts: 2, records: 1, shifts: 1, endedSessions: [lan.sessionId] });
    const waiting = await readState(stage(), first.contactId);
    expect(waiting).toMatchObject({ state: { status: "queued" }, arrivedAt: before.arrivedAt, lane: before.lane });
    expect((await readState(stage(), second.contactId)).state).toMatchObject({ status: "wrap_up", owner: minh.id });
    expect((await readState(stage(), third.contactId)).state).toMatchObject({ status: "queued" });
    expect(await stage().countSlots(lan.id)).toEqual({ all: 3, taken: 0 });
    expect(await stage().countSlots(minh.id)).toEqual({ all: 1, taken: 0 });
    const places = await world().transaction(admin, ({ people }) => people.futurePlaces(minh.id));
    expect(places).toHaveLength(1);

    const again = valueOf(await offboardPerson(world(), admin, { ...alone, to: minh.id }));
    expect(again).toMatchObject({ contacts: 0, records: 0, shifts: 0, endedSessions: [] });
    expect(await actionsOf(admin, lan.id)).toEqual(["person.offboarded"]);
    for (const change of [restorePerson, suspendPerson] as const) {
      expect(await change(world(), admin, { id: lan.id, version: version + 1 })).toEqual({
        ok: false,
        refusal: "account-closed",
      });
    }
  });

  test("an administrator reads no word of what is handed over, and opens no contact of somebody who works", async () => {
    const [admin, lan] = [await anAdministrator(), await comeOnDuty(stage())];
    const { contactId } = await takeChat(stage(), lan, { text: "Chỉ kể với cô Lan" });
    const seen = await world().transaction(admin, async ({ people, contacts, messages, records }) => ({
      isOpen: await people.openForHandOver(contactId),
      contact: await contacts.find(contactId),
      locked: await contacts.lock(contactId),
      words: await messages.list(contactId).catch(() => []),
      record: await records.latest(contactId).catch(() => ({})),
    }));
    expect(seen).toEqual({ isOpen: false, contact: undefined, locked: undefined, words: [], record: {} });
  });
}
