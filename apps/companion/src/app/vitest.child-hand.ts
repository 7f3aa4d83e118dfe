import { fireEvent, screen } from "@testing-library/preact";
import type { fakeServer } from "./fake-server.ts";

/** For tests: what a child does with the page, step by step. */
export async function press(name: string): Promise<void> {
  fireEvent.click(await screen.findByRole("button", { name }));
}

export async function write(name: string, text: string): Promise<void> {
  fireEvent.input(await screen.findByLabelText(name), { target: { value: text } });
}

export const openChat = () => press("Nhắn tin Không cần nói thành tiếng");

export const log = () => screen.findByRole("log");

export async function begin(server: ReturnType<typeof fakeServer>, answer = "Có"): Promise<void> {
  await openChat();
  await press(answer);
  await screen.findByRole("heading", { name: "Cô chú đang đến với em" });
  server.open();
}

export async function say(text: string): Promise<void> {
  await write("Lời em viết", text);
  await press("Gửi");
}

export async function talk(server: ReturnType<typeof fakeServer>): Promise<void> {
  await begin(server);
  server.tell({ phase: "talking", position: null, with: "Cô Lan", isThere: true });
  await screen.findByRole("heading", { name: "Cô Lan" });
}
