import { ProblemError } from "@nightlight/contracts/client";
import { accountRoutes } from "@nightlight/contracts/staff/account";
import type { MeView } from "@nightlight/contracts/staff/session";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { call } from "../client/api.ts";
import { useProblemText } from "../client/problem-text.ts";
import { Failed, Loading } from "../client/query-states.tsx";
import { EntryCard } from "./entry-card.tsx";
import { EntryField, Submit } from "./entry-parts.tsx";
import { NewPasswordFields, useNewPassword } from "./new-password.tsx";

type WelcomeProps = {
  /** From the address's fragment: it never reaches a server's log. */
  readonly token: string;
  readonly onSignedIn: (me: MeView) => void;
  readonly onLeave: () => void;
};

/** Behind an invitation: whose it is, and choosing a password. The second factor comes next. */
export function Welcome({ token, onSignedIn, onLeave }: WelcomeProps) {
  const t = useTranslations("session");
  const problemText = useProblemText();
  const invitation = useQuery({
    queryKey: ["invitation"],
    queryFn: () => call(accountRoutes.readInvitation, { body: { token } }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const chosen = useNewPassword(invitation.data?.username ?? "");
  const take = useMutation({
    mutationFn: () => call(accountRoutes.takeInvitation, { body: { token, password: chosen.password } }),
    meta: { mayBeSignedOut: true },
    onSuccess: onSignedIn,
  });
  if (invitation.isPending) return <Loading />;
  if (invitation.isError && !(invitation.error instanceof ProblemError)) {
    return <Failed error={invitation.error} retry={() => void invitation.refetch()} />;
  }
  if (invitation.isError) {
    return (
      <EntryCard
        label={t("welcome.over")}
        title={t("welcome.over")}
        lead={problemText(invitation.error)}
        onSubmit={onLeave}
      >
        <Submit word={t("welcome.toSignIn")} mutation={{ isPending: false, error: null, submittedAt: 0 }} />
      </EntryCard>
    );
  }
  const { username, displayName, purpose } = invitation.data;
  return (
    <EntryCard
      label={t("welcome.label")}
      title={t("welcome.title", { name: displayName })}
      lead={t(purpose === "invite" ? "welcome.lead" : "welcome.leadReset")}
      onSubmit={() => {
        if (chosen.isReady) take.mutate();
      }}
    >
      {/* Read by password managers, so that they keep name and password together. */}
      <EntryField
        label={t("username")}
        name="username"
        autoComplete="username"
        readOnly
        value={username}
        onValue={noop}
      />
      <NewPasswordFields chosen={chosen} autoFocus />
      <Submit word={t("welcome.take")} mutation={take} />
    </EntryCard>
  );
}

function noop(): void {
  // The name is given.
}
