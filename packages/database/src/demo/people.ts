import type { Role } from "@nightlight/domain/access/access";
import type { Language } from "@nightlight/domain/contact/channel";

/** Where the demo's people work, after the three regional centres of the helpline. */
export const CENTRES = [
  { id: "0190f000-0000-7000-8000-000000000021", name: "Hà Nội" },
  { id: "0190f000-0000-7000-8000-000000000022", name: "Đà Nẵng" },
  { id: "0190f000-0000-7000-8000-000000000023", name: "An Giang" },
] as const;

type CentreName = (typeof CENTRES)[number]["name"];

/** Somebody of the demo. Invented, like everybody in it. */
export type DemoPerson = {
  readonly username: string;
  readonly name: string;
  /** What a child calls them. */
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly languages: readonly Language[];
  readonly spokenLanguages: readonly string[];
  readonly skills: readonly string[];
  readonly centre: CentreName;
  /** False: a child under twelve months (Labour Code, Article 137). */
  readonly mayWorkNights: boolean;
};

type More = {
  readonly speaks?: readonly string[];
  readonly skills?: readonly string[];
  readonly noNights?: true;
};

/** Lan and Minh: in every demo, also in the small one, and always on the shift that is open at the start. */
export const FIRST_COUNSELLORS: readonly DemoPerson[] = [
  counsellor("lan", "Hoàng Thị Lan", "Cô Lan", "Hà Nội", { speaks: ["en", "tyz"], skills: ["abuse", "family"] }),
  counsellor("minh", "Trần Quang Minh", "Chú Minh", "An Giang", { speaks: ["km"], skills: ["online", "law"] }),
];

/** The other thirty counsellors. */
const OTHER_COUNSELLORS: readonly DemoPerson[] = [
  counsellor("huong", "Nguyễn Thị Thanh Hương", "Cô Hương", "Hà Nội", { skills: ["suicide", "family"] }),
  counsellor("dung", "Phạm Tiến Dũng", "Chú Dũng", "Hà Nội", { skills: ["law", "trafficking"] }),
  counsellor("ngan", "Vũ Kim Ngân", "Cô Ngân", "Hà Nội", { speaks: ["en"], skills: ["online"] }),
  counsellor("thao", "Lò Thị Phương Thảo", "Cô Thảo", "Hà Nội", { speaks: ["tha"], skills: ["abuse"] }),
  counsellor("sung", "Giàng A Súng", "Chú Súng", "Hà Nội", { speaks: ["hmn"], skills: ["trafficking", "family"] }),
  counsellor("bich", "Nông Thị Bích", "Cô Bích", "Hà Nội", { speaks: ["tyz", "nut"], skills: ["infants"] }),
  counsellor("quan", "Đỗ Hồng Quân", "Chú Quân", "Hà Nội", { skills: ["suicide"] }),
  counsellor("hien", "Bùi Thị Thu Hiền", "Cô Hiền", "Hà Nội", { speaks: ["mtq"], skills: ["family"], noNights: true }),
  counsellor("mui", "Bàn Thị Mùi", "Cô Mùi", "Hà Nội", { speaks: ["ium"], skills: ["abuse", "disability"] }),
  counsellor("tung", "Ngô Thanh Tùng", "Chú Tùng", "Hà Nội", { speaks: ["en"], skills: ["online", "suicide"] }),
  counsellor("yen", "Dương Hải Yến", "Cô Yến", "Hà Nội", { skills: ["disability"] }),
  counsellor("cuong", "Đinh Mạnh Cường", "Chú Cường", "Hà Nội", { speaks: ["mtq"], skills: ["law"] }),
  counsellor("nhi", "Trần Thị Yến Nhi", "Cô Nhi", "Đà Nẵng", { speaks: ["en"], skills: ["suicide", "online"] }),
  counsellor("phuc", "Lê Hoàng Phúc", "Chú Phúc", "Đà Nẵng", { skills: ["abuse"] }),
  counsellor("my", "Hồ Thị Ái Mỹ", "Cô Mỹ", "Đà Nẵng", { skills: ["family", "infants"], noNights: true }),
  counsellor("hlan", "H’Lan Êban", "Cô H’Lan", "Đà Nẵng", { speaks: ["rad"], skills: ["abuse"] }),
  counsellor("krong", "Kpă Krông", "Chú Krông", "Đà Nẵng", { speaks: ["jra"], skills: ["family"] }),
  counsellor("thuy", "Võ Thị Thu Thủy", "Cô Thủy", "Đà Nẵng", { skills: ["law", "trafficking"] }),
  counsellor("hao", "Phan Văn Hào", "Chú Hào", "Đà Nẵng", { skills: ["suicide"] }),
  counsellor("trinh", "Chế Thị Kiều Trinh", "Cô Trinh", "Đà Nẵng", { speaks: ["cja"], skills: ["disability"] }),
  counsellor("van", "Đặng Thị Hồng Vân", "Cô Vân", "Đà Nẵng", { speaks: ["en"], skills: ["abuse", "family"] }),
  counsellor("tam", "Nguyễn Minh Tâm", "Chú Tâm", "An Giang", { skills: ["online"] }),
  counsellor("loan", "Huỳnh Thị Kim Loan", "Cô Loan", "An Giang", { skills: ["abuse", "suicide"] }),
  counsellor("dara", "Thạch Đa Ra", "Chú Đa Ra", "An Giang", { speaks: ["km"], skills: ["trafficking"] }),
  counsellor("sophea", "Sơn Thị Sô Phia", "Cô Sô Phia", "An Giang", { speaks: ["km"], skills: ["infants", "family"] }),
  counsellor("anh", "Trương Ngọc Ánh", "Cô Ánh", "An Giang", { skills: ["family"], noNights: true }),
  counsellor("kiet", "Lâm Gia Kiệt", "Chú Kiệt", "An Giang", { speaks: ["zh", "en"], skills: ["law"] }),
  counsellor("be", "Cao Thị Bé Ba", "Cô Bé Ba", "An Giang", { skills: ["abuse"] }),
  counsellor("hau", "Mai Công Hậu", "Chú Hậu", "An Giang", { skills: ["disability", "law"] }),
  counsellor("xuan", "Tô Thị Mai Xuân", "Cô Xuân", "An Giang", { speaks: ["en"], skills: ["suicide"] }),
];

/** Supervisor and administrator of every demo. */
export const FIRST_STAFF: readonly DemoPerson[] = [
  staff("giam-sat", "Lê Thị Thu Hà", "Cô Hà", "supervisor"),
  { ...staff("quan-tri", "Phạm Văn Đức", "Chú Đức", "administrator"), languages: ["vi", "en"] },
];

/** Supervisors of the other shifts, and one of every other role. */
const OTHER_STAFF: readonly DemoPerson[] = [
  // Supervises and counsels: takes whoever is in danger from the floor.
  {
    ...staff("giam-sat-2", "Nguyễn Hữu Khánh", "Chú Khánh", "supervisor", "Đà Nẵng"),
    roles: ["supervisor", "counsellor"],
  },
  staff("giam-sat-3", "Trịnh Thị Tuyết", "Cô Tuyết", "supervisor", "An Giang"),
  staff("giam-sat-4", "Hà Văn Thiện", "Chú Thiện", "supervisor"),
  staff("chuyen-mon", "Đoàn Thị Minh Châu", "Cô Châu", "clinical_lead"),
  staff("lanh-dao", "Vương Đình Sơn", "Chú Sơn", "leader"),
  staff("kiem-tra", "Phùng Thị Nga", "Cô Nga", "auditor"),
  staff("quan-ly-ca", "Tạ Thị Hồng Gấm", "Cô Gấm", "case_worker"),
  staff("quan-ly-ca-2", "Châu Quốc Bảo", "Chú Bảo", "case_worker", "An Giang"),
];

/** Who is in a demo: a handful for tests, or everybody. */
export const DEMO_STAFF = {
  small: [...FIRST_COUNSELLORS, ...FIRST_STAFF],
  full: [...FIRST_COUNSELLORS, ...OTHER_COUNSELLORS, ...FIRST_STAFF, ...OTHER_STAFF],
} as const satisfies Readonly<Record<string, readonly DemoPerson[]>>;

function counsellor(username: string, name: string, displayName: string, centre: CentreName, more: More): DemoPerson {
  const { speaks = [], skills = [], noNights } = more;
  return {
    ...{ username, name, displayName, roles: ["counsellor"], centre, skills },
    languages: speaks.includes("en") ? ["vi", "en"] : ["vi"],
    spokenLanguages: ["vi", ...speaks],
    mayWorkNights: noNights !== true,
  };
}

function staff(
  username: string,
  name: string,
  displayName: string,
  role: Role,
  centre: CentreName = "Hà Nội",
): DemoPerson {
  return {
    ...{ username, name, displayName, roles: [role], centre, skills: [] },
    ...{ languages: ["vi"], spokenLanguages: ["vi"], mayWorkNights: true },
  };
}
