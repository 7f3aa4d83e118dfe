import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import "../vitest/provided.ts";
import { benchFloor } from "./floor.ts";
import type { Stops } from "./services.ts";

const { postgres, chromium } = inject("services");

test.skipIf(postgres === undefined || chromium === undefined)(
  "the whole bench, small: every event of the crew is in a painted frame, of the product and of the bare floor",
  async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), "nl-bench-"));
    const stops: Stops = [];
    try {
      const root = fileURLToPath(new URL("../..", import.meta.url));
      const size = { people: 4, contacts: 8, rate: 12, seconds: 2, profileFolder: undefined };
      const result = await benchFloor({ root, dataFolder, ...size, say: () => undefined }, stops);
      expect(result).toMatchObject({ missed: 0, failed: 0, people: 4 });
      expect(result.changes).toBeGreaterThan(0);
      for (const { noticeToPixel, loopDelay } of [result, result.floor]) {
        expect(noticeToPixel.p50).toBeGreaterThan(0);
        expect(noticeToPixel.p95).toBeGreaterThanOrEqual(noticeToPixel.p50);
        expect(loopDelay.p99).toBeGreaterThan(0);
      }
      expect(result.arrowKey.p50).toBeGreaterThan(0);
    } finally {
      for (const stop of stops.reverse()) await stop();
      rmSync(dataFolder, { recursive: true, force: true });
    }
  },
  180_000,
);
