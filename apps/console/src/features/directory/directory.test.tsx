import { authorityRoutes } from "@nightlight/contracts/admin/authorities";
import { directoryRoutes, type UnitView } from "@nightlight/contracts/admin/directory";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { inSeconds, uuid } from "../../../testing/fixtures.ts";
import { goTo } from "../../shared/place.ts";
import { Surroundings } from "../../shared/surroundings.tsx";
import { DirectoryScreen } from "./directory-screen.tsx";

const UNIT: UnitView = {
  id: uuid(1),
  name: "Công an phường Ba Đình",
  level: "commune",
  kind: "police",
  phone: "0240 000 001",
  validFrom: "2025-06-30T17:00:00.000Z",
  validTo: null,
  verifiedAt: null,
  version: 3,
  place: "Phường Ba Đình",
  above: null,
  email: null,
  successors: [],
  duties: [],
  officers: [{ id: uuid(7), name: "Nguyễn Thị Mai" }],
  unitsBelow: 0,
  canUndo: true,
  history: [{ act: "changed", by: "Phạm Văn Đức", at: inSeconds(-60), fields: [{ field: "phone", before: "0240 9" }] }],
};

beforeEach(() => {
  goTo("directory");
  stub(directoryRoutes.list, () => ({ units: [UNIT], total: 1, now: inSeconds(0) }));
  stub(directoryRoutes.read, () => UNIT);
  stub(authorityRoutes.find, () => ({ authorities: [] }));
});

function show() {
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <DirectoryScreen />
      </QueryClientProvider>
    </Surroundings>,
  );
  return userEvent.setup();
}

async function open() {
  const user = show();
  await user.click(await screen.findByRole("button", { name: UNIT.name }));
  const panel = screen.getByRole("complementary");
  await within(panel).findByRole("button", { name: "Lưu" });
  return { user, panel: within(panel) };
}

test("a unit is found, opened and changed, with whom to ring and their account; what nobody changed is not sent", async () => {
  const sent = stub(directoryRoutes.change, () => ({ ...UNIT, phone: "113", version: 4 }));
  const { user, panel } = await open();
  expect(window.location.search).toBe(`?at=directory&unit=${UNIT.id}`);
  await user.click(panel.getByRole("button", { name: "Lưu" }));
  expect(sent).toEqual([]);
  await user.clear(panel.getByLabelText("Điện thoại"));
  await user.type(panel.getByLabelText("Điện thoại"), "113");
  await user.click(panel.getByRole("button", { name: "Thêm người trực" }));
  const duty = within(panel.getByRole("group", { name: "Người trực 1" }));
  await user.type(duty.getByLabelText("Gọi cho ai"), "Trực ban");
  await user.type(duty.getByLabelText("Số điện thoại"), "0912000001");
  await user.selectOptions(duty.getByLabelText("Tài khoản cán bộ"), "Nguyễn Thị Mai");
  await user.click(duty.getByLabelText("Chủ nhật"));
  // Half an hour is no hour: it says so, and nothing is sent.
  await user.type(duty.getByLabelText("Từ giờ"), "{Backspace}");
  await user.click(panel.getByRole("button", { name: /^Lưu/u }));
  expect(sent).toEqual([]);
  await user.type(duty.getByLabelText("Từ giờ"), "0");
  await user.click(panel.getByRole("button", { name: "Lưu" }));
  await expect.poll(() => sent.length).toBe(1);
  expect(sent[0]?.body).toEqual({
    version: 3,
    name: UNIT.name,
    parentId: null,
    phone: "113",
    email: null,
    duties: [
      {
        ...{ personId: uuid(7), name: "Trực ban", phone: "0912000001", weekdays: [1, 2, 3, 4, 5, 7] },
        ...{ fromLocal: "07:30", durationMinutes: 570, timeZone: "Asia/Ho_Chi_Minh" },
      },
    ],
  });
});

test("its history says how it was; the last act is taken back, and a refusal is said there", async () => {
  const undone = stub(directoryRoutes.undo, () => {
    throw new Refused(409, "unit-doubled", "Nơi này đã có một đơn vị làm đúng việc đó.");
  });
  const { user, panel } = await open();
  const history = within(panel.getByRole("region", { name: "Lịch sử" }));
  history.getByText("Điện thoại, trước đó: 0240 9");
  await user.click(panel.getByRole("button", { name: "Hoàn tác lần cuối" }));
  await panel.findByText(/Nơi này đã có một đơn vị/u);
  expect(undone.map(({ body }) => body)).toEqual([{ version: 3 }]);
});

test("somebody rang there: it is verified; it ends on a day of the house's own zone", async () => {
  const verified = stub(directoryRoutes.verify, () => ({ ...UNIT, verifiedAt: inSeconds(0), version: 4 }));
  const ended = stub(directoryRoutes.end, () => ({ ...UNIT, validTo: "2027-01-01T17:00:00.000Z", version: 5 }));
  const { user, panel } = await open();
  await user.click(panel.getByRole("button", { name: "Đã gọi thử, đúng" }));
  await panel.findByText(/Xác minh liên lạc: \d/u);
  expect(verified.map(({ body }) => body)).toEqual([{ version: 3 }]);
  await user.click(panel.getByRole("button", { name: "Kết thúc đơn vị" }));
  await user.type(panel.getByLabelText("Từ ngày"), "2/1/2027");
  await user.click(panel.getByRole("button", { name: "Kết thúc" }));
  await panel.findByText(/Đến 02\/01\/2027/u);
  expect(ended.map(({ body }) => body)).toEqual([
    { version: 4, validTo: "2027-01-01T17:00:00.000Z", successorIds: [] },
  ]);
});

test("several units take over what ends; one that was chosen by mistake is taken out", async () => {
  const office = (n: number, name: string) => ({
    id: uuid(n),
    name,
    ...({ level: "commune", kind: "peoples_committee" } as const),
  });
  const [east, west] = [office(21, "UBND xã Đông"), office(22, "UBND xã Tây")];
  stub(authorityRoutes.find, () => ({ authorities: [east, west] }));
  stub(authorityRoutes.read, ({ params }) => (params.authorityId === east.id ? east : west));
  const ended = stub(directoryRoutes.end, () => ({ ...UNIT, validTo: inSeconds(0), version: 4 }));
  const { user, panel } = await open();
  await user.click(panel.getByRole("button", { name: "Kết thúc đơn vị" }));
  await within(panel.getByLabelText("Đơn vị tiếp nhận")).findByRole("option", { name: east.name });
  await user.selectOptions(panel.getByLabelText("Đơn vị tiếp nhận"), east.id);
  await within(panel.getByLabelText("Đơn vị tiếp nhận 2")).findByRole("option", { name: west.name });
  await user.selectOptions(panel.getByLabelText("Đơn vị tiếp nhận 2"), west.id);
  expect(panel.getByLabelText("Đơn vị tiếp nhận 3")).toBeTruthy();
  await user.selectOptions(panel.getByLabelText("Đơn vị tiếp nhận"), "");
  expect(panel.queryByLabelText("Đơn vị tiếp nhận 3")).toBeNull();
  await user.selectOptions(panel.getByLabelText("Đơn vị tiếp nhận 2"), east.id);
  await user.click(panel.getByRole("button", { name: "Kết thúc" }));
  await expect.poll(() => ended.length).toBe(1);
  expect(ended[0]?.body).toMatchObject({ version: 3, successorIds: [west.id, east.id] });
});

test("a new unit is added and opened; a ministry has no place", async () => {
  const added = stub(directoryRoutes.add, () => ({ ...UNIT, name: "Bộ Giáo dục" }));
  const user = show();
  await user.click(screen.getByRole("button", { name: "Thêm đơn vị" }));
  const panel = within(screen.getByRole("complementary", { name: "Đơn vị mới" }));
  await user.selectOptions(panel.getByLabelText("Cấp"), "ministry");
  await user.selectOptions(panel.getByLabelText("Loại"), "education");
  expect(panel.queryByLabelText("Nơi phụ trách")).toBeNull();
  await user.type(panel.getByLabelText("Tên đơn vị"), "Bộ Giáo dục");
  await user.type(panel.getByLabelText("Hoạt động từ"), "01/12/2026");
  await user.click(panel.getByRole("button", { name: "Thêm đơn vị" }));
  await expect.poll(() => added.length).toBe(1);
  expect(added[0]?.body).toMatchObject({
    ...{ name: "Bộ Giáo dục", level: "ministry", kind: "education", placeCode: null },
    validFrom: "2026-11-30T17:00:00.000Z",
  });
  await expect.poll(() => window.location.search).toBe(`?at=directory&unit=${UNIT.id}`);
});
