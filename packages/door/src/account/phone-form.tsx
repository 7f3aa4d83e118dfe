import { accountRoutes } from "@nightlight/contracts/staff/account";
import { Button } from "@nightlight/ui/components/button";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { call } from "../client/api.ts";
import { AccountForm } from "./account-form.tsx";
import styles from "./account-screen.module.css";
import { CodeField } from "../session/entry-parts.tsx";
import { RecoveryCodes } from "../session/recovery-codes.tsx";
import { ScanSecret } from "../session/scan-secret.tsx";

type PhoneFormProps = { readonly onDone: (said: string) => void };

/**
 * Moves the second factor to another phone: a code of the one in force (or a recovery code), the new phone scans, its
 * first code proves it. Until then the old one stays good; afterwards there are new recovery codes.
 */
export function PhoneForm({ onDone }: PhoneFormProps) {
  const t = useTranslations("security");
  const enrol = useTranslations("session.enrol");
  const [code, setCode] = useState("");
  const clear = () => {
    setCode("");
  };
  const begin = useMutation({
    mutationFn: () => call(accountRoutes.beginSecondFactor, { body: { code } }),
    onSettled: clear,
  });
  const confirm = useMutation({
    mutationFn: () => call(accountRoutes.confirmSecondFactor, { body: { code } }),
    onError: clear,
  });
  const missing = code.trim().length < 6 ? t("codeFirst") : undefined;
  if (confirm.data !== undefined) {
    return (
      <div className={styles["form"]}>
        <p>{t("phoneCodes")}</p>
        <RecoveryCodes codes={confirm.data.recoveryCodes} />
        <div className={styles["acts"]}>
          <Button
            tone="lamp"
            onClick={() => {
              onDone(t("phoneMoved"));
            }}
          >
            {t("codesKept")}
          </Button>
        </div>
      </div>
    );
  }
  if (begin.data === undefined) {
    return (
      <AccountForm
        key="prove"
        label={t("movePhone")}
        word={t("next")}
        missing={missing}
        mutation={begin}
        onSubmit={begin.mutate}
      >
        <p className={styles["note"]}>{t("phoneProve")}</p>
        <CodeField label={t("codeOrRecovery")} aria-invalid={begin.isError} value={code} onValue={setCode} />
      </AccountForm>
    );
  }
  return (
    <AccountForm
      key="confirm"
      label={t("movePhone")}
      word={enrol("confirm")}
      missing={missing}
      mutation={confirm}
      onSubmit={confirm.mutate}
    >
      <ScanSecret secret={begin.data} />
      <CodeField
        label={enrol("code")}
        inputMode="numeric"
        aria-invalid={confirm.isError}
        value={code}
        onValue={setCode}
      />
    </AccountForm>
  );
}
