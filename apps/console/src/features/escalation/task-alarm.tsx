import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useRingForNew } from "../../shared/live/ring.ts";
import { goTo } from "../../shared/place.ts";
import { runningQuery } from "./escalation-queries.ts";

/**
 * For whoever supervises, in every room: calls about danger that nobody took, and then a danger that nobody has checked for
 * so long that the director is told. A new call rings.
 */
export function TaskAlarm() {
  const t = useTranslations("escalation.task");
  const { data: rows = [] } = useQuery(runningQuery);
  const alarmed = rows.filter(({ isTaskAlarmed }) => isTaskAlarmed);
  useRingForNew(
    alarmed.map(({ id }) => id),
    "danger",
  );
  const [first] = alarmed;
  const [unchecked] = rows.filter(({ isForDirector }) => isForDirector);
  const shown = first ?? unchecked;
  if (shown === undefined) return null;
  return (
    <Bar
      tone="lamp"
      icon={first === undefined ? "warning" : "phone"}
      acts={
        <Button
          onClick={() => {
            goTo("escalations", { escalation: shown.id });
          }}
        >
          {t("open")}
        </Button>
      }
    >
      {first === undefined ? t("forDirector") : t("nobodyTook", { count: alarmed.length })}
    </Bar>
  );
}
