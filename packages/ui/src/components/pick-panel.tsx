import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { foldMarks } from "../fold-marks.ts";
import { Button } from "./button.tsx";
import { TextInput } from "./field.tsx";
import { PickOption, type Pick } from "./pick-option.tsx";
import styles from "./pick-panel.module.css";

type PickPanelProps = {
  /** What the list is, for screen readers: "Move to". */
  readonly label: string;
  readonly head?: ReactNode;
  readonly searchLabel: string;
  readonly nothingFound: string;
  /** In the order in which they are proposed; the first that can be had is chosen at the start. */
  readonly options: readonly Pick[];
  /** What will follow, said before it is done. */
  readonly preview?: (key: string) => ReactNode;
  readonly confirm: string;
  readonly onPick: (key: string) => void;
  readonly onClose: () => void;
  /** Digits beside the first nine choose them with Alt. */
  readonly hasNumbers?: boolean;
};

/**
 * "Move to…": a list of people or places with reasons, found by typing without marks. What cannot be chosen stays
 * listed with its reason. Arrow keys choose, Enter confirms, Escape closes.
 */
export function PickPanel(props: PickPanelProps) {
  const {
    label,
    head,
    searchLabel,
    nothingFound,
    options,
    preview,
    confirm,
    onPick,
    onClose,
    hasNumbers = false,
  } = props;
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const [wanted, setWanted] = useState<string>();
  const words = foldMarks(typed).split(/\s+/u);
  const found = options.filter(({ name, note = "", also = "" }) =>
    words.every((word) => foldMarks(`${name} ${note} ${also}`).includes(word)),
  );
  const open = found.filter(({ whyNot }) => whyNot === undefined);
  const chosen = open.find(({ key }) => key === wanted) ?? open[0];
  const pick = () => {
    if (chosen !== undefined) onPick(chosen.key);
  };
  const step = (by: number) => {
    const at = open.findIndex(({ key }) => key === chosen?.key);
    setWanted(open[(at + by + open.length) % open.length]?.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const digit = hasNumbers && event.altKey ? /^(?:Digit|Numpad)([1-9])$/u.exec(event.code)?.[1] : undefined;
    if (event.key === "Escape") onClose();
    else if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter" && event.target instanceof HTMLInputElement) pick();
    else if (digit !== undefined) setWanted(open[Number(digit) - 1]?.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  useEffect(() => {
    panel.current?.querySelector<HTMLInputElement>("input:not([type=radio], [type=checkbox])")?.focus();
  }, []);
  useEffect(() => {
    panel.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [chosen?.key]);

  return (
    <div ref={panel} className={styles["panel"]} role="dialog" aria-label={label} onKeyDown={onKeyDown}>
      {head === undefined ? null : <div className={styles["head"]}>{head}</div>}
      <div className={styles["search"]}>
        <TextInput
          role="combobox"
          aria-label={searchLabel}
          placeholder={searchLabel}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen === undefined ? undefined : `${id}-${chosen.key}`}
          aria-autocomplete="list"
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
      </div>
      <div role="listbox" id={`${id}-list`} aria-label={label} className={styles["list"]}>
        {found.map((option) => (
          <PickOption
            key={option.key}
            id={`${id}-${option.key}`}
            option={option}
            number={hasNumbers ? open.indexOf(option) + 1 : 0}
            isChosen={option.key === chosen?.key}
            onChoose={() => {
              setWanted(option.key);
            }}
          />
        ))}
      </div>
      {found.length > 0 ? null : (
        <p role="status" className={styles["none"]}>
          {nothingFound}
        </p>
      )}
      <div className={styles["foot"]}>
        <p aria-live="polite">{chosen === undefined ? null : preview?.(chosen.key)}</p>
        <Button keys="Enter" onClick={pick} whyNot={chosen === undefined ? nothingFound : undefined}>
          {confirm}
        </Button>
      </div>
    </div>
  );
}
