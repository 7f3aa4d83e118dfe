import type { PolicyRowView } from "@nightlight/contracts/admin/policy";
import { Button } from "@nightlight/ui/components/button";
import { Field, TextInput } from "@nightlight/ui/components/field";
import { useId, type SyntheticEvent } from "react";
import { useLocale, useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { wrongRows, type Draft, type Value } from "./draft.ts";
import { useValueWord } from "./value-word.ts";
import styles from "./policy.module.css";

/** The server wants a reason that says something. */
const WHY_AT_LEAST = 3;
const WHY_AT_MOST = 500;

type PutInForceProps = {
  readonly rows: readonly PolicyRowView[];
  readonly draft: Draft;
  readonly changes: Readonly<Record<string, Value>>;
  readonly why: string;
  readonly onWhy: (why: string) => void;
  readonly isPending: boolean;
  readonly error: string | undefined;
  readonly onSave: () => void;
  readonly onDrop: () => void;
};

/** What would change, and why: nothing is in force before it is said. */
export function PutInForce({ rows, draft, changes, why, onWhy, isPending, error, onSave, onDrop }: PutInForceProps) {
  const t = useTranslations("policy");
  const whyId = useId();
  const isEnglish = useLocale() === "en";
  const said = useValueWord();
  const wrong = wrongRows(rows, draft);
  const changed = rows.filter(({ key }) => changes[key] !== undefined);
  if (changed.length === 0 && wrong.length === 0) {
    return <div role="status">{error === undefined ? null : <p className={office["error"]}>{error}</p>}</div>;
  }
  const nameOf = ({ words }: PolicyRowView): string => (isEnglish ? words.en : words.vi).name;
  const whyNot =
    wrong[0] !== undefined
      ? t("outOfBounds", { name: nameOf(wrong[0]) })
      : why.trim().length < WHY_AT_LEAST
        ? t("sayWhy")
        : isPending
          ? t("saving")
          : undefined;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (whyNot === undefined) onSave();
  };
  return (
    <form className={styles["put"]} onSubmit={submit} aria-label={t("put")} noValidate>
      <ul>
        {changed.map((row) => (
          <li key={row.key}>
            {nameOf(row)}: <s>{said(row, row.value)}</s> → <strong>{said(row, changes[row.key] ?? row.value)}</strong>
          </li>
        ))}
      </ul>
      <Field label={t("why")} htmlFor={whyId} layout="stacked">
        <TextInput
          id={whyId}
          autoComplete="off"
          maxLength={WHY_AT_MOST}
          value={why}
          onChange={(event) => {
            onWhy(event.target.value);
          }}
        />
      </Field>
      <div role="status">{error === undefined ? null : <p className={styles["error"]}>{error}</p>}</div>
      <div className={styles["acts"]}>
        <Button type="submit" tone="lamp" whyNot={whyNot}>
          {isPending ? t("saving") : t("put")}
        </Button>
        <Button tone="plain" onClick={onDrop}>
          {t("drop")}
        </Button>
      </div>
    </form>
  );
}
