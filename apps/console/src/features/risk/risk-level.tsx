import { LEVEL_WORDS, type RiskLevel } from "@nightlight/domain/risk/level";
import { Severity, type SeverityLevel } from "@nightlight/ui/components/severity";
import { useLocale } from "use-intl";
import { inLanguage } from "./in-language.ts";

const SHAPES = {
  P1: "immediate",
  P2: "high",
  P3: "normal",
  P4: "low",
  INFO: "low",
} as const satisfies Record<RiskLevel, SeverityLevel>;

/** A level: shape, code and word. */
export function Level({ level }: { readonly level: RiskLevel }) {
  const words = inLanguage(useLocale());
  const word = words(LEVEL_WORDS[level]);
  return <Severity level={SHAPES[level]} word={level === "INFO" ? word : `${level} ${word}`} />;
}
