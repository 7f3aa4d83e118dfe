import { use } from "react";
import { useKey } from "../../shared/keys/key-listener.ts";
import { useFloorDesk, type Thing } from "./floor-desk.ts";
import { queueLines } from "./floor-lines.ts";
import { OnScreenContext, useOpenMove, useOpenState } from "./open-panels.ts";
import { isTakable, useCanTake } from "./take-danger.tsx";
import { useFloorActs } from "./use-floor-acts.ts";

/** Keys of the floor: they mean what is selected, else the row that was pointed at last; danger is taken also unpointed. */
export function useFloorKeys(): void {
  const openMove = useOpenMove();
  const openState = useOpenState();
  const onScreen = use(OnScreenContext);
  const canTake = useCanTake();
  const { take } = useFloorActs();
  useKey("move", () => {
    const { selected, pointed } = useFloorDesk.getState();
    const [first] = selected;
    const thing: Thing | undefined = first === undefined ? pointed : { kind: "contact", id: first };
    if (thing !== undefined) openMove(thing, activeRow());
  });
  useKey("take", () => {
    const { selected, pointed } = useFloorDesk.getState();
    const { floor, isStale } = onScreen();
    if (floor === undefined || isStale || !canTake) return;
    const ids = [...selected, ...(pointed?.kind === "contact" ? [pointed.id] : [])];
    const dangers = queueLines(floor).flatMap((line) =>
      line.kind === "row" && isTakable(line.contact) ? [line.contact.id] : [],
    );
    const wanted = dangers.find((id) => ids.includes(id)) ?? dangers[0];
    if (wanted !== undefined) void take(wanted);
  });
  useKey("state", () => {
    const { pointed } = useFloorDesk.getState();
    if (pointed?.kind === "person") openState(pointed.id, activeRow());
  });
}

function activeRow(): Element | null {
  return document.querySelector("[role=row][data-active]") ?? document.activeElement;
}
