import { accountRoutes } from "@nightlight/contracts/staff/account";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { call } from "../client/api.ts";
import { AccountForm } from "./account-form.tsx";
import { EntryField } from "../session/entry-parts.tsx";
import { NewPasswordFields, useNewPassword } from "../session/new-password.tsx";

type PasswordFormProps = { readonly username: string; readonly onDone: (said: string) => void };

/** Another password, by the one in force: an open screen is not enough. Every other device is signed out. */
export function PasswordForm({ username, onDone }: PasswordFormProps) {
  const t = useTranslations("security");
  const [current, setCurrent] = useState("");
  const chosen = useNewPassword(username);
  const change = useMutation({
    mutationFn: () => call(accountRoutes.changePassword, { body: { current, next: chosen.password } }),
    onSuccess: ({ endedDevices }) => {
      onDone(t("passwordChanged", { count: endedDevices }));
    },
    onError: () => {
      setCurrent("");
    },
  });
  const missing = current === "" ? t("passwordFirst") : chosen.isReady ? undefined : t("passwordNotReady");
  return (
    <AccountForm
      label={t("changePassword")}
      word={t("changePassword")}
      missing={missing}
      mutation={change}
      onSubmit={change.mutate}
    >
      {/* Read by password managers, so that they keep name and password together. */}
      <input type="text" name="username" autoComplete="username" readOnly hidden value={username} />
      <EntryField
        label={t("passwordNow")}
        type="password"
        autoComplete="current-password"
        aria-invalid={change.isError}
        value={current}
        onValue={setCurrent}
      />
      <NewPasswordFields chosen={chosen} />
    </AccountForm>
  );
}
