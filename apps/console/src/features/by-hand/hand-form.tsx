import { HAND_CHANNEL_KINDS, type HandChannelKind } from "@nightlight/domain/contact/channel";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { now } from "@nightlight/door/time/clock";
import { Button } from "@nightlight/ui/components/button";
import { Choice } from "@nightlight/ui/components/choice";
import { Field } from "@nightlight/ui/components/field";
import { useEffect, useRef, useState, type SyntheticEvent } from "react";
import { useLocale, useTranslations } from "use-intl";
import { Sheet } from "@nightlight/ui/components/sheet";
import styles from "./by-hand.module.css";
import { HandFields, useHandTyped } from "./hand-fields.tsx";
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
  const [wasTried, setTried] = useState(false);
  const { typed, type, receivedAt, ...held } = useHandTyped({
    receivedAt: now(),
    whoSays: myName,
    reference: "",
    origin: "",
  });
  const form = useRef<HTMLFormElement>(null);
  // A sheet begins at its cross; this one is opened to be filled in.
  useEffect(() => {
    form.current?.querySelector("input")?.focus();
  }, []);
  const missing = kind === undefined ? t("chooseKind") : held.missing;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing !== undefined || kind === undefined || receivedAt === undefined || record.isPending) return;
    const { whoSays, reference, origin } = typed;
    const details = { whoSays, reference, origin };
    record.mutate({ kind, language, receivedAt: receivedAt.toISOString(), ...details });
  };

  return (
    <Sheet title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <form ref={form} className={styles["form"]} onSubmit={submit} noValidate>
        <Field label={t("kind")} layout="top">
          <Choice
            columns={2}
            label={t("kind")}
            options={HAND_CHANNEL_KINDS.map((value) => ({ value, word: words(value) }))}
            value={kind}
            onChoose={setKind}
          />
        </Field>
        <HandFields
          typed={typed}
          type={type}
          referenceHint={kind === undefined ? undefined : t(`referenceOf.${kind}`)}
        />
        <p className={styles["note"]}>{t("note")}</p>
        <div className={styles["acts"]}>
          <p role="alert">
            {record.isError ? problemText(record.error) : wasTried ? (missing ?? "") : (held.ahead ?? "")}
          </p>
          <Button type="submit" tone="lamp" whyNot={record.isPending ? t("pending") : undefined}>
            {t("record")}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
