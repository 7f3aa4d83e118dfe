import { Choice } from "@nightlight/ui/components/choice";
import { Pane, PaneHead } from "@nightlight/ui/components/pane";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Floor } from "../../shared/live/floor/use-floor.ts";
import { RunningRow } from "./contact-row.tsx";
import { pointAt, select, useFloorDesk } from "./floor-desk.ts";
import { peopleLines, runningLines } from "./floor-lines.ts";
import { useContactWords } from "./floor-words.ts";
import styles from "./floor.module.css";
import { useOpenMove } from "./open-panels.ts";
import { PersonRow } from "./person-row.tsx";
import { VirtualGrid } from "./virtual-grid.tsx";

const HEIGHTS = { head: 40, row: 40 } as const;

const SHOWN = ["people", "running"] as const;

type PaneProps = { readonly floor: Floor; readonly isStale: boolean };

/** The middle: people by state, or all contacts in progress. */
export function PeoplePane({ floor, isStale }: PaneProps) {
  const t = useTranslations("floor");
  const [shown, setShown] = useState<(typeof SHOWN)[number]>("people");
  const onShift = [...floor.people.values()].filter(({ state }) => state !== "not_on_shift").length;
  return (
    <Pane ground="ground" aria-label={t(`pane.${shown}`)}>
      <PaneHead title={t(`pane.${shown}`)} count={shown === "people" ? onShift : undefined}>
        <Choice
          label={t("pane.shown")}
          value={shown}
          options={SHOWN.map((value) => ({ value, word: t(`pane.${value}Short`) }))}
          onChoose={setShown}
        />
      </PaneHead>
      {shown === "people" ? <People floor={floor} isStale={isStale} /> : <Running floor={floor} isStale={isStale} />}
    </Pane>
  );
}

function People({ floor, isStale }: PaneProps) {
  const t = useTranslations("floor");
  const openMove = useOpenMove();
  const lines = useMemo(() => peopleLines(floor), [floor]);
  if (lines.length === 0) return <p className={styles["empty"]}>{t("empty.people")}</p>;
  return (
    <VirtualGrid
      label={t("pane.people")}
      lines={lines}
      heights={HEIGHTS}
      nameOf={(line) => (line.kind === "row" ? line.person.name : "")}
      onPoint={({ key }) => {
        pointAt({ kind: "person", id: key });
      }}
      onAct={({ key }, row) => {
        openMove({ kind: "person", id: key }, row);
      }}
      dataOf={(line) => (line.kind === "row" ? { "data-drop": line.key } : {})}
      show={(line, { isActive }) =>
        line.kind === "head" ? (
          <span role="rowheader">
            {t(`state.${line.group}`)} <small className={styles["count"]}>{line.count}</small>
          </span>
        ) : (
          <PersonRow line={line} isActive={isActive} isStale={isStale} />
        )
      }
    />
  );
}

function Running({ floor, isStale }: PaneProps) {
  const t = useTranslations("floor");
  const openMove = useOpenMove();
  const contactWords = useContactWords();
  const selected = useFloorDesk((desk) => desk.selected);
  const lines = useMemo(() => runningLines(floor), [floor]);
  if (lines.length === 0) return <p className={styles["empty"]}>{t("empty.running")}</p>;
  return (
    <VirtualGrid
      label={t("pane.running")}
      lines={lines}
      heights={HEIGHTS}
      selected={selected}
      nameOf={(line) => (line.kind === "row" ? `${line.contact.owner?.name ?? ""} ${contactWords(line.contact)}` : "")}
      onPoint={({ key }) => {
        pointAt({ kind: "contact", id: key });
      }}
      onSelect={select}
      onAct={({ key }, row) => {
        openMove({ kind: "contact", id: key }, row);
      }}
      show={(line, { isActive }) =>
        line.kind === "head" ? (
          <span role="rowheader">
            {t(`running.${line.group}`)} <small className={styles["count"]}>{line.count}</small>
          </span>
        ) : (
          <RunningRow contact={line.contact} isActive={isActive} isStale={isStale} />
        )
      }
    />
  );
}
