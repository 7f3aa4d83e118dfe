import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeServer, sockets, TOKEN } from "./fake-server.ts";
import { pageAtRest } from "./page-at-rest.ts";
import { startPage } from "./start-page.tsx";
import { begin, log, openChat, press, say, talk, write } from "./vitest.child-hand.ts";

vi.mock("socket.io-client", () => import("./fake-server.ts"));

let server: ReturnType<typeof fakeServer>;
let stop: () => void;

beforeEach(() => {
  server = fakeServer();
  vi.stubGlobal("fetch", server.fetch);
  document.body.replaceChildren(...pageAtRest());
  stop = startPage();
});

afterEach(() => {
  stop();
  cleanup();
});

const bodies = (path: string) => server.to(path).map(({ body }) => body as Record<string, string>);

describe("the first screen", () => {
  test("offers what can be done today: calling, and writing", async () => {
    const choices = within(await screen.findByRole("main"));
    const names = choices.getAllByRole("link").map((link) => link.getAttribute("href"));
    expect(names).toEqual(["tel:111", "tel:113"]);
    expect(choices.getAllByRole("button").map(({ textContent }) => textContent)).toEqual([
      "Nhắn tinKhông cần nói thành tiếng",
      "Cách xóa",
      "English",
    ]);
  });

  test("has the exit before everything else for the tab key", () => {
    const first = document.querySelector("a, button, textarea");
    expect(first).toBe(screen.getByRole("link", { name: "Thoát nhanh" }));
    expect(first?.getAttribute("href")).toBe("/exit");
  });

  test("speaks English too, the bar and the title included", async () => {
    await press("English");
    await screen.findByRole("heading", { name: /Hello/u });
    expect(screen.getByRole("link", { name: "Quick exit" })).toBeTruthy();
    expect([document.title, document.documentElement.lang]).toEqual(["Home", "en"]);
  });

  test("tells what the exit cannot do and how to clear it", async () => {
    await press("Cách xóa");
    expect(await screen.findByText(/máy vẫn có thể nhớ là em đã mở trang/u)).toBeTruthy();
  });
});

describe("beginning", () => {
  test.each([
    ["Có", "yes"],
    ["Không", "no"],
    ["Bỏ qua câu này", "unknown"],
  ])("the answer %s begins at once, with the words written first", async (answer, safeNow) => {
    await openChat();
    await write("Em muốn viết trước?", "cháu chào cô");
    await press(answer);
    expect(await within(await log()).findByText("cháu chào cô")).toBeTruthy();
    expect(bodies("/api/child/contacts")).toMatchObject([{ safeNow, language: "vi", text: "cháu chào cô" }]);
    expect(sockets.map(({ to, auth }) => [to, auth])).toEqual([["/child", { token: TOKEN }]]);
  });

  test("a failure keeps the words, says what to do, and repeats with the same key", async () => {
    server.state.isDown = true;
    await openChat();
    await write("Em muốn viết trước?", "cháu sợ");
    await press("Không");
    const alert = within(await screen.findByRole("alert"));
    expect(await alert.findByRole("link", { name: "Gọi 111" })).toHaveProperty("href", "tel:111");
    expect(screen.getByLabelText("Em muốn viết trước?")).toHaveProperty("value", "cháu sợ");

    server.state.isDown = false;
    await press("Thử lại");
    await screen.findByRole("heading", { name: "Cô chú đang đến với em" });
    const [first, second] = bodies("/api/child/contacts");
    expect(second).toEqual(first);
    expect(first?.["key"]).toMatch(/^[\w-]{20,100}$/u);
  });

  test("a changed answer is a new request: not being safe must reach the queue", async () => {
    server.state.isDown = true;
    await openChat();
    await press("Có");
    await screen.findByText("Chưa gửi được");
    await press("Không");
    await waitFor(() => expect(bodies("/api/child/contacts")).toHaveLength(2));
    const [first, second] = bodies("/api/child/contacts");
    expect(second?.["safeNow"]).toBe("no");
    expect(second?.["key"]).not.toBe(first?.["key"]);
  });

  test("words changed after a lost reply are sent as well", async () => {
    server.state.losesReplies = true;
    await openChat();
    await write("Em muốn viết trước?", "cháu chào cô");
    await press("Có");
    await screen.findByText("Chưa gửi được");
    server.state.losesReplies = false;
    await write("Em muốn viết trước?", "cô ơi giúp cháu");
    await press("Thử lại");
    await waitFor(() => expect(bodies("/api/child/messages")).toMatchObject([{ text: "cô ơi giúp cháu" }]));
  });

  test("a try that began a chat which has ended meanwhile begins a new one", async () => {
    server.state.losesReplies = true;
    await openChat();
    await press("Có");
    await screen.findByText("Chưa gửi được");
    server.state.losesReplies = false;
    server.state.endedKey = bodies("/api/child/contacts")[0]?.["key"] ?? null;
    await press("Thử lại");
    expect(await screen.findByRole("heading", { name: "Cô chú đang đến với em" })).toBeTruthy();
    expect(new Set(bodies("/api/child/contacts").map(({ key }) => key)).size).toBe(2);
  });

  test("a server that refuses keeps the words too", async () => {
    server.state.refuses = 429;
    await openChat();
    await write("Em muốn viết trước?", "cháu chào cô");
    await press("Có");
    expect(await screen.findByText(/Lúc này trang chưa nhận được tin/u)).toBeTruthy();
    expect(screen.getByLabelText("Em muốn viết trước?")).toHaveProperty("value", "cháu chào cô");
  });
});

describe("waiting", () => {
  test("the place never gets worse on screen, by notice or by reading again", async () => {
    await begin(server);
    expect(await screen.findByText("Trước em còn 2 bạn.")).toBeTruthy();
    server.notice("position", { position: 2 });
    expect(await screen.findByText("Trước em còn 1 bạn.")).toBeTruthy();
    server.notice("position", { position: 5 });
    server.tell({ position: 4 });
    await waitFor(() => expect(server.to("/api/child/contact")).toHaveLength(1));
    server.notice("position", { position: 1 });
    expect(await screen.findByText("Em là người tiếp theo.")).toBeTruthy();
    server.notice("position", { position: 2 });
    await Promise.resolve();
    expect(screen.getByText("Em là người tiếp theo.")).toBeTruthy();
    expect(screen.queryByText(/Trước em còn/u)).toBeNull();
  });

  test("long: a call is offered that keeps the place, by the server's clock and while nobody has come", async () => {
    await begin(server);
    await screen.findByText("Trước em còn 2 bạn.");
    const [after, before] = ["2026-11-22T12:42:00.050Z", "2026-11-22T12:41:59.000Z"];
    server.tell({ callOfferedAt: after });
    expect(screen.queryByText(/vẫn giữ chỗ/u)).toBeNull();
    expect(await screen.findByText(/vẫn giữ chỗ/u)).toBeTruthy();
    await press("Gọi lại cho em");
    expect(await screen.findByLabelText("Số điện thoại của em")).toBeTruthy();
    server.tell({ call: { from: before, until: "2026-11-22T13:42:00.000Z" }, callOfferedAt: undefined });
    await waitFor(() => expect(screen.queryByText(/vẫn giữ chỗ/u)).toBeNull());
  });

  test("news older than what is held is dropped", async () => {
    await begin(server);
    server.tell({ phase: "talking", position: null, with: "Cô Lan", isThere: true, version: 20 });
    await screen.findByRole("heading", { name: "Cô Lan" });

    const reads = server.to("/api/child/contact").length;
    server.notice("contact:changed", { version: 19 });
    expect(server.to("/api/child/contact")).toHaveLength(reads);

    server.set({ phase: "over", version: 3 });
    server.notice("contact:changed", { version: 21 });
    await waitFor(() => expect(server.to("/api/child/contact")).toHaveLength(reads + 1));
    await say("cháu vẫn ở đây");
    expect(screen.getByRole("heading", { name: "Cô Lan" })).toBeTruthy();
  });

  test("a child who is not safe sees the police's number", async () => {
    await begin(server, "Không");
    expect(screen.getByRole("link", { name: /Gọi 113/u })).toHaveProperty("href", "tel:113");
  });
});

test("nothing is kept on the device, and the address and its history stay as they were", async () => {
  const before = [location.href, history.length];
  await talk(server);
  await say("cháu chào cô");
  await within(await log()).findByText(/^đã nhận/u);
  expect([location.href, history.length]).toEqual(before);
  expect([localStorage.length, sessionStorage.length, document.cookie]).toEqual([0, 0, ""]);
});
