import { act, render, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { useTranslations } from "use-intl";
import { Surroundings } from "./surroundings.tsx";
import { changeTaste } from "./taste.ts";

const NO_WORDS = { vi: {}, en: () => Promise.resolve({}) };

function Word() {
  const t = useTranslations("states");
  return <p>{t("retry")}</p>;
}

test("English is fetched when it is chosen, and what stood there stays until it has come", async () => {
  render(
    <Surroundings words={NO_WORDS}>
      <Word />
    </Surroundings>,
  );
  const word = screen.getByText("Thử lại");
  act(() => {
    changeTaste({ language: "en" });
  });
  expect(screen.queryByText("Thử lại") ?? screen.getByText("Try again")).toBe(word);
  await waitFor(() => {
    expect(word.textContent).toBe("Try again");
  });
  expect(document.documentElement.lang).toBe("en");
});

test("whoever reads English sees no other language first", async () => {
  changeTaste({ language: "en" });
  render(
    <Surroundings words={NO_WORDS}>
      <Word />
    </Surroundings>,
  );
  expect(screen.queryByText("Thử lại")).toBeNull();
  expect(await screen.findByText("Try again")).toBeTruthy();
});

test("where English does not come, the page speaks Vietnamese instead of nothing", async () => {
  changeTaste({ language: "en" });
  render(
    <Surroundings words={{ vi: {}, en: () => Promise.reject(new Error("no answer")) }}>
      <Word />
    </Surroundings>,
  );
  expect(await screen.findByText("Thử lại")).toBeTruthy();
  expect(document.documentElement.lang).toBe("vi");
});
