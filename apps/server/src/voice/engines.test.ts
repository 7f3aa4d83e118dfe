import { expect, test } from "vitest";
import { enginesOf } from "./engines.ts";

const [A, B] = ["http://a:8088/ari", "http://b:8088/ari"] as const;

test("names, addresses and media addresses belong together in their order", () => {
  const problems: string[] = [];
  expect(enginesOf({ names: ["a", "b"], urls: [A, B], addresses: ["10.0.0.1"] }, problems)).toEqual([
    { engine: "a", ariUrl: A, mediaAddress: "10.0.0.1" },
    { engine: "b", ariUrl: B, mediaAddress: "10.0.0.1" },
  ]);
  const each = enginesOf({ names: ["a", "b"], urls: [A, B], addresses: ["10.0.0.1", "10.0.0.2"] }, problems);
  expect(each.map(({ mediaAddress }) => mediaAddress)).toEqual(["10.0.0.1", "10.0.0.2"]);
  expect(problems).toEqual([]);
});

test("what does not fit together is said", () => {
  const problems: string[] = [];
  enginesOf({ names: ["a"], urls: [A, B], addresses: ["1", "2", "3"] }, problems);
  enginesOf({ names: ["a", "a"], urls: [A, B], addresses: ["1"] }, problems);
  expect(problems.map((problem) => problem.split(":")[0])).toEqual([
    "VOICE_ENGINE",
    "ASTERISK_MEDIA_ADDRESS",
    "VOICE_ENGINE",
  ]);
});
