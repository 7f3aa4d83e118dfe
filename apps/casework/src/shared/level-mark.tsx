import type { InboxRow } from "@nightlight/contracts/authority/escalation";
import { Severity, type SeverityLevel } from "@nightlight/ui/components/severity";
import { useTranslations } from "use-intl";

const SHAPE_OF = { P1: "immediate", P2: "high", P3: "normal", P4: "low" } satisfies Record<
  InboxRow["level"],
  SeverityLevel
>;

/** How urgent it is: a shape, and a word that is read aloud even where only the shape is shown. */
export function LevelMark({
  level,
  shapeOnly = false,
}: {
  readonly level: InboxRow["level"];
  readonly shapeOnly?: boolean;
}) {
  const t = useTranslations("level");
  return <Severity level={SHAPE_OF[level]} word={t(level)} shapeOnly={shapeOnly} />;
}
