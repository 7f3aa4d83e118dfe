import { expect, test } from "vitest";
import { turnServers } from "./turn.ts";

const TURN = { urls: ["turn:turn.example:3478"], secret: "north" };

test("a pass ends by itself, is signed with the shared secret, and is nobody else's", () => {
  const now = new Date("2026-11-23T12:00:00Z");
  const [server] = turnServers(TURN, "page-1", now, 4);
  expect(server).toEqual({
    urls: ["turn:turn.example:3478"],
    username: "1795449600:page-1",
    credential: "fNvsXfVdvddIm00kkGLwdh1Mlxo=",
  });
  expect(turnServers({ ...TURN, secret: "south" }, "page-1", now, 4)[0]?.credential).not.toBe(server?.credential);
  expect(turnServers(undefined, "page-1", now, 4)).toEqual([]);
});
