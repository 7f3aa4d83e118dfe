import { Pane, PaneHead } from "@nightlight/ui/components/pane";
import { Severity } from "@nightlight/ui/components/severity";
import { useId, useMemo } from "react";
import { useTranslations } from "use-intl";
import type { Floor } from "../../shared/live/floor/use-floor.ts";
import { QueueRow } from "./contact-row.tsx";
import { pointAt, select, useFloorDesk } from "./floor-desk.ts";
import { queueLines } from "./floor-lines.ts";
import { useContactWords } from "./floor-words.ts";
import styles from "./floor.module.css";
import { useOpenMove } from "./open-panels.ts";
import { ON_QUEUE } from "./use-dropped.ts";
import { VirtualGrid } from "./virtual-grid.tsx";

const HEIGHTS = { head: 36, row: 54 } as const;

/** Who waits, by lane and in order; beside each who is next and why. It takes what is dropped on it. */
export function QueuePane({ floor, isStale }: { readonly floor: Floor; readonly isStale: boolean }) {
  const t = useTranslations("floor");
  const words = useTranslations("words.lane");
  const contactWords = useContactWords();
  const openMove = useOpenMove();
  const titleId = useId();
  const selected = useFloorDesk((desk) => desk.selected);
  const lines = useMemo(() => queueLines(floor), [floor]);
  const count = lines.filter(({ kind }) => kind === "row").length;
  return (
    <Pane className={styles["queue"]} aria-labelledby={titleId} data-drop={ON_QUEUE}>
      <PaneHead title={t("queue.title")} id={titleId} count={count}>
        <small className={styles["count"]}>{t("queue.next")}</small>
      </PaneHead>
      {count === 0 ? (
        <p className={styles["empty"]}>{t("empty.queue")}</p>
      ) : (
        <VirtualGrid
          label={t("queue.title")}
          lines={lines}
          heights={HEIGHTS}
          selected={selected}
          nameOf={(line) => (line.kind === "row" ? contactWords(line.contact) : "")}
          onPoint={({ key }) => {
            pointAt({ kind: "contact", id: key });
          }}
          onSelect={select}
          onAct={({ key }, row) => {
            openMove({ kind: "contact", id: key }, row);
          }}
          show={(line, { isActive }) =>
            line.kind === "head" ? (
              <span role="rowheader" className={styles["lane"]}>
                <Severity level={line.group} word={words(line.group)} />{" "}
                <small className={styles["count"]}>{line.count}</small>
              </span>
            ) : (
              <QueueRow contact={line.contact} isActive={isActive} isStale={isStale} />
            )
          }
        />
      )}
    </Pane>
  );
}
