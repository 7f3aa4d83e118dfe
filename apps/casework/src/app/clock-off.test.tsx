import { receivedEscalationRoutes } from "@nightlight/contracts/authority/escalation";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { createQueryClient } from "@nightlight/door/client/query-client";
import { stub } from "@nightlight/door/testing/stub-server";
import { machineNow } from "@nightlight/door/time/clock";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { FakeSocket } from "../../testing/fake-socket.ts";
import { MAI, received, rowOf } from "../../testing/fixtures.ts";
import { stubOffice } from "../../testing/render-casework.tsx";
import { App } from "./app.tsx";

// Two minutes for a slow machine; five would be the wrong clock.
const FIFTY_MINUTES = /còn (?:48|49|50) phút/u;

test.each([
  { minutes: 5, name: "ahead" },
  { minutes: -5, name: "behind" },
])("an office's machine whose clock is five minutes $name counts by the server's", async ({ minutes }) => {
  const server = (seconds: number) => new Date(machineNow() - minutes * 60_000 + seconds * 1000).toISOString();
  const next = { kind: "acknowledge", at: server(3_000), isLaw: false, isMet: false, isOverdue: false } as const;
  const view = received(1, { sentAt: server(-600), deadlines: [next] });
  stubOffice([view]);
  stub(sessionRoutes.me, () => ({ me: MAI, now: server(0) }));
  stub(receivedEscalationRoutes.inbox, () => ({ now: server(0), escalations: [rowOf(view)] }));
  stub(receivedEscalationRoutes.read, () => ({ ...view, now: server(0) }));
  const socket = new FakeSocket();
  render(<App client={createQueryClient()} openSocket={() => socket.asLiveSocket()} />);
  const link = await screen.findByRole("link", { name: /Ba Đình/u });
  expect(link.textContent).toMatch(FIFTY_MINUTES);
  await userEvent.setup().click(link);
  const clocks = await screen.findByRole("region", { name: "Thời hạn" });
  expect(clocks.textContent).toMatch(FIFTY_MINUTES);
});
