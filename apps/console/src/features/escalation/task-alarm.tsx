import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { goTo } from "../../shared/place.ts";
import { chime } from "../../shared/sound.ts";
import { runningQuery } from "./escalation-queries.ts";

/** For whoever supervises, in every room: calls about danger that nobody took. A new one rings. */
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
  if (first === undefined) return null;
  return (
    <Bar
      tone="lamp"
      icon="phone"
      acts={
        <Button
          onClick={() => {
            goTo("escalations", { escalation: first.id });
          }}
        >
          {t("open")}
        </Button>
      }
    >
      {t("nobodyTook", { count: alarmed.length })}
    </Bar>
  );
}
