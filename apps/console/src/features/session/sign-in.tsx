import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { Button } from "@nightlight/ui/components/button";
import { Field, TextInput } from "@nightlight/ui/components/field";
import { useMutation } from "@tanstack/react-query";
import { useId, useRef, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import { call } from "../../shared/api.ts";
import { useProblemText } from "../../shared/problem-text.ts";
import { TasteSwitches } from "../../shared/taste-switches.tsx";
import styles from "./sign-in.module.css";

type SignInProps = {
  /** Who was signed in until the session ended; undefined at the first sign-in. */
  readonly returning?: MeView | undefined;
  readonly onSignedIn: (me: MeView) => void;
};

/** Asks for name and password. Says what to do when it fails, never whether the account exists. */
export function SignIn({ returning, onSignedIn }: SignInProps) {
  const t = useTranslations("session");
  const problemText = useProblemText();
  const form = useRef<HTMLFormElement>(null);
  const [username, setUsername] = useState(returning?.username ?? "");
  const [password, setPassword] = useState("");
  const [nameId, passwordId, errorId] = [useId(), useId(), useId()];

  const signIn = useMutation({
    mutationFn: (body: { username: string; password: string }) => call(sessionRoutes.signIn, { body }),
    meta: { mayBeSignedOut: true },
    onSuccess: onSignedIn,
    onError: () => form.current?.querySelector<HTMLInputElement>("[type=password]")?.select(),
  });

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (username.trim() === "" || password === "") {
      form.current?.querySelector<HTMLInputElement>(username.trim() === "" ? "input" : "[type=password]")?.focus();
      return;
    }
    signIn.mutate({ username, password });
  };

  return (
    <main className={styles["room"]}>
      <form ref={form} className={styles["card"]} onSubmit={submit} aria-label={t("signIn")} noValidate>
        <p className={styles["mark"]}>
          <span className={styles["lamp"]} aria-hidden="true" />
          Nightlight
        </p>
        <header className={styles["head"]}>
          <h1>{returning === undefined ? t("title") : t("titleAgain", { name: returning.displayName })}</h1>
          <p>{returning === undefined ? t("lead") : t("leadAgain")}</p>
        </header>
        <Field label={t("username")} htmlFor={nameId} layout="stacked">
          <TextInput
            id={nameId}
            scale="large"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus={username === ""}
            value={username}
            onChange={(event) => {
              setUsername(event.target.value);
            }}
          />
        </Field>
        <Field label={t("password")} htmlFor={passwordId} layout="stacked">
          <TextInput
            id={passwordId}
            scale="large"
            type="password"
            name="password"
            autoComplete="current-password"
            autoFocus={username !== ""}
            aria-invalid={signIn.isError}
            aria-describedby={signIn.isError ? errorId : undefined}
            value={password}
            onChange={(event) => {
              setPassword(event.target.value);
            }}
          />
        </Field>
        <div role="status">
          {signIn.isError ? (
            <p id={errorId} className={styles["error"]}>
              {problemText(signIn.error)}
            </p>
          ) : null}
        </div>
        <Button
          type="submit"
          tone="lamp"
          className={styles["enter"]}
          whyNot={signIn.isPending ? t("pending") : undefined}
        >
          {signIn.isPending ? t("pending") : t("signIn")}
        </Button>
        <div className={styles["tools"]}>
          <TasteSwitches withWords />
        </div>
      </form>
    </main>
  );
}
