import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import "../vitest/provided.ts";
import { benchAutosave } from "./autosave.ts";
import type { Stops } from "./services.ts";

test.skipIf(inject("services").postgres === undefined)(
  "the whole bench, small: everybody has a conversation, every field that is typed is saved, over the real route",
  async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), "nl-bench-"));
    const stops: Stops = [];
    try {
      const root = fileURLToPath(new URL("../..", import.meta.url));
      const counsellors = 3;
      const options = { root, dataFolder, counsellors, seconds: 3, rounds: 1, say: () => undefined };
      const { product, floor, ratio, saved } = await benchAutosave(options, stops);
      // One every second or two, as the machine allows.
      expect(saved).toBeGreaterThanOrEqual(counsellors);
      for (const { p50, p95 } of [product.autosave, floor.autosave]) {
        expect(p50).toBeGreaterThan(0);
        expect(p95).toBeGreaterThanOrEqual(p50);
      }
      expect(ratio.autosave.p50).toBeCloseTo(product.autosave.p50 / floor.autosave.p50, 0);
    } finally {
      for (const stop of stops.reverse()) await stop();
      rmSync(dataFolder, { recursive: true, force: true });
    }
  },
  120_000,
);
