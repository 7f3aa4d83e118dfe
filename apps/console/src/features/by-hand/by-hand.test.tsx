import { handRoutes, type HandView } from "@nightlight/contracts/counsellor/by-hand";
import { NoNetwork, Refused, stub } from "@nightlight/door/testing/stub-server";
import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { contact, inSeconds, uuid } from "../../../testing/fixtures.ts";
import { renderConsole } from "../../../testing/render-console.tsx";

const letter = () =>
  contact(1, { endedBy: "recorded", summary: { channel: "official_letter", status: "wrap_up", version: 1 } });
const hand: HandView = {
  kind: "official_letter",
  receivedAt: inSeconds(-7200),
  recordedAt: inSeconds(-10),
  whoSays: "Văn thư trực",
  reference: "CV 123/UBND",
  origin: "Bà Hoa, hàng xóm",
  version: 0,
  changes: [],
};

test("a letter is recorded with a key, keeps what was typed when the line is away, and opens as a record", async () => {
  const stage = await renderConsole();
  const { user, truth } = stage;
  let isAway = true;
  const asked = stub(handRoutes.record, () => {
    if (isAway) throw new NoNetwork();
    truth.desk = { ...truth.desk, contacts: [letter().summary] };
    truth.contacts.set(uuid(1), letter());
    return { contactId: uuid(1) };
  });
  stub(handRoutes.read, () => hand);

  await user.keyboard("{Alt>}h{/Alt}");
  const sheet = within(await screen.findByRole("dialog", { name: "Ghi tay một lượt liên hệ" }));
  expect(document.activeElement).toBe(sheet.getAllByRole("radio")[0]);
  await user.click(sheet.getByRole("button", { name: "Lưu và mở ghi chép" }));
  expect(sheet.getByText("Hãy chọn liên hệ này đến bằng gì.")).toBeTruthy();
  await user.click(sheet.getByRole("radio", { name: "Công văn" }));
  await user.type(sheet.getByRole("textbox", { name: "Số, ký hiệu" }), "CV 123/UBND");
  await user.type(sheet.getByRole("textbox", { name: "Từ đâu đến" }), "Bà Hoa, hàng xóm");
  await user.click(sheet.getByRole("button", { name: "Lưu và mở ghi chép" }));
  expect((await sheet.findByRole("alert")).textContent).not.toBe("");

  isAway = false;
  await user.click(sheet.getByRole("button", { name: "Lưu và mở ghi chép" }));
  expect(await screen.findByText("Bà Hoa, hàng xóm")).toBeTruthy();
  expect(screen.queryByRole("dialog")).toBeNull();
  const keys = asked.map(({ body }) => (body as { key: string }).key);
  expect(new Set(keys).size).toBe(1);
  expect(asked.at(-1)?.body).toMatchObject({ kind: "official_letter", reference: "CV 123/UBND", language: "vi" });
});

test("a time that lies ahead is said before it is sent", async () => {
  const { user } = await renderConsole();
  const asked = stub(handRoutes.record, () => ({ contactId: uuid(1) }));
  await user.click(screen.getByRole("button", { name: /Ghi tay/u }));
  const sheet = within(await screen.findByRole("dialog"));
  await user.click(sheet.getByRole("radio", { name: "Đến trực tiếp" }));
  const date = sheet.getByLabelText("Nhận lúc");
  await user.clear(date);
  await user.type(date, "01/01/2999");
  expect(sheet.getByRole("alert").textContent).toBe("Giờ nhận không thể ở tương lai.");
  await user.click(sheet.getByRole("button", { name: "Lưu và mở ghi chép" }));
  expect(sheet.getByRole("alert").textContent).toBe("Giờ nhận không thể ở tương lai.");
  expect(asked).toEqual([]);
});

test("in place of a conversation stands what was written down; the record is open, and it closes as others do", async () => {
  stub(handRoutes.read, () => hand);
  await renderConsole({}, [letter()]);
  const middle = within(await screen.findByRole("region", { name: "Trò chuyện" }));
  expect(await middle.findByText("Văn thư trực")).toBeTruthy();
  expect(middle.getByText("Những dòng này không rời Tổng đài.")).toBeTruthy();
  expect(middle.queryByRole("textbox")).toBeNull();
  expect(screen.getByRole("region", { name: "Mức nguy cơ" })).toBeTruthy();
});

test("who says so is corrected; a refusal keeps what was typed; what stood there is shown with who changed it", async () => {
  stub(handRoutes.read, () => hand);
  let isStale = true;
  const asked = stub(handRoutes.correct, ({ body }) => {
    if (isStale) throw new Refused(409, "stale", "Có thay đổi mới hơn.");
    const { whoSays } = body as { whoSays: string };
    const by = { id: uuid(9), name: "Cô Lan" };
    return { ...hand, whoSays, version: 1, changes: [{ ...hand, by, at: inSeconds(-1) }] };
  });
  const { user } = await renderConsole({}, [letter()]);
  const middle = within(await screen.findByRole("region", { name: "Trò chuyện" }));
  await user.click(await middle.findByRole("button", { name: "Sửa…" }));
  const form = within(middle.getByRole("form", { name: "Sửa phần ghi tay" }));
  const who = form.getByRole<HTMLInputElement>("textbox", { name: "Ai cho biết" });
  await user.clear(who);
  await user.type(who, "Cô Hoa văn thư");
  await user.click(form.getByRole("button", { name: "Lưu" }));
  expect(await form.findByText("Có thay đổi mới hơn.")).toBeTruthy();
  expect(who.value).toBe("Cô Hoa văn thư");
  isStale = false;
  await user.click(form.getByRole("button", { name: "Lưu" }));
  expect(await middle.findByText("Đã sửa 1 lần")).toBeTruthy();
  expect(middle.getByText(/Cô Lan sửa lúc/u)).toBeTruthy();
  expect(middle.getByText(/Văn thư trực · CV 123/u)).toBeTruthy();
  // Nobody touched the time: it is the same to the second.
  expect(asked.at(-1)?.body).toMatchObject({ version: 0, whoSays: "Cô Hoa văn thư", receivedAt: hand.receivedAt });
});

test("once something was sent the time stays, and the screen says why", async () => {
  stub(handRoutes.read, () => hand);
  const sent = { level: "P2", computed: "P2", own: null, held: "P2", asked: null } as const;
  const { user } = await renderConsole({}, [{ ...letter(), risk: sent }]);
  await user.click(await screen.findByRole("button", { name: "Sửa…" }));
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Nhận lúc" }).readOnly).toBe(true);
  expect(screen.getByText(/giờ không đổi được nữa/u)).toBeTruthy();
});
