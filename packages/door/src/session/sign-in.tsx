import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { call } from "../client/api.ts";
import { EntryCard } from "./entry-card.tsx";
import { EntryField, Submit } from "./entry-parts.tsx";

type SignInProps = {
  /** What signing in leads to. */
  readonly lead: string;
  /** Who was signed in until the session ended; undefined at the first sign-in. */
  readonly returning?: MeView | undefined;
  readonly onSignedIn: (me: MeView) => void;
};

/** Asks for name and password. Says what to do when it fails, never whether the account exists. */
export function SignIn({ lead, returning, onSignedIn }: SignInProps) {
  const t = useTranslations("session");
  const [username, setUsername] = useState(returning?.username ?? "");
  const [password, setPassword] = useState("");
  const signIn = useMutation({
    mutationFn: (body: { username: string; password: string }) => call(sessionRoutes.signIn, { body }),
    meta: { mayBeSignedOut: true },
    onSuccess: onSignedIn,
    // What is typed next replaces what was wrong.
    onError: () => document.querySelector<HTMLInputElement>("form [name=password]")?.select(),
  });
  return (
    <EntryCard
      label={t("signIn")}
      title={returning === undefined ? t("title") : t("titleAgain", { name: returning.displayName })}
      lead={returning === undefined ? lead : t("leadAgain")}
      onSubmit={() => {
        signIn.mutate({ username, password });
      }}
    >
      <EntryField
        label={t("username")}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={returning === undefined}
        value={username}
        onValue={setUsername}
      />
      <EntryField
        label={t("password")}
        type="password"
        name="password"
        autoComplete="current-password"
        autoFocus={returning !== undefined}
        aria-invalid={signIn.isError}
        value={password}
        onValue={setPassword}
      />
      <Submit word={t("signIn")} mutation={signIn} />
    </EntryCard>
  );
}
