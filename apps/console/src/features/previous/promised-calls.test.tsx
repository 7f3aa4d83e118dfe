import { previousRoutes, type PreviousView } from "@nightlight/contracts/counsellor/search";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { contact, inSeconds, uuid } from "../../../testing/fixtures.ts";
import { renderConsole } from "../../../testing/render-console.tsx";

const PROMISED: PreviousView["contacts"][number] = {
  ...{ id: uuid(2), channel: "phone", lane: "normal", level: null, line: null, language: "vi", status: "callback_due" },
  ...{ arrivedAt: inSeconds(-7200), disposition: null, counsellor: null, isMine: false },
  promised: { from: inSeconds(-60), until: inSeconds(3600) },
};
const QUESTION = /Có phải chính người này không/u;

/** What came before, as the server has it. */
const before = async (earlier: PreviousView["contacts"][number]) => {
  const stage = await renderConsole({}, [contact(1)]);
  const truth = { earlier, refusal: undefined as string | undefined };
  stub(previousRoutes.list, () => ({ strength: "own_phone" as const, contacts: [truth.earlier], hasMore: false }));
  const said = stub(previousRoutes.meetCall, ({ body }) => {
    if (truth.refusal !== undefined) throw new Refused(409, "not-waiting", truth.refusal);
    const { isMet } = body as { readonly isMet: boolean };
    truth.earlier = isMet ? { ...earlier, promised: null, status: "abandoned" } : earlier;
    return { undoUntil: isMet ? inSeconds(8) : null };
  });
  await stage.client.invalidateQueries({ queryKey: ["previous"] });
  return { ...stage, said, truth };
};

test("a promised call is asked about in one line: one press, and nobody need call; another takes it back", async () => {
  const { user, said } = await before(PROMISED);
  await screen.findByText(QUESTION);
  screen.getByText(/Cả nhà có thể/u);
  expect(said).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Đúng, thôi gọi" }));
  await screen.findByText(/không ai cần gọi lại lượt ấy nữa/u);
  expect(screen.queryByText(QUESTION)).toBeNull();
  await user.click(screen.getByRole("button", { name: "Hoàn tác" }));
  await screen.findByText(QUESTION);
  expect(said.map(({ params, body }) => [params["previousId"], body])).toEqual([
    [uuid(2), { isMet: true }],
    [uuid(2), { isMet: false }],
  ]);
});

test("somebody else of the family: the line goes, and the promise stands", async () => {
  const { user, said } = await before(PROMISED);
  await user.click(await screen.findByRole("button", { name: "Không, vẫn gọi" }));
  expect(screen.queryByText(QUESTION)).toBeNull();
  expect(said).toEqual([]);
});

test("a colleague is calling already: that is said, and nothing is asked any more", async () => {
  const { user, truth } = await before(PROMISED);
  truth.refusal = "Lượt liên hệ này không còn chờ nữa.";
  truth.earlier = { ...PROMISED, promised: null, status: "active" };
  await user.click(await screen.findByRole("button", { name: "Đúng, thôi gọi" }));
  await screen.findByText("Lượt liên hệ này không còn chờ nữa.");
  await waitFor(() => {
    expect(screen.queryByText(QUESTION)).toBeNull();
  });
});

test("nothing is asked where no call is promised", async () => {
  await before({ ...PROMISED, promised: null, status: "closed" });
  await screen.findByRole("tab", { name: /Lần trước 1/u });
  expect(screen.queryByText(QUESTION)).toBeNull();
});
