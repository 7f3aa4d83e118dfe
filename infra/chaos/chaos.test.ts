import { join } from "node:path";
import { expect, inject, test } from "vitest";
import "../vitest/provided.ts";
import { runChaos } from "./run-chaos.ts";

test.skipIf(inject("services").postgres === undefined)(
  "chaos, small: whatever breaks meanwhile, everybody is served once, and every screen counts right",
  async () => {
    const stops: (() => Promise<void>)[] = [];
    try {
      const result = await runChaos({
        ...{ root: join(import.meta.dirname, "..", ".."), seconds: 6, counsellors: 4, perSecond: 4, seed: 5 },
        ...{ calmMs: 800, faultMs: 1_500, say: () => undefined, started: (stop) => stops.push(stop) },
      });
      expect(result).toMatchObject({ lost: 0, doubled: 0, violations: [] });
      expect(result.closed).toBe(result.arrived);
      expect(result.arrived).toBeGreaterThan(5);
      expect(Object.keys(result.faults)).not.toEqual([]);
    } finally {
      for (const stop of stops) await stop();
    }
  },
  180_000,
);
