import styles from "./progress.module.css";

type ProgressProps = {
  /** 0 to 1; beyond 1 the bar is full. */
  readonly share: number;
  /** What is half done, for screen readers; without it the bar only repeats words that stand beside it. */
  readonly label?: string;
  /** Points on the way (0 to 1) where something happens. */
  readonly marks?: readonly number[];
  readonly isDone?: boolean;
};

const WIDTH = 400;

/** How far something has come, as a bar. The words beside it say the same. */
export function Progress({ share, label, marks = [], isDone = false }: ProgressProps) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  const naming =
    label === undefined
      ? { "aria-hidden": true }
      : {
          role: "progressbar",
          "aria-label": label,
          "aria-valuenow": percent,
          "aria-valuemin": 0,
          "aria-valuemax": 100,
        };
  return (
    <svg
      className={styles["track"]}
      viewBox={`0 0 ${WIDTH} 12`}
      preserveAspectRatio="none"
      data-done={isDone || undefined}
      {...naming}
    >
      <rect y="3" width={WIDTH} height="6" />
      <rect className={styles["run"]} y="3" width={(WIDTH * percent) / 100} height="6" />
      {marks.map((mark) => (
        <rect key={mark} className={styles["mark"]} x={WIDTH * mark - 1} width="2" height="12" />
      ))}
    </svg>
  );
}

type SlotsProps = {
  readonly used: number;
  readonly all: number;
  /** "2 of 3 places": the boxes show the same. Left out where words beside them say it. */
  readonly words?: string;
};

/** How many places somebody has, and how many are taken: filled and empty boxes. */
export function Slots({ used, all, words }: SlotsProps) {
  const count = Math.max(used, all);
  return (
    <svg
      className={styles["slots"]}
      {...(words === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": words })}
      width={count * 16 - 3}
      height={8}
    >
      {words === undefined ? null : <title>{words}</title>}
      {Array.from({ length: count }, (_, at) => (
        <rect key={at} x={at * 16 + 0.5} y={0.5} width={12} height={7} rx={2} data-used={at < used || undefined} />
      ))}
    </svg>
  );
}
