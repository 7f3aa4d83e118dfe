import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import "../vitest/provided.ts";
import { benchFailover } from "./failover.ts";
import type { Stops } from "./services.ts";

test.skipIf(inject("services").postgres === undefined)(
  "one round of it: both contacts of the killed server's counsellors are offered again, and served once",
  async () => {
    const stops: Stops = [];
    try {
      const root = fileURLToPath(new URL("../..", import.meta.url));
      const result = await benchFailover({ root, rounds: 1, say: () => undefined }, stops);
      expect(result).toMatchObject({ lost: 0, doubled: 0 });
      expect(result.afterExpiry.max).toBeGreaterThan(0);
      expect(result.afterLeaseLoss.max).toBeGreaterThan(0);
    } finally {
      for (const stop of stops.reverse()) await stop();
    }
  },
  120_000,
);
