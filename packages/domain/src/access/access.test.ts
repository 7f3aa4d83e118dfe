import { ALL_STATUSES, anOffer, contactIn } from "@nightlight/testkit/builders";
import { TEST_START } from "@nightlight/testkit/clock";
import { describe, expect, test } from "vitest";
import type { ContactStatus } from "../contact/contact.ts";
import { ROLES, type Actor, type Role } from "./access.ts";
import { may, mayEver } from "./may.ts";
import { ACTIONS, COLUMNS, POLICY, type Action, type Column } from "./policy.ts";

const staff = (id: string, ...roles: readonly Role[]): Actor => ({ kind: "staff", id, sessionId: "s1", roles });
const counsellor = (id: string): Actor => staff(id, "counsellor");
const OWNED: readonly ContactStatus[] = ["active", "closing", "wrap_up", "closed"];
const OF_CONTACTS = ACTIONS.filter((action) => /^(?:contact|record)\./u.test(action));

test("the whole table, as a reviewer reads it", () => {
  const widths = COLUMNS.map((column) => Math.max(column.length, ...ACTIONS.map((a) => cell(a, column).length)));
  const line = (first: string, cells: readonly string[]): string =>
    [first.padEnd(24), ...cells.map((text, n) => text.padEnd(widths[n] ?? 0))].join("  ").trimEnd();
  const table = [
    line("", COLUMNS),
    ...ACTIONS.map((a) =>
      line(
        a,
        COLUMNS.map((column) => cell(a, column)),
      ),
    ),
  ];
  expect(`\n${table.join("\n")}\n`).toMatchSnapshot();
});

/** Who may do what with Lan's contact-1, which came through webchat-1. What is not listed is refused. */
const ACTORS: readonly { name: string; actor: Actor; may: (status: ContactStatus) => readonly Action[] }[] = [
  {
    name: "Lan",
    actor: counsellor("lan"),
    may(status) {
      const own = [
        ...(["contact.see-state", "contact.answer", "contact.call", "contact.read"] as const),
        ...(["record.read", "record.write"] as const),
      ];
      if (OWNED.includes(status)) return own;
      return status === "offered" ? ["contact.see-state", "contact.take"] : [];
    },
  },
  { name: "another counsellor", actor: counsellor("minh"), may: () => [] },
  {
    name: "a supervisor who opened nothing",
    actor: staff("hoa", "supervisor"),
    may: () => ["contact.see-state", "contact.list", "contact.figures", "contact.move", "contact.take-danger"],
  },
  {
    name: "the clinical lead who opened nothing",
    actor: staff("hoa", "clinical_lead"),
    may: () => ["contact.see-state", "contact.list", "contact.figures", "contact.supervise", "record.hand-over"],
  },
  { name: "a leader", actor: staff("hoa", "leader"), may: () => ["contact.figures"] },
  ...(["officer", "case_worker", "administrator", "auditor"] as const).map((role) => ({
    name: role,
    actor: staff("lan", role),
    may: () => [],
  })),
  {
    name: "that child",
    actor: { kind: "child", contactId: "contact-1" },
    may: () => ["contact.see-state", "contact.read", "contact.write-as-child"],
  },
  { name: "another child", actor: { kind: "child", contactId: "contact-2" }, may: () => [] },
  {
    name: "that channel's gateway",
    actor: { kind: "gateway", channelId: "webchat-1" },
    may: () => ["contact.see-state", "contact.read", "contact.write-as-child"],
  },
  { name: "another gateway", actor: { kind: "gateway", channelId: "zalo-1" }, may: () => [] },
  { name: "the engine", actor: { kind: "system" }, may: () => ["contact.see-state"] },
];

describe.each(ACTORS)("$name", ({ actor, may: expected }) => {
  test.each(ALL_STATUSES)("with a contact that is %s", (status) => {
    const allowed = OF_CONTACTS.filter((action) => may(actor, action, { contact: contactIn(status) }));
    expect(allowed.toSorted()).toEqual([...expected(status)].sort());
  });
});

test("an orphan's former counsellor sees it no more, and an offer shows it to one person", () => {
  expect(may(counsellor("lan"), "contact.see-state", { contact: contactIn("orphaned") })).toBe(false);
  const contact = contactIn("offered", { offer: anOffer({ to: "minh", previousOwner: "lan" }) });
  expect(may(counsellor("lan"), "contact.see-state", { contact })).toBe(false);
  expect(may(counsellor("minh"), "contact.see-state", { contact })).toBe(true);
});

test("an id is not enough: it has to be of the same kind", () => {
  const contact = contactIn("active", { owner: "same" }, { id: "same", channelId: "same" });
  expect(may({ kind: "child", contactId: "same" }, "contact.answer", { contact })).toBe(false);
  expect(may(counsellor("same"), "contact.write-as-child", { contact })).toBe(false);
});

describe("each cell is the condition that it names", () => {
  const contact = contactIn("active");
  const offered = contactIn("offered");
  /** For each kind of cell: things that satisfy it for somebody called lan (or her child, or her channel), and not. */
  const holding = {
    yes: [{}, {}],
    own: [{ contact }, { contact: contactIn("active", { owner: "minh" }, { id: "c2", channelId: "zalo-1" }) }],
    "own, by me": [
      { contact, personId: "lan" },
      { contact, personId: "minh" },
    ],
    offered: [{ contact: offered }, { contact }],
    "own or offered": [{ contact: offered }, { contact: contactIn("queued") }],
    "own or joined": [
      { contact: contactIn("active", { owner: "minh", guest: { id: "lan", since: TEST_START } }) },
      { contact: contactIn("active", { owner: "minh" }) },
    ],
    "of my centre": [{ isOfMyCentre: true }, { isOfMyCentre: false }],
    opened: [{ contact: contactIn("active", { owner: "minh" }), isOpened: true }, { contact }],
    "same identity": [{ contact: contactIn("closed", { owner: "minh" }), isOfSameIdentity: true }, { contact }],
    "own or sent": [
      { contact: contactIn("active", { owner: "lan" }, { channelId: "zalo-1" }) },
      { contact: contactIn("active", { owner: "minh" }, { id: "c2", channelId: "zalo-1" }) },
    ],
    "sent to us": [{ isSentToUs: true }, { isSentToUs: false }],
    "about me": [{ personId: "lan" }, { personId: "minh" }],
    "another's": [{ personId: "minh" }, { personId: "lan" }],
  } as const;
  const cells = ACTIONS.flatMap((action) => COLUMNS.map((column) => ({ action, column, says: cell(action, column) })));

  test.each(cells)("$action, $column: $says", ({ action, column, says }) => {
    const actor = actorOf(column);
    expect(mayEver(actor, action)).toBe(says !== "no");
    if (says === "no") {
      for (const [thing] of Object.values(holding)) expect(may(actor, action, thing)).toBe(false);
      return;
    }
    const [thing, otherThing] = holding[says];
    expect(may(actor, action, thing)).toBe(true);
    if (says !== "yes") {
      expect(may(actor, action, otherThing)).toBe(false);
      expect(may(actor, action)).toBe(false);
    }
  });
});

describe("a bar comes first", () => {
  const everything = { isOfMyCentre: true, isOpened: true, isOfSameIdentity: true, personId: "minh" };

  test.each(ROLES)("whatever a %s may do otherwise", (role) => {
    for (const status of ALL_STATUSES) {
      const contact = contactIn(status, {}, { barred: ["lan"] });
      for (const action of ACTIONS) {
        expect([action, may(staff("lan", role), action, { ...everything, contact })]).toEqual([action, false]);
      }
    }
  });

  test("all roles together, a break-glass opening and an office do not pass it; somebody else is not touched", () => {
    const actor = { ...staff("lan", ...ROLES), centreId: "centre-1" } as const;
    const contact = contactIn("active", {}, { barred: ["centre-1"] });
    for (const action of ACTIONS) expect(may(actor, action, { ...everything, contact })).toBe(false);
    const elsewhere = { ...actor, centreId: "centre-2" };
    expect(may(elsewhere, "contact.read", { ...everything, contact })).toBe(true);
  });
});

function cell(action: Action, column: Column): (typeof POLICY)[Action][number] {
  return POLICY[action][COLUMNS.indexOf(column)] ?? "no";
}

function actorOf(column: Column): Actor {
  if (column === "child") return { kind: "child", contactId: "contact-1" };
  if (column === "gateway") return { kind: "gateway", channelId: "webchat-1" };
  return column === "system" ? { kind: "system" } : staff("lan", column);
}
