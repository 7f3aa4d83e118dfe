import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeServer, sockets, TOKEN } from "./fake-server.ts";
import { machineNow } from "../shared/clock.ts";
import type { OpenStage } from "../features/contact/contact-state.ts";
import { openContact } from "../features/contact/open-contact.ts";

vi.mock("socket.io-client", async () => import("./fake-server.ts"));

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T12:42:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const SETTLED_MS = 60_000;

/** What happens, and whether its notice arrives: not at all, late, or twice. */
const fault = fc.constantFrom("none", "none", "lose", "late", "twice");
const step = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant("say"), fault) },
  { weight: 4, arbitrary: fc.tuple(fc.constant("hear"), fault) },
  { weight: 2, arbitrary: fc.tuple(fc.constant("seen"), fault) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom("cut", "open", "down", "up", "replies lost", "mute"), fault) },
);
const story = fc.array(fc.tuple(step, fc.integer({ min: 0, max: 3_000 })), { minLength: 5, maxLength: 25 });

function begin(server: ReturnType<typeof fakeServer>) {
  const stages: OpenStage[] = [];
  const chat = openContact(
    { token: TOKEN, contact: server.now(), safeNow: "yes" },
    { changed: (stage) => stages.push(stage), gone: () => undefined },
  );
  server.open();
  return { chat, stages, last: () => stages.at(-1) };
}

test("whatever is lost, late, doubled or cut: every word arrives once, in order, and nothing older is shown", async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const server = fakeServer();
      vi.stubGlobal("fetch", server.fetch);
      const { chat, stages, last } = begin(server);
      const said: string[] = [];
      const tell = (how: string, notice: () => void) => {
        if (how === "lose") return;
        const told = () => sockets.at(-1)?.socket.connected && !server.state.isMute && notice();
        if (how === "late") setTimeout(told, 1_500);
        else told();
        if (how === "twice") told();
      };
      for (const [[what, how], pause] of steps) {
        if (what === "say") {
          const text = `lời ${said.length}`;
          said.push(text);
          chat.send(text);
        } else if (what === "hear") {
          const message = server.add({ from: "counsellor", text: `cô ${said.length}` });
          tell(how, () => server.notice("message:posted", message));
        } else if (what === "seen") {
          const receipt = server.see();
          if (receipt !== undefined) tell(how, () => server.notice("message:receipt", receipt));
        } else if (what === "cut") server.cut();
        else if (what === "open") server.open();
        else if (what === "down") server.state.isDown = true;
        else if (what === "up") server.state.isDown = false;
        else if (what === "replies lost") server.state.losesReplies = !server.state.losesReplies;
        else server.state.isMute = !server.state.isMute;
        await vi.advanceTimersByTimeAsync(pause);
      }
      Object.assign(server.state, { isDown: false, losesReplies: false, isMute: false });
      server.open();
      await vi.advanceTimersByTimeAsync(SETTLED_MS);

      const shown = last();
      expect(shown?.awaySince).toBeNull();
      expect(shown?.outbox).toEqual([]);
      expect(shown?.contact.messages).toEqual(server.now().messages);
      const words = shown?.contact.messages.filter(({ from }) => from === "child").map(({ text }) => text);
      expect(words).toEqual(said);
      const counts = stages.map(({ contact }) => contact.messages.length);
      expect(counts).toEqual(counts.toSorted((one, other) => one - other));
      const versions = stages.map(({ contact }) => contact.version);
      expect(versions).toEqual(versions.toSorted((one, other) => one - other));
      chat.close();
    }),
    { numRuns: 60, seed: 20261122 },
  );
}, 60_000);

test("a line that falls silent is said to be gone within ten seconds, from when it was last heard", async () => {
  const server = fakeServer();
  vi.stubGlobal("fetch", server.fetch);
  const { chat, last } = begin(server);
  await vi.advanceTimersByTimeAsync(5_000);
  server.state.isMute = true;
  server.state.isDown = true;
  const from = machineNow();
  await vi.advanceTimersByTimeAsync(10_000);
  const since = last()?.awaySince;
  expect(since).toBeTypeOf("number");
  expect(since).toBeGreaterThanOrEqual(from - 5_000);
  expect(since).toBeLessThanOrEqual(from + 10_000);
  Object.assign(server.state, { isMute: false, isDown: false });
  server.open();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(last()?.awaySince).toBeNull();
  chat.close();
});

test("a last notice that is lost is made good within a beat", async () => {
  const server = fakeServer();
  vi.stubGlobal("fetch", server.fetch);
  const { chat, last } = begin(server);
  await vi.advanceTimersByTimeAsync(5_000);
  server.add({ from: "counsellor", text: "cô đây" });
  await vi.advanceTimersByTimeAsync(6_000);
  expect(last()?.contact.messages).toEqual(server.now().messages);
  chat.close();
});
