import type { ChannelKind } from "@nightlight/domain/contact/channel";
import { UNKNOWN_PLACE } from "@nightlight/domain/place/place";
import type { Agency } from "../agency.ts";
import type { Form01, Form01Child, Form01Informant } from "./form-01.ts";

/** What the form is filled from: the record as it stands, and how to say it. */
export type Form01Source = {
  readonly agency: Agency;
  readonly writtenAt: Date;
  readonly receivedAt: Date;
  readonly channel: ChannelKind;
  /** Values of the record by path; for a copy that leaves the house, only what may leave it. */
  readonly values: ReadonlyMap<string, string>;
  /** The record's word for the code of a choice; undefined for a code that it does not know. */
  readonly wordOf: (key: string, code: string) => string | undefined;
  /** The name of a place by its code, with its province. */
  readonly placeOf: (code: string) => string | undefined;
  readonly officer: string | undefined;
};

const VIA: Readonly<Record<ChannelKind, string>> = {
  webchat: "nhắn tin trên trang web của Tổng đài",
  zalo: "nhắn tin qua Zalo",
  messenger: "nhắn tin qua Messenger",
  sms: "tin nhắn SMS",
  email: "thư điện tử",
  letter: "thư của người dân",
  official_letter: "công văn",
  press: "báo chí",
  social_media: "mạng xã hội",
  walk_in: "gặp trực tiếp",
  outage_paper: "phiếu ghi tay khi hệ thống gián đoạn",
};

const NOT_KNOWN = "Không rõ";
const NOT_TO_BE_NAMED = "Không đồng ý để nêu tên với cơ quan khác.";

/**
 * Fills Form 01 from a record. The helpline's own copy holds everything; a copy that goes out says neither how it came
 * nor, unless they agreed to be named, who told us.
 */
export function form01Of(source: Form01Source, copy: Form01["copy"]): Form01 {
  const { agency, writtenAt, receivedAt, channel, values, officer } = source;
  const isOwn = copy === "helpline";
  const mayBeNamed = values.get("informant.agreed") === "yes";
  return {
    agency,
    number: undefined,
    writtenAt,
    receivedAt,
    via: isOwn ? VIA[channel] : `Tổng đài ${agency.phone}`,
    children: childrenOf(source),
    doneBefore: joined([choices(source, "actions"), text(values, "actionsNote")], ". "),
    informant: isOwn || mayBeNamed ? informantOf(source, mayBeNamed) : "withheld",
    officer,
    copy,
  };
}

function childrenOf(source: Form01Source): readonly Form01Child[] {
  const items = new Set<string>();
  for (const path of source.values.keys()) {
    const item = /^child\.(\w+)\.\w+$/u.exec(path)?.[1];
    if (item !== undefined) items.add(item);
  }
  const children = [...items]
    .filter((item) => source.values.get(`child.${item}.removed`) !== "yes")
    .map((item) => childOf(source, `child.${item}.`));
  // Records of before know one child, by a name alone.
  const name = text(source.values, "name");
  return children.length === 0 && name !== undefined ? [{ ...childOf(source, "child.none."), name }] : children;
}

function childOf(source: Form01Source, path: string): Form01Child {
  const { values } = source;
  const value = (key: string): string | undefined => text(values, path + key);
  const place = (key: string): string | undefined => {
    const code = value(`${key}Place`);
    const name = code === UNKNOWN_PLACE ? NOT_KNOWN : code && (source.placeOf(code) ?? code);
    return joined([value(`${key}Address`), name], ", ");
  };
  return {
    name: value("name"),
    birthDate: value("birthDate")?.split("-").reverse().join("/"),
    age: joined([value("age"), choice(source, path, "ageBand")], "; nhóm tuổi "),
    gender: choice(source, path, "gender"),
    incidentPlace: place("incident"),
    home: place("home"),
    condition: value("condition"),
    consequence: value("consequence"),
    whereNow: value("whereNow"),
    father: value("father"),
    mother: value("mother"),
    family: joined([value("family"), choices(source, "vulnerabilities", path)], ". "),
    carer: value("carer"),
    groups: choices(source, "groups", path),
  };
}

function informantOf(source: Form01Source, mayBeNamed: boolean): Form01Informant {
  const value = (key: string): string | undefined => text(source.values, `informant.${key}`);
  const relation = choice(source, "", "informant.relation");
  return {
    name: value("name"),
    phone: value("phone"),
    address: value("address"),
    note: joined([relation, mayBeNamed ? undefined : NOT_TO_BE_NAMED], ". "),
  };
}

function choice({ values, wordOf }: Form01Source, path: string, key: string): string | undefined {
  const code = text(values, path + key);
  return code && (wordOf(key, code) ?? code);
}

/** Several choices, which a record keeps as a JSON array of codes. */
function choices({ values, wordOf }: Form01Source, key: string, path = ""): string | undefined {
  return joined(
    codesIn(text(values, path + key) ?? "[]").map((code) => wordOf(key, code) ?? code),
    "; ",
  );
}

function codesIn(json: string): string[] {
  try {
    const read: unknown = JSON.parse(json);
    return Array.isArray(read) ? read.filter((code) => typeof code === "string") : [];
  } catch {
    return [];
  }
}

function text(values: ReadonlyMap<string, string>, path: string): string | undefined {
  const value = values.get(path)?.trim() ?? "";
  return value === "" ? undefined : value;
}

function joined(parts: readonly (string | undefined)[], by: string): string | undefined {
  const said = parts.filter((part) => part !== undefined && part !== "");
  return said.length === 0 ? undefined : said.join(by);
}
