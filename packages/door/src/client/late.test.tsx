import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { Surroundings } from "../taste/surroundings.tsx";
import { late } from "./late.tsx";
import { createQueryClient } from "./query-client.ts";

test("a part that does not come leaves the rest of the screen alone, and comes when it is asked for again", async () => {
  let isAway = true;
  const Room = late("room", async () => {
    if (isAway) throw new TypeError("Failed to fetch dynamically imported module");
    return function Room({ name }: { readonly name: string }) {
      return <h2>{name}</h2>;
    };
  });
  render(
    <Surroundings words={{ vi: {}, en: () => Promise.resolve({}) }}>
      <QueryClientProvider client={createQueryClient()}>
        <textarea aria-label="Ghi chú" defaultValue="còn dở" />
        <Room name="Nhân sự" />
      </QueryClientProvider>
    </Surroundings>,
  );
  const again = await screen.findByRole("button", { name: "Thử lại" });
  expect(screen.getByLabelText<HTMLTextAreaElement>("Ghi chú").value).toBe("còn dở");
  isAway = false;
  await userEvent.click(again);
  expect(await screen.findByRole("heading", { name: "Nhân sự" })).toBeTruthy();
});
