import { useRef, useState, type PointerEvent, type RefObject } from "react";
import { carry } from "./floor-desk.ts";

const FAR_ENOUGH = 6;

export type Drag = {
  readonly contactId: string;
  readonly at: { readonly x: number; readonly y: number };
  /** What it is held over: a person's id, the queue, or nothing that takes it. */
  readonly over: string | undefined;
};

/** Marks what can be picked up, and what takes it. */
const SOURCE = "[data-drag]";
const PLACE = "[data-drop]";

type Held = { readonly contactId: string; readonly x: number; readonly y: number; isMoving: boolean };

type Listeners = {
  readonly drag: Drag | undefined;
  readonly cancel: () => void;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
    readonly onPointerCancel: () => void;
    readonly onClickCapture: (event: { stopPropagation: () => void }) => void;
  };
};

/** Contacts picked up with the mouse or a pen and dropped on a person or the queue. A finger scrolls. */
export function useDrag(
  frame: RefObject<HTMLElement | null>,
  drop: (contactId: string, on: string) => void,
): Listeners {
  const held = useRef<Held>(undefined);
  const hasDropped = useRef(false);
  const [drag, setDrag] = useState<Drag>();
  const cancel = () => {
    held.current = undefined;
    carry(false);
    setDrag(undefined);
    mark(frame.current, undefined);
  };
  return {
    drag,
    cancel,
    handlers: {
      onPointerDown(event) {
        hasDropped.current = false;
        const contactId = valueOf(event.target, SOURCE, "data-drag");
        if (event.button !== 0 || event.pointerType === "touch" || contactId === undefined) return;
        if (event.target instanceof Element && event.target.closest("button") !== null) return;
        held.current = { contactId, x: event.clientX, y: event.clientY, isMoving: false };
      },
      onPointerMove(event) {
        const one = held.current;
        if (one === undefined) return;
        if (!one.isMoving) {
          if (Math.hypot(event.clientX - one.x, event.clientY - one.y) < FAR_ENOUGH) return;
          one.isMoving = true;
          carry(true);
          frame.current?.setPointerCapture(event.pointerId);
        }
        const place = document.elementFromPoint(event.clientX, event.clientY)?.closest(PLACE) ?? undefined;
        mark(frame.current, place);
        setDrag({
          contactId: one.contactId,
          at: { x: event.clientX, y: event.clientY },
          over: place?.getAttribute("data-drop") ?? undefined,
        });
      },
      onPointerUp(event) {
        const one = held.current;
        const place = valueOf(document.elementFromPoint(event.clientX, event.clientY), PLACE, "data-drop");
        cancel();
        if (one?.isMoving !== true) return;
        hasDropped.current = true;
        if (place !== undefined) drop(one.contactId, place);
      },
      onPointerCancel: cancel,
      onClickCapture(event) {
        // Letting go is no press of what lies under it.
        if (hasDropped.current) event.stopPropagation();
        hasDropped.current = false;
      },
    },
  };
}

function valueOf(target: EventTarget | null, marked: string, attribute: string): string | undefined {
  return target instanceof Element ? (target.closest(marked)?.getAttribute(attribute) ?? undefined) : undefined;
}

/** The place that would take it is lit without rendering anything. */
function mark(frame: HTMLElement | null, place: Element | undefined): void {
  for (const lit of frame?.querySelectorAll("[data-over]") ?? []) if (lit !== place) lit.removeAttribute("data-over");
  place?.setAttribute("data-over", "");
}
