import { HAND_CHANNEL_KINDS, type HandChannelKind } from "@nightlight/domain/contact/channel";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { now } from "@nightlight/door/time/clock";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { Choice } from "@nightlight/ui/components/choice";
import { Field, TextInput } from "@nightlight/ui/components/field";
import { useId, useState, type SyntheticEvent } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Sheet } from "@nightlight/ui/components/sheet";
import { typedInstant } from "../../shared/time.ts";
import styles from "./by-hand.module.css";
import { useRecordByHand } from "./use-record-by-hand.ts";

type HandFormProps = {
  /** Whoever records: they vouch for it unless they say who does. */
  readonly myName: string;
  readonly onClose: () => void;
};

/** A contact that came on paper, by foot or through the press. What was typed stays until it is recorded. */
export function HandForm({ myName, onClose }: HandFormProps) {
  const t = useTranslations("byHand");
  const words = useTranslations("words.channel");
  const language = useLocale() === "en" ? "en" : "vi";
  const problemText = useProblemText();
  const record = useRecordByHand(onClose);
  const [kind, setKind] = useState<HandChannelKind | undefined>(undefined);
  const [date, setDate] = useState(calendarDay(now()));
  const [time, setTime] = useState(clockTime(now()));
  const [whoSays, setWhoSays] = useState(myName);
  const [reference, setReference] = useState("");
  const [origin, setOrigin] = useState("");
  const [wasTried, setTried] = useState(false);
  const receivedAt = typedInstant(date, time);
  const isAhead = receivedAt !== undefined && receivedAt.getTime() > now() + MINUTE_MS;
  const missing =
    kind === undefined
      ? t("chooseKind")
      : receivedAt === undefined
        ? t("noTime")
        : isAhead
          ? t("ahead")
          : whoSays.trim().length < 2
            ? t("noOne")
            : undefined;
  const ids = { date: useId(), time: useId(), whoSays: useId(), reference: useId(), origin: useId() };

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing !== undefined || kind === undefined || receivedAt === undefined || record.isPending) return;
    const details = { whoSays, reference, origin };
    record.mutate({ kind, language, receivedAt: receivedAt.toISOString(), ...details });
  };

  return (
    <Sheet title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <form className={styles["form"]} onSubmit={submit} noValidate>
        <Field label={t("kind")} layout="top">
          <Choice
            columns={2}
            label={t("kind")}
            options={HAND_CHANNEL_KINDS.map((value) => ({ value, word: words(value) }))}
            value={kind}
            onChoose={setKind}
          />
        </Field>
        <Field label={t("receivedAt")} htmlFor={ids.date}>
          <div className={styles["when"]}>
            <TextInput
              id={ids.date}
              className={styles["day"]}
              inputMode="numeric"
              autoComplete="off"
              placeholder={t("dayForm")}
              value={date}
              onChange={(event) => {
                setDate(event.target.value);
              }}
            />
            <TextInput
              id={ids.time}
              className={styles["time"]}
              inputMode="numeric"
              autoComplete="off"
              aria-label={t("time")}
              value={time}
              onChange={(event) => {
                setTime(event.target.value);
              }}
            />
          </div>
        </Field>
        <Line id={ids.whoSays} label={t("whoSays")} value={whoSays} onChange={setWhoSays} />
        <Line
          id={ids.reference}
          label={t("reference")}
          value={reference}
          onChange={setReference}
          hint={kind === undefined ? undefined : t(`referenceOf.${kind}`)}
        />
        <Line id={ids.origin} label={t("origin")} value={origin} onChange={setOrigin} hint={t("originHint")} />
        <p className={styles["note"]}>{t("note")}</p>
        <div className={styles["acts"]}>
          <p role="alert">{record.isError ? problemText(record.error) : wasTried ? (missing ?? "") : ""}</p>
          <Button type="submit" tone="lamp" whyNot={record.isPending ? t("pending") : undefined}>
            {t("record")}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}

const MINUTE_MS = 60_000;

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
