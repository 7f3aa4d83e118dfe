import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeServer, sockets, TOKEN } from "./fake-server.ts";
import { pageAtRest } from "./page-at-rest.ts";
import { startPage } from "./start-page.tsx";

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

const press = async (name: string) => fireEvent.click(await screen.findByRole("button", { name }));
const write = async (name: string, text: string) =>
  fireEvent.input(await screen.findByLabelText(name), { target: { value: text } });
const log = () => screen.findByRole("log");
const bodies = (path: string) => server.to(path).map(({ body }) => body as Record<string, string>);

async function begin(answer = "Có") {
  await press("Nhắn tin Không cần nói thành tiếng");
  await press(answer);
  await screen.findByRole("heading", { name: "Cô chú đang đến với em" });
  server.open();
}

async function say(text: string) {
  await write("Lời em viết", text);
  await press("Gửi");
}

async function talk() {
  await begin();
  server.tell({ phase: "talking", position: null, with: "Cô Lan", isThere: true });
  await screen.findByRole("heading", { name: "Cô Lan" });
}

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
    await press("Nhắn tin Không cần nói thành tiếng");
    await write("Em muốn viết trước?", "cháu chào cô");
    await press(answer);
    expect(await within(await log()).findByText("cháu chào cô")).toBeTruthy();
    expect(bodies("/api/child/contacts")).toMatchObject([{ safeNow, language: "vi", text: "cháu chào cô" }]);
    expect(sockets.map(({ to, auth }) => [to, auth])).toEqual([["/child", { token: TOKEN }]]);
  });

  test("a failure keeps the words, says what to do, and repeats with the same key", async () => {
    server.state.isDown = true;
    await press("Nhắn tin Không cần nói thành tiếng");
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
    await press("Nhắn tin Không cần nói thành tiếng");
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
    await press("Nhắn tin Không cần nói thành tiếng");
    await write("Em muốn viết trước?", "cháu chào cô");
    await press("Có");
    await screen.findByText("Chưa gửi được");
    server.state.losesReplies = false;
    await write("Em muốn viết trước?", "cô ơi giúp cháu");
    await press("Thử lại");
    await waitFor(() => expect(bodies("/api/child/messages")).toMatchObject([{ text: "cô ơi giúp cháu" }]));
  });

  test("a server that refuses keeps the words too", async () => {
    server.state.refuses = 429;
    await press("Nhắn tin Không cần nói thành tiếng");
    await write("Em muốn viết trước?", "cháu chào cô");
    await press("Có");
    expect(await screen.findByText(/Lúc này trang chưa nhận được tin/u)).toBeTruthy();
    expect(screen.getByLabelText("Em muốn viết trước?")).toHaveProperty("value", "cháu chào cô");
  });
});

describe("waiting", () => {
  test("the place never gets worse on screen, by notice or by reading again", async () => {
    await begin();
    expect(await screen.findByText("Trước em còn 2 bạn.")).toBeTruthy();
    server.notice("position", { position: 2 });
    expect(await screen.findByText("Trước em còn 1 bạn.")).toBeTruthy();
    server.notice("position", { position: 5 });
    server.tell({ position: 4 });
    await waitFor(() => expect(server.to("/api/child/contact")).toHaveLength(2));
    server.notice("position", { position: 1 });
    expect(await screen.findByText("Em là người tiếp theo.")).toBeTruthy();
    server.notice("position", { position: 2 });
    await Promise.resolve();
    expect(screen.getByText("Em là người tiếp theo.")).toBeTruthy();
    expect(screen.queryByText(/Trước em còn/u)).toBeNull();
  });

  test("news older than what is held is dropped", async () => {
    await begin();
    await waitFor(() => expect(server.to("/api/child/contact")).toHaveLength(1));
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
    await begin("Không");
    expect(screen.getByRole("link", { name: /Gọi 113/u })).toHaveProperty("href", "tel:113");
  });
});

describe("talking", () => {
  test("words go both ways, with what became of them", async () => {
    await talk();
    await say("cháu chào cô");
    const words = within(await log());
    expect(await words.findByText(/^đã nhận/u)).toBeTruthy();
    const [mine] = bodies("/api/child/messages");
    const theirs = server.add({ from: "counsellor", text: "Chào em" });
    server.notice("message:posted", theirs);
    expect(await words.findByText("Chào em")).toBeTruthy();
    expect(server.line().emitted).toContainEqual(["message:delivered", { messageId: theirs.id }]);
    await waitFor(() => expect(bodies("/api/child/seen")).toEqual([{ messageId: theirs.id }]));

    const sent = server.add({ from: "child", text: "", clientKey: mine?.["clientKey"] ?? "" });
    server.notice("message:receipt", { messageId: sent.id, kind: "delivered", at: sent.at });
    expect(await words.findByText(/^đã đến nơi/u)).toBeTruthy();
    server.notice("message:receipt", { messageId: sent.id, kind: "seen", at: sent.at });
    expect(await words.findByText(/^đã xem/u)).toBeTruthy();
  });

  test("shows that somebody writes, and that their screen went away", async () => {
    await talk();
    server.notice("typing");
    expect(await screen.findByText("Cô Lan đang viết…")).toBeTruthy();
    expect(screen.getByText("đang ở đây")).toBeTruthy();
    server.tell({ isThere: false });
    expect(await screen.findByText("đang mất mạng, em cứ viết nhé")).toBeTruthy();
  });

  test("tells that the child writes, but not at every letter", async () => {
    await talk();
    await write("Lời em viết", "c");
    await write("Lời em viết", "ch");
    expect(server.line().emitted.filter(([name]) => name === "typing")).toHaveLength(1);
  });

  test("a message that finds no network is kept and sent again with its key, once", async () => {
    await talk();
    server.state.isDown = true;
    await say("cô ơi");
    expect(await screen.findByText("chưa gửi được, sẽ gửi lại")).toBeTruthy();
    expect(await screen.findByText("Mất mạng, em cứ viết, sẽ gửi lại")).toBeTruthy();
    await say("cô có ở đó không");

    server.state.isDown = false;
    dispatchEvent(new Event("online"));
    await waitFor(async () => expect(within(await log()).getAllByText(/^đã nhận/u)).toHaveLength(1));
    expect(screen.queryByText(/Mất mạng/u)).toBeNull();
    const sent = bodies("/api/child/messages");
    const keys = new Map(sent.map(({ text, clientKey }) => [clientKey, text]));
    expect(sent.length).toBeGreaterThan(2);
    expect([...keys.values()]).toEqual(["cô ơi", "cô có ở đó không"]);
    expect(sent.at(-1)?.["text"]).toBe("cô có ở đó không");
  });

  test("a message whose reply was lost is on screen once after coming back", async () => {
    await talk();
    server.state.losesReplies = true;
    await say("cô ơi");
    await screen.findByText("chưa gửi được, sẽ gửi lại");
    server.state.losesReplies = false;
    server.notice("message:posted", server.add({ from: "counsellor", text: "Cô đây" }));
    server.open();
    const words = within(await log());
    await words.findByText(/^đã nhận/u);
    expect(words.getAllByText(/cô ơi|Cô đây/u).map((line) => line.lastChild?.textContent)).toEqual(["cô ơi", "Cô đây"]);
  });

  test("Enter sends, but never while a word is still being made", async () => {
    await talk();
    await write("Lời em viết", "cháu chào cô");
    const field = screen.getByLabelText("Lời em viết");
    fireEvent.compositionStart(field);
    fireEvent.keyDown(field, { key: "Enter" });
    fireEvent.compositionEnd(field);
    fireEvent.keyDown(field, { key: "Enter" });
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    expect(server.to("/api/child/messages")).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve));
    fireEvent.keyDown(field, { key: "Enter", shiftKey: true });
    expect(server.to("/api/child/messages")).toEqual([]);
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(bodies("/api/child/messages")).toMatchObject([{ text: "cháu chào cô" }]));
  });

  test("stopping asks first, then ends with kind words and another way to talk", async () => {
    await talk();
    await press("Dừng nhắn");
    expect(server.to("/api/child/leave")).toEqual([]);
    await press("Dừng lại");
    expect(await screen.findByRole("heading", { name: "Cảm ơn em đã nhắn" })).toBeTruthy();
    expect(bodies("/api/child/leave")).toEqual([{ quick: false }]);
    expect(screen.getByRole("link", { name: "Hoặc gọi 111, miễn phí" })).toHaveProperty("href", "tel:111");
    await press("Nhắn lại");
    expect(await screen.findByRole("heading", { name: "Em nhắn lúc này có an toàn không?" })).toBeTruthy();
  });

  test("a chat that the server has forgotten can be begun again with the words kept", async () => {
    await talk();
    await write("Lời em viết", "cháu chưa viết xong");
    server.state.refuses = 401;
    server.open();
    expect(await screen.findByRole("heading", { name: "Cuộc nhắn này đã đóng" })).toBeTruthy();
    expect(screen.getByText("Lời em chưa gửi vẫn còn ở đây.")).toBeTruthy();
    await press("Nhắn lại");
    expect(await screen.findByLabelText("Em muốn viết trước?")).toHaveProperty("value", "cháu chưa viết xong");
  });
});

test("nothing is kept on the device, and the address and its history stay as they were", async () => {
  const before = [location.href, history.length];
  await talk();
  await say("cháu chào cô");
  await within(await log()).findByText(/^đã nhận/u);
  expect([location.href, history.length]).toEqual(before);
  expect([localStorage.length, sessionStorage.length, document.cookie]).toEqual([0, 0, ""]);
});
