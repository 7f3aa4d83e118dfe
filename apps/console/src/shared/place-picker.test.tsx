import { placeRoutes, type PlaceView } from "@nightlight/contracts/staff/place";
import { NoNetwork, Refused, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test, vi } from "vitest";
import { PlacePicker } from "./place-picker.tsx";
import { Surroundings } from "./surroundings.tsx";

const HCM = { code: "79", name: "Thành phố Hồ Chí Minh" };
const place = (code: string, name: string, over: Partial<PlaceView> = {}): PlaceView => ({
  code,
  kind: "ward",
  name,
  province: HCM,
  former: null,
  ...over,
});
const WEST = place("26882", "Phường An Hội Tây", {
  former: { name: "Phường 13", district: "Quận Gò Vấp", province: "Thành phố Hồ Chí Minh", successors: 2 },
});
const EAST = place("26878", "Phường An Hội Đông");
const CITY = place("79", HCM.name, { kind: "city", province: null });

/** The picker in a form that keeps its value, on a server that knows three places. */
function show(value = "", found: readonly PlaceView[] = [WEST, EAST, CITY]) {
  const changed = vi.fn<(value: string) => void>();
  const asked = stub(placeRoutes.find, () => ({ places: [...found] }));
  stub(placeRoutes.read, ({ params }) => {
    const known = [WEST, EAST, CITY].find(({ code }) => code === params["code"]);
    if (params["code"] === "26881") {
      const was = { name: "Phường 12", district: "Quận Gò Vấp", until: "2025-07-01" };
      return { place: null, was, successors: [EAST] };
    }
    if (known === undefined) throw new Refused(404, "not-found", "Không tìm thấy.");
    return { place: { ...known, former: null }, was: null, successors: [] };
  });
  function Form() {
    const [held, hold] = useState(value);
    return (
      <>
        <PlacePicker
          label="Nơi xảy ra"
          value={held}
          onChange={(next) => {
            changed(next);
            hold(next);
          }}
        />
        <button type="button">Khác</button>
      </>
    );
  }
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Surroundings>
        <Form />
      </Surroundings>
    </QueryClientProvider>,
  );
  return { changed, asked, user: userEvent.setup(), box: screen.getByRole<HTMLInputElement>("combobox") };
}

test("a place is typed, found and chosen with the keyboard alone", async () => {
  const { user, box, changed } = show();
  await user.type(box, "an hoi");
  await screen.findByRole("option", { name: /An Hội Đông/u });
  const options = screen.getAllByRole("option");
  expect(options).toHaveLength(4);
  expect(box.getAttribute("aria-activedescendant")).toBe(options[0]?.id);
  expect(options[0]?.textContent).toContain("một phần của Phường 13, Quận Gò Vấp, nay chia làm 2 nơi");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(changed.mock.lastCall).toEqual(["26878"]);
  await waitFor(() => {
    expect(box.value).toBe("Phường An Hội Đông, Hồ Chí Minh");
  });
  expect(box.getAttribute("aria-expanded")).toBe("false");
});

test("the province alone and 'not known' are answers", async () => {
  const { user, box, changed } = show();
  await user.type(box, "ho chi minh");
  await user.click(await screen.findByRole("option", { name: /cả tỉnh/u }));
  expect(changed.mock.lastCall).toEqual(["79"]);
  await user.click(box);
  await user.click(screen.getByRole("option", { name: "Không rõ nơi" }));
  expect(changed.mock.lastCall).toEqual(["unknown"]);
  expect(box.value).toBe("Không rõ nơi");
});

test("what was typed and not chosen stays, and says so; Escape takes it back; an empty field is no place", async () => {
  const { user, box, changed } = show("26878");
  await screen.findByDisplayValue(/An Hội Đông/u);
  await user.clear(box);
  await user.type(box, "xa tan");
  await user.click(screen.getByRole("button", { name: "Khác" }));
  expect(box.value).toBe("xa tan");
  screen.getByText(/Ghi chép vẫn là: Phường An Hội Đông/u);
  expect(changed).not.toHaveBeenCalled();
  await user.click(box);
  await user.keyboard("{Escape}");
  expect(box.value).toMatch(/An Hội Đông/u);
  await user.clear(box);
  await user.tab();
  expect(changed.mock.lastCall).toEqual([""]);
});

test("a word that is being built is no question, and its Enter chooses nothing", async () => {
  const { box, asked, changed } = show();
  box.focus();
  fireEvent.compositionStart(box);
  fireEvent.change(box, { target: { value: "hoa" } });
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(asked).toHaveLength(0);
  fireEvent.keyDown(box, { key: "Enter", isComposing: true });
  fireEvent.change(box, { target: { value: "hoà" } });
  fireEvent.compositionEnd(box);
  await screen.findByRole("option", { name: /An Hội Đông/u });
  expect(asked).toHaveLength(1);
  expect(box.value).toBe("hoà");
  expect(changed).not.toHaveBeenCalled();
});

test("without the server the words stay, it says so, and asks again when told to", async () => {
  const { user, box } = show();
  stub(placeRoutes.find, () => {
    throw new NoNetwork();
  });
  await user.type(box, "an hoi");
  await screen.findByText(/Máy chủ chưa trả lời/u);
  expect(box.value).toBe("an hoi");
  screen.getByRole("option", { name: "Không rõ nơi" });
  stub(placeRoutes.find, () => ({ places: [EAST] }));
  await user.click(screen.getByRole("button", { name: "Thử lại" }));
  await screen.findByRole("option", { name: /An Hội Đông/u });
});

test("Enter never takes a line of the answer before", async () => {
  const { user, box, changed } = show();
  await user.type(box, "an hoi");
  await screen.findByRole("option", { name: /An Hội Đông/u });
  await user.keyboard(" do{Enter}{ArrowDown}{Enter}");
  expect(changed).not.toHaveBeenCalled();
  await waitFor(() => {
    expect(box.getAttribute("aria-activedescendant")).not.toBeNull();
  });
  await user.keyboard("{Enter}");
  expect(changed.mock.lastCall).toEqual(["26882"]);
});

test("nothing found: said plainly, and Enter does not choose 'not known' by mistake", async () => {
  const { user, box, changed } = show("", []);
  await user.type(box, "zzz");
  await screen.findByText("Không có nơi nào tên như vậy.");
  await user.keyboard("{Enter}");
  expect(changed).not.toHaveBeenCalled();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(changed.mock.lastCall).toEqual(["unknown"]);
});

test("a commune that is no more says what took its place, and offers it", async () => {
  const { user, box, changed } = show("26881");
  await screen.findByText(/Phường 12, Quận Gò Vấp không còn từ 01\/07\/2025/u);
  expect(box.value).toBe("Phường 12");
  await user.click(screen.getByRole("button", { name: /An Hội Đông/u }));
  expect(changed.mock.lastCall).toEqual(["26878"]);
});
