import { afterEach, expect, test, vi } from "vitest";
import { sparing } from "./sparing.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("a sentence is said once a minute, with how often it was meant; another one at once", () => {
  vi.useFakeTimers();
  const said: string[] = [];
  const say = sparing((line) => said.push(line));
  for (let n = 0; n < 4; n += 1) say("the disk is full");
  say("a sweep failed");
  vi.advanceTimersByTime(60_000);
  say("the disk is full");
  say("a sweep failed");
  expect(said).toEqual(["the disk is full", "a sweep failed", "the disk is full (and 3 more times)", "a sweep failed"]);
});
