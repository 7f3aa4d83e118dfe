import { officeMoment, type Agency } from "../agency.ts";
import { letterHead } from "../letter-head.ts";
import { openSheet, type Sheet } from "../sheet.ts";

/** What is known of one child. Whatever is missing stays a line to write on: nothing ever keeps the form from being made. */
export type Form01Child = {
  readonly name: string | undefined;
  readonly birthDate: string | undefined;
  readonly age: string | undefined;
  readonly gender: string | undefined;
  readonly incidentPlace: string | undefined;
  readonly home: string | undefined;
  readonly condition: string | undefined;
  readonly consequence: string | undefined;
  readonly whereNow: string | undefined;
  readonly father: string | undefined;
  readonly mother: string | undefined;
  readonly family: string | undefined;
  readonly carer: string | undefined;
  /** Groups of children in special circumstances, in words. */
  readonly groups: string | undefined;
};

export type Form01Informant = {
  readonly name: string | undefined;
  readonly phone: string | undefined;
  readonly address: string | undefined;
  readonly note: string | undefined;
};

/** What the title of the form names; one report may be of more than one kind. */
export const FORM_01_KINDS = {
  abused: "bị xâm hại",
  at_risk: "có nguy cơ bị bạo lực, bóc lột, bỏ rơi",
  special: "có hoàn cảnh đặc biệt",
} as const;

export type Form01Kind = keyof typeof FORM_01_KINDS;

export type Form01 = {
  readonly agency: Agency;
  /** Which of the kinds in its title it is; empty where nobody knows yet: then they are ticked by hand. */
  readonly kinds: readonly Form01Kind[];
  /** Without one the number is left to be written. */
  readonly number: string | undefined;
  readonly writtenAt: Date;
  readonly receivedAt: Date;
  /** How it came. Never given to anybody outside: in a commune one telephone call is one neighbour. */
  readonly via: string | undefined;
  /** What happened, as it was written for whoever reads the form. */
  readonly summary: string | undefined;
  readonly children: readonly Form01Child[];
  readonly doneBefore: string | undefined;
  /** Only who agreed to be named; "withheld" says so, without a word about who it was. */
  readonly informant: Form01Informant | "withheld" | undefined;
  readonly officer: string | undefined;
  /** Whose copy this is; every page says so. */
  readonly copy: "helpline" | "authority";
};

const NO_CHILD: Form01Child = {
  name: undefined,
  birthDate: undefined,
  age: undefined,
  gender: undefined,
  incidentPlace: undefined,
  home: undefined,
  condition: undefined,
  consequence: undefined,
  whereNow: undefined,
  father: undefined,
  mother: undefined,
  family: undefined,
  carer: undefined,
  groups: undefined,
};

const CHILD_HEIGHT = 240;
/** Who told us and who signs: together, so that no signature stands alone on a page. */
const END_HEIGHT = 210;
/** A box stays with its words. */
const NO_BREAK = "\u00A0";

export const FORM_01_TITLE = "Báo cáo tiếp nhận thông tin trẻ em";

/** The foot of every page, so that a copy on a desk says for whom it is. */
export const COPY_WORDS = {
  helpline: "Bản lưu tại Tổng đài, không gửi ra ngoài",
  authority: "Bản gửi cơ quan có thẩm quyền",
} as const satisfies Record<Form01["copy"], string>;

/** Form 01 of Decree 56/2017: the report of receiving information about a child, as a PDF in Vietnamese. */
export async function renderForm01(form: Form01, isDemo = false): Promise<Uint8Array> {
  const { agency, writtenAt, copy, children, doneBefore, officer } = form;
  const sheet = openSheet({
    title: FORM_01_TITLE,
    subject: "Mẫu số 01, Nghị định 56/2017/NĐ-CP",
    author: agency.name,
    foot: COPY_WORDS[copy],
    at: writtenAt,
    isDemo,
  });
  writeFormHead(sheet, form);
  sheet.heading("A. Thông tin chung");
  sheet.heading("1. Nguồn nhận thông tin");
  sheet.line("Thông qua (điện thoại, gặp trực tiếp, người khác báo)", form.via);
  sheet.line("Thời gian", officeMoment(form.receivedAt, agency));
  if (form.summary !== undefined) sheet.line("Tóm tắt vụ việc", form.summary);
  const told = children.length === 0 ? [NO_CHILD] : children;
  for (const [at, child] of told.entries()) {
    sheet.keep(CHILD_HEIGHT);
    sheet.heading(
      `2. Thông tin về trẻ em${told.length > 1 ? ` (em thứ ${String(at + 1)}/${String(told.length)})` : ""}`,
    );
    writeChild(sheet, child);
  }
  sheet.line("Những hành động hỗ trợ, can thiệp đã thực hiện đối với trẻ em trước khi nhận được thông tin", doneBefore);
  sheet.keep(END_HEIGHT);
  writeInformant(sheet, form.informant);
  sheet.signatures([
    { who: "", how: "" },
    { who: "Cán bộ tiếp nhận thông tin", how: "(ký, ghi rõ họ tên)", name: officer },
  ]);
  return sheet.end();
}

/** The head that all copies of the form have. */
export function writeFormHead(
  sheet: Sheet,
  {
    agency,
    number,
    writtenAt,
    kinds,
  }: Pick<Form01, "agency" | "number" | "writtenAt"> & { readonly kinds?: Form01["kinds"] },
): void {
  sheet.text("Mẫu số 01, ban hành kèm theo Nghị định số 56/2017/NĐ-CP", "quiet");
  sheet.head(letterHead(agency, `${number ?? "............"}/BC`, writtenAt));
  sheet.title(
    FORM_01_TITLE.toUpperCase(),
    "bị xâm hại hoặc có nguy cơ bị bạo lực, bóc lột, bỏ rơi, có hoàn cảnh đặc biệt",
  );
  // What was sent is told in words and not in codes: there the title stands as it is.
  if (kinds === undefined) return;
  const boxes = (["abused", "at_risk", "special"] as const).map((kind) =>
    `${kinds.includes(kind) ? "[x]" : "[  ]"} ${FORM_01_KINDS[kind]}`.replaceAll(" ", NO_BREAK),
  );
  sheet.text(`Thuộc trường hợp: ${boxes.join("   ")}`);
}

function writeChild(sheet: Sheet, child: Form01Child): void {
  sheet.line("Họ tên trẻ em", child.name);
  const born = [child.birthDate, child.age].filter((part) => part !== undefined);
  sheet.line("Ngày tháng năm sinh hoặc ước lượng tuổi", born.length === 0 ? undefined : born.join("; "));
  sheet.line("Giới tính", child.gender);
  sheet.line("Địa điểm xảy ra vụ việc", child.incidentPlace);
  sheet.line("Nơi ở", child.home);
  sheet.line("Hiện trẻ em đang ở đâu", child.whereNow);
  sheet.line("Tình trạng hiện tại của trẻ em", child.condition);
  sheet.line("Phỏng đoán hậu quả có thể xảy ra nếu không có hỗ trợ, can thiệp", child.consequence);
  sheet.line("Họ tên cha, tuổi, nghề nghiệp", child.father);
  sheet.line("Họ tên mẹ, tuổi, nghề nghiệp", child.mother);
  sheet.line("Hoàn cảnh gia đình", child.family);
  sheet.line("Hiện ai là người chăm sóc trẻ em (nếu biết)", child.carer);
  if (child.groups !== undefined) sheet.line("Thuộc nhóm trẻ em có hoàn cảnh đặc biệt", child.groups);
}

function writeInformant(sheet: Sheet, informant: Form01["informant"]): void {
  sheet.heading("3. Thông tin về người cung cấp thông tin (nếu đồng ý cung cấp)");
  if (informant === "withheld") {
    sheet.text("Không cung cấp.");
    return;
  }
  sheet.line("Họ tên", informant?.name);
  sheet.line("Số điện thoại", informant?.phone);
  sheet.line("Địa chỉ", informant?.address);
  sheet.line("Ghi chú thêm", informant?.note);
}
