import type { RiskLevel } from "@nightlight/domain/risk/level";
import { Button } from "@nightlight/ui/components/button";
import { TextInput } from "@nightlight/ui/components/field";
import { useEffect, useId, useRef, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import styles from "./risk-panel.module.css";

const SHORTEST_REASON = 5;

type LowerFormProps = {
  readonly to: RiskLevel;
  /** Something was sent already: it will wait for a second person. */
  readonly isSent: boolean;
  readonly isPending: boolean;
  readonly onLower: (reason: string) => void;
  readonly onCancel: () => void;
};

/** Why the level is lowered. One line; Escape puts it away. */
export function LowerForm({ to, isSent, isPending, onLower, onCancel }: LowerFormProps) {
  const t = useTranslations("risk.lower");
  const id = useId();
  const [reason, setReason] = useState("");
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
  }, [to]);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (reason.trim().length >= SHORTEST_REASON && !isPending) onLower(reason);
  };
  return (
    <form
      className={styles["lower"]}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel();
      }}
      noValidate
    >
      <label htmlFor={id}>{t("reason", { level: to })}</label>
      <TextInput
        id={id}
        ref={input}
        value={reason}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => {
          setReason(event.target.value);
        }}
      />
      {isSent ? <p>{t("second")}</p> : null}
      <div>
        <Button
          type="submit"
          size="small"
          whyNot={isPending ? t("pending") : reason.trim().length < SHORTEST_REASON ? t("short") : undefined}
        >
          {isSent ? t("ask", { level: to }) : t("do", { level: to })}
        </Button>
        <Button size="small" tone="plain" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
