import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { moveRoutes } from "@nightlight/contracts/supervisor/moves";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { act, screen } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { inSeconds, LAN } from "../../../testing/fixtures.ts";
import { AT_LAN, MINH, movable, openFloor, stubMove, stubPreview } from "../../../testing/render-floor.tsx";

beforeEach(() => {
  window.history.replaceState(null, "", "/console/");
  stub(sessionRoutes.me, () => ({ me: { ...LAN, roles: ["supervisor" as const] }, now: inSeconds(0) }));
  stub(escalationRoutes.tasks, () => ({ now: inSeconds(0), tasks: [] }));
  stub(escalationRoutes.unanswered, () => ({ now: inSeconds(0), escalations: [] }));
});

test.each([
  [null, "Đã hoàn tác. Quang Minh lại được mời."],
  ["capacity", "Đã hoàn tác. Không mời lại Quang Minh: hết chỗ."],
] as const)("an undo says whether whoever was being asked is asked again, and why not: %s", async (because, words) => {
  const { user, queue } = await openFloor();
  stubPreview();
  stubMove();
  stub(moveRoutes.undoMove, () => ({ contact: movable(AT_LAN), asked: { person: MINH, because } }));
  act(() => {
    queue.focus();
  });
  await user.keyboard("{Home}{Enter}minh{Enter}");
  await screen.findByText("Đã chuyển 1 lượt đến Quang Minh");
  await user.keyboard("{Alt>}u{/Alt}");
  expect(await screen.findByText(words)).toBeTruthy();
});

test("an undo that comes too late says why, and with whom the contact is", async () => {
  const { user, queue } = await openFloor();
  stubPreview();
  stubMove();
  stub(moveRoutes.undoMove, () => {
    const current = { contact: { ...movable(AT_LAN), owner: { id: MINH.id, name: MINH.name } }, overrides: [] };
    throw new Refused(409, "moved-on", "Lượt liên hệ đã có người nhận.", current);
  });
  act(() => {
    queue.focus();
  });
  await user.keyboard("{Home}{Enter}minh{Enter}");
  await screen.findByText("Đã chuyển 1 lượt đến Quang Minh");
  await user.keyboard("{Alt>}u{/Alt}");
  expect(await screen.findByText("Lượt liên hệ đã có người nhận. Lượt đang ở Quang Minh.")).toBeTruthy();
});
