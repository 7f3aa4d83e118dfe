import { describe, expect, test } from "vitest";
import { readBarrings } from "@nightlight/commands/access/read-barrings";
import { barFromContact } from "@nightlight/commands/access/bar-from-contact";
import { createPerson } from "@nightlight/commands/person/change-person";
import { readPeople } from "@nightlight/commands/person/read-people";
import type { Actor } from "@nightlight/domain/access/access";
import { isBarred } from "@nightlight/domain/access/may";
import { acknowledgeEscalation, reportBack } from "@nightlight/commands/escalation/answer-escalation";
import { keepReportDraft, readReportDraft } from "@nightlight/commands/escalation/keep-report-draft";
import { after } from "../clock.ts";
import { offices, putBefore } from "../escalation-scene.ts";
import { comeOnDuty, readState, takeChat, valueOf } from "../scene.ts";
import type { Stage } from "../stage.ts";

const SYSTEM: Actor = { kind: "system" };
const OFFICER = {
  username: "can-bo-moi",
  name: "Nguyễn Thị Mai",
  displayName: "Chị Mai",
  roles: ["officer"],
  languages: ["vi"],
  spokenLanguages: ["vi"],
  skills: [],
  centreId: undefined,
} as const;

/** The directory of authorities, and bars of its units: the same on every store. */
export function describeAuthorities(stage: () => Stage): void {
  const world = () => stage().world;
  const around = (code: string | undefined, actor: Actor = SYSTEM) =>
    world()
      .transaction(actor, ({ authorities }) => authorities.around(code))
      .then((units) => units.map(({ id }) => id));

  /** A ministry, a province with its committee and health department, a commune; and a commune elsewhere. */
  const country = async () => {
    const unit = (fields: Parameters<Stage["addAuthority"]>[0]) => stage().addAuthority(fields);
    const ministry = await unit({ level: "ministry", kind: "health", placeCode: undefined, name: "Unit D" });
    const committee = await unit({ level: "province", placeCode: "01", name: "Unit C" });
    const department = await unit({
      level: "province",
      kind: "health",
      placeCode: "01",
      parentId: committee,
      name: "Unit B",
    });
    const commune = await unit({ placeCode: "00004", parentId: committee, name: "Unit A" });
    const elsewhere = await unit({ placeCode: "20242", name: "Unit E" });
    return { ministry, committee, department, commune, elsewhere };
  };

  test("around a commune: its unit, its province's, the ministries; read by staff and by the engine", async () => {
    const { ministry, committee, department, commune, elsewhere } = await country();
    expect(await around("00004")).toEqual([commune, department, committee, ministry]);
    expect(await around("00004", await comeOnDuty(stage()))).toEqual([commune, department, committee, ministry]);
    expect(await around("01")).toEqual([department, committee, ministry]);
    expect(await around("20242")).toEqual([ministry, elsewhere]);
    expect(await around(undefined)).toEqual([ministry]);
    expect(await around("99999")).toEqual([ministry]);
  });

  test("only units in force are around; any is found by its id, with all that is known of it", async () => {
    const now = await stage().now();
    const known = {
      parentId: undefined,
      level: "province",
      kind: "police",
      placeCode: "48",
      name: "Công an thành phố Đà Nẵng",
      phone: "0236 000 000",
      email: "truc@example.vn",
      validFrom: after(now, -60),
      validTo: after(now, 60),
      verifiedAt: after(now, -30),
    } as const;
    const gone = await stage().addAuthority({ ...known, successorIds: [] });
    expect(await around("48")).toEqual([gone]);
    const next = await stage().addAuthority({ ...known, validFrom: after(now, 60), validTo: undefined });
    await stage().forward(60);
    expect(await around("48")).toEqual([next]);
    const found = await world().transaction(SYSTEM, ({ authorities }) => authorities.find(gone));
    expect(found).toEqual({ ...known, id: gone, successorIds: [] });
    expect(await world().transaction(SYSTEM, ({ authorities }) => authorities.list())).toMatchObject([{ id: next }]);
  });

  test("the duty contact of the hour, without whoever is barred", async () => {
    const { commune } = await country();
    const hours = { weekdays: [1, 2, 3, 4, 5, 6, 7], durationMinutes: 1440, timeZone: "Asia/Ho_Chi_Minh" };
    const officer = await stage().addCounsellor({ roles: ["officer"], authorityId: commune, shift: "none" });
    const mai = { ...hours, personId: officer.id, name: "Mai", phone: "0912 000 001", fromLocal: "00:00" };
    await stage().addDuty(commune, mai);
    const duty = (barred: readonly string[]) =>
      world().transaction(SYSTEM, ({ authorities }) => authorities.dutyNow(commune, barred));
    expect(await duty([])).toEqual({ name: "Mai", phone: "0912 000 001" });
    expect(await duty([officer.id])).toBeUndefined();
  });

  test("an officer is made with the unit that they work for, and with no other role", async () => {
    const { commune } = await country();
    const admin = await stage().addCounsellor({ roles: ["administrator"] });
    const make = (change: object) => createPerson(world(), admin, { ...OFFICER, authorityId: commune, ...change });
    const misfit = { ok: false, refusal: "officer-without-authority" };
    expect(await make({ authorityId: undefined })).toEqual(misfit);
    expect(await make({ roles: ["counsellor"] })).toEqual(misfit);
    expect(await make({ roles: ["officer", "counsellor"] })).toEqual({ ok: false, refusal: "officer-and-helpline" });
    expect(await make({ authorityId: world().newId() })).toEqual({ ok: false, refusal: "unknown-choice" });
    const made = valueOf(await make({}));
    expect(valueOf(await readPeople(world(), admin)).people.find(({ id }) => id === made.id)).toMatchObject({
      authorityId: commune,
      roles: ["officer"],
    });
  });

  describe("a bar of a unit", () => {
    const barredFrom = async () => {
      const units = await country();
      const lan = await comeOnDuty(stage());
      const { contactId } = await takeChat(stage(), lan, { text: "Con sợ chú ở phường" });
      const officerOf = (authorityId: string) =>
        stage().addCounsellor({ roles: ["officer"], authorityId, shift: "none" });
      const bar = (barredId: string) =>
        barFromContact(world(), lan, { contactId, barredId, origin: "named", reason: "Cháu nhắc tên một người ở đây" });
      return { units, lan, contactId, officerOf, bar };
    };

    test("holds for its people and for those of the units below it, and for nobody above or beside it", async () => {
      const { units, contactId, officerOf, bar } = await barredFrom();
      const below = await officerOf(units.commune);
      const beside = await officerOf(units.elsewhere);
      const above = await officerOf(units.ministry);
      expect(await bar(units.committee)).toEqual({ ok: true, value: undefined });
      const contact = await readState(stage(), contactId);
      expect(contact.barred).toEqual([units.committee]);
      expect([below, beside, above].map((officer) => isBarred(officer, contact))).toEqual([true, false, false]);
    });

    test("is written down as an office's, and of a unit that is nowhere there is none", async () => {
      const { units, contactId, bar } = await barredFrom();
      expect(await bar(world().newId())).toEqual({ ok: false, refusal: "nobody-to-bar" });
      valueOf(await bar(units.elsewhere));
      const head = await stage().addCounsellor({ roles: ["clinical_lead"], shift: "none" });
      expect(valueOf(await readBarrings(world(), head, contactId))).toMatchObject([
        { barredId: units.elsewhere, isOffice: true },
      ]);
    });
  });

  test("a report is kept while it is written, for its writer alone, and gone once it is sent", async () => {
    const lan = await comeOnDuty(stage());
    const { commune, officer, stranger } = await offices(stage());
    const { id } = await putBefore(stage(), lan, commune);
    const colleague = await stage().addCounsellor({ roles: ["officer"], authorityId: commune, shift: "none" });
    expect(await readReportDraft(world(), officer, id)).toEqual({ ok: true, value: undefined });
    await keepReportDraft(world(), officer, id, "Đang đi");
    const savedAt = valueOf(await keepReportDraft(world(), officer, id, "Đang đi, 13:00"));
    expect(await readReportDraft(world(), officer, id)).toEqual({
      ok: true,
      value: { text: "Đang đi, 13:00", savedAt },
    });
    expect(await readReportDraft(world(), colleague, id)).toEqual({ ok: true, value: undefined });
    const notThere = { ok: false, refusal: "not-found" };
    for (const nobody of [stranger, lan]) {
      expect(await readReportDraft(world(), nobody, id)).toEqual(notThere);
      expect(await keepReportDraft(world(), nobody, id, "x")).toEqual(notThere);
      await expect(
        world().transaction(nobody, ({ reportDrafts }) => reportDrafts.save(id, "past the command")),
      ).rejects.toThrow();
    }
    valueOf(await acknowledgeEscalation(world(), officer, id));
    valueOf(await reportBack(world(), officer, id, { key: "report-key-1", text: "Đã gặp em" }));
    expect(await readReportDraft(world(), officer, id)).toEqual({ ok: true, value: undefined });
    valueOf(await keepReportDraft(world(), officer, id, "thêm"));
    expect(valueOf(await keepReportDraft(world(), officer, id, ""))).toBeUndefined();
    expect(await readReportDraft(world(), officer, id)).toEqual({ ok: true, value: undefined });
  });
}
