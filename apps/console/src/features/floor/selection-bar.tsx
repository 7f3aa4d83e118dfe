import { Button } from "@nightlight/ui/components/button";
import { useTranslations } from "use-intl";
import { KEYS } from "../../shared/keys/key-table.ts";
import { clearSelection, useFloorDesk } from "./floor-desk.ts";
import styles from "./floor.module.css";
import { useOpenMove } from "./open-panels.ts";

/** How many are picked, and what can be done with all of them. */
export function SelectionBar({ isStale }: { readonly isStale: boolean }) {
  const t = useTranslations("floor");
  const selected = useFloorDesk((desk) => desk.selected);
  const openMove = useOpenMove();
  const [first] = selected;
  if (first === undefined) return null;
  return (
    <div className={styles["selection"]} role="group" aria-label={t("selection.label")}>
      <b role="status">{t("selection.count", { count: selected.size })}</b>
      <Button
        keys={KEYS.move.cap}
        whyNot={isStale ? t("stale.refused") : undefined}
        onClick={(event) => {
          openMove({ kind: "contact", id: first }, event.currentTarget);
        }}
      >
        {t("act.moveTo")}
      </Button>
      <Button tone="plain" onClick={clearSelection}>
        {t("selection.clear")}
      </Button>
    </div>
  );
}
