import { codesOf } from "@nightlight/domain/record/definition";
import { classNames } from "@nightlight/ui/class-names";
import { Select } from "@nightlight/ui/components/field";
import { useTranslations } from "use-intl";
import type { ControlProps } from "./control-props.ts";
import { useForm, useSaid } from "./form-context.ts";
import styles from "./record-form.module.css";

/** More words than this stand in a list, not in a row. */
const MOST_IN_A_ROW = 8;
const UNKNOWN = "unknown";
/** What a letter and the room around an answer take, and what the pane has for a line of them, in pixels. */
const WIDTHS = { letter: 6.6, around: 14, line: 279, unknown: 26 };
/** Answers as short as "16–17" stand in four columns when they need two lines, longer ones in two. */
const SHORT = 6;

/**
 * One answer of a list. A few stand in a row, "not known" at its end as a question mark; one that is pressed again, or
 * Delete, takes the answer back.
 */
export function OneOf({ id, field, path, name, describedBy, isWrong }: ControlProps) {
  const t = useTranslations("record.form");
  const said = useSaid();
  const { definition, values, onType, onLeave, isReadOnly } = useForm();
  const value = values[path] ?? "";
  const codes = codesOf(definition, field);
  const known = codes.filter(({ code }) => code !== UNKNOWN);
  const choose = (code: string) => {
    if (isReadOnly) return;
    onType(path, code);
    onLeave(path);
  };
  if (codes.length > MOST_IN_A_ROW) {
    return (
      <Select
        id={id}
        value={value}
        disabled={isReadOnly}
        aria-describedby={describedBy}
        aria-invalid={isWrong || undefined}
        onChange={(event) => {
          choose(event.target.value);
        }}
      >
        <option value="">{t("notAsked")}</option>
        {codes.map(({ code, label }) => (
          <option key={code} value={code}>
            {said(label)}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <div
      id={id}
      role="radiogroup"
      aria-label={name}
      aria-describedby={describedBy}
      className={classNames(
        styles["row"],
        styles[
          layoutOf(
            known.map(({ label }) => said(label)),
            known.length < codes.length,
          )
        ],
      )}
    >
      {codes.map(({ code, label }) => (
        <label key={code} className={code === UNKNOWN ? styles["unknown"] : undefined} title={said(label)}>
          <input
            type="radio"
            name={id}
            value={code}
            checked={code === value}
            disabled={isReadOnly}
            aria-label={said(label)}
            onChange={() => {
              choose(code);
            }}
            onClick={() => {
              if (code === value) choose("");
            }}
            onKeyDown={(event) => {
              if (event.key === "Delete" || event.key === "Backspace") choose("");
            }}
          />
          <span className={styles["word"]} data-word={code === UNKNOWN ? "?" : said(label)}>
            {code === UNKNOWN ? "?" : said(label)}
          </span>
        </label>
      ))}
    </div>
  );
}

/** How the answers stand: on one line where they fit, else in columns. */
function layoutOf(words: readonly string[], hasUnknown: boolean): "one-line" | "in-2" | "in-4" {
  const width = words.reduce((sum, word) => sum + word.length * WIDTHS.letter + WIDTHS.around, 0);
  if (width <= WIDTHS.line - (hasUnknown ? WIDTHS.unknown : 0)) return "one-line";
  return words.every((word) => word.length <= SHORT) ? "in-4" : "in-2";
}
