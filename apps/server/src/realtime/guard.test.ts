import { pino } from "pino";
import { expect, test } from "vitest";
import { limitEvents } from "./guard.ts";

const silent = pino({ level: "silent" });

function aSocket() {
  const seen = { passed: 0, closed: 0, at: 0 };
  let door: (packet: unknown[], next: () => void) => void = () => undefined;
  const socket = {
    use: (given: typeof door) => (door = given),
    disconnect: () => (seen.closed += 1),
  };
  limitEvents(socket, silent, () => seen.at);
  const send = (times: number): void => {
    for (let count = 0; count < times; count += 1) door(["typing"], () => (seen.passed += 1));
  };
  return { seen, send };
}

test("a burst passes, more of it is dropped, and a second later twenty more pass", () => {
  const { seen, send } = aSocket();
  send(100);
  expect(seen.passed).toBe(60);
  seen.at += 1_000;
  send(100);
  expect(seen.passed).toBe(80);
  expect(seen.closed).toBe(0);
});

test("whoever does not stop is disconnected", () => {
  const { seen, send } = aSocket();
  send(60 + 399);
  expect(seen.closed).toBe(0);
  send(1);
  expect(seen.closed).toBe(1);
});

test("the pace of a console is never held back", () => {
  const { seen, send } = aSocket();
  for (let second = 0; second < 3_600; second += 1) {
    send(10);
    seen.at += 1_000;
  }
  expect(seen.passed).toBe(36_000);
});
