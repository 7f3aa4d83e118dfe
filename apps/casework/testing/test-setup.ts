import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import "../src/shared/zod-setup.ts";
import { resetReports } from "../src/features/escalation/report-store.ts";
import { resetLiveState } from "../src/shared/live/live-state.ts";
import { resetSessionState } from "../src/shared/session-state.ts";
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
  window.location.hash = "";
  vi.spyOn(window, "scrollTo").mockImplementation(() => undefined);
  vi.spyOn(console, "error").mockImplementation((...values: unknown[]) => {
    complaints.push(values.map(String).join(" "));
  });
});

afterEach(() => {
  cleanup();
  resetReports();
  resetLiveState();
  resetSessionState();
  changeSettings({ language: "vi", theme: "dark" });
  server.resetHandlers();
  vi.restoreAllMocks();
  // A complaint is a failure: nobody reads the output of a test that passed.
  expect(complaints).toEqual([]);
});

afterAll(() => {
  server.close();
});
