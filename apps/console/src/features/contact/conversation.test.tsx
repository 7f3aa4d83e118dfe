import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { softphoneRoutes } from "@nightlight/contracts/counsellor/softphone";
import { NoNetwork, Refused, stub } from "@nightlight/door/testing/stub-server";
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { contact, inSeconds, message, uuid } from "../../../testing/fixtures.ts";
import { renderConsole } from "../../../testing/render-console.tsx";

const words = [message(1, "child", "cô ơi, giờ này có ai không ạ"), message(2, "counsellor", "Cô đang nghe em.")];
const talking = () => contact(1, { hasWords: true, messages: words, summary: { version: 5 } });
const replyBox = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: /Trả lời/u });
const log = () => screen.getByRole("log");

test("Enter sends, and the message is on screen before the server has it", async () => {
  const { user } = await renderConsole({}, [talking()]);
  let answer: () => void = () => undefined;
  const asked = stub(contactRoutes.post, async ({ body }) => {
    await new Promise<void>((resolve) => (answer = resolve));
    const { clientKey, text } = body as { clientKey: string; text: string };
    return { ...message(3, "counsellor", text), clientKey };
  });
  await user.type(await replyBox(), "Em kể tiếp nhé{Enter}");

  expect(await within(log()).findByText("Em kể tiếp nhé")).toBeTruthy();
  expect(within(log()).getByText("đang gửi")).toBeTruthy();
  expect((await replyBox()).value).toBe("");
  answer();
  await waitFor(() => {
    expect(within(log()).queryByText("đang gửi")).toBeNull();
  });
  expect(within(log()).getAllByText("Em kể tiếp nhé")).toHaveLength(1);
  expect(asked).toHaveLength(1);
});

test("what is sent is NFC, whatever the input method makes", async () => {
  const { user } = await renderConsole({}, [talking()]);
  const asked = stub(contactRoutes.post, ({ body }) => {
    const { clientKey, text } = body as { clientKey: string; text: string };
    return { ...message(3, "counsellor", text), clientKey };
  });
  fireEvent.change(await replyBox(), { target: { value: "tiếng Việt".normalize("NFD") } });
  await user.type(await replyBox(), "{Enter}");
  await waitFor(() => {
    expect(asked[0]?.body).toMatchObject({ text: "tiếng Việt".normalize("NFC") });
  });
});

test("Enter that ends a composed word does not send, and Shift+Enter breaks the line", async () => {
  const { user } = await renderConsole({}, [talking()]);
  const box = await replyBox();
  await user.type(box, "viê");
  fireEvent.keyDown(box, { key: "Enter", code: "Enter", isComposing: true });
  fireEvent.keyDown(box, { key: "Enter", code: "Enter", keyCode: 229 });
  await user.type(box, "{Shift>}{Enter}{/Shift}nữa");
  expect(box.value).toBe("viê\nnữa");
});

test("a failed send keeps the text, in order, and goes out again with the same key", async () => {
  const { user } = await renderConsole({}, [talking()]);
  let isAway = true;
  const asked = stub(contactRoutes.post, ({ body }) => {
    if (isAway) throw new NoNetwork();
    const { clientKey, text } = body as { clientKey: string; text: string };
    return { ...message(3, "counsellor", text), clientKey };
  });
  await user.type(await replyBox(), "Một{Enter}");
  expect(await within(log()).findByText(/Chưa gửi được/u)).toBeTruthy();
  expect(within(log()).getByText("Một")).toBeTruthy();

  isAway = false;
  await user.click(within(log()).getByRole("button", { name: "Gửi lại" }));
  expect(await within(log()).findByText("đã gửi")).toBeTruthy();
  const keys = asked.map(({ body }) => (body as { clientKey: string }).clientKey);
  expect(new Set(keys).size).toBe(1);
});

test("a refused message says why and can be taken back into the reply box", async () => {
  const { user } = await renderConsole({}, [talking()]);
  stub(contactRoutes.post, () => {
    throw new Refused(400, "invalid-input", "Nội dung này không gửi được.");
  });
  await user.type(await replyBox(), "Lời dài{Enter}");
  expect(await screen.findByText("Nội dung này không gửi được.")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Sửa lại" }));
  expect((await replyBox()).value).toBe("Lời dài");
});

test("what is being written stays with its contact", async () => {
  const { user } = await renderConsole({}, [talking(), contact(2, { summary: { lane: "low" } })]);
  await user.type(await replyBox(), "Cô nghĩ là");
  const list = screen.getByRole("listbox", { name: /Của tôi/u });
  list.focus();
  await user.keyboard("{ArrowDown}");
  expect((await replyBox()).value).toBe("");
  await user.keyboard("{ArrowUp}");
  expect((await replyBox()).value).toBe("Cô nghĩ là");
});

test("a message of the child appears, is acknowledged and marked as seen", async () => {
  const { socket, seen } = await renderConsole({}, [talking()]);
  await replyBox();
  const news = { ...message(7, "child", "dạ có"), seenAt: null };
  socket.notice("message:posted", { contactId: uuid(1), version: 6, message: news });
  expect(await within(log()).findByText("dạ có")).toBeTruthy();
  expect(socket.sentAs("message:delivered")).toEqual([{ contactId: uuid(1), messageId: news.id }]);
  await waitFor(() => {
    expect(seen.at(-1)?.body).toEqual({ messageId: news.id });
  });
});

test("a notice older than what is held is dropped", async () => {
  const { socket } = await renderConsole({}, [talking()]);
  await replyBox();
  socket.notice("message:posted", { contactId: uuid(1), version: 5, message: message(8, "child", "lời cũ") });
  socket.notice("message:posted", { contactId: uuid(1), version: 6, message: message(9, "child", "lời mới") });
  expect(await within(log()).findByText("lời mới")).toBeTruthy();
  expect(within(log()).queryByText("lời cũ")).toBeNull();
});

test("after a gap in the versions the contact is read again", async () => {
  const { socket, truth } = await renderConsole({}, [talking()]);
  await replyBox();
  const missed = message(8, "child", "lời bị lỡ");
  const news = message(9, "child", "lời mới");
  truth.contacts.set(
    uuid(1),
    contact(1, { hasWords: true, messages: [...words, missed, news], summary: { version: 7 } }),
  );
  socket.notice("message:posted", { contactId: uuid(1), version: 7, message: news });
  expect(await within(log()).findByText("lời bị lỡ")).toBeTruthy();
  expect(within(log()).getAllByText("lời mới")).toHaveLength(1);
});

test("receipts cover every earlier message of ours", async () => {
  const { socket } = await renderConsole({}, [talking()]);
  await replyBox();
  expect(within(log()).getByText("đã gửi")).toBeTruthy();
  socket.notice("message:receipt", { contactId: uuid(1), messageId: uuid(1002), kind: "seen", at: inSeconds(0) });
  expect(await within(log()).findByText(/đã xem/u)).toBeTruthy();
});

test("the child's typing is shown, and over when its words are there", async () => {
  const { socket } = await renderConsole({}, [talking()]);
  await replyBox();
  socket.notice("typing", { contactId: uuid(1) });
  expect(await within(log()).findByText(/đang viết/u)).toBeTruthy();
  socket.notice("message:posted", { contactId: uuid(1), version: 6, message: message(9, "child", "đây ạ") });
  await waitFor(() => {
    expect(within(log()).queryByText(/đang viết/u)).toBeNull();
  });
});

test("a child that left quickly is said plainly, and what was being written is not lost", async () => {
  const { user, socket, truth } = await renderConsole({}, [talking()]);
  await user.type(await replyBox(), "Em còn");
  truth.contacts.set(
    uuid(1),
    contact(1, { messages: words, hasWords: true, endedBy: "quick_exit", summary: { status: "wrap_up", version: 6 } }),
  );
  socket.notice("contact:changed", { contactId: uuid(1), version: 6 });
  expect(await within(log()).findByText(/Em đã rời đi nhanh/u)).toBeTruthy();
  expect(screen.getByText("Em còn")).toBeTruthy();
  expect(screen.queryByRole("textbox", { name: /Trả lời/u })).toBeNull();
});

test.each([
  ["their line is up", {}, "đang nghe máy"],
  ["they hung up, and what they asked for is still owed", { endedAt: inSeconds(-5) }, "không còn trên máy"],
  ["they are being called", { direction: "out", answeredAt: null, talkedAt: null }, "đang được gọi"],
] as const)("the head of a call says where its line is: %s", async (_, differs, said) => {
  const rangAt = inSeconds(-60);
  const call = {
    ...{ direction: "in" as const, rangAt, answeredAt: rangAt, talkedAt: rangAt, endedAt: null, endedBy: null },
    ...{
      cannotSpeak: false,
      waitedSeconds: 5,
      talkedSeconds: 55,
      endedInGreeting: false,
      message: null,
      third: null,
      listeners: [],
      recording: { state: "off" as const, parts: [] },
    },
  };
  stub(softphoneRoutes.read, () => ({ call: { ...call, ...differs } }));
  await renderConsole({}, [contact(1, { summary: { channel: "phone" } })]);
  expect(await screen.findByRole("heading", { name: new RegExp(said, "u") })).toBeTruthy();
});
