import { accountRoutes } from "@nightlight/contracts/staff/account";
import type { MeView } from "@nightlight/contracts/staff/session";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { call } from "../client/api.ts";
import { Failed, Loading } from "../client/query-states.tsx";
import { EntryCard } from "./entry-card.tsx";
import { CodeField, Submit } from "./entry-parts.tsx";
import styles from "./enrolment.module.css";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { ScanSecret } from "./scan-secret.tsx";

type EnrolmentProps = {
  readonly me: MeView;
  readonly onDone: (me: MeView) => void;
  readonly onLeave: () => void;
};

/** Sets up the second factor: scan, show the first code, keep the recovery codes. Nothing else is open before. */
export function Enrolment({ me, onDone, onLeave }: EnrolmentProps) {
  const t = useTranslations("session");
  const [code, setCode] = useState("");
  const secret = useQuery({
    queryKey: ["enrolment", me.id],
    queryFn: () => call(accountRoutes.beginSecondFactor, { body: {} }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const confirm = useMutation({
    mutationFn: () => call(accountRoutes.confirmSecondFactor, { body: { code } }),
    onError: () => {
      setCode("");
    },
  });
  const leave = (
    <Button tone="plain" onClick={onLeave}>
      {t("otherPerson")}
    </Button>
  );
  if (confirm.data !== undefined) {
    const { recoveryCodes, me: done } = confirm.data;
    return (
      <EntryCard
        isWide
        label={t("recovery.title")}
        title={t("recovery.title")}
        lead={t("recovery.lead")}
        onSubmit={() => {
          onDone(done);
        }}
      >
        <RecoveryCodes codes={recoveryCodes} />
        <Button type="submit" tone="lamp" className={styles["go"]}>
          {t("recovery.kept")}
        </Button>
      </EntryCard>
    );
  }
  return (
    <EntryCard
      isWide
      label={t("enrol.title")}
      title={t("enrol.title")}
      lead={t("enrol.lead", { name: me.displayName })}
      onSubmit={() => {
        confirm.mutate();
      }}
      foot={leave}
    >
      {secret.isError ? <Failed error={secret.error} retry={() => void secret.refetch()} /> : null}
      {secret.isPending ? <Loading /> : null}
      {secret.data === undefined ? null : <ScanSecret secret={secret.data} />}
      <CodeField
        label={t("enrol.code")}
        inputMode="numeric"
        autoFocus
        aria-invalid={confirm.isError}
        value={code}
        onValue={setCode}
      />
      <Submit word={t("enrol.confirm")} mutation={confirm} />
    </EntryCard>
  );
}
