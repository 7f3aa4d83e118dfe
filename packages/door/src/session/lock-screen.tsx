import { sessionRoutes, type MeView } from "@nightlight/contracts/staff/session";
import { Button } from "@nightlight/ui/components/button";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { call } from "../client/api.ts";
import { lockWasTold, useSessionState } from "./session-state.ts";
import { EntryCard } from "./entry-card.tsx";
import { CodeField, EntryField, Submit } from "./entry-parts.tsx";
import styles from "./sign-in.module.css";

type Way = "pin" | "code" | "password";

type LockScreenProps = {
  readonly me: MeView;
  /** What is kept meanwhile. */
  readonly lead: string;
  readonly onUnlocked: (me: MeView) => void;
  readonly onSignOut: () => void;
};

/** Covers everything; the work goes on beneath. Says when a child wrote, never what. */
export function LockScreen({ me, lead, onUnlocked, onSignOut }: LockScreenProps) {
  const t = useTranslations("session");
  const ways: readonly Way[] = [
    ...(me.hasPin ? (["pin"] as const) : []),
    me.hasSecondFactor ? ("code" as const) : ("password" as const),
  ];
  const [chosen, setChosen] = useState<Way | undefined>(undefined);
  const [shown, setShown] = useState("");
  const hasNews = useSessionState((state) => state.hasNews);
  const way = chosen ?? ways[0] ?? "password";
  const other = ways.find((each) => each !== way);
  const unlock = useMutation({
    meta: { evenWhenStale: true },
    mutationFn: async () => {
      await lockWasTold();
      return call(sessionRoutes.unlock, { body: bodyOf(way, shown) });
    },
    onSuccess: onUnlocked,
    onError: () => {
      setShown("");
    },
  });
  const field = { label: t(`lock.${way}`), value: shown, onValue: setShown, "aria-invalid": unlock.isError };
  return (
    <EntryCard
      label={t("lock.title")}
      title={t("lock.title")}
      lead={lead}
      onSubmit={() => {
        unlock.mutate();
      }}
      foot={
        <Button tone="plain" onClick={onSignOut}>
          {t("lock.signOut")}
        </Button>
      }
    >
      <p role="status" className={styles["news"]}>
        {hasNews ? t("lock.news") : null}
      </p>
      {way === "code" ? (
        <CodeField key="code" {...field} autoFocus />
      ) : (
        <EntryField
          key={way}
          {...field}
          type="password"
          inputMode={way === "pin" ? "numeric" : undefined}
          autoComplete={way === "pin" ? "off" : "current-password"}
          autoFocus
        />
      )}
      <Submit word={t("lock.unlock")} mutation={unlock} />
      {other === undefined ? null : (
        <Button
          tone="plain"
          onClick={() => {
            setChosen(other);
            setShown("");
          }}
        >
          {t(`lock.use.${other}`)}
        </Button>
      )}
    </EntryCard>
  );
}

function bodyOf(way: Way, shown: string): { pin: string } | { code: string } | { password: string } {
  if (way === "pin") return { pin: shown };
  return way === "code" ? { code: shown } : { password: shown };
}
