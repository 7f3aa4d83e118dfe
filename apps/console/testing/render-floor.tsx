import { moveRoutes, type PlannedMove } from "@nightlight/contracts/supervisor/moves";
import { stub } from "@nightlight/door/testing/stub-server";
import { act, screen } from "@testing-library/react";
import { inSeconds, LAN } from "./fixtures.ts";
import { floorContact, floorPerson, putFloor } from "./floor-fixtures.ts";
import { renderRooms } from "./render-rooms.tsx";

export const HOANG_LAN = floorPerson(11, "Hoàng Lan", {
  state: "talking",
  cause: { code: "conversation", at: inSeconds(-60), count: 1 },
  slots: { chat: { all: 1, free: 0 }, voice: { all: 0, free: 0 } },
  unroutableBecause: "capacity",
});
export const MINH = floorPerson(12, "Quang Minh");
export const AT_LAN = floorContact(101, { status: "active", owner: { id: HOANG_LAN.id, name: HOANG_LAN.name } });
export const WAITING = [floorContact(201), floorContact(202)];

/** Two people, a conversation of one of them and two who wait, on a supervisor's screen. */
export async function openFloor(alerts: Parameters<typeof putFloor>[2] = []) {
  const user = renderRooms();
  await screen.findByRole("main", { name: "Sàn trực" });
  act(() => {
    putFloor([HOANG_LAN, MINH], [AT_LAN, ...WAITING], alerts);
  });
  return { user, queue: await screen.findByRole("grid", { name: "Hàng đợi" }) };
}

export const movable = ({ id, version, channel, lane, language, status, arrivedAt, owner }: typeof AT_LAN) => ({
  id,
  version,
  channel,
  lane,
  language,
  status,
  arrivedAt,
  owner,
  offeredTo: null,
  move: null,
});

export function stubPreview(overrides: PlannedMove["overrides"] = []) {
  return stub(moveRoutes.preview, ({ body }) => {
    const { what, to } = body as { what: { contacts?: string[] }; to: string | null };
    const contacts = [AT_LAN, ...WAITING].filter(({ id }) => what.contacts?.includes(id) ?? id === AT_LAN.id);
    const plan = contacts.map((contact): PlannedMove => ({
      contact: movable(contact),
      does: to === null ? "queue" : "offer",
      to: to === null ? null : { id: to, name: MINH.name },
      overrides,
      obstacle: null,
    }));
    return {
      plan,
      counts:
        to === null ? { toPerson: 0, toQueue: plan.length, stay: 0 } : { toPerson: plan.length, toQueue: 0, stay: 0 },
    };
  });
}

export function stubMove() {
  return stub(moveRoutes.move, ({ body }) => {
    const { moveId, overrides } = body as { moveId: string; overrides: [] };
    const by = { id: LAN.id, name: LAN.name };
    const move = {
      id: moveId,
      by,
      isMine: true,
      to: MINH,
      reason: "workload" as const,
      overrides,
      undoUntil: inSeconds(8),
    };
    return { contact: { ...movable(AT_LAN), move }, does: "offer" as const, overridden: [] };
  });
}
