import { useLineState } from "@nightlight/door/line/line-state";
import { machineNow, now } from "@nightlight/door/time/clock";
import { useNow } from "@nightlight/door/time/use-now";
import { Bar } from "@nightlight/ui/components/bar";
import { useTranslations } from "use-intl";

/** Short gaps are mended before anybody has to read about them. */
const SAID_AFTER_SECONDS = 2;

/** Says that the line is gone, for how long, and what still works. */
export function AwayBar() {
  const t = useTranslations("line");
  const { link, awayAt } = useLineState();
  const seconds = Math.floor((useNow() - now() + machineNow() - awayAt) / 1000);
  if (link === "open" || seconds < SAID_AFTER_SECONDS) return null;
  return (
    <section aria-label={t("label")}>
      <Bar tone="lamp" icon="lost" isSpoken={false} note={t("works")}>
        <b>{t("lost", { seconds })}</b>
      </Bar>
    </section>
  );
}
