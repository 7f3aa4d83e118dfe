import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import "../vitest/provided.ts";
import { measureBurst } from "./burst.ts";
import { measureCycles } from "./cycles.ts";
import { measureFreed } from "./freed.ts";
import { startPair, type Pair } from "./pair.ts";
import type { Stops } from "./services.ts";

vi.setConfig({ testTimeout: 60_000 });

const COUNSELLORS = 6;
const say = (): void => undefined;

describe.skipIf(inject("services").postgres === undefined)("floor and product under the same load, small", () => {
  const stops: Stops = [];
  let pair: Pair;
  beforeAll(async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), "nl-bench-"));
    stops.push(() => rmSync(dataFolder, { recursive: true, force: true }));
    const root = fileURLToPath(new URL("../..", import.meta.url));
    pair = await startPair({ root, dataFolder, counsellors: COUNSELLORS, profileFolder: undefined, say }, stops);
  });
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });

  test("more contacts than places at once: every place has an offer, and everybody is served", async () => {
    const result = await measureBurst(pair, { places: COUNSELLORS, contacts: 15, rounds: 1, say });
    expect(result).toMatchObject({ offered: COUNSELLORS, lost: 0, doubled: 0 });
    expect(result.product.allOffered).toBeGreaterThanOrEqual(result.product.halfOffered);
    expect(result.floor.halfOffered).toBeGreaterThan(0);
  });

  test("somebody always waits: whoever becomes free has the next one", async () => {
    const result = await measureFreed(pair, { counsellors: COUNSELLORS, rate: 12, seconds: 0.5, rounds: 1, say });
    expect(result).toMatchObject({ lost: 0, doubled: 0 });
    expect(result.freed).toBeGreaterThan(0);
    expect(result.ratio.freedToOffer.p50).toBeCloseTo(
      result.product.freedToOffer.p50 / result.floor.freedToOffer.p50,
      1,
    );
  });

  test("whole cycles as fast as they go: nothing is lost, doubled or broken", async () => {
    const result = await measureCycles(pair, { counsellors: COUNSELLORS, seconds: 0.5, rounds: 1, say });
    expect(result).toMatchObject({ lost: 0, doubled: 0, violations: 0 });
    expect(result.product.cyclesPerSecond).toBeGreaterThan(0);
    expect(result.floor.cyclesPerSecond).toBeGreaterThan(0);
  });
});
