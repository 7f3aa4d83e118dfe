import { useEffect, useRef, type ReactNode } from "react";
import { closePanel, type Anchor } from "./floor-desk.ts";
import styles from "./floor.module.css";

/** Where a panel opens: under what it is about. A press elsewhere closes it. */
export function PanelFrame({ at, children }: { readonly at: Anchor; readonly children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const leave = (event: Event) => {
      if (event.target instanceof Node && frame.current?.contains(event.target) !== true) closePanel();
    };
    document.addEventListener("pointerdown", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
    };
  }, []);
  return (
    <div ref={frame} className={styles["over"]} style={{ top: at.top, left: at.left }}>
      {children}
    </div>
  );
}
