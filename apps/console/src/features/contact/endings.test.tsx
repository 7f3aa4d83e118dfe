import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { contact, inSeconds, message, uuid } from "../../../testing/fixtures.ts";
import { contactQuery, deskQuery } from "../../shared/queries.ts";
import { renderConsole, type Stage } from "../../../testing/render-console.tsx";

const silent = () => contact(1);
const other = () =>
  contact(2, {
    summary: { lane: "low" },
    record: { "child.00000000.name": { value: "Nhi", version: 1, savedAt: inSeconds(-9) } },
  });
const endings = () => screen.findByRole("group", { name: "Kết thúc bằng một phím" });

function closes({ truth }: Stage) {
  return stub(contactRoutes.endWithOneKey, ({ params, body }) => {
    const { disposition } = body as { disposition: string };
    const closing = contact(1, {
      disposition,
      summary: { id: params["contactId"] ?? "", status: "closing", version: 4, undoUntil: inSeconds(8) },
    });
    truth.contacts.set(closing.summary.id, closing);
    return closing;
  });
}

test("Alt+1 closes the contact that is open, at once, and goes on to the next", async () => {
  const stage = await renderConsole({}, [silent(), other()]);
  const asked = closes(stage);
  await endings();
  await stage.user.keyboard("{Alt>}1{/Alt}");

  expect(await screen.findByText("Đã đóng: Im lặng")).toBeTruthy();
  expect(await screen.findByRole("heading", { level: 1, name: /Nhi/u })).toBeTruthy();
  await waitFor(() => {
    expect(asked).toEqual([{ params: { contactId: uuid(1) }, body: { disposition: "silent", version: 3 } }]);
  });
});

test("Alt+U takes it back and returns to its reply box", async () => {
  const stage = await renderConsole({}, [silent(), other()]);
  closes(stage);
  const undone = stub(contactRoutes.undo, () => contact(1, { summary: { version: 5 } }));
  await endings();
  await stage.user.keyboard("{Alt>}1{/Alt}");
  await screen.findByText("Đã đóng: Im lặng");
  await stage.user.keyboard("{Alt>}u{/Alt}");

  await waitFor(() => {
    expect(undone.map(({ params }) => params)).toEqual([{ contactId: uuid(1) }]);
  });
  await waitFor(() => {
    expect(screen.queryByText("Đã đóng: Im lặng")).toBeNull();
  });
  expect(screen.getAllByRole("option")).toHaveLength(2);
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: /Trả lời/u }));
  });
});

test("what was chosen before an ending was taken back is still chosen", async () => {
  const over = { endedBy: "child", hasWords: true } as const;
  const stage = await renderConsole({}, [contact(1, { ...over, summary: { status: "wrap_up" } })]);
  stub(contactRoutes.close, () => {
    const summary = { status: "closed", version: 4, undoUntil: inSeconds(8) } as const;
    const closed = contact(1, { ...over, disposition: "counselled", summary });
    stage.truth.contacts.set(uuid(1), closed);
    return closed;
  });
  stub(contactRoutes.undo, () => contact(1, { ...over, summary: { status: "wrap_up", version: 5 } }));
  await stage.user.click(await screen.findByRole("radio", { name: "Đã tư vấn" }));
  await stage.user.keyboard("{Alt>}{Enter}{/Alt}");
  await screen.findByText("Đã đóng: Đã tư vấn");
  await stage.user.keyboard("{Alt>}u{/Alt}");
  expect((await screen.findByRole<HTMLInputElement>("radio", { name: "Đã tư vấn" })).checked).toBe(true);
});

test("an answer that was on its way does not bring a closed contact back", async () => {
  const stage = await renderConsole({}, [silent(), other()]);
  let answer: () => void = () => undefined;
  stub(contactRoutes.endWithOneKey, async () => {
    await new Promise<void>((resolve) => (answer = resolve));
    return contact(1, { disposition: "silent", summary: { status: "closing", version: 4, undoUntil: inSeconds(8) } });
  });
  await endings();
  await stage.user.keyboard("{Alt>}1{/Alt}");
  await screen.findByText("Đã đóng: Im lặng");
  await stage.client.refetchQueries();
  const row = stage.client.getQueryData(deskQuery.queryKey)?.contacts.find(({ id }) => id === uuid(1));
  expect(row?.status).toBe("closing");
  answer();
  await waitFor(() => {
    expect(stage.client.getQueryData(contactQuery(uuid(1)).queryKey)?.summary.version).toBe(4);
  });
  expect(screen.getAllByRole("option")).toHaveLength(1);
});

test("the seconds of a one-key ending are not given a second time once it is closed", async () => {
  const closed = (disposition: string) =>
    contact(1, { disposition, summary: { status: "closed", version: 5, undoUntil: inSeconds(8) } });
  const stage = await renderConsole({}, [closed("counselled")]);
  expect(await screen.findByText("Đã đóng: Đã tư vấn")).toBeTruthy();
  stage.truth.contacts.set(uuid(1), { ...closed("silent"), summary: { ...closed("silent").summary, version: 6 } });
  stage.socket.notice("contact:changed", { contactId: uuid(1), version: 6 });
  await waitFor(() => {
    expect(screen.queryByRole("button", { name: /Hoàn tác/u })).toBeNull();
  });
});

test("when the server refuses, the contact is back with the reason", async () => {
  const { user } = await renderConsole({}, [silent(), other()]);
  stub(contactRoutes.endWithOneKey, () => {
    throw new Refused(409, "words-exist", "Đã có lời của trẻ, hãy bấm Kết thúc.");
  });
  await endings();
  await user.keyboard("{Alt>}3{/Alt}");
  expect(await screen.findByText("Đã có lời của trẻ, hãy bấm Kết thúc.")).toBeTruthy();
  expect(screen.getAllByRole("option")).toHaveLength(2);
});

test("once there are words the keys are off, and say why", async () => {
  const { user } = await renderConsole({}, [contact(1, { hasWords: true, messages: [message(1, "child", "cô ơi")] })]);
  const asked = stub(contactRoutes.endWithOneKey, () => contact(1));
  await endings();
  const buttons = screen.getAllByRole<HTMLButtonElement>("button", { name: /^(Im lặng|Trêu đùa|Gọi thử)$/u });
  expect(buttons.map((button) => button.disabled)).toEqual([true, true, true]);
  expect(screen.getByText("Tắt: đã có lời")).toBeTruthy();
  await user.keyboard("{Alt>}1{/Alt}");
  expect(await screen.findByText(/Đã có lời kể hoặc ghi chép/u)).toBeTruthy();
  expect(asked).toEqual([]);
});

test("a child's first word switches the keys off while they are looked at", async () => {
  const { socket } = await renderConsole({}, [silent()]);
  await endings();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Im lặng" }).disabled).toBe(false);
  socket.notice("message:posted", { contactId: uuid(1), version: 4, message: message(1, "child", "alo") });
  await waitFor(() => {
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Im lặng" }).disabled).toBe(true);
  });
});

test("a child who comes back within the seconds reopens the contact with an alarm", async () => {
  const stage = await renderConsole({}, [silent(), other()]);
  closes(stage);
  await endings();
  await stage.user.keyboard("{Alt>}1{/Alt}");
  await screen.findByText("Đã đóng: Im lặng");
  const back = contact(1, { hasWords: true, messages: [message(1, "child", "em đây")], summary: { version: 6 } });
  stage.truth.contacts.set(uuid(1), back);
  stage.truth.desk = { ...stage.truth.desk, contacts: [back.summary, other().summary] };
  stage.socket.notice("contact:changed", { contactId: uuid(1), version: 6, alarm: "child_returned" });

  expect(await screen.findByText("em viết lại")).toBeTruthy();
  expect(screen.getByText("Em vừa viết lại. Lượt liên hệ đã mở lại.")).toBeTruthy();
});

test("without the line, commands are off and writing goes on", async () => {
  const { user, socket } = await renderConsole({}, [silent()]);
  await endings();
  socket.breakOff();
  await waitFor(() => {
    expect(screen.getByRole("button", { name: "Kết thúc" }).getAttribute("aria-disabled")).toBe("true");
  });
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Im lặng" }).disabled).toBe(true);
  await user.type(screen.getByRole("textbox", { name: /Trả lời/u }), "vẫn viết được");
  expect(screen.getByDisplayValue("vẫn viết được")).toBeTruthy();
  socket.comeBack();
  await waitFor(() => {
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Im lặng" }).disabled).toBe(false);
  });
});
