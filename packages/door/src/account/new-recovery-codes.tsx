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

/** New recovery codes against a code of the phone; the ones before are worth nothing then. */
export function NewRecoveryCodes({ onDone }: { readonly onDone: (said?: string) => void }) {
  const t = useTranslations("security");
  const [code, setCode] = useState("");
  const renew = useMutation({
    mutationFn: () => call(accountRoutes.renewRecoveryCodes, { body: { code } }),
    onSettled: () => {
      setCode("");
    },
  });
  if (renew.data !== undefined) {
    return (
      <div className={styles["form"]}>
        <p>{t("codesNew")}</p>
        <RecoveryCodes codes={renew.data.recoveryCodes} />
        <div className={styles["acts"]}>
          <Button
            tone="lamp"
            onClick={() => {
              onDone();
            }}
          >
            {t("codesKept")}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <AccountForm
      label={t("recovery")}
      word={t("renew")}
      missing={code.trim().length < 6 ? t("codeFirst") : undefined}
      mutation={renew}
      onSubmit={renew.mutate}
    >
      <CodeField label={t("code")} aria-invalid={renew.isError} value={code} onValue={setCode} />
    </AccountForm>
  );
}
