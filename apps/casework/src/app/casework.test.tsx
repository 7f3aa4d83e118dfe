import { receivedEscalationRoutes } from "@nightlight/contracts/authority/escalation";
import { reportDraftRoutes } from "@nightlight/contracts/authority/report-draft";
import { createQueryClient } from "@nightlight/door/client/query-client";
import { NoNetwork, Refused, stub } from "@nightlight/door/testing/stub-server";
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test, vi } from "vitest";
import { FakeSocket } from "../../testing/fake-socket.ts";
import { inSeconds, received, uuid } from "../../testing/fixtures.ts";
import { renderCasework } from "../../testing/render-casework.tsx";
import { resetReports } from "../features/escalation/report-store.ts";
import { App } from "./app.tsx";

const overdue = received(2, {
  level: "P1",
  status: "acting",
  can: ["report"],
  deadlines: [{ kind: "act", at: inSeconds(-7_300), isLaw: false, isMet: false, isOverdue: true }],
});

describe("the list", () => {
  test("leads with deadlines in words, the overdue first, and says what is new", async () => {
    await renderCasework([received(1), overdue]);
    const late = await screen.findByRole("region", { name: "Quá hạn" });
    expect(within(late).getByRole("link").textContent).toContain("quá 2 giờ 01");
    expect(within(late).getByRole("img", { name: "P1 · Nguy hiểm ngay" })).toBeTruthy();
    const today = screen.getByRole("region", { name: /Hôm nay|Những ngày tới/u });
    expect(within(today).getByRole("link").textContent).toMatch(/còn 49 phút|còn 50 phút/u);
    expect(within(today).getByText("Mới")).toBeTruthy();
  });

  test("tells the helpline that it arrived, once for each that is new; looking at the list is not having read it", async () => {
    const { delivered, seen } = await renderCasework([received(1), overdue]);
    await waitFor(() => {
      expect(delivered.map(({ params }) => params["escalationId"])).toEqual([uuid(1)]);
    });
    expect(seen).toEqual([]);
  });

  test("says plainly that there is nothing", async () => {
    await renderCasework([]);
    expect(await screen.findByText(/Chưa có việc nào được chuyển đến/u)).toBeTruthy();
  });

  test("says why it cannot be read, and reads again when asked to", async () => {
    const { user, truth } = await renderCasework([received(1)]);
    await screen.findByText("PC-2026-001");
    const asked = stub(receivedEscalationRoutes.inbox, () => {
      throw new Refused(403, "not-allowed", "Vai trò của bạn không được làm việc này.");
    });
    await user.click(screen.getByRole("link", { name: "Đã xong" }));
    expect(await screen.findByText("Vai trò của bạn không được làm việc này.")).toBeTruthy();
    stub(receivedEscalationRoutes.inbox, () => ({ now: inSeconds(0), escalations: [] }));
    truth.clear();
    await user.click(screen.getByRole("button", { name: "Thử lại" }));
    expect(await screen.findByText("Chưa có việc nào đã xong.")).toBeTruthy();
    expect(asked.length).toBeGreaterThan(0);
  });

  test("a notice is a hint: what it names is read again", async () => {
    const { truth, socket } = await renderCasework([received(1)]);
    await screen.findByText("PC-2026-001");
    truth.set(uuid(3), received(3, { level: "P3" }));
    act(() => {
      socket.notice("escalation:changed", { escalationId: uuid(3), version: 1 });
    });
    expect(await screen.findByText("PC-2026-003")).toBeTruthy();
  });
});

describe("one escalation", () => {
  test("shows what was sent word for word, by when, and to whom", async () => {
    const { user } = await renderCasework([received(1)]);
    await user.click(await screen.findByRole("link", { name: /PC-2026-001/u }));
    const page = await screen.findByRole("article", { name: "PC-2026-001" });
    expect(within(page).getByRole("heading", { level: 1 }).textContent).toMatch(/^Xin gặp riêng em gái 12 tuổi/u);
    expect(within(page).getByText(/Em bị đánh nhiều lần/u)).toBeTruthy();
    expect(within(page).getByText("trước 14:53 hôm nay")).toBeTruthy();
    expect(within(page).getByRole("group", { name: /Biện pháp khẩn cấp/u }).textContent).toContain("Hạn theo luật");
    expect(within(page).getByText("Đã chuyển đến: UBND phường Ba Đình")).toBeTruthy();
  });

  test("is seen only after it was on a screen for a while, and not in a window behind others", async () => {
    const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    window.location.hash = `#open/${uuid(1)}`;
    const { seen } = await renderCasework([received(1)]);
    await screen.findByRole("article");
    await new Promise((resolve) => setTimeout(resolve, 1_300));
    expect(seen).toEqual([]);
    hidden.mockReturnValue("visible");
    act(() => {
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await waitFor(() => {
      expect(seen).toHaveLength(1);
    });
    expect(await screen.findByText("Đã xem")).toBeTruthy();
  });

  test("is acknowledged with one press; a click is not an action, so the other deadlines run on", async () => {
    window.location.hash = `#open/${uuid(1)}`;
    const { user, truth } = await renderCasework([received(1)]);
    stub(receivedEscalationRoutes.acknowledge, () => {
      const view = received(1, { status: "acknowledged", can: ["act", "report", "decline"] });
      const [first, ...rest] = view.deadlines;
      const next = { ...view, deadlines: first === undefined ? rest : [{ ...first, isMet: true }, ...rest] };
      truth.set(next.id, next);
      return next;
    });
    await user.click(await screen.findByRole("button", { name: "Xác nhận tiếp nhận" }));
    const clock = await screen.findByRole("group", { name: /Xác nhận tiếp nhận/u });
    await within(clock).findByText("Đã xong");
    expect(screen.getByRole("group", { name: /Gặp trẻ/u }).textContent).toContain("còn 11 giờ");
    expect(screen.queryByRole("button", { name: "Xác nhận tiếp nhận" })).toBeNull();
    expect(screen.getByRole("button", { name: "Chúng tôi đang xử lý" })).toBeTruthy();
  });

  test("not ours: asks why and whose, and sends both", async () => {
    window.location.hash = `#open/${uuid(1)}`;
    const { user } = await renderCasework([received(1)]);
    const asked = stub(receivedEscalationRoutes.decline, () => received(1, { status: "declined", can: [] }));
    await user.click(await screen.findByRole("button", { name: "Không thuộc cơ quan chúng tôi" }));
    await user.type(screen.getByLabelText("Vì sao không thuộc cơ quan bạn"), "Ngõ này thuộc phường bên");
    await user.click(screen.getByRole("button", { name: "Gửi Tổng đài" }));
    expect(asked).toEqual([]);
    await user.type(screen.getByLabelText("Theo bạn, thuộc cơ quan nào"), "UBND phường Ngọc Hà");
    await user.click(screen.getByRole("button", { name: "Gửi Tổng đài" }));
    await waitFor(() => {
      expect(asked.map(({ body }) => body)).toEqual([
        { reason: "Ngõ này thuộc phường bên", whose: "UBND phường Ngọc Hà" },
      ]);
    });
  });

  test("that is not this office's looks like one that is not there", async () => {
    window.location.hash = `#open/${uuid(99)}`;
    await renderCasework([received(1)]);
    expect(await screen.findByText("Không tìm thấy.")).toBeTruthy();
  });
});

describe("reporting back", () => {
  const acting = received(1, { status: "acting", can: ["report"] });
  const reported = received(1, {
    status: "reported",
    can: [],
    reports: [
      { id: uuid(80), at: inSeconds(0), by: "Chị Mai", text: "Đã gặp em.", verdict: "waiting", question: null },
    ],
  });
  const field = () => screen.findByLabelText<HTMLTextAreaElement>("Đã làm gì, trẻ đang ra sao");

  test("sends the words, and shows them as waiting for a person at the helpline", async () => {
    window.location.hash = `#open/${uuid(1)}`;
    const { user } = await renderCasework([acting]);
    const asked = stub(receivedEscalationRoutes.report, () => reported);
    await user.type(await field(), "Đã gặp em.");
    await user.click(screen.getByRole("button", { name: "Gửi báo cáo" }));
    expect(await screen.findByText("chờ Tổng đài")).toBeTruthy();
    expect(asked.map(({ body }) => body)).toMatchObject([{ text: "Đã gặp em." }]);
  });

  test("without a network the words wait, and the same report goes out once when it is back", async () => {
    window.location.hash = `#open/${uuid(1)}`;
    const { user } = await renderCasework([acting]);
    const lost = stub(receivedEscalationRoutes.report, () => {
      throw new NoNetwork();
    });
    await user.type(await field(), "Đã gặp em.");
    await user.click(screen.getByRole("button", { name: "Gửi báo cáo" }));
    expect(await screen.findByText(/Chưa gửi được/u)).toBeTruthy();
    expect((await field()).value).toBe("Đã gặp em.");
    const asked = stub(receivedEscalationRoutes.report, () => reported);
    act(() => {
      window.dispatchEvent(new Event("online"));
    });
    expect(await screen.findByText("chờ Tổng đài")).toBeTruthy();
    expect(asked.map(({ body }) => body)).toEqual([lost[0]?.body]);
  });

  test("what is typed is kept by itself, and is there again when the page was closed", async () => {
    window.location.hash = `#open/${uuid(1)}`;
    const { user, drafts } = await renderCasework([acting]);
    await user.type(await field(), "Đang đi");
    expect(await screen.findByText(/^Đã lưu \d\d:\d\d$/u)).toBeTruthy();
    expect(drafts.get(uuid(1))).toBe("Đang đi");
    cleanup();
    resetReports();
    stub(reportDraftRoutes.read, () => ({ text: "Đang đi", savedAt: inSeconds(-5) }));
    render(<App client={createQueryClient()} openSocket={() => new FakeSocket().asLiveSocket()} />);
    await waitFor(async () => {
      expect((await field()).value).toBe("Đang đi");
    });
  });

  test("without a network it stays on the page, which asks before it closes, and is kept when the network is back", async () => {
    window.location.hash = `#open/${uuid(1)}`;
    const { user, drafts } = await renderCasework([acting, overdue]);
    stub(reportDraftRoutes.keep, () => {
      throw new NoNetwork();
    });
    await user.type(await field(), "Đang đi");
    await user.tab();
    expect(await screen.findByText("Chưa lưu")).toBeTruthy();
    const closing = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(closing);
    expect(closing.defaultPrevented).toBe(true);
    await user.click(screen.getByRole("link", { name: /PC-2026-002/u }));
    await screen.findByRole("article", { name: "PC-2026-002" });
    expect((await field()).value).toBe("");
    await user.click(screen.getByRole("link", { name: /PC-2026-001/u }));
    await screen.findByRole("article", { name: "PC-2026-001" });
    expect((await field()).value).toBe("Đang đi");
    stub(reportDraftRoutes.keep, ({ body }) => {
      drafts.set(uuid(1), (body as { text: string }).text);
      return { savedAt: inSeconds(0) };
    });
    act(() => {
      window.dispatchEvent(new Event("online"));
    });
    expect(await screen.findByText(/^Đã lưu/u)).toBeTruthy();
    expect(drafts.get(uuid(1))).toBe("Đang đi");
  });

  test("what is too long is said and not cut, kept on the page and not sent", async () => {
    window.location.hash = `#open/${uuid(1)}`;
    const { user, drafts } = await renderCasework([acting]);
    const asked = stub(receivedEscalationRoutes.report, () => reported);
    const long = "á".repeat(4_001);
    await user.click(await field());
    await user.paste(long);
    await user.tab();
    expect((await screen.findAllByText(/Dài quá 1 ký tự/u)).length).toBeGreaterThan(0);
    await user.click(screen.getByRole("button", { name: "Gửi báo cáo" }));
    expect((await field()).value).toBe(long);
    expect([asked.length, drafts.size]).toEqual([0, 0]);
  });

  test("what the helpline asks stands on top, with the way to answer", async () => {
    window.location.hash = `#open/${uuid(1)}`;
    const question = "Em ngủ ở đâu tối mai?";
    const [first] = reported.reports;
    const again = first === undefined ? [] : [{ ...first, verdict: "asked_again" as const, question }];
    const { user } = await renderCasework([{ ...acting, reports: again }]);
    await user.click(await screen.findByRole("button", { name: "Trả lời" }));
    expect(document.activeElement).toBe(await field());
    expect(screen.getAllByText(question).length).toBeGreaterThan(0);
  });
});
