import { escalationRoutes, type TaskView } from "@nightlight/contracts/counsellor/escalation";
import { stub } from "@nightlight/door/testing/stub-server";
import { act, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { contact, inSeconds, LAN, message, offer, uuid } from "../../testing/fixtures.ts";
import { hear } from "../../testing/hear.ts";
import { renderConsole, type Stage } from "../../testing/render-console.tsx";

const { tones } = hear();
const WORD = 659.25;
const ASKED = 523.25;
const DANGER = 349.23;
const heard = (tone: number) => tones.filter((each) => each === tone).length;

const task = (number: number): TaskView => ({
  id: uuid(number),
  kind: "call",
  escalationId: uuid(60),
  number: "2026/000042",
  level: "P1",
  madeAt: inSeconds(-10),
  alarmAt: inSeconds(290),
  owner: { id: uuid(61), name: "Minh" },
  offeredTo: { id: LAN.id, name: LAN.displayName },
  takenBy: null,
  isAlarmed: false,
  done: null,
  numbers: [{ name: "police", phone: "113", party: { kind: "police" as const } }],
  calls: [],
});
const tasks = () => screen.findAllByRole("region", { name: "Gọi điện ngay" });
const word = (socket: Stage["socket"], version: number, text: string) => {
  socket.notice("message:posted", { contactId: uuid(1), version, message: message(version, "child", text) });
};

/** The console where one conversation runs, after the click that lets a browser sound. */
async function openDesk(): Promise<Stage> {
  const stage = await renderConsole({}, [contact(1)]);
  await stage.user.click(await screen.findByLabelText("Lời kể"));
  return stage;
}

/** The line goes and comes back, and everything is read again. */
async function cutAndCatchUp({ socket }: Stage): Promise<void> {
  act(() => socket.breakOff());
  act(() => socket.comeBack());
  await waitFor(() => expect(socket.sentAs("lease:hold")).toHaveLength(2));
}

beforeEach(() => {
  tones.length = 0;
});

test("a child's word that is told twice sounds once, and not again after the line was gone", async () => {
  const stage = await openDesk();
  act(() => word(stage.socket, 6, "con đây"));
  act(() => word(stage.socket, 6, "con đây"));
  expect(heard(WORD)).toBe(1);
  await cutAndCatchUp(stage);
  act(() => word(stage.socket, 6, "con đây"));
  expect(heard(WORD)).toBe(1);
  act(() => word(stage.socket, 7, "cô ơi"));
  expect(heard(WORD)).toBe(2);
});

test("a word that comes before the one it follows has been read sounds once, too", async () => {
  const { socket } = await openDesk();
  act(() => word(socket, 9, "sau một khoảng trống"));
  act(() => word(socket, 9, "sau một khoảng trống"));
  expect(heard(WORD)).toBe(1);
});

test("a child who comes back is an alarm once, however often it is told", async () => {
  const { socket } = await openDesk();
  const notice = { contactId: uuid(1), version: 6, alarm: "child_returned" } as const;
  act(() => socket.notice("contact:changed", notice));
  act(() => socket.notice("contact:changed", notice));
  expect(heard(DANGER)).toBe(1);
  act(() => socket.notice("contact:changed", { ...notice, version: 8 }));
  expect(heard(DANGER)).toBe(2);
});

test("a telephone task rings when it is new, not when the list is read again after a cut", async () => {
  const stage = await openDesk();
  let there = [task(62)];
  const asked = stub(escalationRoutes.tasks, () => ({ now: inSeconds(0), tasks: there }));
  act(() => stage.socket.notice("escalation:changed", { escalationId: uuid(60), contactId: uuid(1), version: 2 }));
  await tasks();
  expect(heard(DANGER)).toBe(1);
  const before = asked.length;
  await cutAndCatchUp(stage);
  await waitFor(() => expect(asked.length).toBeGreaterThan(before));
  expect(heard(DANGER)).toBe(1);
  there = [task(62), task(63)];
  act(() => stage.socket.notice("escalation:changed", { escalationId: uuid(60), contactId: uuid(1), version: 2 }));
  await waitFor(async () => expect(await tasks()).toHaveLength(2));
  expect(heard(DANGER)).toBe(2);
});

test("where another tab rings nothing is heard: no offer, no word, no alarm, no task", async () => {
  const { socket } = await openDesk();
  stub(escalationRoutes.tasks, () => ({ now: inSeconds(0), tasks: [task(62)] }));
  act(() => socket.notice("lease:taken", { where: "this_browser" }));
  act(() => {
    word(socket, 6, "con đây");
    socket.notice("contact:changed", { contactId: uuid(1), version: 7, alarm: "child_returned" });
    socket.notice("offer:made", offer({ lane: "immediate" }));
    socket.notice("escalation:changed", { escalationId: uuid(60), contactId: uuid(1), version: 2 });
  });
  await screen.findByRole("article", { name: /Lời mời nhận lượt/u });
  await tasks();
  expect(tones).toEqual([]);
  // Given to this tab, it rings what still waits for an answer, and nothing that was heard elsewhere.
  act(() => socket.notice("lease:given", { epoch: 2 }));
  await waitFor(() => expect(tones.length).toBeGreaterThan(0));
  expect(heard(WORD)).toBe(0);
});

test("an offer rings here, and is silent the moment it has ended", async () => {
  const { socket } = await openDesk();
  act(() => socket.notice("offer:made", offer()));
  await waitFor(() => expect(heard(ASKED)).toBe(1));
  act(() => socket.notice("offer:ended", { offerId: offer().id, contactId: offer().contactId, end: "timed_out" }));
  act(() => socket.notice("offer:made", offer()));
  await waitFor(() => expect(screen.queryByRole("article", { name: /Lời mời nhận lượt/u })).toBeNull());
  expect(heard(ASKED)).toBe(1);
});
