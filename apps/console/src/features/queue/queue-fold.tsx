import type { DeskView } from "@nightlight/contracts/counsellor/contact";
import { useNow } from "@nightlight/door/time/use-now";
import { Icon } from "@nightlight/ui/components/icon";
import { Severity } from "@nightlight/ui/components/severity";
import { useTranslations } from "use-intl";
import { changeSettings, useSettings } from "../../shared/settings.ts";
import { lasting } from "../../shared/time.ts";
import styles from "./queue-fold.module.css";

/** How many wait, by lane. Folded away by default: no pressure by numbers. Silent for screen readers. */
export function QueueFold({ queue }: { readonly queue: DeskView["queue"] }) {
  const t = useTranslations("queue");
  const isOpen = useSettings((settings) => settings.isQueueOpen);
  return (
    <div className={styles["queue"]}>
      <button
        type="button"
        className={styles["fold"]}
        aria-expanded={isOpen}
        onClick={() => {
          changeSettings({ isQueueOpen: !isOpen });
        }}
      >
        <Icon name={isOpen ? "down" : "right"} size={14} />
        {t("title")}
        <span className={styles["state"]}>{isOpen ? t("hide") : t("folded")}</span>
      </button>
      {isOpen ? <Lanes queue={queue} /> : null}
    </div>
  );
}

function Lanes({ queue }: { readonly queue: DeskView["queue"] }) {
  const t = useTranslations("queue");
  const words = useTranslations("words");
  const now = useNow();
  return (
    <ul className={styles["rows"]} aria-live="off">
      {queue.map(({ lane, waiting, oldestArrivedAt }) => (
        <li key={lane}>
          <Severity level={lane} word={words(`lane.${lane}`)} />
          <b>{waiting}</b>
          <span>
            {oldestArrivedAt === null ? t("nobody") : t("oldest", { time: lasting(now - Date.parse(oldestArrivedAt)) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
