import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeServer, TOKEN } from "./fake-server.ts";
import { machineNow } from "../shared/clock.ts";
import type { OpenStage } from "../features/contact/contact-state.ts";
import { openContact } from "../features/contact/open-contact.ts";

vi.mock("socket.io-client", async () => import("./fake-server.ts"));

const SERVER = Date.parse("2026-11-22T12:42:00Z");
const FIVE_MINUTES = 5 * 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: SERVER });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function talkOn(clock: number) {
  vi.setSystemTime(clock);
  const server = fakeServer();
  vi.stubGlobal("fetch", server.fetch);
  const stages: OpenStage[] = [];
  const chat = openContact(
    { token: TOKEN, contact: server.now(), safeNow: "yes" },
    { changed: (stage) => stages.push(stage), gone: () => undefined },
  );
  server.open();
  await vi.advanceTimersByTimeAsync(5_000);
  return { server, chat, stages, last: () => stages.at(-1) };
}

const OFF = [
  { by: FIVE_MINUTES, name: "ahead" },
  { by: -FIVE_MINUTES, name: "behind" },
];

test.each(OFF)(
  "a phone whose clock is five minutes $name writes, hears and is never said to be away",
  async ({ by }) => {
    const { server, chat, stages, last } = await talkOn(SERVER + by);
    chat.send("cháu đây ạ");
    const heard = server.add({ from: "counsellor", text: "cô nghe đây" });
    server.notice("message:posted", heard);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(last()?.outbox).toEqual([]);
    expect(last()?.contact.messages).toEqual(server.now().messages);
    expect(stages.every(({ awaySince }) => awaySince === null)).toBe(true);
    chat.close();
  },
);

test.each(OFF)("a clock moved five minutes $name while the line dies: said within fifteen seconds", async ({ by }) => {
  const { server, chat, last } = await talkOn(SERVER);
  vi.setSystemTime(machineNow() + by);
  Object.assign(server.state, { isMute: true, isDown: true });
  await vi.advanceTimersByTimeAsync(15_000);
  expect(last()?.awaySince).toBeTypeOf("number");
  expect(last()?.awaySince).toBeLessThanOrEqual(machineNow());
  Object.assign(server.state, { isMute: false, isDown: false });
  server.open();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(last()?.awaySince).toBeNull();
  chat.close();
});

test("a clock set back while the line is dead counts on from now", async () => {
  const { server, chat, last } = await talkOn(SERVER);
  Object.assign(server.state, { isMute: true, isDown: true });
  await vi.advanceTimersByTimeAsync(15_000);
  vi.setSystemTime(machineNow() - FIVE_MINUTES);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(machineNow() - (last()?.awaySince ?? Number.NaN)).toBeGreaterThanOrEqual(8_000);
  chat.close();
});
