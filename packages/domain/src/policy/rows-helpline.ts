import { textRow } from "./row.ts";

/** Who this helpline is: what its papers say at the head, and the number that its pages tell people to ring. */
export const HELPLINE_ROWS = {
  helplineName: textRow({
    ...{ shape: "words", standard: "Tổng đài điện thoại quốc gia bảo vệ trẻ em 111", max: 120 },
    vi: ["Tên tổng đài", "Ghi trên Mẫu 01 và phiếu chuyển; giấy đã in giữ tên cũ."],
    en: ["Name of the helpline", "Stands on Form 01 and on transfer slips; what was printed keeps the old one."],
  }),
  helplineAbove: textRow({
    ...{ shape: "words", standard: "Cục Bà mẹ và Trẻ em", max: 120 },
    vi: ["Cơ quan chủ quản", "Dòng đầu của giấy tờ, trên tên tổng đài."],
    en: ["The office above it", "The first line of every paper, above the helpline's name."],
  }),
  helplineShort: textRow({
    ...{ shape: "words", standard: "TĐ111", max: 20 },
    vi: ["Tên viết tắt", "Đứng sau số của giấy tờ: Số 12/BC-TĐ111."],
    en: ["Its short name", "Stands behind the number of a paper: 12/BC-TĐ111."],
  }),
  helplineSeat: textRow({
    ...{ shape: "words", standard: "Hà Nội", max: 60 },
    vi: ["Nơi viết giấy tờ", "Đứng trước ngày tháng của giấy tờ."],
    en: ["Where papers are written", "Stands before the date of a paper."],
  }),
  helplinePhone: textRow({
    ...{ shape: "phone", standard: "111", max: 20 },
    vi: ["Số điện thoại", "Trang của trẻ và của cơ quan bảo mọi người gọi số này: sai số thì không ai gọi được."],
    en: ["Telephone number", "The pages of children and offices tell people to ring it: a wrong one reaches nobody."],
  }),
};
