import { rosterRoutes } from "@nightlight/contracts/supervisor/roster";
import { shiftName } from "@nightlight/domain/shift/shift-names";
import { call } from "@nightlight/door/client/api";
import { useLanguage } from "@nightlight/door/taste/taste";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Floor } from "../../shared/live/floor/use-floor.ts";
import { useCalledInWords } from "../../shared/called-in-words.ts";
import { WATCH } from "../../shared/queries.ts";
import { shiftsOn } from "./floor-shifts.ts";
import styles from "./shift-strip.module.css";

const LOOK_AGAIN_MS = 60_000;
const WANTED_MS = 5_000;
const DAY_MS = 86_400_000;

/** Above the floor: who of the shift that is open is there, who comes next, and where too few will be. */
export function ShiftStrip({ floor }: { readonly floor: Floor }) {
  const t = useTranslations("floor.shift");
  const language = useLanguage();
  const now = useNow(LOOK_AGAIN_MS / 4);
  // A night that began yesterday is still open in the morning.
  const from = calendarDay(now - DAY_MS)
    .split("/")
    .toReversed()
    .join("-");
  const isWanted = [...floor.alerts.values()].some(({ code }) => code === "on_call_wanted");
  const week = useQuery({
    queryKey: [WATCH, "roster", from],
    queryFn: () => call(rosterRoutes.week, { query: { from } }),
    // Somebody has waited for so long that whoever is on call is told: how that stands is news.
    refetchInterval: isWanted ? WANTED_MS : LOOK_AGAIN_MS,
    placeholderData: (before) => before,
  });
  const calledInWords = useCalledInWords({ answerSeconds: week.data?.answerSeconds ?? 0 });
  if (week.data === undefined) {
    return week.isError ? <p className={styles["strip"]}>{t("unread")}</p> : null;
  }
  const { open, next, gap, calledIn } = shiftsOn(week.data, floor, now);
  return (
    <section className={styles["strip"]} aria-label={t("label")}>
      <Icon name="clock" />
      {open.length === 0 ? <b>{t("none")}</b> : null}
      {open.map(({ shift, present, expected }) => (
        <span key={shift.id}>
          {shiftName(shift, language)} {clockTime(shift.startsAt)}–{clockTime(shift.endsAt)}{" "}
          <b className={present < expected ? styles["few"] : undefined}>{t("present", { present, expected })}</b>
        </span>
      ))}
      {next === undefined ? (
        <span>{t("noNext")}</span>
      ) : (
        <span>
          {t("next", { name: shiftName(next.shift, language), time: clockTime(next.shift.startsAt) })}{" "}
          <b>{t("expected", { count: next.expected })}</b>
        </span>
      )}
      {calledIn.map((each) => (
        <span key={each.id} className={each.says === "coming" ? undefined : styles["few"]}>
          {each.name} {calledInWords(each, now)}
        </span>
      ))}
      {gap === undefined ? null : (
        <span className={styles["few"]}>
          {t("gap", { from: clockTime(gap.from), to: clockTime(gap.to), count: gap.people })}
        </span>
      )}
    </section>
  );
}
