import { restrictionRoutes, type RestrictionView } from "@nightlight/contracts/supervisor/restriction";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { inSeconds } from "../../../testing/fixtures.ts";
import { Surroundings } from "../../shared/surroundings.tsx";
import { RestrictForm } from "./restrict-form.tsx";
import { Restrictions } from "./restrictions.tsx";

const ID = (n: number) => `0190f000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const HOA = { id: ID(1), name: "Nguyễn Hoa" };
const MAI = { id: ID(2), name: "Trần Mai" };
const RESTRICTION: RestrictionView = {
  ...{ id: ID(10), contactId: ID(20), by: HOA, reason: "Gọi phá mười lần", setAt: inSeconds(-60) },
  ...{ until: inSeconds(3600), state: "in_force", end: null },
};

/** A house with these restrictions, seen by Hoa: the list beside the contact that would be restricted. */
function show(restrictions: RestrictionView[]) {
  stub(restrictionRoutes.list, () => ({ restrictions, now: inSeconds(0) }));
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <Restrictions meId={HOA.id} />
        <RestrictForm contactId={ID(20)} />
      </QueryClientProvider>
    </Surroundings>,
  );
  return userEvent.setup();
}

test("a restriction is set with a reason alone, by keyboard, and then stands on the list", async () => {
  const restrictions: RestrictionView[] = [];
  const set = stub(restrictionRoutes.set, () => {
    restrictions.push(RESTRICTION);
    return RESTRICTION;
  });
  const user = show(restrictions);
  const begin = await screen.findByRole("button", { name: "Xếp sau vì gọi phá…" });
  expect(screen.queryByRole("region", { name: "Số đang bị xếp sau" })).toBeNull();
  begin.focus();
  await user.keyboard("{Enter}");
  const reason = await screen.findByRole("textbox", { name: "Lý do" });
  await user.type(reason, "ngắn");
  await user.click(screen.getByRole("button", { name: /^Xếp sau/u }));
  expect(set).toEqual([]);
  await user.type(reason, " quá, gọi phá mười lần");
  await user.click(screen.getByRole("button", { name: /^Xếp sau/u }));
  const list = await screen.findByRole("region", { name: "Số đang bị xếp sau" });
  expect(within(list).getByText("Gọi phá mười lần")).toBeTruthy();
  expect(await screen.findByText(/chờ sau mọi người đến/u, { selector: "[role=status]" })).toBeTruthy();
  expect(set.map(({ params, body }) => [params, body])).toEqual([
    [{ contactId: ID(20) }, { reason: "ngắn quá, gọi phá mười lần" }],
  ]);
});

test("what ran out comes first and is reviewed by somebody else; what is in force is lifted by anybody", async () => {
  const ended: unknown[] = [];
  stub(restrictionRoutes.end, ({ params, body }) => {
    ended.push([params, body]);
    throw new Refused(409, "ended-before", "Đã có người xem lại.");
  });
  const user = show([
    RESTRICTION,
    { ...RESTRICTION, id: ID(11), state: "to_review", until: inSeconds(-10) },
    { ...RESTRICTION, id: ID(12), by: MAI, state: "to_review", until: inSeconds(-10) },
    { ...RESTRICTION, id: ID(13), state: "over", end: { by: MAI, at: inSeconds(-5), comment: "Đã xem" } },
  ]);
  const [own, others, inForce, ...none] = await screen.findAllByRole("listitem");
  expect(none).toEqual([]);
  expect(within(own as HTMLElement).getByText("Bạn đã đặt: người khác xem lại")).toBeTruthy();
  expect(within(own as HTMLElement).queryByRole("button")).toBeNull();
  expect(within(inForce as HTMLElement).getByRole("button", { name: /Bỏ xếp sau/u })).toBeTruthy();
  const form = within(others as HTMLElement);
  await user.type(form.getByRole("textbox"), "Là một nhóm bạn nhỏ{Enter}");
  expect(await form.findByText("Đã có người xem lại.")).toBeTruthy();
  await waitFor(() => {
    expect(ended).toEqual([[{ restrictionId: ID(12) }, { comment: "Là một nhóm bạn nhỏ" }]]);
  });
});
