import { createQueryClient } from "@nightlight/door/client/query-client";
import { resetLineState, useLineState } from "@nightlight/door/line/line-state";
import { QueryObserver } from "@tanstack/react-query";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RandomServer, type Fault } from "../../../testing/random-server.ts";
import { forgetNotices } from "../freshness.ts";
import { contactQuery, deskQuery } from "../queries.ts";
import { resetLiveState } from "./live-state.ts";
import { createLive } from "./live.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T12:00:00Z") });
  resetLineState();
  resetLiveState();
  forgetNotices();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Long enough for a dead line to be noticed, opened anew, and for everything to be compared and read. */
const SETTLED_MS = 30_000;

const fault = fc.constantFrom<Fault>("none", "none", "lose", "late", "twice", "later");
const step = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom("child", "change", "seen", "record", "offer", "end"), fault) },
  { weight: 1, arbitrary: fc.constant(["cut"] as const) },
  { weight: 1, arbitrary: fc.constant(["hang"] as const) },
  { weight: 1, arbitrary: fc.constant(["up"] as const) },
  { weight: 1, arbitrary: fc.constant(["taken over"] as const) },
);
const story = fc.array(fc.tuple(step, fc.integer({ min: 0, max: 2_500 })), { minLength: 5, maxLength: 25 });

test("whatever is lost, late, doubled or cut: no older version is ever shown, and at the end all is as it is", async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      forgetNotices();
      resetLineState();
      const server = new RandomServer();
      vi.stubGlobal("fetch", server.fetch);
      const client = createQueryClient();
      const shown: number[] = [];
      const contact = new QueryObserver(client, contactQuery(server.contactId));
      const desk = new QueryObserver(client, deskQuery);
      const stops = [
        contact.subscribe(({ data }) => data && shown.push(data.summary.version)),
        desk.subscribe(() => undefined),
        createLive(server.asLiveSocket(), client).start(true),
      ];
      for (const [[what, how], pause] of steps) {
        if (what === "cut") server.cut();
        else if (what === "hang") server.isUp = false;
        else if (what === "up") server.isUp = true;
        else if (what === "taken over") server.notice("lease:taken", { where: "another_browser" });
        else server.happen(what, how);
        await vi.advanceTimersByTimeAsync(pause);
      }
      server.isUp = true;
      if (!server.connected) server.connect();
      await vi.advanceTimersByTimeAsync(SETTLED_MS);

      expect(useLineState.getState().link).toBe("open");
      expect(shown).toEqual(shown.toSorted((one, other) => one - other));
      expect(contact.getCurrentResult().data).toEqual(server.view);
      const held = desk.getCurrentResult().data;
      expect({ offers: held?.offers, contacts: held?.contacts }).toEqual({
        offers: server.truth.offers,
        contacts: server.truth.contacts,
      });
      for (const stop of stops) stop();
      client.clear();
    }),
    { numRuns: 40, seed: 20261122 },
  );
}, 60_000);

test("a last notice that is lost is made good within a beat, with nothing else happening", async () => {
  const server = new RandomServer();
  vi.stubGlobal("fetch", server.fetch);
  const client = createQueryClient();
  const contact = new QueryObserver(client, contactQuery(server.contactId));
  const stops = [contact.subscribe(() => undefined), createLive(server.asLiveSocket(), client).start(true)];
  await vi.advanceTimersByTimeAsync(6_000);
  server.happen("child", "lose");
  await vi.advanceTimersByTimeAsync(6_000);
  expect(contact.getCurrentResult().data?.messages).toEqual(server.view.messages);
  for (const stop of stops) stop();
});
