import { TextInput } from "@nightlight/ui/components/field";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { dayOf, written } from "./typed-day.ts";

type DayBoxProps = {
  readonly id?: string;
  /** yyyy-MM-dd; empty for none. */
  readonly value: string;
  readonly onDay: (day: string) => void;
  readonly autoFocus?: boolean;
};

/** A day, written as days are written here: 05/03/2026. What is no day changes nothing, and is said to be none on leaving. */
export function DayBox({ id, value, onDay, autoFocus = false }: DayBoxProps) {
  const t = useTranslations("day");
  const note = useId();
  const [draft, setDraft] = useState<string>();
  const [wasLeft, setLeft] = useState(false);
  const isNone = draft !== undefined && dayOf(draft) === undefined;
  const isWrong = isNone && wasLeft;
  // It may be changed elsewhere, as by clearing a filter: then what was typed is no longer shown.
  const isDraftShown = draft !== undefined && (isNone || dayOf(draft) === value);
  return (
    <>
      <TextInput
        id={id}
        fits
        size={10}
        inputMode="numeric"
        autoComplete="off"
        autoFocus={autoFocus}
        maxLength={10}
        placeholder={t("form")}
        value={isDraftShown ? draft : written(value)}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? note : undefined}
        onChange={(event) => {
          setDraft(event.target.value);
          setLeft(false);
          const day = dayOf(event.target.value);
          if (day !== undefined) onDay(day);
        }}
        onBlur={() => {
          setLeft(true);
          if (!isNone) setDraft(undefined);
        }}
      />
      {isWrong ? <span id={note}>{t("none")}</span> : null}
    </>
  );
}
