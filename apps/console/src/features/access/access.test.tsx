import { authorityRoutes } from "@nightlight/contracts/admin/authorities";
import {
  barringRoutes,
  readingRoutes,
  supervisionRoutes,
  type BarringView,
  type ContactStateView,
  type OpeningView,
} from "@nightlight/contracts/supervisor/access";
import { restrictionRoutes } from "@nightlight/contracts/supervisor/restriction";
import { recordRoutes } from "@nightlight/contracts/counsellor/record";
import { RECORD_DEFINITIONS } from "@nightlight/domain/record/default-definition";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import { inSeconds } from "../../../testing/fixtures.ts";
import { goTo } from "../../shared/place.ts";
import { EmergenciesScreen } from "./emergencies-screen.tsx";
import { ContactAccess } from "./contact-access.tsx";
import { ReadingsScreen } from "./readings-screen.tsx";
import { WatchScreen } from "./watch-screen.tsx";
import { Surroundings } from "../../shared/surroundings.tsx";

const ID = (n: number) => `0190f000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const LAN = { id: ID(1), name: "Hoàng Thị Lan" };
const HA = { id: ID(2), name: "Lê Thị Thu Hà" };
const DUNG = { id: ID(3), name: "Đỗ Dung" };
const CONTACT: ContactStateView = {
  id: ID(10),
  channel: "webchat",
  lane: "high",
  language: "vi",
  status: "active",
  arrivedAt: inSeconds(-60),
  owner: LAN,
  barred: 0,
  needsHandOver: false,
};
const OPENING: OpeningView = {
  id: ID(20),
  contactId: CONTACT.id,
  kind: "break_glass",
  by: HA,
  reason: "Trẻ im lặng lâu",
  openedAt: inSeconds(-30),
  expiresAt: inSeconds(3000),
  review: null,
};
const DEFAULT_FORM = RECORD_DEFINITIONS.find(({ version }) => version === 2) ?? { version: 2, codes: {}, sections: [] };
const REASON = "Tư vấn viên nhờ hỗ trợ";

const show = (screen: ReactNode) => {
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        {screen}
      </QueryClientProvider>
    </Surroundings>,
  );
  return userEvent.setup();
};

beforeEach(() => {
  goTo("watch");
  stub(readingRoutes.colleagues, () => ({
    people: [LAN, HA, DUNG].map((each) => ({ ...each, centreId: null, counsels: each !== HA })),
    centres: [{ id: ID(30), name: "Đà Nẵng" }],
  }));
  stub(supervisionRoutes.contacts, () => ({ contacts: [CONTACT], before: null, now: inSeconds(0) }));
  stub(barringRoutes.list, () => ({ barrings: [] }));
  stub(restrictionRoutes.list, () => ({ restrictions: [], now: inSeconds(0) }));
  stub(readingRoutes.ofContact, () => ({
    readings: [
      { id: 1, at: inSeconds(-10), by: LAN, contactId: CONTACT.id, why: "own" as const, how: "offer" as const },
    ],
    before: null,
  }));
});

describe("watching", () => {
  test("shows states and no words, until a reason opens them", async () => {
    const read = stub(supervisionRoutes.read, () => ({
      contact: CONTACT,
      messages: [
        {
          id: ID(40),
          from: "child" as const,
          text: "Con sợ lắm",
          at: inSeconds(-20),
          deliveredAt: null,
          seenAt: null,
          clientKey: "k-1234567",
        },
      ],
      record: { aboutWhom: { value: "about_child", version: 1, savedAt: inSeconds(-10) } },
      recordDefinition: 2,
      opening: { ...OPENING, kind: "supervision" as const },
    }));
    const opened = stub(supervisionRoutes.open, () => OPENING);
    stub(recordRoutes.definition, () => DEFAULT_FORM);
    const user = show(<WatchScreen meId={LAN.id} />);
    await user.click(await screen.findByRole("button", { name: /Trò chuyện web/u }));
    expect(await screen.findByText("lượt của mình")).toBeTruthy();
    expect(read).toEqual([]);
    const act = screen.getByRole("button", { name: /Mở để đọc/u });
    await user.click(act);
    expect(opened).toEqual([]);
    await user.type(screen.getByRole("textbox", { name: "Lý do" }), REASON);
    await user.click(act);
    expect(await screen.findByText("Con sợ lắm")).toBeTruthy();
    expect(await screen.findByText("Kể về trẻ")).toBeTruthy();
    expect(opened.map(({ body }) => body)).toEqual([{ kind: "supervision", reason: REASON }]);
    expect(read).toHaveLength(1);
  });

  test("says why a contact of another centre does not open", async () => {
    stub(supervisionRoutes.open, () => {
      throw new Refused(403, "not-your-centre", "Không do trung tâm của bạn phụ trách.");
    });
    const user = show(<WatchScreen meId={LAN.id} />);
    await user.click(await screen.findByRole("button", { name: /Trò chuyện web/u }));
    await user.type(screen.getByRole("textbox", { name: "Lý do" }), REASON);
    await user.click(screen.getByRole("button", { name: /Mở để đọc/u }));
    expect(await screen.findByText("Không do trung tâm của bạn phụ trách.")).toBeTruthy();
  });

  test("bars somebody with a reason, by keyboard alone", async () => {
    const barred = stub(barringRoutes.bar, () => ({ ok: true as const }));
    const user = show(<WatchScreen meId={LAN.id} />);
    await user.click(await screen.findByRole("button", { name: /Trò chuyện web/u }));
    screen.getByRole("button", { name: "Chặn một người hoặc trung tâm" }).focus();
    await user.keyboard("{Enter}");
    const bars = within(screen.getByRole("region", { name: "Người bị chặn" }));
    await user.selectOptions(bars.getByRole("combobox", { name: "Chặn ai" }), await bars.findByText(DUNG.name));
    await user.type(bars.getByRole("textbox", { name: "Lý do" }), "Trẻ nhắc tên cô Dung");
    bars.getByRole("button", { name: "Chặn" }).focus();
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("button", { name: "Chặn một người hoặc trung tâm" })).toBeTruthy();
    expect(barred).toEqual([
      {
        params: { contactId: CONTACT.id },
        body: { barredId: DUNG.id, origin: "named", reason: "Trẻ nhắc tên cô Dung" },
      },
    ]);
  });

  test("bars an authority that is found by its name", async () => {
    const unit = { id: ID(60), name: "Công an phường Bến Thành", level: "commune", kind: "police" } as never;
    stub(authorityRoutes.find, () => ({ authorities: [unit] }));
    stub(authorityRoutes.read, () => unit);
    const barred = stub(barringRoutes.bar, () => ({ ok: true as const }));
    const user = show(<WatchScreen meId={LAN.id} />);
    await user.click(await screen.findByRole("button", { name: /Trò chuyện web/u }));
    await user.click(screen.getByRole("button", { name: "Chặn một người hoặc trung tâm" }));
    const bars = within(screen.getByRole("region", { name: "Người bị chặn" }));
    await user.selectOptions(bars.getByRole("combobox", { name: "Chặn ai" }), "Một cơ quan ngoài tổng đài…");
    await user.type(bars.getByRole("textbox", { name: "Lý do" }), "Người này làm ở cơ quan đó");
    await user.click(bars.getByRole("button", { name: "Chặn" }));
    expect(barred).toEqual([]);
    const [, units] = bars.getAllByRole("combobox");
    await user.selectOptions(
      units as HTMLElement,
      await bars.findByRole("option", { name: "Công an phường Bến Thành" }),
    );
    await user.click(bars.getByRole("button", { name: "Chặn" }));
    await waitFor(() => {
      expect(barred.map(({ body }) => body)).toEqual([
        { barredId: ID(60), origin: "named", reason: "Người này làm ở cơ quan đó" },
      ]);
    });
  });

  test("a record that nobody can finish says so and goes to another counsellor", async () => {
    const stuck: ContactStateView = { ...CONTACT, status: "wrap_up", barred: 1, needsHandOver: true };
    stub(supervisionRoutes.contacts, () => ({ contacts: [stuck], before: null, now: inSeconds(0) }));
    const handed = stub(supervisionRoutes.handOver, () => stuck);
    const user = show(<WatchScreen meId={LAN.id} />);
    expect(await screen.findByText("cần bàn giao")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /Trò chuyện web/u }));
    const form = within(screen.getByRole("region", { name: "Bàn giao ghi chép" }));
    expect(form.queryByRole("option", { name: LAN.name })).toBeNull();
    expect(form.queryByRole("option", { name: HA.name })).toBeNull();
    await user.selectOptions(form.getByRole("combobox", { name: "Giao cho" }), await form.findByText(DUNG.name));
    form.getByRole("button", { name: "Bàn giao" }).focus();
    await user.keyboard("{Enter}");
    await waitFor(() => {
      expect(handed).toEqual([{ params: { contactId: stuck.id }, body: { to: DUNG.id } }]);
    });
  });

  test("says so when there is nothing", async () => {
    stub(supervisionRoutes.contacts, () => ({ contacts: [], before: null, now: inSeconds(0) }));
    show(<WatchScreen meId={LAN.id} />);
    expect(await screen.findByText("Hiện không có lượt liên hệ nào.")).toBeTruthy();
  });
});

test("a counsellor bars somebody from their own contact, takes it back, and sees who read it", async () => {
  const barring: BarringView = {
    id: ID(50),
    barred: DUNG,
    isOffice: false,
    origin: "named",
    reason: "Trẻ nhắc tên cô Dung",
    by: LAN,
    at: inSeconds(-5),
    liftedBy: null,
    liftedAt: null,
  };
  let barrings: BarringView[] = [];
  stub(barringRoutes.list, () => ({ barrings }));
  const barred = stub(barringRoutes.bar, () => {
    barrings = [barring];
    return { ok: true as const };
  });
  const lifted = stub(barringRoutes.lift, () => ({ ok: true as const }));
  const user = show(<ContactAccess contactId={CONTACT.id} />);
  await user.click(screen.getByRole("button", { name: "Ai được xem lượt này" }));
  const sheet = within(screen.getByRole("dialog"));
  expect(await sheet.findByText("Bạn chưa chặn ai khỏi lượt này.")).toBeTruthy();
  expect(await sheet.findByText("lượt của mình")).toBeTruthy();
  await user.click(sheet.getByRole("button", { name: "Chặn một người hoặc trung tâm" }));
  await user.selectOptions(sheet.getByRole("combobox", { name: "Chặn ai" }), await sheet.findByText(DUNG.name));
  await user.type(sheet.getByRole("textbox", { name: "Lý do" }), "Trẻ nhắc tên cô Dung");
  await user.click(sheet.getByRole("button", { name: "Chặn" }));
  await user.click(await sheet.findByRole("button", { name: "Bỏ chặn" }));
  expect(barred).toHaveLength(1);
  expect(lifted.map(({ params }) => params)).toEqual([{ contactId: CONTACT.id, barredId: DUNG.id }]);
});

describe("what was opened in emergency", () => {
  test("is reviewed by somebody else, with a comment", async () => {
    stub(supervisionRoutes.emergencies, () => ({ openings: [OPENING], before: null }));
    const reviewed = stub(supervisionRoutes.review, () => OPENING);
    const user = show(<EmergenciesScreen meId={DUNG.id} isWatcher />);
    expect(await screen.findByText("1 chưa xem")).toBeTruthy();
    await user.type(screen.getByRole("textbox"), "Đúng quy trình");
    await user.click(screen.getByRole("button", { name: "Đã xem xét" }));
    expect(reviewed).toEqual([{ params: { openingId: OPENING.id }, body: { comment: "Đúng quy trình" } }]);
  });

  test.each([
    { name: "whoever opened it", meId: HA.id, isWatcher: true },
    { name: "an auditor", meId: DUNG.id, isWatcher: false },
  ])("cannot be reviewed by $name", async ({ meId, isWatcher }) => {
    stub(supervisionRoutes.emergencies, () => ({ openings: [OPENING], before: null }));
    show(<EmergenciesScreen meId={meId} isWatcher={isWatcher} />);
    expect(await screen.findByText("chờ người khác xem")).toBeTruthy();
    expect(screen.queryByRole("textbox")).toBeNull();
  });
});

test("what a person read is shown page by page", async () => {
  const reading = (id: number) =>
    ({ id, at: inSeconds(-id), by: LAN, contactId: CONTACT.id, why: "supervision", how: "list" }) as const;
  let isFirst = true;
  stub(readingRoutes.ofPerson, () => {
    const page = isFirst ? { readings: [reading(9)], before: 9 } : { readings: [reading(3)], before: null };
    isFirst = false;
    return page;
  });
  const user = show(<ReadingsScreen isWatcher />);
  await user.selectOptions(await screen.findByRole("combobox"), await screen.findByText(LAN.name));
  expect(await screen.findAllByText("giám sát")).toHaveLength(1);
  await user.click(screen.getByRole("button", { name: "Xem mục cũ hơn" }));
  expect(await screen.findAllByText("giám sát")).toHaveLength(2);
  expect(screen.queryByRole("button", { name: "Xem mục cũ hơn" })).toBeNull();
});

test("when nobody can be listed the log of readings says so, and tries again", async () => {
  stub(readingRoutes.colleagues, () => {
    throw new Refused(403, "not-allowed", "Bạn không có quyền.");
  });
  const user = show(<ReadingsScreen isWatcher />);
  expect(await screen.findByText("Bạn không có quyền.")).toBeTruthy();
  stub(readingRoutes.colleagues, () => ({ people: [], centres: [] }));
  await user.click(screen.getByRole("button", { name: "Thử lại" }));
  expect(await screen.findByText("Chọn một người để xem họ đã đọc những gì.")).toBeTruthy();
});
