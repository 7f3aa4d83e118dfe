import { accountRoutes } from "@nightlight/contracts/staff/account";
import { Button } from "@nightlight/ui/components/button";
import { Field, TextInput } from "@nightlight/ui/components/field";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { call } from "../../shared/api.ts";
import { useProblemText } from "../../shared/problem-text.ts";
import styles from "./security-sheet.module.css";

/** Chooses the PIN that unlocks the console. It takes the password, so that an open screen is not enough. */
export function PinForm({ hasPin, onChanged }: { readonly hasPin: boolean; readonly onChanged: () => void }) {
  const t = useTranslations("security");
  const problemText = useProblemText();
  const [pin, setPin] = useState("");
  const [password, setPassword] = useState("");
  const [pinId, passwordId] = [useId(), useId()];
  const keep = useMutation({
    mutationFn: () => call(accountRoutes.setPin, { body: { pin, password } }),
    onSuccess: () => {
      setPin("");
      setPassword("");
      onChanged();
    },
  });
  const isReady = /^\d{6,12}$/u.test(pin) && password !== "";
  return (
    <form
      aria-labelledby="security-pin"
      className={styles["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) keep.mutate();
      }}
    >
      <h3 id="security-pin">{t("pin")}</h3>
      <p className={styles["note"]}>{hasPin ? t("pinSet") : t("pinNone")}</p>
      <div className={styles["fields"]}>
        <Field label={t("newPin")} htmlFor={pinId} layout="stacked">
          <TextInput
            id={pinId}
            type="password"
            inputMode="numeric"
            autoComplete="off"
            maxLength={12}
            value={pin}
            onChange={(event) => {
              setPin(event.target.value.replace(/\D/gu, ""));
            }}
          />
        </Field>
        <Field label={t("password")} htmlFor={passwordId} layout="stacked">
          <TextInput
            id={passwordId}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => {
              setPassword(event.target.value);
            }}
          />
        </Field>
        <Button type="submit" whyNot={keep.isPending ? t("pending") : isReady ? undefined : t("pinWhyNot")}>
          {t("keep")}
        </Button>
      </div>
      <p role="status" className={styles["note"]}>
        {keep.isError ? problemText(keep.error) : keep.isSuccess ? t("kept") : null}
      </p>
    </form>
  );
}
