import { contactRoutes, type ContactView } from "@nightlight/contracts/counsellor/contact";
import { talkRoutes } from "@nightlight/contracts/counsellor/talk";
import { NoNetwork, Refused, stub } from "@nightlight/door/testing/stub-server";
import { machineNow } from "@nightlight/door/time/clock";
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { contact, inSeconds, uuid } from "../../../testing/fixtures.ts";
import { renderConsole, type Stage } from "../../../testing/render-console.tsx";

const narrative = () => screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Lời kể" });
type Body = { value: string; version: number };

/** Saves like the server: only over the version it holds. */
function savesInto({ truth }: Stage, isAway: () => boolean = () => false) {
  return stub(contactRoutes.saveRecord, ({ params, body }) => {
    if (isAway()) throw new NoNetwork();
    const view = truth.contacts.get(params["contactId"] ?? "") as ContactView;
    const field = params["field"] ?? "";
    const { value, version } = body as Body;
    if ((view.record[field]?.version ?? 0) !== version) throw new Refused(409, "stale", "Có thay đổi mới hơn.");
    const saved = { value, version: version + 1, savedAt: inSeconds(0) };
    truth.contacts.set(view.summary.id, { ...view, hasWords: true, record: { ...view.record, [field]: saved } });
    return saved;
  });
}

test("a field is saved once the hands rest, with the version it replaces", async () => {
  const stage = await renderConsole({}, [contact(1)]);
  const asked = savesInto(stage);
  await stage.user.type(await narrative(), "Lớp 7");
  expect(screen.getByText("đang lưu…")).toBeTruthy();
  expect(asked).toEqual([]);

  expect(await screen.findByText(/^Đã lưu \d\d:\d\d$/u)).toBeTruthy();
  expect(asked.map(({ body }) => body)).toEqual([{ value: "Lớp 7", version: 0 }]);

  await stage.user.type(await narrative(), ", thích vẽ");
  await stage.user.tab();
  await waitFor(() => {
    expect(asked.map(({ body }) => body).at(-1)).toEqual({ value: "Lớp 7, thích vẽ", version: 1 });
  });
});

test("the name that is written is the name that is shown", async () => {
  const stage = await renderConsole({}, [contact(1)]);
  savesInto(stage);
  await stage.user.type(await screen.findByRole("textbox", { name: "Tên gọi" }), "Nhi");
  await stage.user.tab();
  expect(await screen.findByRole("heading", { level: 1, name: /^Nhi/u })).toBeTruthy();
  expect(screen.getByRole("option", { name: /Nhi/u })).toBeTruthy();
});

test("an answer is one press and is saved", async () => {
  const stage = await renderConsole({}, [contact(1)]);
  const asked = savesInto(stage);
  await narrative();
  await stage.user.click(screen.getByRole("radio", { name: "Kể về trẻ" }));
  await waitFor(() => {
    expect(asked.map(({ params, body }) => [params["field"], body])).toEqual([
      ["aboutWhom", { value: "about_child", version: 0 }],
    ]);
  });
});

test("whoever never rests is saved all the same, a second after the first letter", async () => {
  const stage = await renderConsole({}, [contact(1)]);
  const asked = savesInto(stage);
  const box = await narrative();
  const begun = machineNow();
  while (asked.length === 0 && machineNow() - begun < 3000) {
    await stage.user.type(box, "a");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(asked).toHaveLength(1);
  expect(machineNow() - begun).toBeLessThan(2000);
});

test("what a field cannot hold is said where it was typed, and nobody is asked", async () => {
  const stage = await renderConsole({}, [contact(1)]);
  const asked = savesInto(stage);
  const box = await narrative();
  await stage.user.click(box);
  await stage.user.paste("a".repeat(20_001));
  await stage.user.tab();
  expect((await screen.findByRole("alert")).textContent).toContain("nhiều nhất 20.000");
  expect(box.value).toHaveLength(20_001);
  await stage.user.click(screen.getByRole("button", { name: "Có ô chưa lưu được" }));
  expect(document.activeElement).toBe(box);
  expect(asked).toEqual([]);

  await stage.user.clear(box);
  await stage.user.type(box, "Ngắn hơn");
  expect(await screen.findByText(/^Đã lưu/u)).toBeTruthy();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a day ahead is refused where it was typed; an age that does not fit is saved and said", async () => {
  const stage = await renderConsole({}, [contact(1)]);
  const asked = savesInto(stage);
  await narrative();
  await stage.user.click(screen.getAllByRole("button", { name: /^Thêm \d+ ô$/u })[0] as HTMLElement);
  await stage.user.type(screen.getByRole("textbox", { name: "Ngày sinh" }), "01/01/2099");
  await stage.user.tab();
  expect((await screen.findByRole("alert")).textContent).toContain("còn ở phía trước");
  expect(asked).toEqual([]);

  await stage.user.clear(screen.getByRole("textbox", { name: "Ngày sinh" }));
  await stage.user.type(screen.getByRole("textbox", { name: "Ngày sinh" }), "01/01/2020");
  await stage.user.type(screen.getByRole("textbox", { name: "Số tuổi" }), "15");
  await stage.user.tab();
  expect((await screen.findByRole("alert")).textContent).toContain("Không khớp với ngày sinh");
  await waitFor(() => {
    expect(asked.map(({ body }) => (body as Body).value)).toEqual(["2020-01-01", "15"]);
  });
});

test("what another desk saves stands here at once, and what is being typed is left alone", async () => {
  const stage = await renderConsole({}, [written("Lớp 7", 1)]);
  savesInto(stage);
  const box = await narrative();
  const child = { "child.00000000.name": { value: "Nhi", version: 1, savedAt: inSeconds(0) } };
  stage.truth.contacts.set(uuid(1), {
    ...written("Lớp 7, có em gái", 2),
    record: { ...written("Lớp 7, có em gái", 2).record, ...child },
  });
  await stage.user.type(box, "!");
  stage.socket.notice("record:changed", { contactId: uuid(1), field: "child.00000000.name", version: 1 });
  await waitFor(() => {
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Tên gọi" }).value).toBe("Nhi");
  });
  expect(box.value).toBe("Lớp 7!");
  expect(await screen.findByRole("group", { name: /viết ở nơi khác/u })).toBeTruthy();
});

test("a record of the first form is shown in it", async () => {
  const record = { name: { value: "Nhi", version: 1, savedAt: inSeconds(-60) } };
  await renderConsole({}, [contact(1, { recordDefinition: 1, hasWords: true, record })]);
  expect((await screen.findByRole<HTMLInputElement>("textbox", { name: "Tên gọi" })).value).toBe("Nhi");
  expect(screen.getByRole("option", { name: "Bạo lực" })).toBeTruthy();
  expect(screen.queryByRole("radio", { name: "Kể về trẻ" })).toBeNull();
});

test("what is wanted depends on the level; closing waits for it, and 'not known' is an answer", async () => {
  const answer = (value: string) => ({ value, version: 1, savedAt: inSeconds(-60) });
  const stage = await renderConsole({}, [
    contact(1, {
      endedBy: "child",
      summary: { status: "wrap_up", level: "P4" },
      risk: { level: "P4", computed: "P4", own: null, held: null, asked: null },
      record: { "risk.matter": answer("needs") },
    }),
  ]);
  savesInto(stage);
  const closed = stub(contactRoutes.close, () => contact(1, { summary: { status: "closed" } }));
  await narrative();
  await stage.user.click(screen.getByRole("radio", { name: "Đã tư vấn" }));
  await stage.user.keyboard("{Alt>}{Enter}{/Alt}");
  expect(closed).toEqual([]);
  await stage.user.click(screen.getByRole("button", { name: /còn thiếu 1 ô/u }));
  expect(document.activeElement?.getAttribute("aria-label")).toContain("Lý do");
});

test("without an answer it says so, keeps the words and saves them when the line is back", async () => {
  let isAway = true;
  const stage = await renderConsole({}, [contact(1)]);
  const asked = savesInto(stage, () => isAway);
  await stage.user.type(await narrative(), "Lớp 7");
  await stage.user.tab();
  expect(await screen.findByText("Chưa lưu được, sẽ thử lại")).toBeTruthy();
  expect((await narrative()).value).toBe("Lớp 7");

  isAway = false;
  stage.socket.breakOff();
  await waitFor(() => {
    expect(screen.getByText("Tắt: mất mạng")).toBeTruthy();
  });
  stage.socket.comeBack();
  expect(await screen.findByText(/^Đã lưu/u)).toBeTruthy();
  expect(asked.at(-1)?.body).toEqual({ value: "Lớp 7", version: 0 });
});

test("what is typed during a save is saved next, over the version just made", async () => {
  const stage = await renderConsole({}, [contact(1)]);
  let answer: (() => void) | undefined;
  const asked = stub(contactRoutes.saveRecord, async ({ body }) => {
    const { value, version } = body as Body;
    if (version === 0) await new Promise<void>((resolve) => (answer = resolve));
    return { value, version: version + 1, savedAt: inSeconds(0) };
  });
  const box = await narrative();
  await stage.user.type(box, "một");
  await waitFor(() => {
    expect(asked).toHaveLength(1);
  });
  await stage.user.type(box, " hai");
  answer?.();
  await waitFor(() => {
    expect(asked.map(({ body }) => body)).toEqual([
      { value: "một", version: 0 },
      { value: "một hai", version: 1 },
    ]);
  });
  expect(box.value).toBe("một hai");
});

const written = (value: string, version: number) =>
  contact(1, { hasWords: true, record: { narrative: { value, version, savedAt: inSeconds(-60) } } });

test("a field written elsewhere shows both texts; keeping mine saves over theirs", async () => {
  const stage = await renderConsole({}, [written("Lớp 7", 1)]);
  const asked = savesInto(stage);
  const box = await narrative();
  stage.truth.contacts.set(uuid(1), written("Lớp 7, có em gái", 2));
  await stage.user.type(box, ", thích vẽ");
  await stage.user.tab();

  const conflict = await screen.findByRole("group", { name: /viết ở nơi khác/u });
  expect(within(conflict).getByText("Lớp 7, có em gái")).toBeTruthy();
  expect(box.value).toBe("Lớp 7, thích vẽ");
  expect(screen.getByText("Có hai bản, bạn chọn một")).toBeTruthy();

  await stage.user.click(within(conflict).getByRole("button", { name: "Giữ bản của tôi" }));
  await waitFor(() => {
    expect(asked.at(-1)?.body).toEqual({ value: "Lớp 7, thích vẽ", version: 2 });
  });
  expect(await screen.findByText(/^Đã lưu/u)).toBeTruthy();
});

test("taking theirs replaces mine and saves nothing", async () => {
  const stage = await renderConsole({}, [written("Lớp 7", 1)]);
  const asked = savesInto(stage);
  const box = await narrative();
  stage.truth.contacts.set(uuid(1), written("Lớp 7, có em gái", 2));
  await stage.user.type(box, ", thích vẽ");
  await stage.user.tab();
  await stage.user.click(await screen.findByRole("button", { name: "Lấy bản kia" }));
  await waitFor(() => {
    expect(box.value).toBe("Lớp 7, có em gái");
  });
  expect(asked).toHaveLength(1);
});

test("closing wants an outcome, saves what is open first, and closes with the version just read", async () => {
  const stage = await renderConsole({}, [contact(1, { endedBy: "child", summary: { status: "wrap_up" } })]);
  savesInto(stage);
  const closed = stub(contactRoutes.close, () =>
    contact(1, { disposition: "counselled", summary: { status: "closed", version: 9, undoUntil: inSeconds(8) } }),
  );
  await stage.user.type(await narrative(), "Đã ổn hơn");
  await stage.user.keyboard("{Alt>}{Enter}{/Alt}");
  expect(closed).toEqual([]);
  expect(screen.getAllByText("Để đóng, còn thiếu kết quả").length).toBeGreaterThan(0);

  await stage.user.click(screen.getByRole("radio", { name: "Đã tư vấn" }));
  const { summary } = stage.truth.contacts.get(uuid(1)) as ContactView;
  stage.truth.contacts.set(uuid(1), {
    ...(stage.truth.contacts.get(uuid(1)) as ContactView),
    summary: { ...summary, version: 4 },
  });
  await stage.user.keyboard("{Alt>}{Enter}{/Alt}");
  await waitFor(() => {
    expect(closed.map(({ body }) => body)).toEqual([{ disposition: "counselled", version: 4 }]);
  });
  expect(stage.truth.contacts.get(uuid(1))?.record["narrative"]?.value).toBe("Đã ổn hơn");
  expect(await screen.findByText("Đã đóng: Đã tư vấn")).toBeTruthy();
});

test("a record over its time says so, closes nothing, and one press names the end that was on screen", async () => {
  const until = inSeconds(-65);
  const recordTime = { until, moreLeft: 1, moreMinutes: 5 };
  const stage = await renderConsole({}, [contact(1, { summary: { status: "wrap_up" }, recordTime })]);
  const asked = stub(talkRoutes.moreTime, () => ({ ok: true as const }));
  expect(await screen.findByText(/^Quá giờ ghi chép .*Không có gì tự đóng/u)).toBeTruthy();
  await stage.user.click(screen.getByRole("button", { name: "Thêm 5 phút" }));
  await waitFor(() => {
    expect(asked.map(({ params, body }) => [params, body])).toEqual([[{ contactId: uuid(1) }, { until }]]);
  });
});
