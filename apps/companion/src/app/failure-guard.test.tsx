import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, expect, test } from "vitest";
import { FailureGuard } from "./failure-guard.tsx";

afterEach(cleanup);

function Broken(): never {
  throw new Error("broken");
}

test("if a screen breaks, both telephone numbers and a fresh start remain", () => {
  render(
    <FailureGuard>
      <Broken />
    </FailureGuard>,
  );
  expect(screen.getByRole("alert").textContent).toContain("Không phải tại em");
  expect(screen.getAllByRole("link").map((link) => link.getAttribute("href"))).toEqual(["tel:111", "tel:113"]);
  expect(screen.getByRole("button", { name: "Mở lại" })).toBeTruthy();
});
