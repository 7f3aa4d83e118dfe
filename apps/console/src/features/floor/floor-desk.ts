import { create } from "zustand";

/** Something that keys and menus mean. */
export type Thing = { readonly kind: "contact" | "person"; readonly id: string };

/** What "Move to…" is open for. Versions are those on screen when it opened: whoever was faster wins. */
export type OpenPanel =
  | {
      readonly kind: "move";
      readonly what: What;
      readonly versions: ReadonlyMap<string, number>;
      readonly from: Anchor;
      /** Whom it was dropped on: proposed first. */
      readonly proposed?: string | null;
    }
  | { readonly kind: "call"; readonly contactId: string; readonly from: Anchor }
  | { readonly kind: "state"; readonly personId: string; readonly from: Anchor };

export type What = { readonly contacts: readonly string[] } | { readonly allOf: string };

/** Where a panel opens, and what gets the focus back. */
export type Anchor = { readonly top: number; readonly left: number; readonly back: Element | null };

type FloorDesk = {
  readonly selected: ReadonlySet<string>;
  readonly pointed: Thing | undefined;
  readonly panel: OpenPanel | undefined;
  /** Something is held over the floor: until it is let go, nothing under the hand moves. */
  readonly isCarrying: boolean;
};

const FIRST: FloorDesk = { selected: new Set(), pointed: undefined, panel: undefined, isCarrying: false };

/** What a supervisor has picked on the floor; of this screen alone. */
export const useFloorDesk = create<FloorDesk>(() => FIRST);

export function resetFloorDesk(): void {
  useFloorDesk.setState(FIRST);
}

export function pointAt(pointed: Thing | undefined): void {
  useFloorDesk.setState({ pointed });
}

export function select(keys: readonly string[], how: "toggle" | "add"): void {
  useFloorDesk.setState(({ selected }) => {
    const next = new Set(selected);
    for (const key of keys) {
      if (how === "toggle" && next.has(key)) next.delete(key);
      else next.add(key);
    }
    return { selected: next };
  });
}

export function carry(isCarrying: boolean): void {
  useFloorDesk.setState({ isCarrying });
}

export function clearSelection(): void {
  useFloorDesk.setState({ selected: FIRST.selected });
}

const PANEL = { width: 424, height: 480, gap: 6 };

/** Under an element, and always whole in the window. */
export function anchorAt(element: Element | null): Anchor {
  const box = element?.getBoundingClientRect();
  const [top, right] = [(box?.bottom ?? 120) + PANEL.gap, box?.right ?? PANEL.width];
  return {
    top: Math.max(PANEL.gap, Math.min(top, window.innerHeight - PANEL.height)),
    left: Math.max(PANEL.gap, Math.min(right - PANEL.width, window.innerWidth - PANEL.width - PANEL.gap)),
    back: document.activeElement?.closest("[role=grid]") ?? document.activeElement,
  };
}

export function openPanel(panel: OpenPanel): void {
  useFloorDesk.setState({ panel });
}

/** Closes the panel and gives the focus back to where it was. */
export function closePanel(): void {
  const { panel } = useFloorDesk.getState();
  useFloorDesk.setState({ panel: undefined });
  if (panel?.from.back instanceof HTMLElement) panel.from.back.focus();
}
