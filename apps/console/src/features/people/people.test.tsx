import { auditRoutes } from "@nightlight/contracts/admin/audit";
import { authorityRoutes } from "@nightlight/contracts/admin/authorities";
import { peopleRoutes, type PersonView } from "@nightlight/contracts/admin/people";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { act, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import { inSeconds, LAN, uuid } from "../../../testing/fixtures.ts";
import { renderRooms } from "../../../testing/render-rooms.tsx";

const NAMED = [{ code: "vi", name: { vi: "Tiếng Việt", en: "Vietnamese" }, isRetired: false }];
const SKILLS = [
  { code: "law", name: { vi: "Pháp luật", en: "Law" }, isRetired: false },
  { code: "fax", name: { vi: "Điện báo", en: "Telegraph" }, isRetired: true },
];

function person(number: number, name: string, change: Partial<PersonView> = {}): PersonView {
  return {
    id: uuid(number),
    username: `user-${number}`,
    name,
    displayName: name,
    roles: ["counsellor"],
    languages: ["vi"],
    spokenLanguages: ["vi"],
    skills: [],
    centreId: null,
    authorityId: null,
    isDemo: false,
    status: "active",
    since: null,
    version: 1,
    ...change,
  };
}

const NOW = "2026-03-02T02:00:00Z";
const DUC = person(1, "Phạm Văn Đức", { id: LAN.id, roles: ["administrator"] });
const MINH = person(2, "Trần Quang Minh");
const BICH = person(3, "Lê Thị Bích", { status: "offboarded", since: inSeconds(-3600) });

beforeEach(() => {
  window.history.replaceState(null, "", "/console/");
});

/** An administrator's console. Only administrators land here. */
async function enter(people: readonly PersonView[] = [DUC, MINH, BICH]) {
  const me = { ...LAN, roles: ["administrator" as const] };
  stub(sessionRoutes.me, () => ({ me, now: inSeconds(0) }));
  stub(peopleRoutes.list, () => ({ people: [...people], centres: [], skills: SKILLS, spokenLanguages: NAMED }));
  stub(auditRoutes.list, () => ({ entries: [], next: null }));
  stub(auditRoutes.choices, () => ({ actors: [], actions: [] }));
  const user = renderRooms();
  await screen.findByRole("heading", { name: /Nhân sự/u });
  return user;
}

test("an administrator lands among people, and finds them without accents; what is typed stays off the address", async () => {
  const user = await enter();
  expect(screen.queryByText("Lê Thị Bích")).toBeNull();
  await user.type(screen.getByRole("searchbox"), "tran minh");
  expect(screen.getByRole("button", { name: "Trần Quang Minh" })).toBeTruthy();
  expect(screen.queryByText("Phạm Văn Đức")).toBeNull();
  expect(window.location.search).not.toContain("minh");
  await user.type(screen.getByRole("searchbox"), " xyz");
  expect(screen.getByText(/Không có ai trùng/u)).toBeTruthy();
});

test("arrow keys go from name to name, and everybody who left is there when asked for", async () => {
  const user = await enter();
  screen.getByRole("button", { name: "Phạm Văn Đức" }).focus();
  await user.keyboard("{ArrowDown}");
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Trần Quang Minh" }));
  await user.click(screen.getByRole("radio", { name: "Tất cả" }));
  await user.click(screen.getByRole("button", { name: "Lê Thị Bích" }));
  expect(screen.getByText(/Tài khoản đã đóng hẳn/u)).toBeTruthy();
});

test("a new person comes with a link that is shown once, with the token behind the #", async () => {
  const user = await enter();
  const asked = stub(peopleRoutes.create, () => ({
    person: person(9, "Đặng Thị Hoà", { status: "invited" }),
    invitation: { token: "the-token-of-a-link", expiresAt: inSeconds(3600) },
  }));
  await user.click(screen.getByRole("button", { name: "Thêm người" }));
  const panel = screen.getByRole("complementary", { name: "Người mới" });
  await user.type(within(panel).getByLabelText("Tên đăng nhập"), "hoa");
  await user.type(within(panel).getByLabelText("Họ tên"), "Đặng Thị Hoà");
  await user.type(within(panel).getByLabelText("Tên hiện cho trẻ"), "Cô Hoà");
  await user.click(within(panel).getByRole("button", { name: "Tạo và lấy đường dẫn mời" }));
  expect(await screen.findByText(/\/console\/welcome#the-token-of-a-link$/u)).toBeTruthy();
  expect(asked[0]?.body).toMatchObject({ username: "hoa", roles: ["counsellor"], centreId: null });
  expect(screen.getByRole("button", { name: "Đặng Thị Hoà" })).toBeTruthy();
});

test("a refusal says what to do, and what was typed stays", async () => {
  const user = await enter();
  stub(peopleRoutes.change, () => {
    throw new Refused(409, "stale", "Có thay đổi mới hơn.");
  });
  await user.click(screen.getByRole("button", { name: "Trần Quang Minh" }));
  const name = screen.getByLabelText("Họ tên");
  await user.clear(name);
  await user.type(name, "Trần Minh");
  await user.click(screen.getByRole("button", { name: "Lưu thay đổi" }));
  expect(await screen.findByText("Có thay đổi mới hơn.")).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Họ tên").value).toBe("Trần Minh");
});

test("offboarding says first what is handed over, and to whom", async () => {
  const user = await enter([DUC, MINH, person(4, "Cao Thị Tư")]);
  stub(peopleRoutes.previewOffboarding, () => ({ contacts: 3, records: 0, shifts: 2 }));
  const asked = stub(peopleRoutes.offboard, () => ({
    person: { ...MINH, status: "offboarded" as const, since: inSeconds(0), version: 2 },
    legacy: { contacts: 3, records: 0, shifts: 2 },
  }));
  await user.click(screen.getByRole("button", { name: "Trần Quang Minh" }));
  await user.click(screen.getByRole("button", { name: "Cho nghỉ…" }));
  expect(await screen.findByText(/3 lượt liên hệ/u)).toBeTruthy();
  expect(screen.getByText(/2 ca trực/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Cho nghỉ và bàn giao" }));
  expect(asked).toHaveLength(0);
  await user.selectOptions(screen.getByLabelText("Giao cho"), "Cao Thị Tư");
  await user.click(screen.getByRole("button", { name: "Cho nghỉ và bàn giao" }));
  expect(await screen.findByText("2 người")).toBeTruthy();
  expect(asked[0]?.body).toEqual({ version: 1, to: uuid(4) });
});

test("one's own account can lose roles and nothing else", async () => {
  const user = await enter();
  await user.click(screen.getByRole("button", { name: "Phạm Văn Đức" }));
  expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "Giám sát" }).disabled).toBe(true);
  expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "Quản trị viên" }).disabled).toBe(false);
  expect(screen.getByRole("button", { name: "Tạm khóa" }).getAttribute("aria-disabled")).toBe("true");
});

test("a retired skill is offered to nobody new, and stays with whoever has it", async () => {
  const user = await enter([DUC, MINH, person(5, "Võ An", { skills: ["fax"] })]);
  await user.click(screen.getByRole("button", { name: "Trần Quang Minh" }));
  expect(screen.queryByRole("checkbox", { name: "Điện báo" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Võ An" }));
  const had = screen.getByRole<HTMLInputElement>("checkbox", { name: "Điện báo" });
  await user.click(had);
  await user.click(screen.getByRole("checkbox", { name: "Điện báo" }));
  expect(screen.getByRole<HTMLInputElement>("checkbox", { name: "Điện báo" }).checked).toBe(true);
});

test("the list of skills grows, changes and retires; a code follows from the English name", async () => {
  const user = await enter();
  await user.click(screen.getByRole("button", { name: "Danh mục" }));
  await user.click(screen.getByRole("menuitem", { name: "Kỹ năng" }));
  const panel = within(screen.getByRole("complementary", { name: "Kỹ năng" }));
  const added = stub(peopleRoutes.addSkill, () => {
    throw new Refused(409, "name-taken", "Tên này đã có. Hãy chọn tên khác.");
  });
  await user.click(panel.getByRole("button", { name: "Thêm kỹ năng" }));
  const form = within(panel.getByRole("form", { name: "Thêm kỹ năng" }));
  await user.type(form.getByLabelText("Tên tiếng Việt"), "Ngôn ngữ ký hiệu");
  await user.type(form.getByLabelText("Tên tiếng Anh"), "Sign language{Enter}");
  expect(await form.findByText("Tên này đã có. Hãy chọn tên khác.")).toBeTruthy();
  expect(added[0]?.body).toEqual({
    code: "sign_language",
    name: { vi: "Ngôn ngữ ký hiệu", en: "Sign language" },
  });
  expect(form.getByLabelText<HTMLInputElement>("Tên tiếng Việt").value).toBe("Ngôn ngữ ký hiệu");
  const changed = stub(peopleRoutes.changeSkill, () => ({ ...SKILLS[0], isRetired: true }) as (typeof SKILLS)[0]);
  await user.click(panel.getByRole("button", { name: "Ngừng dùng Pháp luật" }));
  await user.click(panel.getByRole("button", { name: "Dùng lại Điện báo" }));
  expect(changed.map(({ params, body }) => ({ ...params, ...(body as object) }))).toEqual([
    { code: "law", name: { vi: "Pháp luật", en: "Law" }, isRetired: true },
    { code: "fax", name: { vi: "Điện báo", en: "Telegraph" }, isRetired: false },
  ]);
});

test("the key sheet opens among people too, without the keys of a desk that is not theirs", async () => {
  const user = await enter();
  await user.click(screen.getByRole("searchbox"));
  await user.keyboard("{Shift>}[Slash]{/Shift}");
  expect(screen.queryByRole("dialog")).toBeNull();
  // A choice that has just been made takes no characters.
  await user.click(screen.getByRole("radio", { name: "Tất cả" }));
  await user.keyboard("{Shift>}[Slash]{/Shift}");
  const sheet = within(await screen.findByRole("dialog", { name: "Phím tắt" }));
  expect(sheet.getByText("Khóa màn hình")).toBeTruthy();
  expect(sheet.queryByText("Nhận lời mời")).toBeNull();
});

test("a filter of the log stands in the address, and the way back leads where one was", async () => {
  const user = await enter();
  await user.click(screen.getByRole("link", { name: "Nhật ký" }));
  expect(await screen.findByText(/Không có mục nào khớp/u)).toBeTruthy();
  expect(window.location.search).toBe("?at=audit");
});

test("an officer gets the unit that they work for, and no other role; a helpline role takes the unit away", async () => {
  const unit = {
    id: uuid(70),
    name: "UBND phường Ba Đình",
    level: "commune" as const,
    kind: "peoples_committee" as const,
  };
  const user = await enter();
  const asked = stub(authorityRoutes.find, () => ({ authorities: [unit] }));
  stub(authorityRoutes.read, () => unit);
  const made = stub(peopleRoutes.create, () => ({
    person: person(5, "Nguyễn Thị Mai", { roles: ["officer"], authorityId: unit.id }),
    invitation: { token: "token-of-the-right-length", expiresAt: inSeconds(3600) },
  }));
  await user.click(screen.getByRole("button", { name: "Thêm người" }));
  const form = within(screen.getByRole("complementary"));
  await user.type(form.getByLabelText("Tên đăng nhập"), "mai");
  await user.type(form.getByLabelText("Họ tên"), "Nguyễn Thị Mai");
  await user.type(form.getByLabelText("Tên hiện cho trẻ"), "Chị Mai");
  await user.click(form.getByRole("checkbox", { name: /Cán bộ/u }));
  expect(form.getByRole<HTMLInputElement>("checkbox", { name: /Tư vấn/u }).checked).toBe(false);
  await user.type(form.getByLabelText("Tìm đơn vị"), "ba dinh");
  await form.findByRole("option", { name: unit.name });
  await user.selectOptions(form.getByLabelText("Đơn vị công tác"), unit.name);
  await user.click(form.getByRole("button", { name: /^Tạo/u }));
  await screen.findByRole("heading", { name: "Nguyễn Thị Mai" });
  expect(made.map(({ body }) => body)).toMatchObject([{ roles: ["officer"], authorityId: unit.id, centreId: null }]);
  expect(asked.length).toBeGreaterThan(0);
});

test("suspending is done at once, and one press within eight seconds takes it back, with the version that is now", async () => {
  const user = await enter();
  const suspended = stub(peopleRoutes.suspend, () => ({
    ...MINH,
    status: "suspended" as const,
    since: NOW,
    version: 2,
  }));
  const restored = stub(peopleRoutes.restore, () => ({ ...MINH, version: 3 }));
  await user.click(screen.getByRole("button", { name: "Trần Quang Minh" }));
  await user.click(screen.getByRole("button", { name: "Tạm khóa" }));
  const done = within(await screen.findByRole("region", { name: "Vừa làm xong" }));
  expect(done.getByText("Đã tạm khóa Trần Quang Minh.")).toBeTruthy();
  expect(suspended.map(({ body }) => body)).toEqual([{ version: 1 }]);
  // It stays while another person is looked at.
  await user.click(screen.getByRole("button", { name: "Phạm Văn Đức" }));
  await user.click(done.getByRole("button", { name: "Hoàn tác" }));
  await waitFor(() => {
    expect(screen.queryByRole("region", { name: "Vừa làm xong" })).toBeNull();
  });
  expect(restored.map(({ body }) => body)).toEqual([{ version: 2 }]);
});

test("a reset that is taken back takes its link off the screen; too late is said in the server's words", async () => {
  const user = await enter();
  stub(peopleRoutes.invite, () => ({ token: "einmal", expiresAt: NOW }));
  const undone = stub(peopleRoutes.undoReset, () => MINH);
  await user.click(screen.getByRole("button", { name: "Trần Quang Minh" }));
  await user.click(screen.getByRole("button", { name: "Đặt lại đăng nhập" }));
  expect(await screen.findByText(/#einmal/u)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Hoàn tác" }));
  await waitFor(() => {
    expect(screen.queryByText(/#einmal/u)).toBeNull();
  });
  expect(undone.map(({ params }) => params)).toEqual([{ personId: MINH.id }]);

  stub(peopleRoutes.undoReset, () => {
    throw new Refused(409, "too-late-to-undo", "Đã quá 8 giây.");
  });
  await user.click(screen.getByRole("button", { name: "Đặt lại đăng nhập" }));
  await user.click(await screen.findByRole("button", { name: "Hoàn tác" }));
  expect(await screen.findByText("Đã quá 8 giây.")).toBeTruthy();
  expect(screen.getByText(/#einmal/u)).toBeTruthy();
});

test("after eight seconds there is nothing to take back any more", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const user = await enter();
  stub(peopleRoutes.suspend, () => ({ ...MINH, status: "suspended" as const, since: NOW, version: 2 }));
  await user.click(screen.getByRole("button", { name: "Trần Quang Minh" }));
  await user.click(screen.getByRole("button", { name: "Tạm khóa" }));
  expect(await screen.findByRole("button", { name: "Hoàn tác" })).toBeTruthy();
  await act(() => vi.advanceTimersByTimeAsync(9_000));
  expect(screen.queryByRole("button", { name: "Hoàn tác" })).toBeNull();
  vi.useRealTimers();
});
