import { searchRoutes, type PastContactState, type SearchHit } from "@nightlight/contracts/counsellor/search";
import { NoNetwork, Refused, stub } from "@nightlight/door/testing/stub-server";
import { talkRoutes } from "@nightlight/contracts/counsellor/talk";
import { recordRoutes } from "@nightlight/contracts/counsellor/record";
import { RECORD_DEFINITIONS } from "@nightlight/domain/record/default-definition";
import type { Definition, Field } from "@nightlight/domain/record/definition";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { contact, inSeconds } from "../../../testing/fixtures.ts";
import { listenForKeys } from "../../shared/keys/key-listener.ts";
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
  recordDefinition: 2,
  isSimilar: false,
  excerpt: { text: "Cha dượng đánh cháu", marks: [[4, 9]] },
};

const OPENED = { contact: CONTACT, messages: [] };
const saved = (value: string) => ({ value, version: 1, savedAt: inSeconds(-86_000) });

/** A form of one house's own: a field that no shipped form has, and another word for one that they have. */
const OWN_FORM: Definition = {
  version: 7,
  codes: { school: [{ code: "boarding", label: { vi: "Trường nội trú", en: "Boarding school" } }] },
  sections: [
    {
      key: "own",
      label: { vi: "Riêng", en: "Own" },
      parts: [
        { field: ownField("schoolKind", "choice", "Loại trường", { codes: "school" }) },
        { field: ownField("narrative", "long_text", "Trẻ kể gì") },
      ],
    },
  ],
};

function ownField(key: string, type: Field["type"], label: string, more: Partial<Field> = {}): Field {
  return { key, type, label: { vi: label, en: label }, audience: "helpline", sensitivity: "ordinary", ...more };
}

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
  stub(recordRoutes.definition, ({ params }) => {
    const found = [...RECORD_DEFINITIONS, OWN_FORM].find(({ version }) => version === Number(params["version"]));
    if (found === undefined) throw new Refused(404, "not-found", "Không tìm thấy.");
    return found;
  });
});

describe("searching", () => {
  test("begins in the box, says what it finds in, and asks nobody for too little", async () => {
    const asked = stub(searchRoutes.search, () => ({ hits: [], hasMore: false, canAskSimilar: false }));
    const user = show();
    expect(document.activeElement).toBe(box());
    screen.getByText(/trong các lượt liên hệ của mình/u);
    await user.type(box(), "a");
    await screen.findByText(/ít nhất hai chữ cái/u);
    expect(asked).toEqual([]);
  });

  test("shows the words that were asked for, and what was typed stands in no address", async () => {
    const asked = stub(searchRoutes.search, () => ({ hits: [HIT], hasMore: false, canAskSimilar: false }));
    const user = show();
    await user.type(box(), "duong");
    const found = await screen.findByRole("region", { name: "Ghi chép" });
    within(found).getByText("dượng", { selector: "mark" });
    within(found).getByText("Đã tư vấn");
    screen.getByText("1 kết quả, mới nhất trước.");
    expect(asked.map(({ body }) => body)).toEqual([{ text: "duong", within: "all", similar: false }]);
    expect(window.location.href).not.toContain("duong");
  });

  test("asks once somebody has stopped typing, and again for another part", async () => {
    const asked = stub(searchRoutes.search, () => ({ hits: [], hasMore: false, canAskSimilar: false }));
    const user = show();
    await user.type(box(), "anh");
    await screen.findByText("Không có kết quả.");
    await user.click(screen.getByRole("radio", { name: "Người" }));
    await expect.poll(() => asked.length).toBe(2);
    expect(asked.at(-1)?.body).toEqual({ text: "anh", within: "people", similar: false });
  });

  test("offers names that are nearly like it, by a key while typing; another question begins without them", async () => {
    const person: SearchHit = { ...HIT, kind: "person", field: "name", excerpt: { text: "Ánh", marks: [] } };
    const near = { ...person, contact: { ...CONTACT, id: ID(3) }, isSimilar: true };
    const asked = stub(searchRoutes.search, ({ body }) =>
      (body as { similar: boolean }).similar
        ? { hits: [person, near], hasMore: false, canAskSimilar: false }
        : { hits: [person], hasMore: false, canAskSimilar: true },
    );
    onTestFinished(listenForKeys());
    const user = show();
    await user.type(box(), "anh");
    await screen.findByRole("button", { name: /Tìm cả tên gần giống/u });
    await user.keyboard("{Alt>}[KeyG]{/Alt}");
    await screen.findByText("tên gần giống");
    expect(screen.queryByRole("button", { name: /Tìm cả tên gần giống/u })).toBeNull();
    expect(document.activeElement).toBe(box());
    await user.type(box(), "h");
    await screen.findByRole("button", { name: /Tìm cả tên gần giống/u });
    expect(asked.map(({ body }) => body)).toEqual([
      { text: "anh", within: "all", similar: false },
      { text: "anh", within: "all", similar: true },
      { text: "anhh", within: "all", similar: false },
    ]);
  });

  test("opens a contact beside the list, and says that this is logged", async () => {
    stub(searchRoutes.search, () => ({ hits: [HIT], hasMore: true, canAskSimilar: false }));
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

  test("an own record that was closed is opened again, and leads to the desk; a running one is not", async () => {
    const running = { ...HIT, field: "handling", contact: { ...CONTACT, id: ID(2), status: "active" } };
    stub(searchRoutes.search, () => ({ hits: [HIT, running], hasMore: false, canAskSimilar: false }));
    stub(searchRoutes.open, () => ({ ...OPENED, record: {}, recordDefinition: 2 }));
    let answers: (() => never) | undefined = () => {
      throw new Refused(404, "not-yours", "Không thuộc quyền xem của bạn.");
    };
    const reopened = stub(talkRoutes.reopen, () => {
      answers?.();
      return contact(1);
    });
    const user = show();
    await user.type(box(), "duong");
    const [closed, active] = await screen.findAllByRole("button", { name: /dượng/u });
    await user.click(active as HTMLElement);
    await screen.findByRole("complementary", { name: "Lượt liên hệ tìm được" });
    expect(screen.queryByRole("button", { name: "Mở lại ghi chép" })).toBeNull();
    await user.click(closed as HTMLElement);
    (await screen.findByRole("button", { name: "Mở lại ghi chép" })).focus();
    await user.keyboard("{Enter}");
    expect((await screen.findByRole("alert")).textContent).toBe("Không thuộc quyền xem của bạn.");
    expect(window.location.search).toBe("?at=search");
    answers = undefined;
    await user.click(screen.getByRole("button", { name: "Mở lại ghi chép" }));
    await waitFor(() => {
      expect(window.location.search).toBe("?at=desk");
    });
    expect(reopened.map(({ params }) => params)).toEqual([{ contactId: CONTACT.id }, { contactId: CONTACT.id }]);
  });

  test("names fields and codes by the form that the record was written in, not by ours", async () => {
    const hit = { ...HIT, recordDefinition: 7 };
    stub(searchRoutes.search, () => ({ hits: [hit], hasMore: false, canAskSimilar: false }));
    stub(searchRoutes.open, () => ({
      ...OPENED,
      record: { narrative: saved("Cha dượng đánh cháu"), schoolKind: saved("boarding"), left: saved("còn sót") },
      recordDefinition: 7,
    }));
    const user = show();
    await user.type(box(), "duong");
    await user.click(await screen.findByRole("button", { name: /Trẻ kể gì/u }));
    const side = screen.getByRole("complementary", { name: "Lượt liên hệ tìm được" });
    const lines = await within(side).findAllByRole("term");
    expect(lines.map((line) => `${line.textContent}: ${line.nextElementSibling?.textContent ?? ""}`)).toEqual([
      "Loại trường: Trường nội trú",
      "Trẻ kể gì: Cha dượng đánh cháu",
      "left: còn sót",
    ]);
  });

  test("says so when the form of a record cannot be read", async () => {
    stub(searchRoutes.search, () => ({ hits: [HIT], hasMore: false, canAskSimilar: false }));
    stub(searchRoutes.open, () => ({ ...OPENED, record: { narrative: saved("x") }, recordDefinition: 99 }));
    const user = show();
    await user.type(box(), "duong");
    await user.click(await screen.findByRole("button", { name: /dượng/u }));
    const side = screen.getByRole("complementary", { name: "Lượt liên hệ tìm được" });
    await within(side).findByText("Không tìm thấy.");
    within(side).getByRole("button", { name: "Thử lại" });
  });

  test("takes whoever supervises to where a contact is opened with a reason, without a word of it", async () => {
    const shut = {
      ...HIT,
      kind: "person",
      field: "name",
      excerpt: null,
      contact: { ...CONTACT, isMine: false },
    } as const;
    stub(searchRoutes.search, () => ({ hits: [shut], hasMore: false, canAskSimilar: false }));
    const user = show(true);
    screen.getByText(/của trung tâm mình/u);
    await user.type(box(), "anh");
    await user.click(await screen.findByRole("button", { name: /Có khớp/u }));
    expect(window.location.search).toBe(`?at=watch&contact=${CONTACT.id}&shown=all`);
  });

  test("says when the line is gone, and tries again", async () => {
    let isAway = true;
    stub(searchRoutes.search, () => {
      if (isAway) throw new NoNetwork();
      return { hits: [HIT], hasMore: false, canAskSimilar: false };
    });
    const user = show();
    await user.type(box(), "duong");
    const again = await screen.findByRole("button", { name: "Thử lại" });
    isAway = false;
    await user.click(again);
    await screen.findByText("dượng", { selector: "mark" });
  });
});
