import { policyRoutes, type PolicyRowView, type PolicyView } from "@nightlight/contracts/admin/policy";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { screen, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { inSeconds, LAN, uuid } from "../../../testing/fixtures.ts";
import { renderRooms } from "../../../testing/render-rooms.tsx";

function row(key: string, name: string, change: Partial<PolicyRowView> = {}): PolicyRowView {
  return {
    key,
    group: "asking",
    words: { vi: { name, effect: `${name} làm gì` }, en: { name: `${key} in English`, effect: "what it does" } },
    value: 60,
    standard: 60,
    bounds: { kind: "number", unit: "seconds", min: 10, max: 600 },
    isMine: true,
    editors: ["administrator", "clinical_lead"],
    changed: null,
    ...change,
  };
}

const lead = { id: uuid(7), name: "Cô Hạnh" };
const changed = { version: 2, at: inSeconds(-60), by: lead.name, why: "Ban đêm ít người" };
const VIEW: PolicyView = {
  version: 2,
  rows: [
    row("skipSeconds", "Bỏ qua trong", { value: 90, changed }),
    row("leaseSeconds", "Màn hình mất sau", { isMine: false, editors: ["clinical_lead"] }),
    row("entryChat", "Tin nhắn", {
      ...{ group: "lanes", value: "normal", standard: "normal" },
      bounds: { kind: "lane", choices: ["high", "normal"] },
    }),
  ],
  versions: [
    {
      version: 2,
      from: inSeconds(-60),
      by: lead,
      why: changed.why,
      changes: [{ key: "skipSeconds", from: 60, to: 90 }],
    },
    { version: 1, from: inSeconds(-9000), by: null, why: null, changes: [] },
  ],
};

beforeEach(() => {
  window.history.replaceState(null, "", "/console/");
});

async function enter(rows = VIEW.rows) {
  const me = { ...LAN, roles: ["administrator" as const] };
  stub(sessionRoutes.me, () => ({ me, now: inSeconds(0) }));
  stub(policyRoutes.read, () => ({ ...VIEW, rows }));
  window.history.replaceState(null, "", "/console/?at=policy");
  const user = renderRooms();
  await screen.findByRole("heading", { level: 1, name: /Quy tắc/u });
  return user;
}

test("a number is changed with a reason, and what will change is said first", async () => {
  const user = await enter();
  const sent = stub(policyRoutes.change, () => ({ ...VIEW, version: 3 }));
  const field = screen.getByLabelText("Bỏ qua trong");
  await user.clear(field);
  await user.type(field, "120");
  const form = screen.getByRole("form", { name: "Đặt hiệu lực" });
  expect(within(form).getByRole("listitem").textContent).toBe("Bỏ qua trong: 90 giây → 120 giây");
  const put = within(form).getByRole("button", { name: /Đặt hiệu lực/u });
  await user.click(put);
  expect(sent).toHaveLength(0);
  await user.type(within(form).getByLabelText("Vì sao đổi"), "Đông hơn");
  await user.selectOptions(screen.getByLabelText("Tin nhắn"), "Cao");
  await user.keyboard("{Enter}");
  await user.click(put);
  expect(sent).toMatchObject([
    { body: { version: 2, changes: { skipSeconds: 120, entryChat: "high" }, why: "Đông hơn" } },
  ]);
  expect(await screen.findByText(/bản 3/u)).toBeTruthy();
  expect(screen.queryByRole("form", { name: "Đặt hiệu lực" })).toBeNull();
});

test("beyond the bounds nothing is sent, and the field says so", async () => {
  const user = await enter();
  const sent = stub(policyRoutes.change, () => VIEW);
  const field = screen.getByLabelText("Bỏ qua trong");
  await user.clear(field);
  await user.type(field, "601");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await user.click(screen.getByRole("button", { name: /Đặt hiệu lực/u }));
  expect(screen.getByText("Ngoài giới hạn: Bỏ qua trong")).toBeTruthy();
  expect(sent).toHaveLength(0);
  await user.click(screen.getByRole("button", { name: "Bỏ thay đổi" }));
  expect((field as HTMLInputElement).value).toBe("90");
});

test("what is somebody else's to change is read and not edited; who changed what stands beside it", async () => {
  await enter();
  expect(screen.queryByRole("textbox", { name: "Màn hình mất sau" })).toBeNull();
  expect(screen.getByText("Phụ trách chuyên môn đổi.")).toBeTruthy();
  expect(screen.getByTitle("Ban đêm ít người").textContent).toContain("Cô Hạnh");
});

test("the helpline's number is a line of digits: words in it are refused where they are typed", async () => {
  const helpline = { group: "helpline", value: "111", standard: "111" } as const;
  const bounds = { kind: "text", shape: "phone", max: 15 } as const;
  const user = await enter([row("helplinePhone", "Số điện thoại", { ...helpline, bounds })]);
  const sent = stub(policyRoutes.change, () => VIEW);
  const field = within(screen.getByRole("region", { name: "Tổng đài" })).getByLabelText("Số điện thoại");
  await user.clear(field);
  await user.type(field, "gọi 111");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await user.clear(field);
  await user.type(field, "1900 5454");
  const form = screen.getByRole("form", { name: "Đặt hiệu lực" });
  expect(within(form).getByRole("listitem").textContent).toBe("Số điện thoại: 111 → 1900 5454");
  await user.type(within(form).getByLabelText("Vì sao đổi"), "Số mới");
  await user.click(within(form).getByRole("button", { name: /Đặt hiệu lực/u }));
  expect(sent).toMatchObject([{ body: { changes: { helplinePhone: "1900 5454" } } }]);
});

test("an older version is put back as a change of its own; a contradiction says which", async () => {
  const user = await enter();
  const sent = stub(policyRoutes.change, () => {
    throw new Refused(409, "policy-contradiction", "Các quy tắc mâu thuẫn nhau: thử.");
  });
  await user.click(screen.getByRole("button", { name: "Dùng lại bản 1" }));
  const form = screen.getByRole("form", { name: "Đặt hiệu lực" });
  expect(within(form).getByRole("listitem").textContent).toBe("Bỏ qua trong: 90 giây → 60 giây");
  await user.click(within(form).getByRole("button", { name: /Đặt hiệu lực/u }));
  expect(sent).toMatchObject([{ body: { changes: { skipSeconds: 60 }, why: "Dùng lại bản 1" } }]);
  expect(await screen.findByText(/mâu thuẫn nhau/u)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Bỏ qua trong").value).toBe("60");
});
