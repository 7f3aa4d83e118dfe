import type { ReactNode } from "react";
import styles from "./pick-option.module.css";
import { KeyCap } from "./key-cap.tsx";

export type Pick = {
  readonly key: string;
  readonly name: string;
  /** Why this one: what speaks for it. */
  readonly note?: string;
  /** One short fact at the end of the line: "2 places left". */
  readonly fact?: string;
  /** Words that find it and are not shown. */
  readonly also?: string;
  /** Why it cannot be chosen. It stays listed. */
  readonly whyNot?: string;
  readonly mark?: ReactNode;
};

type PickOptionProps = {
  readonly id: string;
  readonly option: Pick;
  /** Its digit; 0 and more than 9 show none. */
  readonly number: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

/** One line of a pick panel: who, why, and how much room there is. */
export function PickOption({ id, option, number, isChosen, onChoose }: PickOptionProps) {
  const isOff = option.whyNot !== undefined;
  return (
    <div
      role="option"
      id={id}
      aria-selected={isChosen}
      aria-disabled={isOff || undefined}
      className={styles["option"]}
      onMouseDown={(event) => {
        // The focus stays in the search, where the keys are heard.
        event.preventDefault();
        if (!isOff) onChoose();
      }}
    >
      <span className={styles["number"]}>{number > 0 && number < 10 ? <KeyCap>{String(number)}</KeyCap> : null}</span>
      <b>
        {option.mark} {option.name}
      </b>
      <span className={styles["fact"]}>{option.fact}</span>
      <small>{option.whyNot ?? option.note}</small>
    </div>
  );
}
