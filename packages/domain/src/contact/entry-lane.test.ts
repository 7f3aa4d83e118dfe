import { expect, test } from "vitest";
import { STANDARD_POLICY } from "../policy/policy.ts";
import { entryLane, NO_PAST } from "./entry-lane.ts";

test.each([
  { name: "a chat", lane: "normal" },
  { name: "safe right now? yes", safeNow: "yes", lane: "normal" },
  { name: "safe right now? no", safeNow: "no", lane: "immediate" },
  { name: "back after being cut off in danger", past: { wasCutOff: true }, lane: "immediate" },
  { name: "somebody in open danger", past: { hasOpenDanger: true }, lane: "high" },
  { name: "silent for the second time in a day", past: { silentToday: 1 }, lane: "normal" },
  { name: "silent for the third time in a day", past: { silentToday: 2 }, lane: "high" },
  { name: "and once a day only", past: { silentToday: 3 }, lane: "normal" },
  { name: "the most severe line counts", safeNow: "no", past: { hasOpenDanger: true }, lane: "immediate" },
  {
    name: "a line is policy",
    past: { hasOpenDanger: true },
    changes: { entryOpenCase: "immediate" },
    lane: "immediate",
  },
  { name: "and never lowers", safeNow: "no", changes: { entryChat: "low" }, lane: "immediate" },
  { name: "restricted: behind the others", past: { isRestricted: true }, lane: "low" },
  { name: "and not in danger", safeNow: "no", past: { isRestricted: true }, lane: "immediate" },
  { name: "and not while somebody protects them", past: { isRestricted: true, hasOpenDanger: true }, lane: "high" },
  { name: "calls have a line of their own", slot: "voice", changes: { entryVoice: "high" }, lane: "high" },
] as const)("$name: lane $lane", ({ lane, ...given }) => {
  const { safeNow, slot, past, changes } = {
    safeNow: "unknown",
    slot: "chat",
    past: {},
    changes: {},
    ...given,
  } as const;
  expect(entryLane({ safeNow }, slot, { ...NO_PAST, ...past }, { ...STANDARD_POLICY, ...changes })).toBe(lane);
});
