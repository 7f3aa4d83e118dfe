import { handOverRecord } from "@nightlight/commands/access/hand-over-record";
import { beginContact } from "@nightlight/commands/contact/begin-contact";
import { endConversation, closeContact } from "@nightlight/commands/contact/end-contact";
import { saveRecord } from "@nightlight/commands/contact/save-record";
import { openPreviousContact, readPreviousContacts } from "@nightlight/commands/search/read-previous";
import { searchContacts } from "@nightlight/commands/search/search-contacts";
import type { SearchWithin } from "@nightlight/domain/search/search-plan";
import { acceptOffer } from "@nightlight/commands/routing/answer-offer";
import { runMatcher } from "@nightlight/commands/routing/run-matcher";
import { postMessage } from "@nightlight/commands/contact/post-message";
import { ROLES } from "@nightlight/domain/access/access";
import { describe, expect, test } from "vitest";
import { keyOf } from "../builders.ts";
import { comeOnDuty, readState, takeChat, valueOf } from "../scene.ts";
import type { CounsellorActor, Stage } from "../stage.ts";
import { accessScene, NOT_FOUND } from "./access-scene.ts";

/** Sealed text found again, and what came before from the same number: each within what the actor may see. */
export function describeSearch(stage: () => Stage): void {
  const { world, person, bar, emergency } = accessScene(stage);

  const save = async (by: CounsellorActor, contactId: string, field: string, value: string, version = 0) =>
    valueOf(await saveRecord(world(), by, { contactId, field, value, version }));
  const finish = async (by: CounsellorActor, contactId: string) => {
    const version = async () => (await readState(stage(), contactId)).version;
    valueOf(await endConversation(world(), by, { contactId, version: await version() }));
    valueOf(await closeContact(world(), by, { contactId, disposition: "counselled", version: await version() }));
  };
  /** A closed contact with a name and a narrative. */
  const written = async (by: CounsellorActor, name: string, narrative: string): Promise<string> => {
    const { contactId } = await takeChat(stage(), by, { text: "Con chào cô" });
    await save(by, contactId, "child.00000000.name", name);
    await save(by, contactId, "narrative", narrative);
    await finish(by, contactId);
    await stage().forward(2);
    return contactId;
  };
  /** A contact through a gateway, in the hands of whoever is free. */
  const arrived = async (identity: string | undefined, by: CounsellorActor, text = "Con đây"): Promise<string> => {
    const channelId = await stage().addChannel("sms");
    const contactId = world().newId();
    const facts = { safeNow: "unknown" } as const;
    const kind = { channelId, channel: "sms", language: "vi", facts, childSession: undefined } as const;
    await beginContact(
      world(),
      { kind: "gateway", channelId },
      { contactId, identity, text, arrivalKey: keyOf(contactId), ...kind },
    );
    await runMatcher(world());
    const { state } = await readState(stage(), contactId);
    if (state.status !== "offered") throw new Error(`It is ${state.status}`);
    valueOf(await acceptOffer(world(), by, state.offer.id));
    return contactId;
  };
  const search = async (by: CounsellorActor, text: string, within: SearchWithin = "all") =>
    valueOf(await searchContacts(world(), by, { text, within, similar: false })).hits;
  const idsOf = async (by: CounsellorActor, text: string, within?: SearchWithin) =>
    (await search(by, text, within)).map(({ contact }) => contact.id);

  describe("search", () => {
    test("finds people and notes as they were typed or without marks, newest first, with the place in the text", async () => {
      const lan = await comeOnDuty(stage());
      const first = await written(lan, "Nguyễn Thị Ánh", "Cha dượng đánh cháu.");
      const second = await written(lan, "Nguyễn Văn Đức", "Cháu không dám về nhà vì cha dượng.");
      expect(await idsOf(lan, "nguyen", "people")).toEqual([second, first]);
      expect(await idsOf(lan, "Ánh")).toEqual([first]);
      expect(await idsOf(lan, "duc")).toEqual([second]);
      expect(await idsOf(lan, "thi an", "people")).toEqual([first]);
      expect(await idsOf(lan, "cha duong", "words")).toEqual([second, first]);
      expect(await idsOf(lan, "dượng đánh", "words")).toEqual([first]);
      const [hit] = await search(lan, "dam ve", "words");
      expect(hit).toMatchObject({ kind: "word", field: "narrative", closeness: "same" });
      expect(hit?.excerpt?.marks.map(([from, to]) => hit.excerpt?.text.slice(from, to))).toEqual(["dám", "về"]);
      expect(await search(lan, "mẹ kế")).toEqual([]);
    });

    test("finds a name with a slip of the finger among what is new, and says that it is only similar", async () => {
      const lan = await comeOnDuty(stage());
      const id = await written(lan, "Trần Thị Phương", "…");
      expect(await search(lan, "Phuogn", "people")).toMatchObject([{ contact: { id }, closeness: "similar" }]);
      await stage().forward(120 * 86_400);
      expect(await search(lan, "Phuogn", "people")).toEqual([]);
      expect(await idsOf(lan, "phuong", "people")).toEqual([id]);
    });

    test("looks for similar names only when nothing else was found, or when that is asked for", async () => {
      const lan = await comeOnDuty(stage());
      const near = await written(lan, "Trần Thị Phượng Hương", "…");
      const exact = await written(lan, "Lê Thị Phuogn", "…");
      const ask = async (text: string, similar: boolean, within: SearchWithin = "all") =>
        valueOf(await searchContacts(world(), lan, { text, within, similar }));
      const first = await ask("Phuogn", false);
      expect(first).toMatchObject({ hits: [{ contact: { id: exact }, closeness: "same" }], canAskSimilar: true });
      expect(await ask("Phuogn", true)).toMatchObject({
        hits: [{ contact: { id: exact } }, { contact: { id: near }, closeness: "similar" }],
        canAskSimilar: false,
      });
      expect(await ask("Phuomg", false)).toMatchObject({ canAskSimilar: false });
      expect((await ask("Phuomg", false)).hits.map(({ contact }) => contact.id)).toContain(near);
      expect(await ask("345678", true, "phones")).toMatchObject({ hits: [], canAskSimilar: false });
    });

    test("follows a field: the newest value is found, and the ones before it no more", async () => {
      const lan = await comeOnDuty(stage());
      const { contactId } = await takeChat(stage(), lan, { text: "…" });
      await save(lan, contactId, "child.00000000.name", "Ánh");
      await save(lan, contactId, "child.00000000.name", "Bình", 1);
      expect(await idsOf(lan, "anh", "people")).toEqual([]);
      expect(await idsOf(lan, "binh", "people")).toEqual([contactId]);
      await save(lan, contactId, "child.00000000.name", "", 2);
      expect(await idsOf(lan, "binh", "people")).toEqual([]);
    });

    test("finds a number in any spelling, of before 2018 too, by its end, and a chat's account", async () => {
      const lan = await comeOnDuty(stage(), { chatSlots: 3 });
      const phone = await arrived("0169 234 5678", lan);
      const account = await arrived("zalo:An-2468", lan);
      for (const typed of ["+84392345678", "039 234 5678", "01692345678", "345678", "2345678"]) {
        expect([typed, await idsOf(lan, typed)]).toEqual([typed, [phone]]);
      }
      expect(await idsOf(lan, "99345678")).toEqual([]);
      expect(await idsOf(lan, "zalo:an2468", "phones")).toEqual([account]);
    });

    test("is refused when it is too short to mean anybody", async () => {
      const lan = await comeOnDuty(stage());
      for (const text of ["", "a", "…", "12345"]) {
        expect(await searchContacts(world(), lan, { text, within: "all", similar: false })).toEqual({
          ok: false,
          refusal: "too-short",
        });
      }
    });

    test("is audited without what was looked for", async () => {
      const lan = await comeOnDuty(stage());
      const id = await written(lan, "Ánh", "…");
      expect(await idsOf(lan, "anh", "people")).toEqual([id]);
      const ba = await person("auditor");
      const [row] = await world().transaction(ba, ({ audit }) => audit.list({ action: "contacts.searched" }, 1));
      expect(row).toMatchObject({ actorId: lan.id, details: { within: "people", found: 1 }, subject: undefined });
    });

    test("shows a counsellor their own contacts and nobody else's; whoever takes one over finds what was written", async () => {
      const lan = await comeOnDuty(stage());
      const id = await written(lan, "Ánh", "Cha dượng đánh cháu.");
      const minh = await comeOnDuty(stage());
      expect([await search(minh, "anh"), await search(minh, "duong")]).toEqual([[], []]);
      expect(await idsOf(lan, "duong")).toEqual([id]);
      const { contactId } = await takeChat(stage(), lan, { text: "…" });
      await save(lan, contactId, "child.00000000.name", "Bình");
      const { version } = await readState(stage(), contactId);
      valueOf(await endConversation(world(), lan, { contactId, version }));
      valueOf(await handOverRecord(world(), await person("clinical_lead"), { contactId, to: minh.id }));
      expect([await idsOf(minh, "binh"), await idsOf(lan, "binh")]).toEqual([[contactId], []]);
    });

    test("shows whoever supervises that there is somebody, and words only of what they opened", async () => {
      const centreId = await stage().addCentre();
      const lan = await comeOnDuty(stage(), { centreId });
      const id = await written(lan, "Nguyễn Ánh", "Cha dượng đánh cháu.");
      const lead = await person("clinical_lead");
      for (const actor of [await person("supervisor", centreId), lead]) {
        expect(await search(actor, "anh")).toMatchObject([{ contact: { id }, kind: "person", excerpt: undefined }]);
        expect(await search(actor, "duong", "words")).toEqual([]);
      }
      expect(await search(await person("supervisor", await stage().addCentre()), "anh")).toEqual([]);
      valueOf(await emergency(lead, id));
      expect(await search(lead, "anh", "people")).toMatchObject([{ excerpt: { text: "Nguyễn Ánh" } }]);
      expect(await idsOf(lead, "duong", "words")).toEqual([id]);
      await stage().forward(3600);
      expect(await search(lead, "duong", "words")).toEqual([]);
    });

    test("shows nothing to whoever is barred, and nothing to any other role", async () => {
      const centreId = await stage().addCentre();
      const lan = await comeOnDuty(stage(), { centreId });
      const id = await written(lan, "Ánh", "Cha dượng đánh cháu.");
      const [hoa, lead] = [await person("supervisor", centreId), await person("clinical_lead")];
      valueOf(await emergency(lead, id));
      for (const actor of [hoa, lead, lan]) valueOf(await bar(await person("clinical_lead"), id, actor.id));
      for (const actor of [hoa, lead, lan]) {
        for (const within of ["people", "words"] as const) expect(await search(actor, "anh", within)).toEqual([]);
      }
      for (const role of ROLES.filter((each) => !["counsellor", "supervisor", "clinical_lead"].includes(each))) {
        const actor = await person(role, centreId);
        expect([role, await search(actor, "anh"), await search(actor, "duong", "words")]).toEqual([role, [], []]);
      }
    });
  });

  describe("previous contacts", () => {
    const previous = (by: CounsellorActor, contactId: string) => readPreviousContacts(world(), by, contactId);
    const open = (by: CounsellorActor, contactId: string, previousId: string) =>
      openPreviousContact(world(), by, { contactId, previousId });

    test("are those of the same number, whoever's they were and however it was written; opening one is logged", async () => {
      const lan = await comeOnDuty(stage());
      const before = await arrived("0169 234 5678", lan, "Con sợ lắm");
      await save(lan, before, "narrative", "Hẹn gọi lại thứ hai.");
      await finish(lan, before);
      const other = await arrived("0912 345 678", lan);
      await finish(lan, other);
      await world().transaction(lan, ({ presences }) =>
        presences.save(lan.id, { intent: "off", missedInRow: 0 }, { type: "intent_changed", intent: "off" }),
      );
      const minh = await comeOnDuty(stage());
      const live = await arrived("+84 39 234 5678", minh);
      const found = valueOf(await previous(minh, live));
      expect(found).toMatchObject({ strength: "own_phone", contacts: [{ id: before }], hasMore: false });
      // A colleague's words wait until it is opened.
      expect(found.lines.size).toBe(0);
      const opened = valueOf(await open(minh, live, before));
      expect(opened.messages.map(({ text }) => text)).toEqual(["Con sợ lắm"]);
      expect(opened.record.narrative?.value).toBe("Hẹn gọi lại thứ hai.");
      expect((await stage().readAccesses()).at(-1)).toMatchObject({
        actorId: minh.id,
        contactId: before,
        why: "previous",
        how: "desk",
      });
      // Reading is not answering, and another number's contact stays shut.
      expect(await postMessage(world(), minh, { contactId: before, clientKey: "k", text: "…" })).toEqual(NOT_FOUND);
      expect(await open(minh, live, other)).toEqual(NOT_FOUND);
      expect(await open(lan, live, before)).toEqual(NOT_FOUND);
      expect(await previous(lan, live)).toEqual(NOT_FOUND);
      await finish(minh, live);
      expect(await previous(minh, live)).toEqual(NOT_FOUND);
      expect(await open(minh, live, before)).toEqual(NOT_FOUND);
    });

    test("are not there for whoever is barred from one of them", async () => {
      const lan = await comeOnDuty(stage());
      const before = await arrived("zalo:an-2468", lan);
      await save(lan, before, "narrative", "Hẹn gọi lại\nthứ hai.");
      await finish(lan, before);
      const live = await arrived("zalo:an-2468", lan);
      expect([...valueOf(await previous(lan, live)).lines]).toEqual([[before, "Hẹn gọi lại thứ hai."]]);
      expect(valueOf(await previous(lan, live))).toMatchObject({ strength: "account", contacts: [{ id: before }] });
      valueOf(await bar(await person("clinical_lead"), before, lan.id));
      expect(valueOf(await previous(lan, live)).contacts).toEqual([]);
      expect(await open(lan, live, before)).toEqual(NOT_FOUND);
    });

    test("a web chat tells nobody's number, so there are none", async () => {
      const lan = await comeOnDuty(stage());
      const { contactId } = await takeChat(stage(), lan, { text: "Con chào cô" });
      const nothing = { strength: undefined, contacts: [], lines: new Map(), hasMore: false };
      expect(valueOf(await previous(lan, contactId))).toEqual(nothing);
      for (const role of ROLES.filter((each) => each !== "counsellor")) {
        expect(await previous(await person(role), contactId)).toEqual(NOT_FOUND);
      }
    });
  });
}
