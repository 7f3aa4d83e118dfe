import { searchRoutes, type PastContactState, type SearchHit } from "@nightlight/contracts/counsellor/search";
import { NoNetwork, stub } from "@nightlight/door/testing/stub-server";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, test } from "vitest";
import { inSeconds } from "../../../testing/fixtures.ts";
import { goTo } from "../../shared/place.ts";
import { SearchScreen } from "./search-screen.tsx";
import { Surroundings } from "../../shared/surroundings.tsx";

const ID = (n: number) => `0190f000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const CONTACT: PastContactState = {
  id: ID(1),
  channel: "sms",
  lane: "normal",
  level: "P2",
  language: "vi",
  status: "closed",
  arrivedAt: inSeconds(-86_400),
  disposition: "counselled",
  counsellor: "Cô Lan",
  isMine: true,
};
const HIT: SearchHit = {
  kind: "word",
  field: "narrative",
  contact: CONTACT,
  isSimilar: false,
  excerpt: { text: "Cha dượng đánh cháu", marks: [[4, 9]] },
};

const show = (isWatcher = false) => {
  render(
    <Surroundings>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <SearchScreen isWatcher={isWatcher} />
      </QueryClientProvider>
    </Surroundings>,
  );
  return userEvent.setup();
};
const box = () => screen.getByRole("searchbox", { name: "Người, số điện thoại, ghi chép" });

beforeEach(() => {
  goTo("search");
});

describe("searching", () => {
  test("begins in the box, says what it finds in, and asks nobody for too little", async () => {
    const asked = stub(searchRoutes.search, () => ({ hits: [], hasMore: false }));
    const user = show();
    expect(document.activeElement).toBe(box());
    screen.getByText(/trong các lượt liên hệ của mình/u);
    await user.type(box(), "a");
    await screen.findByText(/ít nhất hai chữ cái/u);
    expect(asked).toEqual([]);
  });

  test("shows the words that were asked for, and what was typed stands in no address", async () => {
    const asked = stub(searchRoutes.search, () => ({ hits: [HIT], hasMore: false }));
    const user = show();
    await user.type(box(), "duong");
    const found = await screen.findByRole("region", { name: "Ghi chép" });
    within(found).getByText("dượng", { selector: "mark" });
    within(found).getByText("Đã tư vấn");
    screen.getByText("1 kết quả, mới nhất trước.");
    expect(asked.map(({ body }) => body)).toEqual([{ text: "duong", within: "all" }]);
    expect(window.location.href).not.toContain("duong");
  });

  test("asks once somebody has stopped typing, and again for another part", async () => {
    const asked = stub(searchRoutes.search, () => ({ hits: [], hasMore: false }));
    const user = show();
    await user.type(box(), "anh");
    await screen.findByText(/Không tìm thấy/u);
    await user.click(screen.getByRole("radio", { name: "Người" }));
    await expect.poll(() => asked.length).toBe(2);
    expect(asked.at(-1)?.body).toEqual({ text: "anh", within: "people" });
  });

  test("opens a contact beside the list, and says that this is logged", async () => {
    stub(searchRoutes.search, () => ({ hits: [HIT], hasMore: true }));
    const opened = stub(searchRoutes.open, () => ({
      contact: CONTACT,
      messages: [
        {
          id: ID(2),
          from: "child" as const,
          text: "Con sợ lắm",
          at: inSeconds(-86_400),
          deliveredAt: null,
          seenAt: null,
          clientKey: "k-12345678",
        },
      ],
      record: { narrative: { value: "Cha dượng đánh cháu", version: 1, savedAt: inSeconds(-86_000) } },
      recordDefinition: 2,
    }));
    const user = show();
    await user.type(box(), "duong");
    await screen.findByText(/hãy gõ thêm để thu hẹp/u);
    await user.click(screen.getByRole("button", { name: /dượng/u }));
    const side = screen.getByRole("complementary", { name: "Lượt liên hệ tìm được" });
    await within(side).findByText("Con sợ lắm");
    within(side).getByText(/Đã ghi vào nhật ký/u);
    expect(opened.map(({ params }) => params)).toEqual([{ contactId: CONTACT.id }]);
    await user.click(within(side).getByRole("button", { name: "Đóng lượt liên hệ này" }));
    expect(screen.queryByText("Con sợ lắm")).toBeNull();
    expect(document.activeElement).toBe(box());
  });

  test("takes whoever supervises to where a contact is opened with a reason, without a word of it", async () => {
    const shut = {
      ...HIT,
      kind: "person",
      field: "name",
      excerpt: null,
      contact: { ...CONTACT, isMine: false },
    } as const;
    stub(searchRoutes.search, () => ({ hits: [shut], hasMore: false }));
    const user = show(true);
    screen.getByText(/của cơ sở mình/u);
    await user.type(box(), "anh");
    await user.click(await screen.findByRole("button", { name: /Có khớp/u }));
    expect(window.location.search).toBe(`?at=watch&contact=${CONTACT.id}&shown=all`);
  });

  test("says when the line is gone, and tries again", async () => {
    let isAway = true;
    stub(searchRoutes.search, () => {
      if (isAway) throw new NoNetwork();
      return { hits: [HIT], hasMore: false };
    });
    const user = show();
    await user.type(box(), "duong");
    const again = await screen.findByRole("button", { name: "Thử lại" });
    isAway = false;
    await user.click(again);
    await screen.findByText("dượng", { selector: "mark" });
  });
});
