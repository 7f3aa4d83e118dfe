import { Button } from "@nightlight/ui/components/button";
import { useTranslations } from "use-intl";
import { KEYS } from "../../shared/keys/key-table.ts";
import type { Thing } from "./floor-desk.ts";
import { useOpenMove, useOpenState } from "./open-panels.ts";
import styles from "./rows.module.css";

type RowActsProps = { readonly thing: Thing; readonly canMove: boolean; readonly isStale: boolean };

/** What can be done with the row that is pointed at. By keyboard the keys do it: the list stays one tab stop. */
export function RowActs({ thing, canMove, isStale }: RowActsProps) {
  const t = useTranslations("floor");
  const openMove = useOpenMove();
  const openState = useOpenState();
  const whyNot = isStale ? t("stale.refused") : undefined;
  return (
    <span className={styles["buttons"]}>
      {thing.kind === "person" ? (
        <Button
          size="small"
          tone="plain"
          tabIndex={-1}
          whyNot={whyNot}
          onClick={(event) => {
            openState(thing.id, event.currentTarget);
          }}
        >
          {t("act.state")}
        </Button>
      ) : null}
      {canMove ? (
        <Button
          size="small"
          tabIndex={-1}
          whyNot={whyNot}
          title={KEYS.move.cap}
          onClick={(event) => {
            openMove(thing, event.currentTarget);
          }}
        >
          {t("act.move")}
        </Button>
      ) : null}
    </span>
  );
}
