import { expect, test } from "vitest";
import { mayRecord, recordingState, type RecordingWish } from "./recording.ts";

const WISH: RecordingWish = { isQueueRecorded: true, isTold: true, isRefused: false, isPaused: false };
const IDLE = { isFailing: false, isRunning: false };

test.each([
  ["a queue that nobody switched on", { isQueueRecorded: false }],
  ["a caller who was not told", { isTold: false }],
  ["a caller who does not want it", { isRefused: true }],
  ["a pause", { isPaused: true }],
])("nothing is recorded: %s", (_, otherwise) => {
  expect(mayRecord(WISH)).toBe(true);
  expect(mayRecord({ ...WISH, ...otherwise })).toBe(false);
});

test.each([
  ["on", WISH, { ...IDLE, isRunning: true }],
  ["ready", WISH, IDLE],
  ["failed", WISH, { ...IDLE, isFailing: true }],
  ["paused", { ...WISH, isPaused: true }, { ...IDLE, isRunning: true }],
  ["refused", { ...WISH, isRefused: true }, { ...IDLE, isRunning: true }],
  ["untold", { ...WISH, isTold: false }, IDLE],
  ["off", { ...WISH, isQueueRecorded: false }, IDLE],
  // Switched off in the middle of a call: what runs still runs, and says so.
  ["on", { ...WISH, isQueueRecorded: false }, { ...IDLE, isRunning: true }],
] as const)("the counsellor is shown that it is %s", (state, wish, running) => {
  expect(recordingState({ ...wish, ...running })).toBe(state);
});
