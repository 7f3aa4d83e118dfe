import type { Telephony } from "@nightlight/commands/call/telephony";
import { expect } from "vitest";

const CLOSED_WITHIN = { timeout: 5_000 };

/** It is there, as sound; and once it is forgotten nothing is. */
export async function expectRecording(telephony: Telephony, recordingId: string): Promise<void> {
  const start = async () => Buffer.from((await telephony.readRecording(recordingId)) ?? []).toString("latin1", 0, 4);
  await expect.poll(start, CLOSED_WITHIN).toBe("RIFF");
  await telephony.forgetRecording(recordingId);
  expect(await telephony.readRecording(recordingId)).toBeUndefined();
}
