import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, inject, test } from "vitest";
import "../vitest/provided.ts";
import type { Stops } from "./services.ts";
import { benchVoice } from "./voice.ts";

const { postgres, asterisk } = inject("services");

test.skipIf(postgres === undefined || asterisk === undefined)(
  "the whole bench, small: calls talk and wait on a real Asterisk beside chats, conversations change, and nothing fails",
  async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), "nl-bench-"));
    const stops: Stops = [];
    try {
      const root = fileURLToPath(new URL("../..", import.meta.url));
      const size = { talking: 2, waiting: 2, seconds: 1, rate: 5 };
      const result = await benchVoice({ root, dataFolder, ...size, say: () => undefined }, stops);
      expect(result).toMatchObject({ failedCalls: 0, talking: 2, waiting: 2, routing: { lost: 0, doubled: 0 } });
      expect(result.routing?.arrived).toBeGreaterThan(0);
      expect(result.routing?.closed).toBe(result.routing?.arrived);
      expect(result.measured).toBeGreaterThanOrEqual(1);
      expect(result.answerToAudio.p50).toBeGreaterThan(0);
      expect(result.answerToAudio.p95).toBeGreaterThanOrEqual(result.answerToAudio.p50);
      expect(result.cpuPerBridgedCall).toBeGreaterThan(0);
    } finally {
      for (const stop of stops.reverse()) await stop();
      rmSync(dataFolder, { recursive: true, force: true });
    }
  },
  120_000,
);
