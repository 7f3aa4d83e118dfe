import type { EscalationLevel } from "@nightlight/domain/escalation/ladder";
import { Severity, type SeverityLevel } from "@nightlight/ui/components/severity";
import { useTranslations } from "use-intl";

const SHAPE = { P1: "immediate", P2: "high", P3: "normal", P4: "low" } as const satisfies Record<
  EscalationLevel,
  SeverityLevel
>;

/** A level: shape, code and word. */
export function Level({ level }: { readonly level: EscalationLevel }) {
  const t = useTranslations("escalation.level");
  return <Severity level={SHAPE[level]} word={`${level} ${t(level)}`} />;
}
