import { objectionToPassword } from "@nightlight/domain/access/password";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { EntryField } from "./entry-parts.tsx";
import styles from "./sign-in.module.css";

export type NewPassword = {
  readonly username: string;
  readonly password: string;
  readonly repeat: string;
  readonly setPassword: (typed: string) => void;
  readonly setRepeat: (typed: string) => void;
  /** Good by the rules, and typed twice alike. */
  readonly isReady: boolean;
};

/** A password that is being chosen, judged by the same rules as on the server. */
export function useNewPassword(username: string): NewPassword {
  const [password, setPassword] = useState("");
  const [repeat, setRepeat] = useState("");
  const isReady = objectionToPassword(password, username) === undefined && repeat === password;
  return { username, password, repeat, setPassword, setRepeat, isReady };
}

type NewPasswordFieldsProps = { readonly chosen: NewPassword; readonly autoFocus?: boolean };

/** Choosing a password: typed twice, with what is still missing said as it is typed. */
export function NewPasswordFields({ chosen, autoFocus = false }: NewPasswordFieldsProps) {
  const t = useTranslations("session.welcome");
  const { username, password, repeat } = chosen;
  const objection = password === "" ? undefined : objectionToPassword(password, username);
  const isRepeated = repeat === "" || repeat === password;
  return (
    <>
      <EntryField
        label={t("password")}
        type="password"
        autoComplete="new-password"
        autoFocus={autoFocus}
        aria-invalid={objection !== undefined}
        value={password}
        onValue={chosen.setPassword}
      />
      <p className={styles["hint"]} role="status" data-is={password === "" ? undefined : (objection ?? "good")}>
        {t(`objection.${password === "" ? "none" : (objection ?? "good")}`)}
      </p>
      <EntryField
        label={t("repeat")}
        type="password"
        autoComplete="new-password"
        aria-invalid={!isRepeated}
        value={repeat}
        onValue={chosen.setRepeat}
      />
      {isRepeated ? null : <p className={styles["hint"]}>{t("differs")}</p>}
    </>
  );
}
