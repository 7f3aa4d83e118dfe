import { useId } from "react";
import { classNames } from "../class-names.ts";
import styles from "./choice.module.css";

type ChoiceProps<Value extends string> = {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly word: string }[];
  readonly value: Value | undefined;
  readonly onChoose: (value: Value) => void;
  readonly onBlur?: () => void;
  readonly isDisabled?: boolean;
  /** Many words stand in columns, so that the eye can run down them; a few stand in a row. */
  readonly columns?: 2 | 3;
};

/** One of a few: a row of words, the chosen one ringed. One tab stop, arrow keys inside. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, options, value, onChoose, onBlur, isDisabled = false, columns } = props;
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={classNames(styles["choice"], columns !== undefined && styles[`in-${columns}`])}
      onBlur={onBlur}
    >
      {options.map((option) => (
        <label key={option.value} className={styles["option"]}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={isDisabled}
            onChange={() => {
              onChoose(option.value);
            }}
          />
          <span className={styles["word"]} data-word={option.word}>
            {option.word}
          </span>
        </label>
      ))}
    </div>
  );
}
