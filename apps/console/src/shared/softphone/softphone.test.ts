import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { qualityOf } from "./sound-quality.ts";
import type { SipCall, SipEvents } from "./sip-line.ts";
import { startSoftphone, type Softphone, type SoftphoneOptions } from "./softphone.ts";
import { resetTelephone, useTelephone } from "./telephone.ts";

const ACCOUNT = { name: "session-1", secret: "secret", domain: "nightlight", iceServers: [], engines: ["asterisk"] };
const track = { stop: vi.fn() };
const stream = () => ({ getTracks: () => [track] }) as unknown as MediaStream;
const refusal = Object.assign(new Error("no"), { name: "NotAllowedError" });

let phone: Softphone | undefined;
let events: SipEvents | undefined;
let mine: Set<string>;

function start(options: Partial<SoftphoneOptions> = {}): void {
  phone = startSoftphone({
    account: async () => ACCOUNT,
    addressOf: (engine) => `ws://here/${engine}`,
    openLine: async (_account, _address, told) => {
      events = told;
      return { close: () => undefined };
    },
    microphone: async () => stream(),
    isAllowed: async () => true,
    isExpected: (contactId) => mine.has(contactId),
    play: () => () => undefined,
    ...options,
  });
}
const callOf = (contactId: string) => ({
  contactId,
  answer: vi.fn<SipCall["answer"]>(),
  refuse: vi.fn(),
  hangUp: vi.fn(),
  mute: vi.fn<SipCall["mute"]>(),
  press: vi.fn<SipCall["press"]>(),
  stats: async () => undefined,
});
const status = () => useTelephone.getState().status;
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  mine = new Set();
});
afterEach(() => {
  phone?.stop();
  resetTelephone();
  vi.useRealTimers();
});

test("where nobody runs an exchange there is no telephone; when somebody does, there is", async () => {
  const account = vi.fn().mockResolvedValueOnce(null).mockResolvedValue(ACCOUNT);
  start({ account });
  await settle();
  expect(status()).toBe("none");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(status()).toBe("connecting");
});

test("the browser is not made to ask for the microphone before somebody turned the telephone on", async () => {
  const microphone = vi.fn(async () => stream());
  start({ isAllowed: async () => false, microphone });
  await settle();
  expect([status(), microphone.mock.calls.length]).toEqual(["off", 0]);
  await phone?.turnOn();
  events?.registered();
  expect(status()).toBe("ready");
  events?.lost();
  expect(status()).toBe("lost");
});

test("registers with every exchange, and is lost only when all of them are", async () => {
  const lines = new Map<string, SipEvents>();
  const closed: string[] = [];
  start({
    account: async () => ({ ...ACCOUNT, engines: ["one", "other"] }),
    openLine: async (_account, address, told) => {
      lines.set(address, told);
      return { close: () => void closed.push(address) };
    },
  });
  await settle();
  expect([...lines.keys()]).toEqual(["ws://here/one", "ws://here/other"]);
  lines.get("ws://here/one")?.registered();
  lines.get("ws://here/other")?.registered();
  lines.get("ws://here/one")?.lost();
  expect(status()).toBe("ready");
  const call = callOf("contact-1");
  mine.add("contact-1");
  lines.get("ws://here/other")?.rings(call);
  await settle();
  expect(call.answer).toHaveBeenCalledOnce();
  lines.get("ws://here/other")?.lost();
  expect(status()).toBe("lost");
  phone?.stop();
  expect(closed).toEqual(["ws://here/one", "ws://here/other"]);
});

test.each([
  [refusal, "refused"],
  [new Error("no device"), "no-microphone"],
] as const)("without a microphone it says why", async (error, why) => {
  start({ microphone: async () => Promise.reject(error) });
  await settle();
  expect(status()).toBe(why);
});

test("answers what is mine by itself, also when the desk learns of it a moment later", async () => {
  start();
  await settle();
  const call = callOf("contact-1");
  events?.rings(call);
  await vi.advanceTimersByTimeAsync(300);
  expect(call.answer).not.toHaveBeenCalled();
  mine.add("contact-1");
  await vi.advanceTimersByTimeAsync(100);
  expect(call.answer).toHaveBeenCalledOnce();
  events?.heard(call, stream());
  expect(useTelephone.getState().call).toMatchObject({ contactId: "contact-1", isHeard: true, isMuted: false });
  phone?.mute(true);
  phone?.press("5");
  expect([call.mute.mock.calls, call.press.mock.calls]).toEqual([[[true]], [["5"]]]);
  expect(useTelephone.getState().call?.isMuted).toBe(true);
  events?.over(call);
  expect(useTelephone.getState().call).toBeUndefined();
});

test("refuses whatever is not mine", async () => {
  start();
  await settle();
  const call = callOf("somebody else's");
  events?.rings(call);
  await vi.advanceTimersByTimeAsync(8_200);
  expect(call.refuse).toHaveBeenCalledOnce();
  expect(call.answer).not.toHaveBeenCalled();
});

test("stopped, it puts the telephone down and lets the microphone go", async () => {
  start();
  await settle();
  mine.add("contact-1");
  const call = callOf("contact-1");
  events?.rings(call);
  await settle();
  track.stop.mockClear();
  phone?.stop();
  expect(call.hangUp).toHaveBeenCalledOnce();
  expect(track.stop).toHaveBeenCalledOnce();
  expect(status()).toBe("none");
});

test("the line is good, weak or bad by what was lost since the last look, and by the way there and back", () => {
  const report = (received: number, lost: number, roundTripTime = 0.1): [string, unknown][] => [
    ["in", { type: "inbound-rtp", kind: "audio", packetsReceived: received, packetsLost: lost }],
    ["out", { type: "remote-inbound-rtp", roundTripTime }],
  ];
  const first = qualityOf(report(100, 0), undefined);
  expect(first?.quality).toBe("good");
  expect(qualityOf(report(195, 5), first?.counted)?.quality).toBe("weak");
  expect(qualityOf(report(180, 20), first?.counted)?.quality).toBe("bad");
  expect(qualityOf(report(200, 0, 0.5), first?.counted)?.quality).toBe("weak");
  expect(qualityOf([], undefined)).toBeUndefined();
});
