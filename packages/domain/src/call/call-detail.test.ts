import { expect, test } from "vitest";
import { lengthsOf, type CallDetail } from "./call-detail.ts";

const at = (second: number): Date => new Date(Date.UTC(2026, 2, 2, 8, 0, second));
const RINGING: CallDetail = {
  ...{ direction: "in", rangAt: at(0), answeredAt: undefined, greetedAt: undefined, talkedAt: undefined },
  ...{ endedAt: undefined, endedBy: undefined, cause: undefined, cannotSpeakAt: undefined },
};

test.each([
  ["it still rings", RINGING, { waited: 9, talked: 0, endedInGreeting: false }],
  [
    "they hung up in the greeting",
    { ...RINGING, answeredAt: at(1), endedAt: at(3) },
    { waited: 3, talked: 0, endedInGreeting: true },
  ],
  [
    "they gave up later",
    { ...RINGING, greetedAt: at(5), endedAt: at(8) },
    { waited: 8, talked: 0, endedInGreeting: false },
  ],
  ["they talk", { ...RINGING, greetedAt: at(2), talkedAt: at(4) }, { waited: 4, talked: 5, endedInGreeting: false }],
  [
    "they talked",
    { ...RINGING, talkedAt: at(4), endedAt: at(7), endedBy: "caller" as const },
    { waited: 4, talked: 3, endedInGreeting: false },
  ],
] as const)("%s", (_, call, lengths) => {
  expect(lengthsOf(call, at(9))).toEqual(lengths);
});
