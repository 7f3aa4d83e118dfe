import { render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Surroundings } from "../taste/surroundings.tsx";
import { DemoSign } from "./demo-sign.tsx";

const NO_WORDS = { vi: {}, en: () => Promise.resolve({}) };
const stand = () =>
  render(
    <Surroundings words={NO_WORDS}>
      <p>Nightlight</p>
      <DemoSign />
    </Surroundings>,
  );

afterEach(() => {
  document.documentElement.removeAttribute("data-demo");
});

test("a page of a demo says so, and what that means", async () => {
  document.documentElement.setAttribute("data-demo", "");
  stand();
  expect(await screen.findByText("Bản thử")).toHaveProperty("title", expect.stringContaining("không có trẻ em"));
});

test("a real page says nothing of it", async () => {
  stand();
  await screen.findByText("Nightlight");
  expect(screen.queryByText("Bản thử")).toBeNull();
});
