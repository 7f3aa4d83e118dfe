import { TextInput } from "@nightlight/ui/components/field";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { dayOf, written } from "../../../shared/typed-day.ts";
import type { ControlProps } from "./control-props.ts";
import { useForm } from "./form-context.ts";

/** A day as it is written here: 05/03/2014. What is no day yet stays as typed, and is said to be none on leaving. */
export function DayInput({ id, path, describedBy, isWrong }: ControlProps) {
  const t = useTranslations("record.form");
  const { values, onType, onLeave, isReadOnly } = useForm();
  const value = values[path] ?? "";
  const [draft, setDraft] = useState<string>();
  return (
    <TextInput
      id={id}
      value={draft ?? written(value)}
      readOnly={isReadOnly}
      inputMode="numeric"
      placeholder={t("day")}
      autoComplete="off"
      maxLength={10}
      fits
      size={12}
      aria-describedby={describedBy}
      aria-invalid={isWrong || undefined}
      onChange={(event) => {
        setDraft(event.target.value);
        const day = dayOf(event.target.value);
        if (day !== undefined) onType(path, day);
      }}
      onBlur={() => {
        // Kept as it stands: the server's word on it is shown under the field.
        if (draft !== undefined && dayOf(draft) === undefined) onType(path, draft.trim());
        setDraft(undefined);
        onLeave(path);
      }}
    />
  );
}
