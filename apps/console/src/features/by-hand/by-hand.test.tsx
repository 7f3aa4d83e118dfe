import { handRoutes, type HandView } from "@nightlight/contracts/counsellor/by-hand";
import { NoNetwork, stub } from "@nightlight/door/testing/stub-server";
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
  await user.click(sheet.getByRole("button", { name: "Ghi và mở hồ sơ" }));
  expect(sheet.getByText("Hãy chọn liên hệ này đến bằng gì.")).toBeTruthy();
  await user.click(sheet.getByRole("radio", { name: "Công văn" }));
  await user.type(sheet.getByRole("textbox", { name: "Số, ký hiệu" }), "CV 123/UBND");
  await user.type(sheet.getByRole("textbox", { name: "Từ đâu đến" }), "Bà Hoa, hàng xóm");
  await user.click(sheet.getByRole("button", { name: "Ghi và mở hồ sơ" }));
  expect((await sheet.findByRole("alert")).textContent).not.toBe("");

  isAway = false;
  await user.click(sheet.getByRole("button", { name: "Ghi và mở hồ sơ" }));
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
  await user.click(sheet.getByRole("button", { name: "Ghi và mở hồ sơ" }));
  expect(sheet.getByText("Giờ nhận không thể ở tương lai.")).toBeTruthy();
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
