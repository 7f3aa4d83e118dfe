import type { PresenceView } from "@nightlight/contracts/counsellor/presence";
import { shiftName } from "@nightlight/domain/shift/shift-names";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useLanguage } from "@nightlight/door/taste/taste";
import { clockTime, dayWithName } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { Button } from "@nightlight/ui/components/button";
import { useTranslations } from "use-intl";
import { useCheckIn } from "./check-in.ts";
import styles from "./start-shift.module.css";

type StartShiftProps = {
  readonly name: string;
  readonly presence: PresenceView;
  readonly onLater: () => void;
};

/** The calm moment before work: which shift, until when, and one lit button. */
export function StartShift({ name, presence, onLater }: StartShiftProps) {
  const t = useTranslations("shift");
  const language = useLanguage();
  const problemText = useProblemText();
  const checkIn = useCheckIn();
  const now = useNow(15_000);
  const { shift } = presence;
  const hasBegun = shift !== null && Date.parse(shift.startsAt) <= now;
  const canStart = shift !== null && Date.parse(shift.checkInFrom) <= now;

  return (
    <main className={styles["room"]}>
      <section className={styles["card"]} aria-labelledby="start-shift">
        <h1 id="start-shift">{t("hello", { name })}</h1>
        {shift === null ? (
          <p className={styles["lead"]}>{t("none")}</p>
        ) : (
          <dl className={styles["shift"]}>
            <dt>{hasBegun ? t("yours") : t("next")}</dt>
            <dd>{shiftName(shift, language)}</dd>
            <dt>{t("when")}</dt>
            <dd>
              {clockTime(shift.startsAt)}–{clockTime(shift.endsAt)}, {dayWithName(shift.startsAt, language)}
            </dd>
          </dl>
        )}
        {shift === null ? null : <p className={styles["lead"]}>{canStart && !hasBegun ? t("early") : t("lead")}</p>}
        <div role="status">
          {checkIn.isError ? <p className={styles["error"]}>{problemText(checkIn.error)}</p> : null}
        </div>
        <p className={styles["acts"]}>
          {shift === null ? null : (
            <Button
              tone="lamp"
              className={styles["start"]}
              whyNot={
                canStart
                  ? checkIn.isPending
                    ? t("starting")
                    : undefined
                  : t("notYet", { time: clockTime(shift.checkInFrom) })
              }
              onClick={() => {
                checkIn.mutate();
              }}
            >
              {checkIn.isPending ? t("starting") : t("start")}
            </Button>
          )}
          <Button tone="plain" onClick={onLater}>
            {t("later")}
          </Button>
        </p>
      </section>
    </main>
  );
}
