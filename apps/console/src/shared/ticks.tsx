import styles from "./office.module.css";

type TicksProps<Value extends string> = {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly word: string; readonly isOff?: boolean }[];
  readonly chosen: readonly Value[];
  readonly onChange: (chosen: readonly Value[]) => void;
};

/** Some of many: boxes to tick, in two columns. */
export function Ticks<Value extends string>({ label, options, chosen, onChange }: TicksProps<Value>) {
  return (
    <div role="group" aria-label={label} className={styles["ticks"]}>
      {options.map(({ value, word, isOff = false }) => (
        <label key={value} className={styles["tick"]} data-off={isOff}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            disabled={isOff}
            onChange={(event) => {
              const others = chosen.filter((each) => each !== value);
              onChange(event.target.checked ? [...others, value] : others);
            }}
          />
          {word}
        </label>
      ))}
    </div>
  );
}
