import { machineNow } from "@nightlight/door/time/clock";
import { useNow } from "@nightlight/door/time/use-now";
import { Loading } from "@nightlight/door/client/query-states";
import { Bar } from "@nightlight/ui/components/bar";
import { memo, useCallback, useDeferredValue, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useFloor, type Floor } from "../../shared/live/floor/use-floor.ts";
import { AlertsPane } from "./alerts-pane.tsx";
import { CallPanel } from "./call-panel.tsx";
import { DragGhost } from "./drag-ghost.tsx";
import { resetFloorDesk, useFloorDesk } from "./floor-desk.ts";
import { useFloorKeys } from "./floor-keys.ts";
import styles from "./floor.module.css";
import { MovePanel } from "./move-panel.tsx";
import { OnScreenContext, type OnScreen } from "./open-panels.ts";
import { PeoplePane } from "./people-pane.tsx";
import { QueuePane } from "./queue-pane.tsx";
import { SaidStack } from "./said-stack.tsx";
import { ShiftStrip } from "./shift-strip.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { StatePanel } from "./state-panel.tsx";
import { useDrag } from "./use-drag.ts";
import { useDropped } from "./use-dropped.ts";

/** The floor: what wants an act, people by state, the queue by lane. Everything on it can be moved. */
export function FloorScreen() {
  const t = useTranslations("floor");
  const { floor: newest, isStale, staleSince, isRefused } = useFloor();
  // A key comes before news: drawing a full floor anew is put aside while somebody presses. What is shown is what acts mean.
  const floor = useStill(useDeferredValue(newest));
  const latest = useRef<OnScreen>({ floor, isStale });
  useLayoutEffect(() => {
    latest.current = { floor, isStale };
  }, [floor, isStale]);
  const onScreen = useCallback(() => latest.current, []);
  useEffect(() => resetFloorDesk, []);
  return (
    <main className={styles["floor"]} aria-label={t("title")}>
      <h1 className="spoken">{t("title")}</h1>
      {staleSince === undefined ? <span /> : <StaleBar since={staleSince} />}
      <OnScreenContext value={onScreen}>
        {floor === undefined ? (
          <div className={styles["wait"]}>{isRefused ? <p role="status">{t("refused")}</p> : <Loading />}</div>
        ) : (
          <Panes floor={floor} isStale={isStale} />
        )}
      </OnScreenContext>
    </main>
  );
}

/** The newest, but while something is carried what was there: a row that moves would take the place that was aimed at. */
function useStill(newest: Floor | undefined): Floor | undefined {
  const isCarrying = useFloorDesk((desk) => desk.isCarrying);
  const [shown, setShown] = useState(newest);
  if (isCarrying || shown === newest) return shown;
  setShown(newest);
  return newest;
}

/** What is on screen is old: it says how old, and nothing is done on the strength of it. */
function StaleBar({ since }: { readonly since: number }) {
  const t = useTranslations("floor.stale");
  useNow();
  const seconds = Math.max(0, Math.floor((machineNow() - since) / 1000));
  return (
    <Bar tone="lamp" icon="lost" isSpoken={false} note={t("note")}>
      {t("title", { seconds })}
    </Bar>
  );
}

type PanesProps = { readonly floor: Floor; readonly isStale: boolean };

const Panes = memo(function Panes({ floor, isStale }: PanesProps) {
  const frame = useRef<HTMLDivElement>(null);
  const panel = useFloorDesk((desk) => desk.panel);
  const dropped = useDropped();
  const { drag, handlers } = useDrag(frame, (contactId, on) => void dropped(contactId, on));
  useFloorKeys();
  const called = panel?.kind === "call" ? floor.contacts.get(panel.contactId) : undefined;
  const person = panel?.kind === "state" ? floor.people.get(panel.personId) : undefined;
  return (
    <div className={styles["all"]}>
      <ShiftStrip floor={floor} />
      <div
        ref={frame}
        className={styles["panes"]}
        data-reading={floor.number}
        data-stale={isStale || undefined}
        {...handlers}
      >
        <AlertsPane floor={floor} isStale={isStale} />
        <PeoplePane floor={floor} isStale={isStale} />
        <QueuePane floor={floor} isStale={isStale} />
      </div>
      <SelectionBar isStale={isStale} />
      <SaidStack isStale={isStale} />
      {drag === undefined ? null : <DragGhost drag={drag} floor={floor} />}
      {panel?.kind === "move" && !isStale ? <MovePanel floor={floor} panel={panel} /> : null}
      {panel?.kind === "call" && called !== undefined && !isStale ? (
        <CallPanel contact={called} from={panel.from} />
      ) : null}
      {panel?.kind === "state" && person !== undefined && !isStale ? (
        <StatePanel person={person} from={panel.from} />
      ) : null}
    </div>
  );
});
