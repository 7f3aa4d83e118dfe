import type { AuditEntryView } from "@nightlight/contracts/admin/audit";
import { AUDIT_CODES, detailKind, type AuditCode } from "@nightlight/domain/audit/vocabulary";
import { POLICY_ROWS } from "@nightlight/domain/policy/policy";
import { DEVICE_NAMES } from "@nightlight/door/account/device-names";
import { useLanguage, type Language } from "@nightlight/door/taste/taste";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { useFormatter, useTranslations } from "use-intl";
import { keyOf, useActionWord, useKindWord, type CodeWords } from "./action-words.ts";

type Value = AuditEntryView["details"][string];

/** Where the words of a set of codes are, when another screen says them too. */
const SAID_ELSEWHERE: Partial<Readonly<Record<AuditCode, string>>> = {
  barOrigin: "access.origin",
  channelKind: "words.channel",
  exportPurpose: "audit.export.purposeOf",
  intent: "presence.intent",
  overridable: "floor.override",
  role: "words.role",
  searchWithin: "search.within",
  stepInReason: "floor.reason",
  workingTimeRule: "roster.rule",
};

/** The key of the words for a code; policy rows bring their own words along. */
export function codeKey(set: AuditCode, code: string): string {
  return `${SAID_ELSEWHERE[set] ?? `audit.code.${set}`}.${keyOf(code)}`;
}

/** The details of an entry in words, on one line. What this build does not know stays as it is. */
export function useDetailsLine(): (entry: Pick<AuditEntryView, "action" | "details">) => string {
  const words = useTranslations() as unknown as CodeWords;
  const say = useValueWord(words);
  const name = (detail: string) => (words.has(`audit.detail.${detail}`) ? words(`audit.detail.${detail}`) : detail);
  return ({ action, details }) =>
    Object.entries(details)
      .filter(([, value]) => value !== "")
      .map(([detail, value]) => `${name(detail)}: ${say(action, detail, value)}`)
      .join(" · ");
}

function useValueWord(words: CodeWords): (action: string, detail: string, value: Value) => string {
  const format = useFormatter();
  const language = useLanguage();
  const act = useActionWord();
  const noun = useKindWord();
  return (action, detail, value) => {
    const kind = detailKind(action, detail);
    if (typeof value === "boolean") return words(`audit.code.flag.${value ? "yes" : "no"}`);
    if (typeof value === "number") return format.number(value);
    if (kind === undefined || kind === "mark" || kind === "count" || kind === "flag") return value;
    if (kind === "time") return `${calendarDay(value)} ${clockTime(value)}`;
    if (kind === "day") return calendarDay(value);
    if (kind === "act") return value.includes(".") ? act(value) : noun(value);
    if (kind === "device") return DEVICE_NAMES[value] ?? value;
    if (kind === "target" && value === "queue") return words("audit.code.target.queue");
    if (kind === "id" || kind === "target") return value.slice(-6);
    return value
      .split(",")
      .map((code) => codeWord(words, kind, code, language))
      .join(", ");
  };
}

function codeWord(words: CodeWords, set: AuditCode, code: string, language: Language): string {
  if (set === "policyRow") return rowWords(code)?.[language].name ?? code;
  const isKnown = (AUDIT_CODES[set] as readonly string[]).includes(code);
  return isKnown && words.has(codeKey(set, code)) ? words(codeKey(set, code)) : code;
}

function rowWords(key: string) {
  return Object.entries(POLICY_ROWS).find(([name]) => name === key)?.[1].words;
}
