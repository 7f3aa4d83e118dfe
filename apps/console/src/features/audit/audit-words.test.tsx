import { AUDIT_ACTS, AUDIT_CODES, AUDIT_SUBJECTS, type AuditCode } from "@nightlight/domain/audit/vocabulary";
import { POLICY_KEYS, rowOf } from "@nightlight/domain/policy/policy";
import { render, screen } from "@testing-library/react";
import { IntlProvider } from "use-intl";
import { describe, expect, test } from "vitest";
import en from "../../locales/en.json";
import vi from "../../locales/vi.json";
import { keyOf } from "./action-words.ts";
import { codeKey, useDetailsLine } from "./detail-words.ts";

type Entry = Parameters<ReturnType<typeof useDetailsLine>>[0];

function Line({ entry }: { readonly entry: Entry }) {
  return <p>{useDetailsLine()(entry)}</p>;
}

describe.each([
  ["Vietnamese", vi],
  ["English", en],
] as const)("in %s", (_, words) => {
  const has = (path: string) =>
    typeof path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], words) ===
    "string";

  test("every act, noun and subject of the log has words", () => {
    const acts = Object.keys(AUDIT_ACTS);
    const nouns = [...AUDIT_SUBJECTS, ...acts.map((act) => act.split(".")[0] ?? act)];
    const paths = [...acts.map((act) => `audit.action.${keyOf(act)}`), ...nouns.map((noun) => `audit.kind.${noun}`)];
    expect(paths.filter((path) => !has(path))).toEqual([]);
  });

  test("every detail has words, and every code that one can hold", () => {
    const details = Object.values(AUDIT_ACTS).flatMap((each) => Object.keys(each));
    const codes = (Object.keys(AUDIT_CODES) as AuditCode[])
      .filter((set) => set !== "policyRow")
      .flatMap((set) => AUDIT_CODES[set].map((code) => codeKey(set, code)));
    const paths = [...details.map((detail) => `audit.detail.${detail}`), ...codes];
    expect(paths.filter((path) => !has(path))).toEqual([]);
  });
});

test("every row of the policy brings its words along", () => {
  expect(POLICY_KEYS.filter((key) => rowOf(key).words.vi.name === "" || rowOf(key).words.en.name === "")).toEqual([]);
});

test.each<[string, Entry["action"], Entry["details"], string]>([
  [
    "a sign-in",
    "sign-in.password",
    { stage: "open", browser: "coc-coc", system: "linux" },
    "bước: đã vào · trình duyệt: Cốc Cốc · máy: Linux",
  ],
  [
    "roles",
    "person.changed",
    { fields: "roles,name", roles: "supervisor" },
    "đã sửa: vai trò, họ tên · vai trò: Giám sát",
  ],
  ["a move", "contact.moved", { to: "queue", reason: "shift_ends", overrides: "" }, "đến: hàng đợi · lý do: Hết ca"],
  [
    "a time, and a level",
    "escalation.breached",
    { limit: "act.breach", level: "P1", dueAt: "2026-11-22T19:14:00.000Z" },
    "hạn: kiểm tra an toàn · mức: P1, nguy hiểm ngay · đến hạn: 23/11/2026 02:14",
  ],
  [
    "a large number, yes and no",
    "barring.added",
    { isOffice: false, entries: 20_000 },
    "là cơ quan: không · số mục: 20.000",
  ],
  ["another build's", "person.vanished", { colour: "blue" }, "colour: blue"],
])("%s", (_, action, details, line) => {
  render(
    <IntlProvider locale="vi" messages={vi} timeZone="Asia/Ho_Chi_Minh">
      <Line entry={{ action, details }} />
    </IntlProvider>,
  );
  screen.getByText(line);
});
