import type { RosterAlarmsView } from "@nightlight/contracts/supervisor/roster";
import { useLanguage } from "@nightlight/door/taste/taste";
import { clockTime, dayWithName } from "@nightlight/door/time/time";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { goTo } from "../../shared/place.ts";
import { alarmsQuery } from "./handover-queries.ts";

/** For whoever keeps the roster, in every room: what nobody took at the end of a shift, and where nobody will be there. */
export function RosterAlarm() {
  const t = useTranslations("roster");
  const language = useLanguage();
  const { data } = useQuery(alarmsQuery);
  const words = data && wordsOf(data);
  if (words === undefined) return null;
  return (
    <Bar
      tone="lamp"
      icon="warning"
      acts={
        <Button
          onClick={() => {
            goTo("roster");
          }}
        >
          {t("open")}
        </Button>
      }
    >
      {words}
    </Bar>
  );

  function wordsOf({ raised, gaps }: RosterAlarmsView): string | undefined {
    if (raised.length > 0) return t("raised", { count: raised.length });
    const [gap] = gaps;
    if (gap === undefined) return undefined;
    const times = { from: clockTime(gap.from), to: clockTime(gap.to), day: dayWithName(gap.from, language) };
    return t("gap", { people: gap.people, ...times });
  }
}
