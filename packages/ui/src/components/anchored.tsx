import { useEffect, useRef, type ReactNode } from "react";
import { classNames } from "../class-names.ts";
import styles from "./anchored.module.css";

type AnchoredProps = {
  readonly trigger: ReactNode;
  readonly isOpen: boolean;
  /** Asked for by a press or a focus elsewhere. */
  readonly onClose: () => void;
  readonly align?: "start" | "end";
  readonly children: ReactNode;
};

/** Something that opens under its button and closes when one goes elsewhere. */
export function Anchored({ trigger, isOpen, onClose, align = "end", children }: AnchoredProps) {
  const anchor = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event) => {
      if (event.target instanceof Node && anchor.current?.contains(event.target) !== true) close.current();
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
    };
  }, [isOpen]);
  return (
    <div className={styles["anchor"]} ref={anchor}>
      {trigger}
      {isOpen ? <div className={classNames(styles["over"], styles[align])}>{children}</div> : null}
    </div>
  );
}
