import type { PlaceKind } from "@nightlight/domain/place/place";

/**
 * What the source does not know yet, or has wrong. Each line names the decision that it rests on; decision 23 says where
 * they were read. A change of the source, or of this file, needs a new number here: it is what makes an installation
 * take the places in again.
 */
export const PLACES_VERSION = "1.0.0 + 388/NQ-UBTVQH16";

/** Two tiers since this day: Resolution 202/2025/QH15, codes by Decision 19/2025/QĐ-TTg. */
export const TWO_TIERS_SINCE = "2025-07-01";

/** Codes that the source has otherwise than the official list. */
export const CORRECTED_CODES: Readonly<Record<string, string>> = {
  "06970": "06978", // Ba Chẽ, Quảng Ninh
  "23737": "23938", // Ia Mơ, Gia Lai
};

type Renaming = {
  readonly on: string;
  readonly by: string;
  readonly codes: readonly string[];
  readonly from: PlaceKind;
  readonly to: PlaceKind;
};

/** Units that became another kind; code, borders and name stayed. */
export const RENAMINGS: readonly Renaming[] = [
  { on: "2026-04-30", by: "30/2026/QH16", codes: ["75"], from: "province", to: "city" },
  {
    on: "2026-04-30",
    by: "237/NQ-UBTVQH16",
    // Dầu Giây, Đồng Phú, Long Thành, Lộc Ninh, Nhơn Trạch, Tân Khai, Tân Phú, Trảng Bom, Trị An, Xuân Lộc
    codes: ["26326", "25363", "26368", "25270", "26485", "25357", "26116", "26248", "26170", "26425"],
    from: "commune",
    to: "ward",
  },
  { on: "2026-09-01", by: "36/2026/QH16", codes: ["22"], from: "province", to: "city" },
  { on: "2026-09-20", by: "39/2026/QH16", codes: ["24"], from: "province", to: "city" },
  {
    on: "2026-09-20",
    by: "388/NQ-UBTVQH16",
    // Bố Hạ, Lạng Giang, Kép, Lục Nam, Hiệp Hòa, Yên Phong, Phù Lãng, Chi Lăng, Tiên Du, Gia Bình, Nhân Thắng, Lương Tài
    codes: [
      ...["07294", "07375", "07399", "07444", "07840", "09193"],
      ...["09292", "09313", "09319", "09454", "09475", "09496"],
    ],
    from: "commune",
    to: "ward",
  },
];

/** Names that a province had before, and that people still say. */
export const OLD_PROVINCE_NAMES: readonly {
  readonly code: string;
  readonly kind: PlaceKind;
  readonly name: string;
  readonly until: string;
}[] = [
  { code: "79", kind: "city", name: "Sài Gòn", until: "1976-07-02" },
  { code: "46", kind: "province", name: "Thừa Thiên Huế", until: "2025-01-01" },
];

/** Island districts without communes: the source gives their successor, and leaves their own names out. */
export const ISLAND_DISTRICTS: Readonly<Record<string, { readonly name: string; readonly province: string }>> = {
  "11948": { name: "Huyện Bạch Long Vĩ", province: "Thành phố Hải Phòng" },
  "19742": { name: "Huyện Cồn Cỏ", province: "Tỉnh Quảng Trị" },
  "20333": { name: "Huyện Hoàng Sa", province: "Thành phố Đà Nẵng" },
  "21548": { name: "Huyện Lý Sơn", province: "Tỉnh Quảng Ngãi" },
  "26732": { name: "Huyện Côn Đảo", province: "Tỉnh Bà Rịa - Vũng Tàu" },
};
