import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { DayBox } from "./day-box.tsx";
import { Surroundings } from "./surroundings.tsx";

function Filter() {
  const [day, setDay] = useState("2026-03-02");
  return (
    <>
      <label>
        Từ ngày
        <DayBox value={day} onDay={setDay} />
      </label>
      <output>{day}</output>
      <button
        type="button"
        onClick={() => {
          setDay("");
        }}
      >
        Bỏ lọc
      </button>
    </>
  );
}

test("a day is written and typed as the house does; what is none filters nothing, and is said on leaving", async () => {
  const user = userEvent.setup();
  render(
    <Surroundings>
      <Filter />
    </Surroundings>,
  );
  const box = screen.getByRole<HTMLInputElement>("textbox", { name: /Từ ngày/u });
  const day = () => screen.getByRole("status").textContent;
  expect(box.value).toBe("02/03/2026");
  await user.clear(box);
  await user.type(box, "31/2/2026");
  expect(screen.queryByText("Không có ngày này")).toBeNull();
  await user.tab();
  expect(screen.getByText("Không có ngày này")).toBeTruthy();
  expect(day()).toBe("");

  await user.clear(box);
  await user.type(box, "5/3/2026");
  expect(day()).toBe("2026-03-05");
  await user.tab();
  expect(box.value).toBe("05/03/2026");
  await user.click(screen.getByRole("button", { name: "Bỏ lọc" }));
  expect(box.value).toBe("");
});
