import { accountRoutes } from "@nightlight/contracts/staff/account";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { call } from "../client/api.ts";
import { AccountForm } from "./account-form.tsx";
import { EntryField } from "../session/entry-parts.tsx";

/** Chooses the PIN that unlocks the console. It takes the password, so that an open screen is not enough. */
export function PinForm({ onDone }: { readonly onDone: (said: string) => void }) {
  const t = useTranslations("security");
  const [pin, setPin] = useState("");
  const [password, setPassword] = useState("");
  const keep = useMutation({
    mutationFn: () => call(accountRoutes.setPin, { body: { pin, password } }),
    onSuccess: () => {
      onDone(t("kept"));
    },
    onError: () => {
      setPassword("");
    },
  });
  const isReady = /^\d{6,12}$/u.test(pin) && password !== "";
  return (
    <AccountForm
      label={t("pin")}
      word={t("keep")}
      missing={isReady ? undefined : t("pinWhyNot")}
      mutation={keep}
      onSubmit={keep.mutate}
    >
      <EntryField
        label={t("newPin")}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        value={pin}
        onValue={(typed) => {
          setPin(typed.replace(/\D/gu, ""));
        }}
      />
      <EntryField
        label={t("password")}
        type="password"
        autoComplete="current-password"
        aria-invalid={keep.isError}
        value={password}
        onValue={setPassword}
      />
    </AccountForm>
  );
}
