import type { ChannelKind } from "@nightlight/domain/contact/channel";
import { UNKNOWN_PLACE } from "@nightlight/domain/place/place";
import { choicesOf } from "@nightlight/domain/record/conditions";
import { groupsOf, type Definition, type Group } from "@nightlight/domain/record/definition";
import { itemPath, itemsOf, type Values } from "@nightlight/domain/record/path";
import { redactRecord, wordsAt } from "@nightlight/domain/record/shared";
import type { RiskLevel } from "@nightlight/domain/risk/level";
import type { Agency } from "../agency.ts";
import type { Form01, Form01Child, Form01Kind, Form01Informant } from "./form-01.ts";

/** What the form is filled from: the record as it stands, in the definition that it was written in. */
export type Form01Source = {
  readonly agency: Agency;
  readonly writtenAt: Date;
  readonly receivedAt: Date;
  readonly channel: ChannelKind;
  readonly definition: Definition;
  readonly values: Values;
  /** The name of a place by its code, with its province. */
  readonly placeOf: (code: string) => string | undefined;
  /** Whoever took it, for the helpline's own copy; on a copy that goes out they write their name as they sign. */
  readonly officer: string | undefined;
  /** How urgent it was found to be. */
  readonly level: RiskLevel | undefined;
  /** Of what went out last; undefined while nothing did. */
  readonly number: string | undefined;
};

const VIA: Readonly<Record<ChannelKind, string>> = {
  phone: "gọi điện thoại",
  web_call: "gọi trên trang web của Tổng đài",
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

/** As the form has it, not as one says it. */
const GENDER: Readonly<Record<string, string>> = { girl: "Nữ", boy: "Nam", unknown: "Không biết" };

const CHILD = "child";
const NOT_KNOWN = "Không rõ";
const NOT_TO_BE_NAMED = "Không đồng ý để nêu tên với cơ quan khác.";

/**
 * Fills Form 01 from a record. The helpline's own copy holds everything; a copy that goes out is filled from what may
 * leave the house, and says neither how it came nor, unless they agreed to be named, who told us.
 */
export function form01Of(source: Form01Source, copy: Form01["copy"]): Form01 {
  const { agency, writtenAt, receivedAt, channel, definition, values, officer } = source;
  const isOwn = copy === "helpline";
  const mayBeNamed = values["informant.agreed"] === "yes";
  const says = speaker({ ...source, values: isOwn ? values : redactRecord(definition, values, "authority") });
  return {
    agency,
    number: source.number,
    kinds: kindsOf(says, source.level, groupsOf(definition)),
    writtenAt,
    receivedAt,
    via: isOwn ? VIA[channel] : `Tổng đài ${agency.phone}`,
    summary: says.words("summary"),
    children: childrenOf(definition, says),
    doneBefore: joined([says.words("actions"), says.words("actionsNote")], ". "),
    informant: isOwn || mayBeNamed ? informantOf(speaker(source), mayBeNamed) : "withheld",
    officer: isOwn ? officer : undefined,
    copy,
  };
}

const AT_RISK: readonly (RiskLevel | undefined)[] = ["P1", "P2", "P3"];

/** Abused where a reason says violence; at risk by the level; in special circumstances where a group of the law's is chosen. */
function kindsOf(
  { values }: Pick<Speaker, "values">,
  level: RiskLevel | undefined,
  groups: readonly Group[],
): readonly Form01Kind[] {
  const isAbused = choicesOf(values["reasons"] ?? "").some((reason) => reason.startsWith("violence."));
  const children = groups.find(({ key }) => key === CHILD);
  const items = children === undefined ? [] : itemsOf(children, values);
  const isSpecial = items.some((item) => choicesOf(values[itemPath(CHILD, item, "groups")] ?? "").length > 0);
  return [
    ...(isAbused ? (["abused"] as const) : []),
    ...(!isAbused && AT_RISK.includes(level) ? (["at_risk"] as const) : []),
    ...(isSpecial ? (["special"] as const) : []),
  ];
}

/** Says what stands at a path: codes and days in words, places by name. Undefined where nothing stands. */
type Speaker = {
  readonly values: Values;
  readonly words: (path: string) => string | undefined;
  readonly place: (path: string) => string | undefined;
};

function speaker({ definition, values, placeOf }: Pick<Form01Source, "definition" | "values" | "placeOf">): Speaker {
  const at = (path: string): string | undefined => {
    const value = values[path]?.trim() ?? "";
    return value === "" ? undefined : value;
  };
  return {
    values,
    words(path) {
      const value = at(path);
      return value && (wordsAt(definition, path, value)?.vi ?? value);
    },
    place(path) {
      const code = at(path);
      return code === UNKNOWN_PLACE ? NOT_KNOWN : code && (placeOf(code) ?? code);
    },
  };
}

function childrenOf(definition: Definition, says: Speaker): readonly Form01Child[] {
  const group = groupsOf(definition).find(({ key }) => key === CHILD);
  // Records of before know one child, by a name alone.
  if (group === undefined) return [{ ...childOf(says, "none"), name: says.words("name") }];
  return itemsOf(group, says.values).map((item) => childOf(says, item));
}

function childOf(says: Speaker, item: string): Form01Child {
  const words = (key: string): string | undefined => says.words(itemPath(CHILD, item, key));
  const place = (key: string): string | undefined =>
    joined([words(`${key}Address`), says.place(itemPath(CHILD, item, `${key}Place`))], ", ");
  return {
    name: words("name"),
    birthDate: words("birthDate"),
    age: joined([inYears(words("age")), inYears(words("ageBand"))], ", nhóm "),
    gender: GENDER[says.values[itemPath(CHILD, item, "gender")] ?? ""] ?? words("gender"),
    incidentPlace: place("incident"),
    home: place("home"),
    condition: words("condition"),
    consequence: words("consequence"),
    whereNow: words("whereNow"),
    father: words("father"),
    mother: words("mother"),
    family: joined([words("family"), words("vulnerabilities")], ". "),
    carer: words("carer"),
    groups: words("groups"),
  };
}

function inYears(age: string | undefined): string | undefined {
  return age !== undefined && /\d\+?$/u.test(age) ? `${age} tuổi` : age;
}

function informantOf({ words }: Speaker, mayBeNamed: boolean): Form01Informant {
  return {
    name: words("informant.name"),
    phone: words("informant.phone"),
    address: words("informant.address"),
    note: joined([words("informant.relation"), mayBeNamed ? undefined : NOT_TO_BE_NAMED], ". "),
  };
}

function joined(parts: readonly (string | undefined)[], by: string): string | undefined {
  const said = parts.filter((part) => part !== undefined && part !== "");
  return said.length === 0 ? undefined : said.join(by);
}
