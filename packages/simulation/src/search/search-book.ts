import { fold } from "@nightlight/domain/privacy/text";
import { SIMILAR_MONTHS } from "@nightlight/domain/search/search-plan";

/** A contact of the book: whom it was about, from which number, what was noted, whose it was, and when. */
export type BookedContact = {
  readonly name: string;
  readonly phone: string;
  readonly note: string;
  /** Number of the counsellor, from 0. */
  readonly owner: number;
  readonly arrivedAt: Date;
};

/** What a book is made of. The same plan gives the same book, contact by contact. */
export type BookPlan = {
  readonly contacts: number;
  /** These share four tenths of all contacts; the others the rest. */
  readonly busyCounsellors: number;
  readonly counsellors: number;
  /** Contacts are spread evenly over the days before this. */
  readonly until: Date;
  readonly days: number;
};

const BUSY_SHARE = 0.4;
const DAY_MS = 86_400_000;

// Family names by how common they are; one person in three is a Nguyễn.
const FAMILIES =
  words(`Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Trần Lê Lê Lê Phạm Phạm Hoàng Huỳnh
  Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Tạ Giàng Lò Thào Vàng Quàng Hà`);
const MIDDLES = words(
  `Thị Thị Thị Văn Văn Minh Đức Thanh Ngọc Hoàng Quốc Gia Bảo Kim Thu Anh Hữu Công Xuân Khánh Phương Mỹ`,
);
const GIVENS =
  words(`Anh An Ánh Ân Bảo Bình Châu Chi Cường Dung Dũng Dương Duy Đạt Đông Đức Giang Hà Hạnh Hằng Hiền Hiếu Hoa
  Hoà Hồng Huệ Hùng Huy Hương Khang Khánh Khoa Kiên Lâm Lan Linh Loan Long Ly Mai Mạnh Minh My Nam Nga Ngân Ngọc Nhi Nhung
  Oanh Phát Phong Phú Phúc Phương Quân Quang Quyên Quỳnh Sơn Tâm Tân Thảo Thắng Thành Thiện Thịnh Thơ Thu Thư Thuỷ Thúy
  Tiến Toàn Trang Trâm Trí Trinh Trung Trường Tú Tuấn Tùng Tuyết Uyên Vân Việt Vinh Vy Yến Ý`);
const PLACES =
  words(`Sơn Thạch Hoà Bình Tân Phú Lộc Mỹ Xuân Quang Thượng Hạ Đông Tây Nam Bắc Vĩnh Yên Long Phước Thọ Khánh Hưng
  Lạc Trạch Đại Tiến Thủy Giang Hải Lâm Kỳ Cẩm Diễn Quỳnh Ninh Cát Bảo Gia Ea Cư Đắk Krông Mường Nậm Chiềng Pa Hua Tà`);
const SENTENCES = `Cháu kể rằng {who} {act} từ {when}
Người gọi là {who} của trẻ, lo vì trẻ {sign}
Trẻ nói {who} hay {act} khi {cause}
Cháu học lớp {n} ở trường {place}
Gia đình ở xã {place}, nhà gần {near}
Cháu {sign} và không muốn kể với {who}
Đã hướng dẫn cháu {help}
Hẹn gọi lại vào {when} để hỏi thăm
Hàng xóm nghe tiếng khóc {when}
Cô giáo {name} đã biết chuyện nhưng chưa báo ai
Trẻ xin đừng nói với {who}
{who} đang đi làm xa ở {place}
Cháu ở với {who} từ khi bố mẹ ly hôn
Trong nhà còn em nhỏ {n} tuổi
Cháu bị bạn tên {name} {bully} ở trường
Có người lạ nhắn tin qua mạng đòi gửi ảnh
Trẻ đã từng nghĩ đến việc bỏ nhà đi
Người gọi xin giấu tên và số điện thoại
Đã kết nối với cán bộ bảo vệ trẻ em xã {place}
Sức khỏe hiện ổn định, chưa cần cấp cứu`.split("\n");
const SLOTS: Readonly<Record<string, readonly string[]>> = {
  who: "bố|mẹ|cha dượng|mẹ kế|ông ngoại|bà nội|anh trai|chú ruột|cậu|dì|người chăm sóc|bác hàng xóm".split("|"),
  act: "đánh đập|chửi mắng|nhốt trong phòng|bỏ đói|bắt đi làm thuê|bắt nghỉ học|sờ vào người|đe dọa|uống rượu say rồi quậy phá".split(
    "|",
  ),
  when: "tuần trước|hôm qua|đầu năm học|mấy tháng nay|thứ hai|thứ sáu|kỳ nghỉ hè|tối chủ nhật|sau Tết".split("|"),
  sign: "mất ngủ|bỏ ăn|hay khóc một mình|sợ về nhà|có vết bầm ở tay|nghỉ học nhiều ngày|tự làm đau mình|ít nói hẳn đi".split(
    "|",
  ),
  cause: "say rượu|thua cờ bạc|điểm kém|làm vỡ đồ|không có tiền|cãi nhau".split("|"),
  near: "chợ|cầu treo|ủy ban|trạm y tế|nhà văn hóa|bến đò|khu công nghiệp|rẫy cà phê|đầm tôm".split("|"),
  help: "cách giữ an toàn|nói với người lớn tin cậy|gọi lại khi nguy hiểm|ghi lại sự việc|hít thở sâu|tìm chỗ trú tạm".split(
    "|",
  ),
  bully: "bắt nạt|trêu chọc|cô lập|quay phim|lấy tiền|đánh hội đồng".split("|"),
};
const PREFIXES = words(
  "032 033 034 035 036 037 038 039 070 076 077 078 079 081 082 083 084 085 086 088 090 091 093 094 096 097 098",
);

/** The contact with this number, from 0, the oldest first. */
export function bookedContact(plan: BookPlan, index: number): BookedContact {
  const draw = draws(index);
  const { contacts, busyCounsellors, counsellors, until, days } = plan;
  const isBusy = draw.share() < BUSY_SHARE;
  const owner = isBusy
    ? draw.below(busyCounsellors)
    : busyCounsellors + draw.below(Math.max(1, counsellors - busyCounsellors));
  return {
    name: nameOf(draw),
    phone: `${draw.one(PREFIXES)}${String(draw.below(10_000_000)).padStart(7, "0")}`,
    note: noteOf(draw),
    owner: Math.min(owner, counsellors - 1),
    arrivedAt: new Date(until.getTime() - Math.floor(((contacts - index) / contacts) * days * DAY_MS)),
  };
}

/** The number of the first contact, the oldest, among which names nearly like one are looked for. */
export function firstRecent({ contacts, days }: BookPlan): number {
  return Math.max(0, Math.ceil(contacts * (1 - (SIMILAR_MONTHS * 30 - 1) / days)));
}

function nameOf(draw: Draw): string {
  const parts = [draw.one(FAMILIES), draw.one(MIDDLES)];
  if (draw.share() < 0.5) parts.push(draw.one(GIVENS));
  return [...parts, draw.one(GIVENS)].join(" ");
}

function noteOf(draw: Draw): string {
  const sentences = Array.from({ length: 4 + draw.below(4) }, () => draw.one(SENTENCES));
  return sentences
    .map((sentence) => `${sentence.replace(/\{(\w+)\}/gu, (_, slot: string) => fill(draw, slot))}.`)
    .join(" ");
}

function fill(draw: Draw, slot: string): string {
  if (slot === "n") return String(1 + draw.below(12));
  if (slot === "name") return draw.one(GIVENS);
  if (slot === "place") return `${draw.one(PLACES)} ${draw.one(PLACES)}`;
  return draw.one(SLOTS[slot] ?? [slot]);
}

type Draw = {
  share(): number;
  below(limit: number): number;
  one<Value>(values: readonly Value[]): Value;
};

/** Numbers that look drawn by lot and are the same every time (mulberry32). */
export function draws(seed: number): Draw {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(share() * limit);
  return {
    share,
    below,
    one(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error("Nothing to draw from");
      return value;
    },
  };
}

/** A text without marks, as most people type. */
export function foldedText(text: string): string {
  return fold(text);
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/u);
}
