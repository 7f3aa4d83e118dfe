import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import "../src/shared/zod-setup.ts";
import { resetOutbox } from "../src/features/contact/outbox.ts";
import { resetRecordFields } from "../src/features/record/record-fields.ts";
import { stopKeeping } from "../src/features/record/record-keeper.ts";
import { resetDeskState } from "../src/shared/desk-state.ts";
import { forgetOffers } from "../src/shared/freshness.ts";
import { resetLiveState } from "../src/shared/live/live-state.ts";
import { useSessionState } from "../src/shared/session-state.ts";
import { changeSettings } from "../src/shared/settings.ts";
import { server } from "./stub-server.ts";

// The suite runs beside others on few cores: a slow machine is no failure.
configure({ asyncUtilTimeout: 5000 });

const complaints: string[] = [];

beforeAll(() => {
  server.listen({
    onUnhandledFrame: ({ frame }) => {
      const { request } = frame.data as { request?: Request };
      complaints.push(`unhandled: ${request === undefined ? frame.protocol : `${request.method} ${request.url}`}`);
    },
  });
});

beforeEach(() => {
  complaints.length = 0;
  vi.spyOn(console, "error").mockImplementation((...values: unknown[]) => {
    complaints.push(values.map(String).join(" "));
  });
});

afterEach(() => {
  cleanup();
  stopKeeping();
  resetOutbox();
  resetRecordFields();
  resetDeskState();
  resetLiveState();
  forgetOffers();
  useSessionState.setState({ isExpired: false });
  changeSettings({ language: "vi", theme: "dark" });
  server.resetHandlers();
  vi.restoreAllMocks();
  // A complaint is a failure: nobody reads the output of a test that passed.
  expect(complaints).toEqual([]);
});

afterAll(() => {
  server.close();
});
