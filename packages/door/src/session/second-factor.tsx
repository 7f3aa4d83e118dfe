import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { Button } from "@nightlight/ui/components/button";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { call } from "../client/api.ts";
import { EntryCard } from "./entry-card.tsx";
import { CodeField, Submit } from "./entry-parts.tsx";
import styles from "./sign-in.module.css";

type SecondFactorProps = {
  readonly me: MeView;
  readonly onDone: (me: MeView) => void;
  readonly onLeave: () => void;
};

/** After the password: the code of the phone, or a recovery code. */
export function SecondFactor({ me, onDone, onLeave }: SecondFactorProps) {
  const t = useTranslations("session");
  const [code, setCode] = useState("");
  const show = useMutation({
    mutationFn: () => call(sessionRoutes.showSecondFactor, { body: { code } }),
    onSuccess: onDone,
    onError: () => {
      setCode("");
    },
  });
  return (
    <EntryCard
      label={t("factor.title")}
      title={t("factor.title")}
      lead={t("factor.lead", { name: me.displayName })}
      onSubmit={() => {
        show.mutate();
      }}
      foot={
        <Button tone="plain" onClick={onLeave}>
          {t("otherPerson")}
        </Button>
      }
    >
      <CodeField label={t("factor.code")} autoFocus aria-invalid={show.isError} value={code} onValue={setCode} />
      <p className={styles["hint"]}>{t("factor.recovery")}</p>
      <Submit word={t("factor.enter")} mutation={show} />
    </EntryCard>
  );
}
