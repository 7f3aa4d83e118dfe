import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { classNames } from "../class-names.ts";
import { Icon, type IconName } from "./icon.tsx";
import { KeyCap } from "./key-cap.tsx";
import styles from "./menu.module.css";

export type MenuItem = {
  readonly key: string;
  readonly word: string;
  readonly note?: string;
  readonly icon?: IconName;
  /** The key that does the same, as its cap shows it. */
  readonly keys?: string;
  /** Why it cannot be done now. It stays listed and can be reached, so that the reason can be read. */
  readonly whyNot?: string;
  /** Set for items of which one is chosen; the chosen one carries the tick. */
  readonly isChosen?: boolean;
  readonly act: () => void;
};

type MenuProps = {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly items: readonly MenuItem[];
  readonly isEdged?: boolean;
  /** `start` opens to the right of the button's left edge. */
  readonly align?: "start" | "end";
};

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** A button that opens a short list of acts. Arrow keys move, Escape closes and gives the focus back. */
export function Menu({ label, trigger, items, isEdged = true, align = "end" }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const menuId = useId();

  const close = () => {
    setOpen(false);
    anchor.current?.querySelector<HTMLElement>("[aria-haspopup]")?.focus();
  };
  const itemsOf = () => [...(anchor.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = itemsOf();
    const at = all.findIndex((item) => item === document.activeElement);
    all[step(at, all.length)]?.focus();
  };

  useEffect(() => {
    if (!isOpen) return;
    const inside = anchor.current;
    (
      inside?.querySelector<HTMLElement>("[aria-checked=true]") ??
      inside?.querySelector<HTMLElement>("[role^=menuitem]")
    )?.focus();
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && inside?.contains(event.target) !== true) setOpen(false);
    };
    document.addEventListener("pointerdown", closeOutside);
    document.addEventListener("focusin", closeOutside);
    return () => {
      document.removeEventListener("pointerdown", closeOutside);
      document.removeEventListener("focusin", closeOutside);
    };
  }, [isOpen]);

  return (
    <div className={styles["anchor"]} ref={anchor}>
      <button
        type="button"
        className={classNames(styles["trigger"], !isEdged && styles["bare"])}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        {trigger}
        <Icon name="down" size={14} />
      </button>
      {isOpen ? (
        <div
          role="menu"
          id={menuId}
          aria-label={label}
          tabIndex={-1}
          className={classNames(styles["menu"], align === "start" && styles["start"])}
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            <Item key={item.key} item={item} close={close} />
          ))}
        </div>
      ) : null}
    </div>
  );
}

function Item({ item, close }: { readonly item: MenuItem; readonly close: () => void }) {
  const isRadio = item.isChosen !== undefined;
  const icon = item.isChosen === true ? "check" : item.icon;
  const isOff = item.whyNot !== undefined;
  const note = item.whyNot ?? item.note;
  return (
    <button
      type="button"
      role={isRadio ? "menuitemradio" : "menuitem"}
      aria-checked={item.isChosen}
      aria-disabled={isOff || undefined}
      tabIndex={-1}
      className={styles["item"]}
      onClick={() => {
        if (isOff) return;
        close();
        item.act();
      }}
    >
      {icon === undefined ? <span /> : <Icon name={icon} size={14} />}
      <span>{item.word}</span>
      {note === undefined ? null : <small>{note}</small>}
      {item.keys === undefined ? null : <KeyCap>{item.keys}</KeyCap>}
    </button>
  );
}
