import { peopleRoutes } from "@nightlight/contracts/admin/people";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { stub } from "@nightlight/door/testing/stub-server";
import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { desk, inSeconds, LAN, offer } from "../../testing/fixtures.ts";
import { renderRooms } from "../../testing/render-rooms.tsx";

beforeEach(() => {
  window.history.replaceState(null, "", "/console/");
  const me = { ...LAN, roles: ["counsellor" as const, "administrator" as const] };
  stub(sessionRoutes.me, () => ({ me, now: inSeconds(0) }));
  stub(contactRoutes.desk, () => desk({ offers: [offer()], now: inSeconds(0) }));
  stub(peopleRoutes.list, () => ({ people: [], centres: [], skills: [], spokenLanguages: [] }));
  stub(escalationRoutes.tasks, () => ({ now: inSeconds(0), tasks: [] }));
});

/** Opens the list by its key, wherever the focus is, and types. */
async function ask(user: ReturnType<typeof renderRooms>, typed: string) {
  await user.keyboard("{Control>}k{/Control}");
  const list = await screen.findByRole("dialog", { name: "Lệnh" });
  await user.type(within(list).getByRole("combobox"), typed);
  return {
    names: within(list)
      .queryAllByRole("option")
      .map(({ textContent }) => textContent.trim()),
    list,
  };
}

test("a room is found without marks, and in the other language; Enter goes there", async () => {
  const user = renderRooms();
  await screen.findByRole("heading", { name: /Của tôi/u });
  expect((await ask(user, "nhan su")).names).toEqual(["Đến: Nhân sự"]);
  await user.keyboard("{Enter}");
  expect(await screen.findByRole("heading", { name: /Nhân sự/u })).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole("dialog", { name: "Lệnh" })).toBeNull());
  expect((await ask(user, "lock the screen")).names).toEqual([expect.stringContaining("Khóa màn hình")]);
  await user.keyboard("{Escape}");
});

test("what answers now is listed with its key; no one-key ending is among it, and what is not there is said", async () => {
  const user = renderRooms();
  await screen.findByRole("heading", { name: /Của tôi/u });
  const { names, list } = await ask(user, "nhan loi moi");
  expect(names).toEqual([expect.stringMatching(/Nhận lời mời.*Alt A/u)]);
  await user.clear(within(list).getByRole("combobox"));
  const all = within(list).getAllByRole("option");
  expect(all.map(({ textContent }) => textContent).join("\n")).not.toMatch(/Đóng ngay|Im lặng|Trêu đùa/u);
  await user.type(within(list).getByRole("combobox"), "pha cà phê");
  expect(within(list).getByRole("status").textContent).toBe("Không có lệnh như vậy lúc này.");
});
