import { listeningRoutes, listeningView, type ListeningView } from "@nightlight/contracts/supervisor/listening";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { Surroundings } from "../../shared/surroundings.tsx";
import { useTelephone } from "../../shared/softphone/telephone.ts";
import { ListenIn } from "./listen-in.tsx";

const CONTACT = "0190f000-0000-7000-8000-000000000010";
let listening: ListeningView | null;

const show = () =>
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient()}>
        <ListenIn contactId={CONTACT} />
      </QueryClientProvider>
    </Surroundings>,
  );
const button = (name: string) => screen.getByRole("button", { name });

beforeEach(() => {
  listening = null;
  stub(listeningRoutes.read, () => ({ listening }));
  stub(listeningRoutes.listen, ({ body }) => {
    listening = listeningView.parse({ contactId: CONTACT, ...(body as object) });
    return { listening };
  });
  stub(listeningRoutes.stop, () => {
    listening = null;
    return { ok: true as const };
  });
});

test("asks for a telephone, and says why nothing can be heard without one", async () => {
  show();
  expect(useTelephone.getState().isWanted).toBe(true);
  expect(button("Chỉ nghe").getAttribute("aria-disabled")).toBe("true");
  useTelephone.setState({ status: "off" });
  await screen.findByRole("button", { name: "Bật điện thoại" });
  expect(screen.getByRole("status").textContent).toBe("Hãy bật điện thoại trong trình duyệt này trước.");
});

test("listens, whispers, takes part, leaves; it says who hears whom", async () => {
  useTelephone.setState({ status: "ready" });
  show();
  await userEvent.click(button("Chỉ nghe"));
  expect(await screen.findByText("Máy của bạn đang được gọi…")).toBeTruthy();
  useTelephone.setState({ call: { contactId: CONTACT, isMuted: false, isHeard: true, quality: undefined } });
  expect(await screen.findByText("Bạn đang nghe. Không ai nghe thấy bạn.")).toBeTruthy();
  await userEvent.click(button("Nói riêng với người trực"));
  expect(await screen.findByText("Chỉ người trực nghe thấy bạn.")).toBeTruthy();
  await userEvent.click(button("Cùng nói chuyện"));
  expect(await screen.findByText("Cả hai bên nghe thấy bạn.")).toBeTruthy();
  await userEvent.click(button("Rời cuộc gọi"));
  expect(await screen.findByText(/tự trả lời/u)).toBeTruthy();
});

test("what the server refuses is said in its own words", async () => {
  stub(listeningRoutes.listen, () => {
    throw new Refused(409, "nobody-talks", "Cuộc gọi này không còn ai đang nói chuyện.");
  });
  useTelephone.setState({ status: "ready" });
  show();
  await userEvent.click(button("Chỉ nghe"));
  expect((await screen.findByRole("alert")).textContent).toContain("không còn ai");
});
