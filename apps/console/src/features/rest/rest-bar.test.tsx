import { restRoutes } from "@nightlight/contracts/counsellor/rest";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { stub } from "@nightlight/door/testing/stub-server";
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { desk, inSeconds, LAN } from "../../../testing/fixtures.ts";
import { renderRooms } from "../../../testing/render-rooms.tsx";

function enter(rest: { until: string | null; isAsked: boolean }) {
  stub(sessionRoutes.me, () => ({ me: { ...LAN, roles: ["counsellor" as const] }, now: inSeconds(0) }));
  stub(contactRoutes.desk, () => desk({ now: inSeconds(0) }));
  stub(escalationRoutes.tasks, () => ({ now: inSeconds(0), tasks: [] }));
  stub(restRoutes.read, () => rest);
  return renderRooms();
}

test("whoever rests is told until when, and can end it themselves", async () => {
  const rest = { until: inSeconds(300), isAsked: false } as { until: string | null; isAsked: boolean };
  const user = enter(rest);
  expect(await screen.findByText(/Bạn được nghỉ đến/u)).toBeTruthy();
  const waived = stub(restRoutes.waive, () => {
    rest.until = null;
    return { ok: true as const };
  });
  await user.keyboard("{Alt>}{KeyB}{/Alt}");
  expect(waived).toHaveLength(0);
  await user.click(screen.getByRole("button", { name: "Nhận lượt luôn" }));
  await waitFor(() => {
    expect(screen.queryByText(/Bạn được nghỉ/u)).toBeNull();
  });
  expect(waived).toHaveLength(1);
});

test("whoever is asked helps with one key", async () => {
  const user = enter({ until: inSeconds(300), isAsked: true });
  expect(await screen.findByText(/Có người chờ lâu/u)).toBeTruthy();
  const waived = stub(restRoutes.waive, () => ({ ok: true as const }));
  await user.keyboard("{Alt>}[KeyB]{/Alt}");
  await waitFor(() => {
    expect(waived).toHaveLength(1);
  });
});
