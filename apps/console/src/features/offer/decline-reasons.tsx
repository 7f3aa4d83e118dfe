import { DECLINE_REASONS, type DeclineReason } from "@nightlight/domain/contact/disposition";
import { KeyCap } from "@nightlight/ui/components/key-cap";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { useTranslations } from "use-intl";
import type { DigitKey } from "../../shared/keys/key-table.ts";
import { useKey } from "../../shared/keys/key-listener.ts";
import styles from "./offer-card.module.css";

type DeclineReasonsProps = {
  readonly onChoose: (reason: DeclineReason) => void;
  readonly onCancel: () => void;
};

/** One digit says why; nobody is asked for more than this. Escape takes the offer back up. */
export function DeclineReasons({ onChoose, onCancel }: DeclineReasonsProps) {
  const t = useTranslations("offer");
  const group = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    group.current?.querySelector("button")?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onCancel();
    const reason = DECLINE_REASONS[Number(/^Digit(\d)$/u.exec(event.code)?.[1] ?? 0) - 1];
    if (reason === undefined || event.altKey) return;
    event.preventDefault();
    onChoose(reason);
  };

  return (
    <div ref={group} role="group" aria-label={t("declineWhy")} className={styles["reasons"]} onKeyDown={onKeyDown}>
      <p aria-hidden="true">{t("declineWhy")}</p>
      {DECLINE_REASONS.map((reason, index) => (
        <Reason key={reason} digit={index + 1} reason={reason} onChoose={onChoose} />
      ))}
      <button type="button" onClick={onCancel}>
        <KeyCap>Esc</KeyCap>
        {t("keep")}
      </button>
    </div>
  );
}

type ReasonProps = {
  readonly digit: number;
  readonly reason: DeclineReason;
  readonly onChoose: (reason: DeclineReason) => void;
};

function Reason({ digit, reason, onChoose }: ReasonProps) {
  const t = useTranslations("offer.declineReason");
  useKey(`digit-${digit}` as DigitKey, () => {
    onChoose(reason);
  });
  return (
    <button
      type="button"
      onClick={() => {
        onChoose(reason);
      }}
    >
      <KeyCap>{String(digit)}</KeyCap>
      {t(reason)}
    </button>
  );
}
