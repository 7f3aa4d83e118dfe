import { accountRoutes } from "@nightlight/contracts/staff/account";
import { Button } from "@nightlight/ui/components/button";
import { Field, TextInput } from "@nightlight/ui/components/field";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { call } from "../../shared/api.ts";
import { useProblemText } from "../../shared/problem-text.ts";
import { RecoveryCodes } from "./recovery-codes.tsx";
import styles from "./security-sheet.module.css";

/** How many recovery codes are left, and new ones against a code of the phone. */
export function NewRecoveryCodes({ left, onChanged }: { readonly left: number; readonly onChanged: () => void }) {
  const t = useTranslations("security");
  const problemText = useProblemText();
  const [code, setCode] = useState("");
  const codeId = useId();
  const renew = useMutation({
    mutationFn: () => call(accountRoutes.renewRecoveryCodes, { body: { code } }),
    onSuccess: () => {
      setCode("");
      onChanged();
    },
  });
  return (
    <form
      aria-labelledby="security-recovery"
      className={styles["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== "") renew.mutate();
      }}
    >
      <h3 id="security-recovery">{t("recovery")}</h3>
      <p className={styles["note"]}>{t("recoveryLeft", { count: left })}</p>
      {renew.data === undefined ? (
        <div className={styles["fields"]}>
          <Field label={t("code")} htmlFor={codeId} layout="stacked">
            <TextInput
              id={codeId}
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => {
                setCode(event.target.value);
              }}
            />
          </Field>
          <Button type="submit" whyNot={renew.isPending ? t("pending") : undefined}>
            {t("renew")}
          </Button>
        </div>
      ) : (
        <RecoveryCodes codes={renew.data.recoveryCodes} />
      )}
      <p role="status" className={styles["note"]}>
        {renew.isError ? problemText(renew.error) : null}
      </p>
    </form>
  );
}
