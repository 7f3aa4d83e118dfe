import { escalationRoutes, type EscalationView, type ProposalView } from "@nightlight/contracts/counsellor/escalation";
import { locationRoutes } from "@nightlight/contracts/counsellor/location";
import { sessionRoutes } from "@nightlight/contracts/staff/session";
import { Refused, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import { inSeconds, LAN } from "../../../testing/fixtures.ts";
import { EscalationPane } from "./escalation-pane.tsx";
import { Surroundings } from "../../shared/surroundings.tsx";

const ID = (n: number) => `0190f000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const CONTACT = ID(1);
const HASH = "a".repeat(64);

const COMMUNE = {
  id: ID(10),
  name: "UBND phường Ba Đình",
  level: "commune" as const,
  kind: "peoples_committee",
  duty: { name: "Chị Mai", phone: "0000 004 111" },
  hasContact: true,
};
const CONTENT = {
  level: "P2" as const,
  basis: "law" as const,
  asked: "Đề nghị kiểm tra, bảo vệ trẻ và báo lại Tổng đài.",
  deadlines: [{ kind: "acknowledge" as const, at: inSeconds(3600), words: "Xác nhận đã nhận: trước 15:00." }],
  place: "Phường Ba Đình, Thành phố Hà Nội",
  sections: [{ title: "Trẻ", rows: [{ label: "Tên gọi", value: "Nhi" }] }],
};
const PROPOSAL: ProposalView = {
  now: inSeconds(0),
  level: "P2",
  basis: "law",
  authority: COMMUNE,
  because: "incident_place",
  others: [{ ...COMMUNE, id: ID(11), name: "Sở Y tế Hà Nội", level: "province", kind: "health", duty: null }],
  also: [],
  content: CONTENT,
  contentHash: HASH,
  consent: "unknown",
  callsFirst: false,
  colleagues: [],
};
const deadline = (change: object = {}) => ({
  kind: "act" as const,
  at: inSeconds(12_000),
  isLaw: false,
  isMet: false,
  isOverdue: false,
  ...change,
});
const SENT: EscalationView = {
  now: inSeconds(0),
  id: ID(20),
  contactId: CONTACT,
  number: "2026/000042",
  level: "P2",
  basis: "law",
  status: "sent",
  version: 2,
  sentAt: inSeconds(-60),
  sentBy: { id: LAN.id, name: "Lan" },
  addressed: [{ authority: COMMUNE, at: inSeconds(-60), because: "sent" }],
  deliveredAt: null,
  seenAt: null,
  acknowledgedAt: null,
  reportedAt: null,
  deadlines: [deadline()],
  nextClimbAt: inSeconds(3600),
  needsBreachReason: false,
  redirects: 0,
  declined: null,
  content: CONTENT,
  reports: [],
  steps: [],
  tasks: [],
};

let truth: EscalationView[];
const show = (pane: ReactNode) => {
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        {pane}
      </QueryClientProvider>
    </Surroundings>,
  );
  return userEvent.setup();
};
const pane = <EscalationPane contactId={CONTACT} onBack={() => undefined} />;

beforeEach(() => {
  truth = [];
  stub(sessionRoutes.me, () => ({ me: LAN, now: inSeconds(0) }));
  stub(escalationRoutes.ofContact, () => ({ escalations: truth }));
  stub(escalationRoutes.propose, () => PROPOSAL);
  stub(locationRoutes.read, () => ({ requests: [], offices: [] }));
});

describe("sending", () => {
  test("shows whom, why, and word for word what they will see; six presses are enough", async () => {
    const sent = stub(escalationRoutes.send, () => {
      truth = [SENT];
      return SENT;
    });
    const user = show(pane);
    expect(await screen.findByText("UBND phường Ba Đình")).toBeTruthy();
    expect(screen.getByText("Vì nơi xảy ra thuộc địa bàn này.")).toBeTruthy();
    const paper = screen.getByRole("article", { name: /Nơi nhận sẽ thấy/u });
    expect(within(paper).getByText(CONTENT.asked)).toBeTruthy();
    expect(within(paper).getByText("Nhi")).toBeTruthy();

    // Alt+E opened the pane: one. Space, Tab, P, 2 and Enter are the other five.
    await user.keyboard(" ");
    await user.tab();
    await user.keyboard("p2{Enter}");
    expect(await screen.findByText("Đã gửi")).toBeTruthy();
    expect(sent.map(({ body }) => body)).toMatchObject([
      { authorityId: COMMUNE.id, contentHash: HASH, confirm: "P2", withoutConsent: "danger", callBy: null },
    ]);
  });

  test("does nothing before the level is typed, and before a reason is chosen", async () => {
    const sent = stub(escalationRoutes.send, () => SENT);
    const user = show(pane);
    const field = await screen.findByRole("textbox", { name: /Gõ P2/u });
    await user.type(field, "P2{Enter}");
    expect(sent).toEqual([]);
    await user.clear(field);
    await user.click(screen.getByRole("radio", { name: "Luật buộc báo" }));
    await user.type(field, "P3{Enter}");
    expect(sent).toEqual([]);
  });

  test("with consent no reason is asked", async () => {
    stub(escalationRoutes.propose, () => ({ ...PROPOSAL, consent: "yes" as const }));
    const sent = stub(escalationRoutes.send, () => SENT);
    const user = show(pane);
    await user.type(await screen.findByRole("textbox", { name: /Gõ P2/u }), "p2{Enter}");
    await waitFor(() => {
      expect(sent.map(({ body }) => body)).toMatchObject([{ withoutConsent: null }]);
    });
    expect(screen.queryByRole("radiogroup")).toBeNull();
  });

  test("when the record changed meanwhile, says so, shows it anew, and sends nothing by itself", async () => {
    const asked = stub(escalationRoutes.propose, () => ({ ...PROPOSAL, consent: "yes" as const }));
    stub(escalationRoutes.send, () => {
      throw new Refused(409, "stale", "Có thay đổi mới.");
    });
    const user = show(pane);
    await user.type(await screen.findByRole("textbox", { name: /Gõ P2/u }), "p2{Enter}");
    expect(await screen.findByText("Có thay đổi mới.")).toBeTruthy();
    await waitFor(() => {
      expect(asked.length).toBeGreaterThan(1);
    });
    expect(screen.getByRole<HTMLInputElement>("textbox", { name: /Gõ P2/u }).value).toBe("");
  });

  test("a place that nobody knows is no guess; without a level there is nothing to send", async () => {
    const nobody = {
      ...PROPOSAL,
      authority: null,
      because: "place_unknown" as const,
      level: null,
      content: null,
      contentHash: null,
    };
    stub(escalationRoutes.propose, () => nobody);
    show(pane);
    expect(await screen.findByText("Chưa rõ nơi xảy ra")).toBeTruthy();
    expect(screen.getByText(/Chưa có mức nguy cơ/u)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Gửi/u })).toBeNull();
  });
});

describe("following", () => {
  const REPORT = {
    id: ID(30),
    at: inSeconds(-10),
    by: "Chị Mai",
    text: "Đã gặp trẻ, trẻ an toàn.",
    verdict: "waiting" as const,
    question: null,
  };

  test("says in words what is due, what is overdue, and when it climbs by itself", async () => {
    truth = [
      { ...SENT, deadlines: [deadline({ kind: "acknowledge", at: inSeconds(-930), isOverdue: true }), deadline()] },
    ];
    show(pane);
    expect(await screen.findByText("quá 15 phút")).toBeTruthy();
    expect(screen.getByText("còn 3 giờ 20 phút")).toBeTruthy();
    expect(screen.getByText(/tự chuyển cấp lúc/u)).toBeTruthy();
  });

  test("a report is accepted by a person, or asked about again", async () => {
    truth = [{ ...SENT, status: "reported", reports: [REPORT] }];
    const asked = stub(escalationRoutes.ask, () => SENT);
    const accepted = stub(escalationRoutes.accept, () => {
      truth = [{ ...SENT, status: "closed", reports: [{ ...REPORT, verdict: "accepted" }] }];
      return SENT;
    });
    const user = show(pane);
    await user.click(await screen.findByRole("button", { name: "Hỏi lại…" }));
    await user.type(screen.getByRole("textbox", { name: "Cần hỏi thêm gì?" }), "Ai đã gặp trẻ?");
    await user.click(screen.getByRole("button", { name: "Hỏi lại" }));
    await waitFor(() => {
      expect(asked.map(({ body }) => body)).toEqual([{ question: "Ai đã gặp trẻ?" }]);
    });
    await user.click(await screen.findByRole("button", { name: "Chấp nhận báo cáo" }));
    expect(await screen.findByText("Đã xong")).toBeTruthy();
    expect(accepted).toHaveLength(1);
  });

  test("after a breach the reason comes first", async () => {
    truth = [{ ...SENT, status: "reported", reports: [REPORT], needsBreachReason: true }];
    const explained = stub(escalationRoutes.explain, () => SENT);
    const accepted = stub(escalationRoutes.accept, () => SENT);
    const user = show(pane);
    await user.click(await screen.findByRole("button", { name: "Chấp nhận báo cáo" }));
    expect(accepted).toEqual([]);
    await user.type(screen.getByRole("textbox", { name: /Đã quá hạn/u }), "Đường ngập");
    await user.click(screen.getByRole("button", { name: "Lưu lý do" }));
    await waitFor(() => {
      expect(explained.map(({ body }) => body)).toEqual([{ reason: "Đường ngập" }]);
    });
  });

  const TASK = {
    id: ID(40),
    kind: "call" as const,
    escalationId: SENT.id,
    number: SENT.number,
    level: "P1" as const,
    ...{ madeAt: inSeconds(-10), alarmAt: inSeconds(290), takenBy: null, isAlarmed: false, done: null },
    owner: { id: LAN.id, name: "Lan" },
    offeredTo: { id: ID(41), name: "Minh" },
    calls: [],
    numbers: [
      { name: "police", phone: "113", party: { kind: "police" as const } },
      {
        name: "Chị Mai · UBND phường Ba Đình",
        phone: "0000 004 111",
        party: { kind: "office" as const, authorityId: ID(10) },
      },
    ],
  };

  test("the telephone task names whom to ring first, and whose it is", async () => {
    truth = [{ ...SENT, level: "P1", tasks: [TASK] }];
    const done = stub(escalationRoutes.finishTask, () => ({ ok: true as const }));
    const user = show(pane);
    const card = await screen.findByRole("region", { name: "Gọi điện ngay" });
    expect(within(card).getByText(/Đang nhờ Minh gọi. Lan phụ trách/u)).toBeTruthy();
    expect(
      within(card)
        .getAllByRole("link")
        .map((link) => link.getAttribute("href")),
    ).toEqual(["tel:113", "tel:0000004111"]);
    await user.click(within(card).getByRole("button", { name: "Đã nói chuyện được" }));
    await waitFor(() => {
      expect(done.map(({ body }) => body)).toEqual([{ outcome: "reached" }]);
    });
  });

  test("the telephone task is handed to somebody else by keyboard; its alarm stays in sight", async () => {
    truth = [{ ...SENT, level: "P1", tasks: [TASK] }];
    stub(escalationRoutes.taskColleagues, () => ({
      colleagues: [
        { id: ID(41), name: "Minh" },
        { id: ID(42), name: "Hoa" },
      ],
    }));
    const offered = stub(escalationRoutes.offerTask, () => {
      truth = [{ ...SENT, level: "P1", tasks: [{ ...TASK, offeredTo: { id: ID(42), name: "Hoa" } }] }];
      return { ok: true as const };
    });
    const user = show(pane);
    const card = await screen.findByRole("region", { name: "Gọi điện ngay" });
    within(card).getByRole("button", { name: "Nhờ người khác" }).focus();
    await user.keyboard("{Enter}");
    const choice = await within(card).findByRole("combobox", { name: "Ai gọi giúp?" });
    // Whoever is asked already is not asked again.
    expect(within(choice).queryByRole("option", { name: "Minh" })).toBeNull();
    await user.click(within(card).getByRole("button", { name: /Nhờ gọi/u }));
    expect(offered).toEqual([]);
    await user.selectOptions(choice, "Hoa");
    expect(within(card).getByText(/báo giám sát/u)).toBeTruthy();
    await user.click(within(card).getByRole("button", { name: /Nhờ gọi/u }));
    expect(await within(card).findByText(/Đang nhờ Hoa gọi/u)).toBeTruthy();
    expect(offered.map(({ body }) => body)).toEqual([{ to: ID(42) }]);
    expect(within(card).queryByRole("combobox")).toBeNull();
  });
});
