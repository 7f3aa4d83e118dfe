import { softphoneRoutes } from "@nightlight/contracts/counsellor/softphone";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { Surroundings } from "../../shared/surroundings.tsx";
import { CallerMessage } from "./caller-message.tsx";

const CONTACT = "0190f000-0000-7000-8000-000000000010";
let asked = 0;
let finish: () => void = () => undefined;

vi.mock("./play-sound.ts", () => ({
  playSound: async (_wav: string, over: () => void) => {
    finish = over;
    return over;
  },
}));

beforeEach(() => {
  asked = 0;
  stub(softphoneRoutes.hear, () => {
    asked += 1;
    return { wav: "UklGRg==" };
  });
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient()}>
        <CallerMessage contactId={CONTACT} name="Sao 12" seconds={92} />
      </QueryClientProvider>
    </Surroundings>,
  );
});

test("says how long a message is, and fetches it only when somebody wants to hear it, each time anew", async () => {
  expect(screen.getByText(/Sao 12 để lại lời nhắn: 01:32/u)).toBeTruthy();
  expect(asked).toBe(0);
  await userEvent.click(screen.getByRole("button", { name: "Nghe lời nhắn" }));
  await userEvent.click(await screen.findByRole("button", { name: "Dừng" }));
  await userEvent.click(await screen.findByRole("button", { name: "Nghe lời nhắn" }));
  await screen.findByRole("button", { name: "Dừng" });
  finish();
  await screen.findByRole("button", { name: "Nghe lời nhắn" });
  expect(asked).toBe(2);
});

test("one that cannot be fetched is said, and can be tried again", async () => {
  stub(softphoneRoutes.hear, () => {
    throw new Refused(404, "not-found", "Không tìm thấy.");
  });
  await userEvent.click(screen.getByRole("button", { name: "Nghe lời nhắn" }));
  expect(await screen.findByText("Chưa tải được âm thanh. Hãy thử lại.")).toBeTruthy();
});
