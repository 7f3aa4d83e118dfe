import { useKey } from "../../shared/keys/key-listener.ts";
import { useFloorDesk, type Thing } from "./floor-desk.ts";
import { useOpenMove, useOpenState } from "./open-panels.ts";

/** Keys of the floor: they mean what is selected, else the row that was pointed at last. */
export function useFloorKeys(): void {
  const openMove = useOpenMove();
  const openState = useOpenState();
  useKey("move", () => {
    const { selected, pointed } = useFloorDesk.getState();
    const [first] = selected;
    const thing: Thing | undefined = first === undefined ? pointed : { kind: "contact", id: first };
    if (thing !== undefined) openMove(thing, activeRow());
  });
  useKey("state", () => {
    const { pointed } = useFloorDesk.getState();
    if (pointed?.kind === "person") openState(pointed.id, activeRow());
  });
}

function activeRow(): Element | null {
  return document.querySelector("[role=row][data-active]") ?? document.activeElement;
}
