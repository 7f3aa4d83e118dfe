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
};
/** Looks for all of them. */
export const find = createCanaryFinder(Object.values(CANARIES));
