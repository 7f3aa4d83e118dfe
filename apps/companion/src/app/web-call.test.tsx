import { cleanup, screen, waitFor, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { PageCallEvents } from "../features/call/page-call.ts";
import { fakeServer, sockets, TOKEN } from "./fake-server.ts";
import { pageAtRest } from "./page-at-rest.ts";
import { startPage } from "./start-page.tsx";
import { press } from "./vitest.child-hand.ts";

vi.hoisted(() => {
  document.documentElement.dataset["webCalls"] = "";
});
vi.mock("socket.io-client", () => import("./fake-server.ts"));

const line = vi.hoisted((): { events: unknown[]; address: string; calls: number; said: string[] } => ({
  ...{ events: [], address: "", calls: 0, said: [] },
}));
vi.mock("../features/call/open-page-call.ts", () => ({
  async openPageCall(_account: unknown, address: string, _microphone: unknown, events: unknown) {
    Object.assign(line, { events: [events], address, calls: line.calls + 1 });
    return {
      mute: (isMuted: boolean) => line.said.push(isMuted ? "mute" : "unmute"),
      press: (digit: string) => line.said.push(digit),
      hangUp: () => line.said.push("good-bye"),
      fallSilent: () => line.said.push("silence"),
    };
  },
}));

const CALL = "Gọi qua mạng Không cần số điện thoại";

let server: ReturnType<typeof fakeServer>;
let stop: () => void;
let stopped: string[];
const microphone = { getTracks: () => [{ stop: () => stopped.push("microphone") }] };
const getUserMedia = vi.fn(async () => microphone);

beforeEach(() => {
  server = fakeServer();
  stopped = [];
  document.documentElement.hidden = false;
  Object.assign(line, { events: [], calls: 0, said: [] });
  getUserMedia.mockReset().mockResolvedValue(microphone);
  Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: { getUserMedia } });
  vi.stubGlobal("fetch", server.fetch);
  vi.stubGlobal("location", { protocol: "https:", host: "em.example", replace: () => undefined });
  document.body.replaceChildren(...pageAtRest());
  stop = startPage();
});
afterEach(() => {
  stop();
  cleanup();
});

const events = (): PageCallEvents => line.events[0] as PageCallEvents;
const heading = () => within(screen.getByRole("main")).getByRole("heading", { level: 1 }).textContent;
const callIn = async () => {
  await press(CALL);
  await waitFor(() => expect(line.calls).toBe(1));
  events().answered();
  await waitFor(() => expect(heading()).toBe("Cô chú đang đến với em"));
};

describe("a call from the page", () => {
  test("goes through the page's own server, and says honestly how many are before and who is there", async () => {
    await callIn();
    expect(line.address).toBe("wss://em.example/sip?page=page-1");
    expect(server.to("/api/child/web-calls")[0]?.body).toMatchObject({ language: "vi" });
    await screen.findByText("Trước em còn 2 bạn.");
    expect(server.to("/api/child/contact")[0]?.authorization).toBe(`Bearer ${TOKEN}`);
    server.open();
    server.tell({ position: 1 });
    await screen.findByText("Em là người tiếp theo.");
    server.tell({ phase: "talking", position: null, with: "Cô Lan", isThere: true });
    await waitFor(() => expect(heading()).toBe("Cô Lan"));
  });

  test("no contact is asked for before the microphone was allowed", async () => {
    let allow: (sound: typeof microphone) => void = () => undefined;
    getUserMedia.mockReturnValue(new Promise((resolve) => (allow = resolve)));
    await press(CALL);
    await screen.findByText("Máy sẽ hỏi về micrô");
    expect(server.requests).toEqual([]);
    allow(microphone);
    await waitFor(() => expect(line.calls).toBe(1));
  });

  test.each([
    ["NotAllowedError", "Trang chưa được dùng micrô"],
    ["NotFoundError", "Máy này không có micrô"],
  ])("a microphone that is not there (%s) says what to do, and writing is one tap away", async (name, words) => {
    getUserMedia.mockRejectedValue(new DOMException("no", name));
    await press(CALL);
    await screen.findByRole("heading", { name: words });
    expect(server.requests).toEqual([]);
    expect(screen.getByRole("link", { name: /Hoặc gọi 111/u })).toBeTruthy();
    await press("Nhắn tin");
    await screen.findByRole("heading", { name: "Em nhắn lúc này có an toàn không?" });
  });

  test("where nobody runs calls it says so and lets the microphone go", async () => {
    server.state.hasCalls = false;
    await press(CALL);
    await screen.findByRole("heading", { name: "Lúc này chưa gọi qua mạng được" });
    expect(stopped).toEqual(["microphone"]);
  });

  test("a press by mistake ends no call: it is asked once more", async () => {
    await callIn();
    await press("Dừng gọi");
    expect(line.said).toEqual([]);
    await press("Gọi tiếp");
    expect(line.said).toEqual([]);
    await press("Dừng gọi");
    await press("Dừng gọi");
    expect(line.said).toEqual(["good-bye"]);
    expect(heading()).toBe("Cảm ơn em đã gọi");
  });

  test("who cannot speak says so with one tap; keys and the microphone work", async () => {
    await callIn();
    await press("Em không nói được");
    await press("Tắt micrô");
    await screen.findByText("Micrô đang tắt. Cô chú không nghe được em.");
    await press("Phím số");
    await press("5");
    expect(line.said).toEqual(["1", "mute", "5"]);
  });

  test("a line that broke is nobody's fault, and is told apart from one that somebody ended", async () => {
    await callIn();
    events().over("broken");
    await waitFor(() => expect(heading()).toBe("Cuộc gọi bị ngắt"));
    await press("Gọi lại");
    await waitFor(() => expect(line.calls).toBe(2));
    events().answered();
    events().over("ended");
    await waitFor(() => expect(heading()).toBe("Cảm ơn em đã gọi"));
  });

  test("the quick exit is silent at once, and tells the server that it was the exit: nobody calls back after it", async () => {
    await callIn();
    await waitFor(() => expect(sockets).toHaveLength(1));
    screen.getByRole("link", { name: "Thoát nhanh" }).click();
    expect(line.said).toEqual(["silence"]);
    expect(server.to("/api/child/leave")).toMatchObject([
      { body: { quick: true }, keepalive: true, authorization: `Bearer ${TOKEN}`, wasHidden: true },
    ]);
  });

  test("the quick exit while it rings hangs up, and disowns what may have begun", async () => {
    await press(CALL);
    await waitFor(() => expect(line.calls).toBe(1));
    screen.getByRole("link", { name: "Thoát nhanh" }).click();
    await waitFor(() => expect(line.said).toEqual(["good-bye"]));
    expect(server.to("/api/child/leave")).toMatchObject([{ body: { quick: true }, keepalive: true }]);
  });
});
