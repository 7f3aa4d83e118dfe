import type { Chance } from "./chance.ts";

const FAMILY = ["Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Vũ", "Võ"].concat([
  ...["Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Phan", "Trương", "Cao", "Mai", "Tạ", "Nông", "Thạch"],
]);
const GIRLS = ["An", "Ánh", "Bảo Hân", "Chi", "Diễm My", "Gia Hân", "Hà My", "Hạnh", "Hoài An", "Khánh Linh"].concat([
  ...["Kim Ngân", "Lan Anh", "Mai", "Mỹ Duyên", "Ngọc Hà", "Như Ý", "Phương Thảo", "Quỳnh Như", "Thanh Trúc"],
  ...["Thùy Dung", "Tú Uyên", "Uyên Nhi", "Vy", "Yến"],
]);
const BOYS = [
  "An",
  "Anh Khoa",
  "Bảo",
  "Đăng",
  "Đức Anh",
  "Gia Huy",
  "Hải",
  "Hoàng Nam",
  "Hùng",
  "Khải",
  "Khang",
].concat([
  ...["Lâm", "Minh Quân", "Nghĩa", "Nhật Minh", "Phong", "Phúc", "Quốc Việt", "Sơn", "Tấn Phát", "Thành", "Tiến Đạt"],
  ...["Trí", "Tuấn Kiệt", "Vinh"],
]);
const WOMEN = [
  "Thị Hoa",
  "Thị Hồng",
  "Thị Lý",
  "Thị Nguyệt",
  "Thị Oanh",
  "Thị Sen",
  "Thị Thắm",
  "Thị Vân",
  "Ngọc Bích",
];
const MEN = [
  "Văn Bình",
  "Văn Chính",
  "Văn Hòa",
  "Văn Lực",
  "Đình Phong",
  "Quốc Thái",
  "Hữu Tài",
  "Minh Trung",
  "Xuân Vũ",
];

/** A child, as somebody calls it. Nobody is meant. */
export function childName(chance: Chance, gender: "girl" | "boy"): string {
  const given = chance.pick(gender === "girl" ? GIRLS : BOYS);
  // Many give the whole name, most only what they are called.
  return chance.happens(0.4) ? `${chance.pick(FAMILY)} ${gender === "girl" ? "Thị " : ""}${given}` : given;
}

/** A grown-up with a whole name. */
export function adultName(chance: Chance): string {
  return `${chance.pick(FAMILY)} ${chance.pick(chance.happens(0.5) ? WOMEN : MEN)}`;
}

/** A number that nobody can have: none in the country begins with 0000. */
export function demoPhone(chance: Chance): string {
  return `0000 ${String(chance.whole(100, 999))} ${String(chance.whole(100, 999))}`;
}
