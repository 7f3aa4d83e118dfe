import { cleanup, fireEvent, screen } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeServer, sockets, TOKEN } from "./fake-server.ts";
import { pageAtRest } from "./page-at-rest.ts";
import { startPage } from "./start-page.tsx";

vi.mock("socket.io-client", () => import("./fake-server.ts"));

let server: ReturnType<typeof fakeServer>;
let stop: () => void;
const replace = vi.fn();

beforeEach(async () => {
  server = fakeServer();
  vi.stubGlobal("fetch", server.fetch);
  replace.mockReset();
  vi.spyOn(location, "replace").mockImplementation(replace);
  document.documentElement.hidden = false;
  document.body.replaceChildren(...pageAtRest());
  stop = startPage();
});

afterEach(() => {
  stop();
  cleanup();
});

async function begin() {
  fireEvent.click(await screen.findByRole("button", { name: /Nhắn tin/u }));
  fireEvent.input(await screen.findByLabelText("Em muốn viết trước?"), { target: { value: "bí mật" } });
  fireEvent.click(await screen.findByRole("button", { name: "Có" }));
  await screen.findByText("bí mật");
}

const key = (name: string, more: KeyboardEventInit = {}) => fireEvent.keyDown(document.body, { key: name, ...more });

function expectGone() {
  expect(replace.mock.calls).toEqual([["/exit"]]);
  expect(document.documentElement.hidden).toBe(true);
  expect(document.body.textContent).toBe("");
}

describe("quick exit", () => {
  test("by its button: hidden first, the session ended, memory cleared, gone without a way back", async () => {
    await begin();
    const isFollowedAsLink = fireEvent.click(screen.getByRole("link", { name: "Thoát nhanh" }));
    expect(isFollowedAsLink).toBe(false);
    expectGone();
    expect(server.to("/api/child/leave")).toEqual([
      {
        path: "/api/child/leave",
        body: { quick: true },
        authorization: `Bearer ${TOKEN}`,
        keepalive: true,
        wasHidden: true,
      },
    ]);
    expect(sockets.at(-1)?.socket.active).toBe(false);
  });

  test("by pressing Shift three times", async () => {
    await begin();
    key("Shift");
    key("Shift");
    expect(replace).not.toHaveBeenCalled();
    key("Shift");
    expectGone();
    expect(server.to("/api/child/leave")).toMatchObject([{ body: { quick: true }, keepalive: true }]);
  });

  test("writing capitals and holding Shift are not an exit", async () => {
    await begin();
    for (const name of ["Shift", "A", "Shift", "B", "Shift", "C"]) key(name);
    key("Shift");
    key("Shift", { repeat: true });
    key("Shift", { repeat: true });
    expect(replace).not.toHaveBeenCalled();
  });

  test("Escape does nothing: input methods and habits press it", async () => {
    await begin();
    for (let press = 0; press < 4; press += 1) key("Escape");
    expect(replace).not.toHaveBeenCalled();
    expect(server.to("/api/child/leave")).toEqual([]);
    expect(screen.getByText("bí mật")).toBeTruthy();
  });

  test("before anything was begun there is nothing to tell the server", () => {
    fireEvent.click(screen.getByRole("link", { name: "Thoát nhanh" }));
    expectGone();
    expect(server.requests).toEqual([]);
  });

  test("a page that the back button brings out of memory goes away again", async () => {
    await begin();
    dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
    expectGone();
  });

  test("a chat that begins after the exit is ended at once", async () => {
    fireEvent.click(await screen.findByRole("button", { name: /Nhắn tin/u }));
    fireEvent.click(await screen.findByRole("button", { name: "Có" }));
    fireEvent.click(screen.getByRole("link", { name: "Thoát nhanh" }));
    expectGone();
    await vi.waitFor(() =>
      expect(server.to("/api/child/leave")).toMatchObject([{ body: { quick: true }, keepalive: true }]),
    );
    expect(sockets).toEqual([]);
  });

  test("leaves even if forgetting fails", async () => {
    await begin();
    vi.stubGlobal("fetch", () => {
      throw new Error("no network at all");
    });
    fireEvent.click(screen.getByRole("link", { name: "Thoát nhanh" }));
    expectGone();
  });
});
