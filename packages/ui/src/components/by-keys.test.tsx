import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { Menu } from "./menu.tsx";
import { PickPanel } from "./pick-panel.tsx";
import { Sheet } from "./sheet.tsx";
import { Tabs } from "./tabs.tsx";
import { Toast } from "./toast.tsx";

afterEach(cleanup);

const PEOPLE = [
  { key: "yen", name: "Nguyễn Hải Yến", whyNot: "resting" },
  { key: "lan", name: "Lê Hoàng Lan", note: "knows the child" },
  { key: "duc", name: "Đỗ Đức", also: "english" },
];

function openPanel() {
  const [pick, close] = [vi.fn(), vi.fn()];
  render(
    <PickPanel
      label="Move to"
      head={<input type="radio" aria-label="apart first" />}
      searchLabel="Find"
      nothingFound="nobody"
      confirm="Move"
      options={PEOPLE}
      preview={(key) => `to ${key}`}
      onPick={pick}
      onClose={close}
      hasNumbers
    />,
  );
  return { user: userEvent.setup(), pick, close };
}
const chosen = () => screen.getByRole("option", { selected: true }).textContent;

test("the first who can be had is chosen at once, and Enter moves there", async () => {
  const { user, pick } = openPanel();
  expect(document.activeElement).toBe(screen.getByRole("combobox"));
  expect(chosen()).toContain("Lan");
  screen.getByText("to lan");
  await user.keyboard("{Enter}");
  expect(pick.mock.calls).toEqual([["lan"]]);
});

test("who cannot be had stays listed with the reason, and is never chosen", async () => {
  const { user, pick } = openPanel();
  screen.getByText("resting");
  await user.click(screen.getByRole("option", { name: /Yến/u }));
  expect(chosen()).toContain("Lan");
  await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}{Enter}");
  expect(pick.mock.calls).toEqual([["duc"]]);
});

test("names are found without marks and by words that are not shown; nobody is said", async () => {
  const { user, pick } = openPanel();
  await user.keyboard("do duc");
  expect(screen.getAllByRole("option")).toHaveLength(1);
  await user.clear(screen.getByRole("combobox"));
  await user.keyboard("english");
  expect(chosen()).toContain("Đức");
  await user.keyboard("x");
  expect(screen.getByRole("status").textContent).toBe("nobody");
  await user.keyboard("{Enter}");
  await user.click(screen.getByRole("button", { name: "Move" }));
  expect(pick).not.toHaveBeenCalled();
});

test("Alt and a digit choose among those who can be had, a bare digit is typed; Escape closes", async () => {
  const { user, close } = openPanel();
  await user.keyboard("{Alt>}[Digit2]{/Alt}");
  expect(chosen()).toContain("Đức");
  await user.keyboard("{Escape}");
  expect(close).toHaveBeenCalledOnce();
  await user.keyboard("2");
  expect(screen.getByRole("combobox")).toHaveProperty("value", "2");
});

test("a menu opens at the chosen line, says why a line is off, and gives the focus back", async () => {
  const [act, off] = [vi.fn(), vi.fn()];
  render(
    <Menu
      label="What you do"
      trigger="Available"
      items={[
        { key: "a", word: "Available", isChosen: false, act },
        { key: "b", word: "Break", isChosen: true, act },
        { key: "c", word: "Away", whyNot: "a child waits", isChosen: false, act: off },
      ]}
    />,
  );
  const user = userEvent.setup();
  const trigger = screen.getByRole("button", { name: "Available" });
  await user.click(trigger);
  expect(document.activeElement).toBe(screen.getByRole("menuitemradio", { name: "Break" }));
  await user.keyboard("{ArrowDown}{Enter}");
  screen.getByText("a child waits");
  expect(off).not.toHaveBeenCalled();
  await user.keyboard("{ArrowDown}{Enter}");
  expect(act).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(trigger);
  expect(screen.queryByRole("menu")).toBeNull();
});

function TwoTabs() {
  const [tab, setTab] = useState<"one" | "two">("one");
  const tabs = [
    { key: "one", word: "One", panel: <input aria-label="words" /> },
    { key: "two", word: "Two", count: 2, panel: "second" },
  ] as const;
  return <Tabs label="Both" tabs={tabs} chosen={tab} onChoose={setTab} />;
}

test("tabs are one stop; arrows go round, and what is half written in one survives", async () => {
  render(<TwoTabs />);
  const user = userEvent.setup();
  await user.type(screen.getByLabelText("words"), "half");
  await user.click(screen.getByRole("tab", { name: "One" }));
  await user.keyboard("{ArrowRight}");
  const second = screen.getByRole("tab", { name: "Two 2" });
  expect([second.getAttribute("aria-selected"), document.activeElement]).toEqual(["true", second]);
  await user.keyboard("{ArrowRight}");
  expect(screen.getByLabelText("words")).toHaveProperty("value", "half");
});

test("a sheet is named by its heading and closed by its cross", async () => {
  const close = vi.fn();
  render(
    <Sheet title="Keys" closeLabel="Close" onClose={close}>
      words
    </Sheet>,
  );
  screen.getByRole("dialog", { name: "Keys" });
  await userEvent.setup().click(screen.getByRole("button", { name: "Close" }));
  expect(close).toHaveBeenCalledOnce();
});

test("a toast says what was done; its seconds are silent, and undo that is off does nothing", async () => {
  const act = vi.fn();
  render(
    <Toast undo={{ word: "Undo", act, isOff: true }} left="6 s">
      Moved
    </Toast>,
  );
  expect(screen.getByRole("status").textContent).toBe("Moved");
  await userEvent.setup().click(screen.getByRole("button", { name: /Undo/u }));
  expect(act).not.toHaveBeenCalled();
});
