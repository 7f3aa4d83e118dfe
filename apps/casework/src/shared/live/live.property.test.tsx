import type { ReceivedEscalationView } from "@nightlight/contracts/authority/escalation";
import { createQueryClient } from "@nightlight/door/client/query-client";
import { resetLineState, useLineState } from "@nightlight/door/line/line-state";
import { nowIso } from "@nightlight/door/time/clock";
import { QueryClientProvider, QueryObserver } from "@tanstack/react-query";
import { renderHook } from "@testing-library/react";
import fc from "fast-check";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket } from "../../../testing/fake-socket.ts";
import { received, rowOf } from "../../../testing/fixtures.ts";
import { escalationQuery, inboxQuery } from "../queries.ts";
import { useLive } from "./use-live.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-22T12:00:00Z") });
  resetLineState();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const SETTLED_MS = 30_000;

/** What happens at the office's server, and whether its notice arrives. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("told", "told", "lost", "late", "twice") },
  { weight: 2, arbitrary: fc.constantFrom("cut", "down", "up") },
);
const story = fc.array(fc.tuple(step, fc.integer({ min: 0, max: 2_500 })), { minLength: 5, maxLength: 25 });

test("whatever is lost, late, doubled or cut: an office sees no older version, and at the end all as it is", async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      resetLineState();
      let view: ReceivedEscalationView = received(1);
      let isUp = true;
      const { id } = view;
      const socket = new FakeSocket();
      socket.marks = () => (isUp ? { office: `1.${String(view.version)}` } : null);
      vi.stubGlobal("fetch", async (url: string) => {
        const asked = view;
        await new Promise((resolve) => setTimeout(resolve, 20 + ((asked.version * 37) % 300)));
        if (!isUp) throw new TypeError("Failed to fetch");
        const isList = !new URL(url, "http://localhost").pathname.includes(id);
        return Response.json(isList ? { now: nowIso(), escalations: [rowOf(asked)] } : { ...asked, now: nowIso() });
      });
      const client = createQueryClient();
      const shown: number[] = [];
      const page = new QueryObserver(client, escalationQuery(id));
      const list = new QueryObserver(client, inboxQuery("open"));
      const stops = [
        page.subscribe(({ data }) => data && shown.push(data.version)),
        list.subscribe(() => undefined),
        renderHook(() => useLive(() => socket.asLiveSocket(), 0), {
          wrapper: ({ children }: { children: ReactNode }) => (
            <QueryClientProvider client={client}>{children}</QueryClientProvider>
          ),
        }).unmount,
      ];
      const tell = (): void => {
        if (socket.connected && isUp) socket.notice("escalation:changed", { escalationId: id, version: view.version });
      };
      for (const [what, pause] of steps) {
        if (what === "cut") socket.breakLine();
        else if (what === "down") isUp = false;
        else if (what === "up") isUp = true;
        else {
          view = { ...view, version: view.version + 1 };
          if (what === "late") setTimeout(tell, 1_500);
          else if (what !== "lost") tell();
          if (what === "twice") tell();
        }
        await vi.advanceTimersByTimeAsync(pause);
      }
      isUp = true;
      if (!socket.connected) socket.connect();
      await vi.advanceTimersByTimeAsync(SETTLED_MS);

      expect(useLineState.getState().link).toBe("open");
      expect(shown).toEqual(shown.toSorted((one, other) => one - other));
      expect(page.getCurrentResult().data?.version).toBe(view.version);
      expect(list.getCurrentResult().data?.escalations).toEqual([rowOf(view)]);
      for (const stop of stops) stop();
      client.clear();
    }),
    { numRuns: 40, seed: 20261122 },
  );
}, 60_000);
