import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from "vitest";
import "../src/client/zod-setup.ts";
import { resetSessionState } from "../src/session/session-state.ts";
import { changeTaste } from "../src/taste/taste.ts";
import { server } from "./stub-server.ts";

/** Holds every test of an app to the same: a stubbed server, no complaint left unread, nothing kept for the next. */
export function setUpTests(forget: () => void): void {
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
    forget();
    resetSessionState();
    changeTaste({ language: "vi", theme: "dark" });
    server.resetHandlers();
    vi.restoreAllMocks();
    // A complaint is a failure: nobody reads the output of a test that passed.
    expect(complaints).toEqual([]);
  });

  afterAll(() => {
    server.close();
  });
}
