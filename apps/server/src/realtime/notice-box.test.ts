import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createNoticeBox } from "./notice-box.ts";

const secret = randomBytes(32);
const box = createNoticeBox(secret);
const text = '{"packet":["message:posted",{"text":"em sợ lắm"}]}';

test("what was sealed is opened with the same secret, on whichever node", () => {
  expect(createNoticeBox(secret).open(box.seal(text))).toBe(text);
});

test("it is not to be read, and never looks the same twice", () => {
  expect(Buffer.from(box.seal(text), "base64").toString("utf8")).not.toContain("message:posted");
  expect(box.seal(text)).not.toBe(box.seal(text));
});

test("another secret, a changed byte, plain text and nothing are not opened", () => {
  const sealed = Buffer.from(box.seal(text), "base64");
  sealed.writeUInt8(sealed.readUInt8(20) ^ 1, 20);
  expect(box.open(sealed.toString("base64"))).toBeUndefined();
  expect(createNoticeBox(randomBytes(32)).open(box.seal(text))).toBeUndefined();
  expect(box.open(text)).toBeUndefined();
  expect(box.open("")).toBeUndefined();
});
