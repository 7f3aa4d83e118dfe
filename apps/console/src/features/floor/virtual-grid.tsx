import { useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { isComposing } from "../../shared/keys/composing.ts";
import { inSight, layOut } from "./list-window.ts";
import { createTypeAhead } from "./type-ahead.ts";
import styles from "./virtual-grid.module.css";

type Line = { readonly kind: "head" | "row"; readonly key: string };

type VirtualGridProps<Each extends Line> = {
  readonly label: string;
  readonly lines: readonly Each[];
  readonly heights: { readonly head: number; readonly row: number };
  readonly selected?: ReadonlySet<string>;
  /** What a row is found by when somebody types. */
  readonly nameOf: (line: Each) => string;
  readonly show: (line: Each, at: { readonly isActive: boolean }) => ReactNode;
  /** The row that keys mean now, with its element; undefined when the list is left empty. */
  readonly onPoint: (line: Each) => void;
  readonly onSelect?: (keys: readonly string[], how: "toggle" | "add") => void;
  /** Enter, or a double press. */
  readonly onAct: (line: Each, row: Element | null) => void;
  /** More of a row's element: what it may be dragged as, or what may be dropped on it. */
  readonly dataOf?: (line: Each) => Readonly<Record<`data-${string}`, string | undefined>>;
};

const PAGE = 10;

/** A long list: one tab stop, arrow keys inside, found by typing; only the rows in sight are in the document. */
export function VirtualGrid<Each extends Line>(props: VirtualGridProps<Each>) {
  const { label, lines, heights, selected, nameOf, show, onPoint, onSelect, onAct, dataOf } = props;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [find] = useState(createTypeAhead);
  const [sight, setSight] = useState({ top: 0, height: 600 });
  const [active, setActive] = useState<{ key: string; row: number }>();
  const [isFocused, setFocused] = useState(false);
  const rows = useMemo(() => lines.filter(({ kind }) => kind === "row"), [lines]);
  const layout = useMemo(() => layOut(lines.map(({ kind }) => heights[kind])), [lines, heights]);

  const found = rows.findIndex(({ key }) => key === active?.key);
  // A row that has gone leaves its place to the next one.
  const at = found >= 0 ? found : Math.min(active?.row ?? 0, rows.length - 1);
  const here = rows[at];
  const [first, last] = inSight(layout, sight.top, sight.height);

  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null || typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(() => {
      setSight({ top: element.scrollTop, height: element.clientHeight });
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
    };
  }, []);

  const point = (index: number): Each | undefined => {
    const row = rows[index];
    if (row === undefined) return undefined;
    setActive({ key: row.key, row: index });
    onPoint(row);
    const element = frame.current;
    if (element !== null) {
      bringIntoSight(element, layout.tops[lines.indexOf(row)] ?? 0, heights);
      // At once, and not when the browser tells of the scrolling: keys always mean a row that is there.
      setSight({ top: element.scrollTop, height: element.clientHeight });
    }
    return row;
  };
  const rowElement = () => document.getElementById(`${id}-${here?.key ?? ""}`);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.altKey || event.target !== frame.current) return;
    const step = STEPS[event.key]?.(at, rows.length);
    if (step !== undefined) {
      const reached = point(step);
      if (event.shiftKey && reached !== undefined && here !== undefined) onSelect?.([here.key, reached.key], "add");
    } else if (event.key === "Enter" && here !== undefined) onAct(here, rowElement());
    else if (event.key === " " && here !== undefined) onSelect?.([here.key], "toggle");
    else if ((event.ctrlKey || event.metaKey) && event.code === "KeyA" && onSelect !== undefined) {
      onSelect(
        rows.map(({ key }) => key),
        "add",
      );
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && /[\p{L}\p{N}]/u.test(event.key)) {
      const index = find(event.key, rows.map(nameOf), at);
      if (index !== undefined) point(index);
    } else return;
    event.preventDefault();
    // A letter that finds a row is no key of the page.
    event.stopPropagation();
  };

  return (
    <div
      ref={frame}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={lines.length}
      aria-multiselectable={onSelect === undefined ? undefined : true}
      aria-activedescendant={isFocused && here !== undefined ? `${id}-${here.key}` : undefined}
      className={styles["grid"]}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        setSight({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight });
      }}
      onFocus={() => {
        setFocused(true);
        if (here !== undefined) onPoint(here);
      }}
      onBlur={(event) => {
        // A press on a button of the row keeps the row, or the button would be gone before the press is over.
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      }}
    >
      <div className={styles["space"]} style={{ height: layout.height }}>
        {lines.slice(first, last).map((line, offset) => {
          const isActive = line.kind === "row" && line.key === here?.key;
          return (
            <div
              key={line.key}
              id={`${id}-${line.key}`}
              role="row"
              aria-rowindex={first + offset + 1}
              aria-selected={line.kind === "row" && onSelect !== undefined ? selected?.has(line.key) : undefined}
              data-active={(isActive && isFocused) || undefined}
              className={line.kind === "head" ? styles["head"] : styles["row"]}
              style={{ top: layout.tops[first + offset], height: heights[line.kind] }}
              {...dataOf?.(line)}
              onClick={(event) => {
                if (line.kind !== "row") return;
                point(rows.indexOf(line));
                if (event.ctrlKey || event.metaKey) onSelect?.([line.key], "toggle");
              }}
              onDoubleClick={(event) => {
                if (line.kind === "row") onAct(line, event.currentTarget);
              }}
            >
              {show(line, { isActive: isActive && isFocused })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, count) => Math.min(at + PAGE, count - 1),
  PageUp: (at) => Math.max(at - PAGE, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

function bringIntoSight(
  frame: HTMLElement,
  top: number,
  heights: { readonly head: number; readonly row: number },
): void {
  // The heading above the first row of a group comes along.
  if (top - heights.head < frame.scrollTop) frame.scrollTop = Math.max(0, top - heights.head);
  else if (top + heights.row > frame.scrollTop + frame.clientHeight) {
    frame.scrollTop = top + heights.row - frame.clientHeight;
  }
}
