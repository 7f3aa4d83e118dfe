import { expect, test } from "vitest";
import { FIRST_DEFINITION } from "@nightlight/domain/record/first-definition";
import { RECORD_DEFINITIONS } from "@nightlight/domain/record/default-definition";
import type { Values } from "@nightlight/domain/record/path";
import { STANDARD_POLICY } from "@nightlight/domain/policy/policy";
import { agencyOf } from "../agency.ts";
import { print } from "../render.ts";
import { readPdf } from "../test-pdf-text.ts";
import { form01Of, type Form01Source } from "./form-01-of.ts";
import { FORM_01_KINDS, renderForm01 } from "./form-01.ts";

const NEWEST = RECORD_DEFINITIONS.at(-1) ?? FIRST_DEFINITION;

const source = (values: Values, definition = NEWEST): Form01Source => ({
  agency: agencyOf(STANDARD_POLICY),
  writtenAt: new Date("2026-11-22T08:00:00Z"),
  receivedAt: new Date("2026-11-21T19:14:00Z"),
  channel: "zalo",
  definition,
  values,
  placeOf: (code) => (code === "25318" ? "Xã Tân Tiến, Thành phố Đồng Nai" : undefined),
  officer: "Hoàng Lan",
  level: undefined,
  number: undefined,
});

const RECORD = {
  narrative: "Em kể là bố đánh",
  "child.aaaaaaaa.name": "Nguyễn Thị Minh Ánh",
  "child.aaaaaaaa.birthDate": "2015-09-02",
  "child.aaaaaaaa.ageBand": "11-13",
  "child.aaaaaaaa.gender": "girl",
  "child.aaaaaaaa.incidentPlace": "25318",
  "child.aaaaaaaa.incidentAddress": "thôn 3",
  "child.aaaaaaaa.homePlace": "unknown",
  "child.aaaaaaaa.condition": "Bị bầm tím ở tay, sợ về nhà",
  "child.aaaaaaaa.groups": '["SC09"]',
  "child.bbbbbbbb.name": "Tí",
  "child.cccccccc.name": "Ghi nhầm",
  "child.cccccccc.removed": "yes",
  actions: '["police","safety_plan"]',
  summary: "Bé bị đánh nhiều lần",
  actionsNote: "Gọi lúc 2 giờ 20",
  "informant.name": "Bà Tám",
  "informant.phone": "0912345678",
  "informant.address": "thôn 3",
  "informant.relation": "neighbour",
};

const words = async (values: Values, copy: "helpline" | "authority", definition = NEWEST): Promise<string> =>
  (await readPdf(await renderForm01(form01Of(source(values, definition), copy)))).pages.join(" ");

test("the form is filled from the record, in Vietnamese, a block for each child", async () => {
  const said = await words(RECORD, "helpline");
  for (const each of [
    "BÁO CÁO TIẾP NHẬN THÔNG TIN TRẺ EM",
    "Hà Nội, ngày 22 tháng 11 năm 2026",
    "02:14 ngày 22/11/2026",
    "em thứ 1/2",
    "em thứ 2/2",
    "Nguyễn Thị Minh Ánh",
    "02/09/2015",
    "Giới tính: Nữ",
    "thôn 3, Xã Tân Tiến, Thành phố Đồng Nai",
    "Nơi ở: Không rõ",
    "Bị bầm tím ở tay, sợ về nhà",
    "Tổn hại nghiêm trọng do bạo lực",
    "Chuyển công an; Lập kế hoạch an toàn. Gọi lúc 2 giờ 20",
    "Tóm tắt vụ việc: Bé bị đánh nhiều lần",
    "Hoàng Lan",
  ]) {
    expect(said).toContain(each);
  }
  expect(said).not.toContain("Ghi nhầm");
  // What was told in confidence is no part of the form.
  expect(said).not.toContain("Em kể là bố đánh");
});

test("blanks never block: an empty record is a form to write on", async () => {
  const said = await words({}, "helpline");
  expect(said).toContain("Họ tên trẻ em: ......");
  expect(said).toContain("Số: ............/BC-TĐ111");
});

test("a record of before, with a name alone, is a child", async () => {
  expect(await words({ name: "Bé Na" }, "helpline", FIRST_DEFINITION)).toContain("Họ tên trẻ em: Bé Na");
});

test("our own copy says who told us and how it came, and that it stays here", async () => {
  const said = await words(RECORD, "helpline");
  for (const each of ["Bà Tám", "0912345678", "Hàng xóm", "Không đồng ý để nêu tên", "Zalo", "không gửi ra ngoài"]) {
    expect(said).toContain(each);
  }
});

test.each(["no", "unknown", undefined])("who told us is not in an authority's copy (agreed: %s)", async (agreed) => {
  const values = agreed === undefined ? RECORD : { ...RECORD, "informant.agreed": agreed };
  const said = await words(values, "authority");
  expect(said).toContain("Nguyễn Thị Minh Ánh");
  expect(said).toContain("Không cung cấp.");
  for (const each of ["Bà Tám", "0912345678", "Hàng xóm", "Zalo", "không gửi ra ngoài"])
    expect(said).not.toContain(each);
});

test("what the definition keeps at the helpline is in no copy for outside", async () => {
  const kept = JSON.parse(JSON.stringify(NEWEST), (_, value: unknown) =>
    isField(value) && value.key === "condition" ? { ...value, audience: "helpline" } : value,
  ) as typeof NEWEST;
  expect(await words(RECORD, "helpline", kept)).toContain("Bị bầm tím");
  expect(await words(RECORD, "authority", kept)).not.toContain("Bị bầm tím");
});

test("unless they agreed to be named; how it came is never in it", async () => {
  const said = await words({ ...RECORD, "informant.agreed": "yes" }, "authority");
  expect(said).toContain("Bà Tám");
  expect(said).not.toContain("Zalo");
});

test("it reads well aloud: tagged, titled, in Vietnamese; and is the same twice", async () => {
  const form = form01Of(source(RECORD), "helpline");
  const [first, second] = await Promise.all([renderForm01(form), print({ kind: "form-01", form })]);
  const read = await readPdf(first);
  expect(read).toMatchObject({ title: "Báo cáo tiếp nhận thông tin trẻ em", language: "vi-VN" });
  expect(read.parts).toEqual(expect.arrayContaining(["Document", "H1", "H2", "P"]));
  expect((await readPdf(second)).pages).toEqual((await readPdf(first)).pages);
});

test("a very long story runs over pages and is whole; control characters and emoji do no harm", async () => {
  const story = Array.from({ length: 900 }, (_, at) => `câu${String(at)}`).join(" ");
  const said = await words(
    { "child.aaaaaaaa.condition": story, "child.aaaaaaaa.name": "Bé 🐻 \u202e\u0007Na" },
    "authority",
  );
  expect(said).toContain("câu899");
  expect(said).toContain("Trang 3/");
});

test("the kinds in its title are marked where the record says so, and left to be ticked where nobody knows", async () => {
  const marked = async (values: Values, level?: Form01Source["level"]): Promise<string | undefined> => {
    const form = form01Of({ ...source(values), level }, "authority");
    const said = (await readPdf(await renderForm01(form))).pages.join(" ");
    return /Thuộc trường hợp: (.*?) A\. /u.exec(said)?.[1]?.replaceAll(/\s+/gu, " ").trim();
  };
  const { abused, at_risk: risk, special } = FORM_01_KINDS;
  expect(await marked({})).toBe(`[ ] ${abused} [ ] ${risk} [ ] ${special}`);
  expect(await marked({}, "P2")).toContain(`[x] ${risk}`);
  const hurt = { reasons: '["violence.physical"]', "child.aaaaaaaa.groups": '["SC09"]' };
  expect(await marked(hurt, "P2")).toBe(`[x] ${abused} [ ] ${risk} [x] ${special}`);
  expect(await marked({ reasons: '["school.performance"]' }, "P4")).not.toContain("[x]");
});

test("under the number that went out, and with a word where a sign was typed", async () => {
  const form = form01Of({ ...source({ summary: "Bé 🐻 sợ 😭😭" }), number: "2026/000017" }, "helpline");
  const said = (await readPdf(await renderForm01(form))).pages.join(" ");
  expect(said).toContain("Số: 2026/000017/BC-TĐ111");
  expect(said).toContain("Bé (biểu tượng) sợ (biểu tượng)");
});

function isField(value: unknown): value is { key: string } {
  return typeof value === "object" && value !== null && "key" in value && "audience" in value;
}
