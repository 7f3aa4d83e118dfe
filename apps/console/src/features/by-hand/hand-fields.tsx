import { now } from "@nightlight/door/time/clock";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Field, TextInput } from "@nightlight/ui/components/field";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { typedInstant } from "../../shared/time.ts";
import styles from "./by-hand.module.css";

const MINUTE_MS = 60_000;

/** What is written down beside a contact, as it is typed. */
export type HandTyped = {
  readonly date: string;
  readonly time: string;
  readonly whoSays: string;
  readonly reference: string;
  readonly origin: string;
};

/** When it came and who says so, as it is typed; and what is wrong with it yet, in words. */
export function useHandTyped(start: Omit<HandTyped, "date" | "time"> & { readonly receivedAt: string | number }) {
  const t = useTranslations("byHand");
  const { receivedAt: startAt, ...words } = start;
  const [typed, setTyped] = useState<HandTyped>({ date: calendarDay(startAt), time: clockTime(startAt), ...words });
  const receivedAt = typedInstant(typed.date, typed.time);
  const isAhead = receivedAt !== undefined && receivedAt.getTime() > now() + MINUTE_MS;
  const missing =
    receivedAt === undefined
      ? t("noTime")
      : isAhead
        ? t("ahead")
        : typed.whoSays.trim().length < 2
          ? t("noOne")
          : undefined;
  const type = (change: Partial<HandTyped>) => {
    setTyped((before) => ({ ...before, ...change }));
  };
  return { typed, receivedAt, missing, ahead: isAhead ? t("ahead") : undefined, type };
}

type HandFieldsProps = {
  readonly typed: HandTyped;
  readonly type: (change: Partial<HandTyped>) => void;
  readonly referenceHint?: string | undefined;
  /** The time stays: something was sent. */
  readonly isTimeHeld?: boolean;
};

/** The fields themselves. */
export function HandFields({ typed, type, referenceHint, isTimeHeld = false }: HandFieldsProps) {
  const t = useTranslations("byHand");
  const ids = { date: useId(), whoSays: useId(), reference: useId(), origin: useId() };
  return (
    <>
      <Field label={t("receivedAt")} htmlFor={ids.date}>
        <div className={styles["when"]}>
          <TextInput
            id={ids.date}
            className={styles["day"]}
            inputMode="numeric"
            autoComplete="off"
            placeholder={t("dayForm")}
            value={typed.date}
            readOnly={isTimeHeld}
            onChange={(event) => {
              type({ date: event.target.value });
            }}
          />
          <TextInput
            className={styles["time"]}
            inputMode="numeric"
            autoComplete="off"
            aria-label={t("time")}
            value={typed.time}
            readOnly={isTimeHeld}
            onChange={(event) => {
              type({ time: event.target.value });
            }}
          />
        </div>
      </Field>
      {isTimeHeld ? <p className={styles["note"]}>{t("timeHeld")}</p> : null}
      <Line
        id={ids.whoSays}
        label={t("whoSays")}
        value={typed.whoSays}
        onChange={(whoSays) => {
          type({ whoSays });
        }}
      />
      <Line
        id={ids.reference}
        label={t("reference")}
        value={typed.reference}
        hint={referenceHint}
        onChange={(reference) => {
          type({ reference });
        }}
      />
      <Line
        id={ids.origin}
        label={t("origin")}
        value={typed.origin}
        hint={t("originHint")}
        onChange={(origin) => {
          type({ origin });
        }}
      />
    </>
  );
}

type LineProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly hint?: string | undefined;
};

function Line({ id, label, value, onChange, hint }: LineProps) {
  return (
    <Field label={label} htmlFor={id}>
      <TextInput
        id={id}
        value={value}
        maxLength={300}
        autoComplete="off"
        placeholder={hint}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </Field>
  );
}
