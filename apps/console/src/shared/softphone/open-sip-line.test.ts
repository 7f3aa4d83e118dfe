import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSipLine } from "./open-sip-line.ts";

/** JsSIP as far as registering goes: it asks the exchange once, and tells what came of it. */
const jssip = vi.hoisted(() => {
  const heard = new Map<string, () => void>();
  return { heard, isConnected: true, isRegistered: false, registered: 0, stopped: 0 };
});
vi.mock("jssip", () => ({
  debug: { disable: () => undefined },
  WebSocketInterface: class {
    readonly via = "WS";
  },
  UA: class {
    on = (name: string, act: () => void) => jssip.heard.set(name, act);
    start = () => undefined;
    stop = () => {
      jssip.stopped += 1;
    };
    isConnected = () => jssip.isConnected;
    isRegistered = () => jssip.isRegistered;
    register = () => {
      jssip.registered += 1;
    };
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(jssip, { isConnected: true, isRegistered: false, registered: 0, stopped: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

const open = async () => {
  const lost = vi.fn();
  const line = await openSipLine(
    { name: "a", secret: "b", domain: "nightlight", iceServers: [], engines: ["asterisk"] },
    "ws://localhost/sip",
    {
      lost,
      registered: () => undefined,
      rings: () => undefined,
      heard: () => undefined,
      over: () => undefined,
    },
  );
  return { line, lost };
};

test("an exchange that refuses is asked again, until it does not", async () => {
  const { lost } = await open();
  for (const times of [1, 2, 3]) {
    jssip.heard.get("registrationFailed")?.();
    vi.advanceTimersByTime(2_000);
    expect(jssip.registered).toBe(times);
  }
  expect(lost).toHaveBeenCalledTimes(3);
  jssip.isRegistered = true;
  vi.advanceTimersByTime(60_000);
  expect(jssip.registered).toBe(3);
});

test("without a line to it nothing is asked, for the line comes back by itself; nor after the telephone was put away", async () => {
  const { line } = await open();
  jssip.isConnected = false;
  jssip.heard.get("registrationFailed")?.();
  vi.advanceTimersByTime(2_000);
  jssip.isConnected = true;
  jssip.heard.get("registrationFailed")?.();
  line.close();
  vi.advanceTimersByTime(60_000);
  expect(jssip).toMatchObject({ registered: 0, stopped: 1 });
});
