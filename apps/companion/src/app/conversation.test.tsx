import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeServer } from "./fake-server.ts";
import { pageAtRest } from "./page-at-rest.ts";
import { startPage } from "./start-page.tsx";
import { begin, log, press, say, talk, write } from "./vitest.child-hand.ts";

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

describe("talking", () => {
  test("words go both ways, with what became of them", async () => {
    await talk(server);
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

  test("the field keeps the focus and the words when somebody comes", async () => {
    await begin(server);
    await write("Lời em viết", "cháu đang viết");
    screen.getByLabelText("Lời em viết").focus();
    server.tell({ phase: "talking", position: null, with: "Cô Lan", isThere: true });
    await screen.findByRole("heading", { name: "Cô Lan" });
    expect(document.activeElement).toBe(screen.getByLabelText("Lời em viết"));
    expect(document.activeElement).toHaveProperty("value", "cháu đang viết");
  });

  test("shows that somebody writes, and that their screen went away", async () => {
    await talk(server);
    server.notice("typing");
    expect(await screen.findByText("Cô Lan đang viết…")).toBeTruthy();
    expect(screen.getByText("đang ở đây")).toBeTruthy();
    server.tell({ isThere: false });
    expect(await screen.findByText("đang mất mạng, em cứ viết nhé")).toBeTruthy();
  });

  test("tells that the child writes, but not at every letter", async () => {
    await talk(server);
    await write("Lời em viết", "c");
    await write("Lời em viết", "ch");
    expect(server.line().emitted.filter(([name]) => name === "typing")).toHaveLength(1);
  });

  test("a message that finds no network is kept and sent again with its key, once", async () => {
    await talk(server);
    server.state.isDown = true;
    await say("cô ơi");
    expect(await screen.findByText("chưa gửi được, sẽ gửi lại")).toBeTruthy();
    const line = within(await log()).getByText("cô ơi");
    expect(await screen.findByText(/Mất mạng, em cứ viết, sẽ gửi lại/u)).toBeTruthy();
    await say("cô có ở đó không");

    server.state.isDown = false;
    dispatchEvent(new Event("online"));
    await waitFor(async () => expect(within(await log()).getAllByText(/^đã nhận/u)).toHaveLength(1));
    expect(screen.queryByText(/Mất mạng/u)).toBeNull();
    // The same line as before: a screen reader does not hear it again.
    expect(line.isConnected).toBe(true);
    const sent = bodies("/api/child/messages");
    const keys = new Map(sent.map(({ text, clientKey }) => [clientKey, text]));
    expect(sent.length).toBeGreaterThan(2);
    expect([...keys.values()]).toEqual(["cô ơi", "cô có ở đó không"]);
    expect(sent.at(-1)?.["text"]).toBe("cô có ở đó không");
  });

  test("a message whose reply was lost is on screen once after coming back", async () => {
    await talk(server);
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
    await talk(server);
    await write("Lời em viết", "cháu chào cô");
    const field = screen.getByLabelText("Lời em viết");
    fireEvent.compositionStart(field);
    fireEvent.keyDown(field, { key: "Enter" });
    fireEvent.compositionEnd(field);
    fireEvent.keyDown(field, { key: "Enter" });
    expect(server.to("/api/child/messages")).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve));
    fireEvent.keyDown(field, { key: "Enter", isComposing: true });
    fireEvent.keyDown(field, { key: "Enter", shiftKey: true });
    expect(server.to("/api/child/messages")).toEqual([]);
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(bodies("/api/child/messages")).toMatchObject([{ text: "cháu chào cô" }]));
  });

  test("stopping asks first, then ends with kind words and another way to talk", async () => {
    await talk(server);
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
    await talk(server);
    await write("Lời em viết", "cháu chưa viết xong");
    server.state.refuses = 401;
    server.cut();
    expect(await screen.findByRole("heading", { name: "Cuộc nhắn này đã đóng" })).toBeTruthy();
    expect(screen.getByText("Lời em chưa gửi vẫn còn ở đây.")).toBeTruthy();
    await press("Nhắn lại");
    expect(await screen.findByLabelText("Em muốn viết trước?")).toHaveProperty("value", "cháu chưa viết xong");
  });
});

describe("pauses", () => {
  test("a gentle question has one big answer; a hold and somebody who joined are said", async () => {
    await talk(server);
    server.tell({ phase: "talking", with: "Cô Lan", isThere: true, pause: "check" });
    expect(await screen.findByText("Em cứ từ từ nhé. Cô Lan vẫn ở đây.")).toBeTruthy();
    await press("Em còn ở đây");
    await waitFor(() => expect(server.to("/api/child/here")).toHaveLength(1));
    server.tell({ phase: "talking", with: "Cô Lan", isThere: true, pause: "held", joined: "Chú Minh" });
    expect(await screen.findByText("Cô Lan nhờ em chờ một chút, rồi quay lại ngay.")).toBeTruthy();
    expect(screen.getByText("Chú Minh vào cùng để giúp em")).toBeTruthy();
  });
});

describe("a call instead of waiting", () => {
  test("is asked for with a number and the tick that it is safe, and not without", async () => {
    await begin(server);
    await press("Gọi lại cho em");
    fireEvent.input(screen.getByLabelText("Số điện thoại của em"), { target: { value: "0912 345 678" } });
    await press("Nhờ gọi");
    expect(server.to("/api/child/call")).toEqual([]);
    fireEvent.click(screen.getByLabelText("Lúc đó em nghe máy được, không sợ ai biết."));
    await press("Nhờ gọi");
    await waitFor(() => expect(bodies("/api/child/call")).toMatchObject([{ number: "0912 345 678", isSafe: true }]));
  });

  test("is promised until then, and only until then", async () => {
    await begin(server);
    server.tell({ call: { from: "2026-11-22T12:00:00.000Z", until: "2026-11-22T13:00:00.000Z" } });
    expect(await screen.findByText(/^Cô chú sẽ gọi em trước/u)).toBeTruthy();
    expect(screen.queryByText("Gọi lại cho em")).toBeNull();
  });
});
