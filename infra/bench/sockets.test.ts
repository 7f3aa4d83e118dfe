import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import "../vitest/provided.ts";
import type { Stops } from "./services.ts";
import { benchSockets } from "./sockets.ts";

test.skipIf(inject("services").postgres === undefined)(
  "the whole bench, small: everybody is cut off and comes back, and every word is there once",
  async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), "nl-bench-"));
    const stops: Stops = [];
    try {
      const root = fileURLToPath(new URL("../..", import.meta.url));
      const size = { staff: 6, children: 12, seconds: 1, cutMs: 300, profileFolder: undefined };
      const result = await benchSockets({ root, dataFolder, ...size, say: () => undefined }, stops);
      expect(result).toMatchObject({ connected: { staff: 6, children: 12 }, away: 0, lost: 0, doubled: 0, refused: 0 });
      expect(result.said).toBeGreaterThan(result.connected.talking);
      expect(result.reconnect.max).toBeGreaterThan(result.caughtUp.p50);
      expect(result.loopDelay.p99).toBeGreaterThan(0);
    } finally {
      for (const stop of stops.reverse()) await stop();
      rmSync(dataFolder, { recursive: true, force: true });
    }
  },
  120_000,
);
