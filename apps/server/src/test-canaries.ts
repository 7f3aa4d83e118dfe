import { createCanaryFinder, makeCanary, makePhoneCanary } from "@nightlight/simulation/canary/canaries";
import { randomBytes, randomInt } from "node:crypto";

const make = (name: string) => makeCanary(name, (digits) => randomBytes(digits).toString("hex").slice(0, digits));
const number = () => makePhoneCanary("a number", (count) => String(randomInt(10 ** count)).padStart(count, "0"));

/** A marked value for everything that is not shared, and the name under which staff may be known outside. */
export const CANARIES = {
  said: make("what the child said"),
  saidLater: make("what the child said later"),
  answered: make("what the counsellor answered"),
  childName: make("the child's name"),
  narrative: make("the narrative"),
  phone: { ...number(), name: "the caller's number" },
  staffName: make("the counsellor's real name"),
  username: make("the counsellor's user name"),
  barReason: make("why a colleague is barred"),
  openReason: make("why a supervisor read it"),
  restrictReason: make("why a number waits behind the others"),
  levelReason: make("why the level was raised"),
  handWho: make("who says so, by hand"),
  handReference: make("the reference of what came by hand"),
  handOrigin: make("where it came from, by hand"),
};
/** A letter that is recorded by hand, with a canary in every field. */
export const BY_HAND = {
  key: "canary-by-hand",
  kind: "letter",
  language: "vi",
  receivedAt: "2026-01-05T07:40:00.000Z",
  whoSays: CANARIES.handWho.text,
  reference: CANARIES.handReference.text,
  origin: CANARIES.handOrigin.text,
};

/** Looks for all of them. */
export const find = createCanaryFinder(Object.values(CANARIES));
