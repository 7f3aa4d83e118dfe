import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { goTo } from "../../shared/place.ts";
import { chime } from "../../shared/sound.ts";
import { runningQuery } from "./escalation-queries.ts";

/**
 * For whoever supervises, in every room: calls about danger that nobody took, and then a danger that nobody has checked for
 * so long that the director is told. A new call rings.
 */
export function TaskAlarm() {
  const t = useTranslations("escalation.task");
  const { data: rows = [] } = useQuery(runningQuery);
  const alarmed = rows.filter(({ isTaskAlarmed }) => isTaskAlarmed);
  const rung = useRef(0);
  useEffect(() => {
    if (alarmed.length > rung.current) chime("danger");
    rung.current = alarmed.length;
  }, [alarmed.length]);
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
