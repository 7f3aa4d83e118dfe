import type { PolicyRowView } from "@nightlight/contracts/admin/policy";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Select, TextInput } from "@nightlight/ui/components/field";
import { useId } from "react";
import { useLocale, useTranslations } from "use-intl";
import { wrongRows, type Draft } from "./draft.ts";
import { useValueWord } from "./value-word.ts";
import styles from "./policy.module.css";

type PolicyRowsProps = {
  readonly rows: readonly PolicyRowView[];
  readonly draft: Draft;
  readonly onEdit: (row: PolicyRowView, typed: string) => void;
};

/** One group of numbers: name and effect, the value in its field, bounds, and who changed it last. */
export function PolicyRows({ rows, draft, onEdit }: PolicyRowsProps) {
  return (
    <ul className={styles["rows"]}>
      {rows.map((row) => (
        <Row
          key={row.key}
          row={row}
          typed={draft[row.key]}
          isWrong={wrongRows([row], draft).length > 0}
          onEdit={onEdit}
        />
      ))}
    </ul>
  );
}

type RowProps = {
  readonly row: PolicyRowView;
  readonly typed: string | undefined;
  readonly isWrong: boolean;
  readonly onEdit: PolicyRowsProps["onEdit"];
};

function Row({ row, typed, isWrong, onEdit }: RowProps) {
  const t = useTranslations("policy");
  const id = useId();
  const words = useLocale() === "en" ? row.words.en : row.words.vi;
  const said = useValueWord();
  const boundsSaid = ({ bounds }: PolicyRowView): string => {
    if (bounds.kind === "number") return t("bounds", { min: bounds.min, max: bounds.max });
    if (bounds.kind === "lane") return "";
    if (bounds.shape === "display") return t("display");
    return bounds.shape === "phone" ? t("dialled") : t("longest", { count: bounds.max });
  };
  return (
    <li className={styles["row"]} data-kind={row.bounds.kind} data-changed={typed !== undefined}>
      <div>
        <label htmlFor={id}>{words.name}</label>
        <p id={`${id}-effect`}>{words.effect}</p>
      </div>
      <div className={styles["value"]}>
        {row.isMine ? (
          <Control id={id} row={row} typed={typed} isWrong={isWrong} onEdit={onEdit} />
        ) : (
          <output id={id}>{said(row, row.value)}</output>
        )}
        <small id={`${id}-bounds`} data-wrong={isWrong}>
          {[boundsSaid(row), row.value === row.standard ? "" : t("standard", { value: said(row, row.standard) })]
            .filter((each) => each !== "")
            .join(" · ")}
        </small>
      </div>
      <p className={styles["changed"]}>
        {row.isMine ? null : <span>{t(`editors.${row.editors[0] ?? "administrator"}`)} </span>}
        {row.changed === null ? null : (
          <span title={row.changed.why}>
            {t("changed", {
              name: row.changed.by,
              when: `${calendarDay(row.changed.at)} ${clockTime(row.changed.at)}`,
            })}
          </span>
        )}
      </p>
    </li>
  );
}

function Control({ id, row, typed, isWrong, onEdit }: RowProps & { readonly id: string }) {
  const lane = useTranslations("words.lane");
  const unit = useTranslations("policy.unit");
  const value = typed ?? String(row.value);
  const described = { id, "aria-describedby": `${id}-effect ${id}-bounds` };
  if (row.bounds.kind === "lane") {
    return (
      <Select
        {...described}
        fits
        value={value}
        onChange={(event) => {
          onEdit(row, event.target.value);
        }}
      >
        {row.bounds.choices.map((each) => (
          <option key={each} value={each}>
            {lane(each)}
          </option>
        ))}
      </Select>
    );
  }
  const isText = row.bounds.kind === "text";
  return (
    <span className={styles[isText ? "text" : "number"]}>
      <TextInput
        {...described}
        inputMode={row.bounds.kind === "number" ? "numeric" : row.bounds.shape === "phone" ? "tel" : "text"}
        autoComplete="off"
        maxLength={row.bounds.kind === "number" ? 6 : row.bounds.max}
        aria-invalid={isWrong || undefined}
        value={value}
        onChange={(event) => {
          onEdit(row, event.target.value);
        }}
      />
      {row.bounds.kind === "number" ? unit(row.bounds.unit, { count: Number(value) || 0 }) : null}
    </span>
  );
}
