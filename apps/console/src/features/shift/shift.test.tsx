import { callInRoutes, type CallInView } from "@nightlight/contracts/counsellor/call-in";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { handoverRoutes, type HandoverView } from "@nightlight/contracts/counsellor/handover";
import { presenceRoutes, type PresenceView } from "@nightlight/contracts/counsellor/presence";
import { rosterRoutes, type RosterShiftView, type RosterWeekView } from "@nightlight/contracts/supervisor/roster";
import { peopleRoutes } from "@nightlight/contracts/admin/people";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { contact, desk, inSeconds, LAN, presence, uuid } from "../../../testing/fixtures.ts";
import { renderConsole } from "../../../testing/render-console.tsx";
import { renderRooms } from "../../../testing/render-rooms.tsx";

const THING = {
  contactId: uuid(70),
  part: "record" as const,
  channel: "webchat" as const,
  lane: "high" as const,
  level: "P2" as const,
  since: inSeconds(-1200),
  waiting: 0,
  promisedCall: false,
};
const MINH = { id: uuid(71), name: "Văn Minh" };

const HANDOVER: HandoverView = {
  opensAt: inSeconds(-60),
  endsAt: inSeconds(1400),
  owned: [{ ...THING, handover: null }],
  asked: [],
  reliefs: [{ ...MINH, endsAt: inSeconds(28_000), isThere: true }],
};

beforeEach(() => {
  window.history.replaceState(null, "", "/console/");
});

test("near the end of the shift a bar says what is still mine, and a named colleague is asked", async () => {
  let handover = HANDOVER;
  stub(handoverRoutes.read, () => handover);
  const asked = stub(handoverRoutes.ask, () => {
    handover = { ...HANDOVER, owned: [{ ...THING, handover: { to: MINH, askedAt: inSeconds(0), isRaised: false } }] };
    return { ok: true as const };
  });
  const { user } = await renderConsole();
  expect(await screen.findByText(/còn 1 việc của bạn/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Bàn giao" }));
  const sheet = await screen.findByRole("dialog", { name: "Bàn giao cuối ca" });
  await user.selectOptions(within(sheet).getByRole("combobox"), MINH.id);
  await user.click(within(sheet).getByRole("button", { name: "Nhờ nhận" }));
  expect(await within(sheet).findByText(/Đang chờ Văn Minh/u)).toBeTruthy();
  expect(asked.map(({ body }) => body)).toEqual([{ to: MINH.id }]);
});

test("a colleague's question is answered, and a late answer says what is the case", async () => {
  stub(handoverRoutes.read, () => ({
    ...HANDOVER,
    opensAt: null,
    endsAt: null,
    owned: [],
    asked: [{ ...THING, from: MINH, askedAt: inSeconds(-20) }],
  }));
  stub(handoverRoutes.answer, () => {
    throw new Refused(409, "nothing-to-hand-on", "Không còn gì để bàn giao.");
  });
  const { user } = await renderConsole();
  expect(await screen.findByText("Văn Minh nhờ bạn nhận 1 việc.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Bàn giao" }));
  await user.click(await screen.findByRole("button", { name: "Nhận" }));
  expect(await screen.findByText("Không còn gì để bàn giao.")).toBeTruthy();
});

test("with a contact in hand, what comes next is said in the menu of what I am doing", async () => {
  const busy = presence({ freeChatSlots: 0, chatSlots: 1, unroutableBecause: "capacity" });
  const asked = stub(presenceRoutes.chooseNext, () => ({ ...busy, next: "break" as const }));
  const { user } = await renderConsole({ presence: busy });
  await user.click(screen.getByRole("button", { name: /Sẵn sàng/u }));
  await user.click(await screen.findByRole("menuitemradio", { name: /Sau lượt này: nghỉ/u }));
  expect(await screen.findByText(/sau lượt này: Nghỉ giữa ca/u)).toBeTruthy();
  expect(asked.map(({ body }) => body)).toEqual([{ next: "break" }]);
});

const SHIFT: RosterShiftView = {
  id: uuid(80),
  name: "Ca sáng",
  date: "2099-03-02",
  startsAt: inSeconds(86_400),
  endsAt: inSeconds(115_200),
  version: 3,
  people: [],
  onCall: [],
  calledIn: [],
  absent: [],
};
const WEEK: RosterWeekView = {
  now: inSeconds(0),
  answerSeconds: 120,
  shifts: [SHIFT],
  people: [{ ...MINH, counsels: true }],
  gaps: [],
};

test("somebody is put on an empty shift beyond a rule that is named, and taken back by one press", async () => {
  const me = { ...LAN, roles: ["administrator" as const] };
  stub(sessionRoutes.me, () => ({ me, now: inSeconds(0) }));
  stub(peopleRoutes.list, () => ({ people: [], centres: [], skills: [], spokenLanguages: [] }));
  stub(rosterRoutes.week, () => WEEK);
  stub(rosterRoutes.candidates, () => [{ ...MINH, counsels: true, against: ["too_little_rest" as const], hours: 40 }]);
  let shift = SHIFT;
  const changes = stub(rosterRoutes.change, ({ body }) => {
    const isOn = (body as { act: string }).act === "assign";
    const people = isOn ? [{ id: MINH.id, checkedInAt: null }] : [];
    shift = { ...shift, version: shift.version + 1, people };
    return { shift, against: [] };
  });
  const user = renderRooms();
  await user.click(await screen.findByRole("link", { name: "Lịch trực" }));
  await user.click(await screen.findByRole("button", { name: /Chưa có ai/u }));
  expect(await screen.findByText("nghỉ giữa hai ca dưới 12 giờ")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Vẫn xếp vào ca" }));
  expect(await screen.findByText("Đã xếp Văn Minh vào ca.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /Hoàn tác/u }));
  expect(await screen.findByRole("button", { name: /Chưa có ai/u })).toBeTruthy();
  expect(changes.map(({ body }) => body)).toMatchObject([
    { version: 3, act: "assign", despite: ["too_little_rest"] },
    { version: 4, act: "remove" },
  ]);
});

test("a gap ahead is said in every room to whoever keeps the roster", async () => {
  stub(sessionRoutes.me, () => ({ me: { ...LAN, roles: ["administrator" as const] }, now: inSeconds(0) }));
  stub(peopleRoutes.list, () => ({ people: [], centres: [], skills: [], spokenLanguages: [] }));
  stub(rosterRoutes.alarms, () => ({
    gaps: [{ from: inSeconds(3600), to: inSeconds(30_000), people: 0, foundAt: inSeconds(-60) }],
    raised: [],
  }));
  renderRooms();
  expect(await screen.findByText(/Chưa có ai trực từ/u)).toBeTruthy();
});

test("with something of an earlier shift still here, a bar over the desk begins the one that is open", async () => {
  const shift = { ...presence().shift, name: "Ca sáng", checkedInAt: null } as NonNullable<PresenceView["shift"]>;
  const left = contact(1, { summary: { status: "wrap_up" } });
  const before = { presence: presence({ gate: "before", intent: "off", shift }) };
  const { user, truth } = await renderConsole(before, [left]);
  const asked = stub(presenceRoutes.checkIn, () => {
    truth.desk = { ...truth.desk, presence: presence() };
    return presence();
  });
  expect(await screen.findByText(/Ca sáng .* đang mở/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Bắt đầu ca" }));
  await waitFor(() => {
    expect(asked).toHaveLength(1);
    expect(screen.queryByRole("button", { name: "Bắt đầu ca" })).toBeNull();
  });
});

test.each([
  { who: "a counsellor", roles: LAN.roles },
  { who: "a supervisor who has no desk", roles: ["supervisor" as const] },
])("$who who is on call and called in answers with a press, and can change it", async ({ roles }) => {
  const told: { callIn: CallInView } = {
    callIn: {
      ...{ shiftId: SHIFT.id, startsAt: inSeconds(-60), endsAt: inSeconds(3600) },
      askedAt: inSeconds(0),
      says: null,
    },
  };
  stub(sessionRoutes.me, () => ({ me: { ...LAN, roles }, now: inSeconds(0) }));
  stub(contactRoutes.desk, () => desk({ now: inSeconds(0) }));
  stub(escalationRoutes.tasks, () => ({ now: inSeconds(0), tasks: [] }));
  stub(escalationRoutes.unanswered, () => ({ now: inSeconds(0), escalations: [] }));
  stub(callInRoutes.read, () => told);
  const asked = stub(callInRoutes.answer, ({ body }) => {
    told.callIn = { ...told.callIn, says: (body as Pick<CallInView, "says">).says };
    return told;
  });
  const user = renderRooms();
  await user.click(await screen.findByRole("button", { name: "Tôi đến" }));
  expect(await screen.findByText(/Bạn đang vào hỗ trợ/u)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Tôi đến" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Tôi không đến được nữa" }));
  expect(await screen.findByText(/Trưởng ca đã biết/u)).toBeTruthy();
  expect(asked.map(({ body }) => body)).toEqual([{ says: "coming" }, { says: "cannot" }]);
});

test("on a shift stands who was called in and has not answered; what they said by telephone is kept", async () => {
  const shift = { ...SHIFT, startsAt: inSeconds(-60), endsAt: inSeconds(3600), onCall: [MINH.id] };
  const calledIn = [{ id: MINH.id, askedAt: inSeconds(-150), says: null, answeredAt: null }];
  stub(sessionRoutes.me, () => ({ me: { ...LAN, roles: ["administrator" as const] }, now: inSeconds(0) }));
  stub(peopleRoutes.list, () => ({ people: [], centres: [], skills: [], spokenLanguages: [] }));
  stub(rosterRoutes.week, () => ({ ...WEEK, shifts: [{ ...shift, date: "2026-03-02", calledIn }] }));
  stub(rosterRoutes.candidates, () => []);
  const said = stub(rosterRoutes.answerCallIn, ({ body }) => {
    return {
      ...shift,
      calledIn: [
        {
          id: MINH.id,
          askedAt: inSeconds(-150),
          says: (body as Pick<CallInView, "says">).says,
          answeredAt: inSeconds(0),
        },
      ],
    };
  });
  const user = renderRooms();
  await user.click(await screen.findByRole("link", { name: "Lịch trực" }));
  await user.click(await screen.findByRole("button", { name: /Chưa có ai/u }));
  expect(await screen.findByText(/chưa trả lời: hãy gọi điện/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Đang đến" }));
  expect(await screen.findByText(/đang đến, báo lúc/u)).toBeTruthy();
  expect(said.map(({ body }) => body)).toEqual([{ says: "coming" }]);
});
