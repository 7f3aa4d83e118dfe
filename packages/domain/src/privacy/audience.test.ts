import { describe, expect, expectTypeOf, test } from "vitest";
import { AUDIENCES, maySee, redact, type Thing } from "./audience.ts";

const THINGS = Object.keys(AUDIENCES) as Thing[];
const everythingOf = (thing: Thing): Record<string, string> =>
  Object.fromEntries(Object.keys(AUDIENCES[thing]).map((field) => [field, `${thing}.${field}`]));
const given = (thing: Thing, reader: "helpline" | "authority" | "other_side"): string[] =>
  Object.keys(redact(thing, everythingOf(thing) as never, reader)).sort();

describe("an authority", () => {
  test.each(THINGS)("sees of a %s what is shared, and nothing of the informant or of the helpline", (thing) => {
    const shared = Object.entries(AUDIENCES[thing]).flatMap(([field, audience]) =>
      audience === "shared" ? [field] : [],
    );
    expect(given(thing, "authority")).toEqual(shared.sort());
  });

  test("never sees who told us, what was said, or why somebody is barred", () => {
    expect(given("identity", "authority")).toEqual(["contactId"]);
    expect(given("message", "authority")).toEqual(["contactId"]);
    expect(given("record", "authority")).toEqual(["name", "reason"]);
    expect(given("barring", "authority")).toEqual([]);
    expect(given("opening", "authority")).toEqual([]);
    expect(given("byHand", "authority")).toEqual(["contactId"]);
    expect(given("riskChange", "authority")).toEqual(["contactId"]);
    // How somebody came tells who it was: in a commune one phone call is one neighbour.
    expect(given("contact", "authority")).toEqual(["arrivedAt", "id", "lane", "language", "receivedAt"]);
    expect(given("person", "authority")).toEqual(["displayName"]);
  });
});

describe("the other side of a conversation", () => {
  test("sees its own messages, the name that somebody goes by, and nothing else", () => {
    const seen = THINGS.flatMap((thing) => given(thing, "other_side").map((field) => `${thing}.${field}`));
    expect(seen.sort()).toEqual([
      "contact.id",
      "contact.language",
      "contact.version",
      "message.at",
      "message.clientKey",
      "message.deliveredAt",
      "message.from",
      "message.id",
      "message.seenAt",
      "message.text",
      "person.displayName",
    ]);
  });
});

describe("redact", () => {
  test("gives nobody a field that has no audience, and does not compile with one", () => {
    const stranger = { name: "Nhi", narrative: "…", favouriteColour: "blue" };
    // @ts-expect-error a field without an audience
    expect(redact("record", stranger, "helpline")).toEqual({ name: "Nhi", narrative: "…" });
  });

  test("tells the compiler what is left", () => {
    const seen = redact("record", { name: "Nhi", narrative: "…" }, "authority");
    expectTypeOf(seen).toEqualTypeOf<{ name: string }>();
    expect(seen).toEqual({ name: "Nhi" });
  });

  test("takes no field from a prototype for a declared one", () => {
    expect(maySee("helpline", "record", "constructor")).toBe(false);
    expect(maySee("helpline", "record", "__proto__")).toBe(false);
  });

  test("leaves the thing as it was", () => {
    const record = { name: "Nhi", narrative: "…" };
    redact("record", record, "authority");
    expect(record).toEqual({ name: "Nhi", narrative: "…" });
  });
});
