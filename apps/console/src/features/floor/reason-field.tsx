import { STEP_IN_REASONS, type StepInReason } from "@nightlight/domain/contact/move";
import { Select } from "@nightlight/ui/components/field";
import { useTranslations } from "use-intl";

type ReasonFieldProps = { readonly value: StepInReason; readonly onChoose: (reason: StepInReason) => void };

/** Why a supervisor steps in: one of a few, never a text. */
export function ReasonField({ value, onChoose }: ReasonFieldProps) {
  const t = useTranslations("floor");
  return (
    <Select
      fits
      aria-label={t("reason.label")}
      value={value}
      onChange={(event) => {
        const chosen = STEP_IN_REASONS.find((each) => each === event.target.value);
        if (chosen !== undefined) onChoose(chosen);
      }}
    >
      {STEP_IN_REASONS.map((each) => (
        <option key={each} value={each}>
          {t(`reason.${each}`)}
        </option>
      ))}
    </Select>
  );
}
