import { ALL_STATUSES, anOffer, contactIn } from "@nightlight/testkit/builders";
import { describe, expect, test } from "vitest";
import type { ContactStatus } from "../contact/contact.ts";
import { may, type Actor, type ContactAction } from "./access.ts";

const ACTIONS: readonly ContactAction[] = ["see-state", "read-conversation", "write-as-child", "answer", "record"];
const counsellor = (id: string): Actor => ({ kind: "staff", id, sessionId: "s1", roles: ["counsellor"] });
const OWNED: readonly ContactStatus[] = ["active", "closing", "wrap_up", "closed"];

/** Who may do what with Lan's contact-1, which came through webchat-1. What is not listed is refused. */
const ACTORS: readonly { name: string; actor: Actor; may: (status: ContactStatus) => readonly ContactAction[] }[] = [
  {
    name: "Lan",
    actor: counsellor("lan"),
    may(status) {
      if (OWNED.includes(status)) return ["see-state", "read-conversation", "answer", "record"];
      return status === "offered" ? ["see-state"] : [];
    },
  },
  { name: "another counsellor", actor: counsellor("minh"), may: () => [] },
  {
    name: "that child",
    actor: { kind: "child", contactId: "contact-1" },
    may: () => ["see-state", "read-conversation", "write-as-child"],
  },
  { name: "another child", actor: { kind: "child", contactId: "contact-2" }, may: () => [] },
  {
    name: "that channel's gateway",
    actor: { kind: "gateway", channelId: "webchat-1" },
    may: () => ["see-state", "read-conversation", "write-as-child"],
  },
  { name: "another gateway", actor: { kind: "gateway", channelId: "zalo-1" }, may: () => [] },
  { name: "the engine", actor: { kind: "system" }, may: () => ["see-state"] },
];

describe.each(ACTORS)("$name", ({ actor, may: expected }) => {
  test.each(ALL_STATUSES)("with a contact that is %s", (status) => {
    const allowed = ACTIONS.filter((action) => may(actor, action, contactIn(status)));
    expect(allowed).toEqual(expected(status));
  });
});

test("an orphan's former counsellor sees it no more, and an offer shows it to one person", () => {
  expect(may(counsellor("lan"), "see-state", contactIn("orphaned"))).toBe(false);
  const offered = contactIn("offered", { offer: anOffer({ to: "minh", previousOwner: "lan" }) });
  expect(may(counsellor("lan"), "see-state", offered)).toBe(false);
  expect(may(counsellor("minh"), "see-state", offered)).toBe(true);
});

test("an id is not enough: it has to be of the same kind", () => {
  const contact = contactIn("active", { owner: "same" }, { id: "same", channelId: "same" });
  expect(may({ kind: "child", contactId: "same" }, "answer", contact)).toBe(false);
  expect(may(counsellor("same"), "write-as-child", contact)).toBe(false);
});
