import { escalationRoutes, type EscalationView } from "@nightlight/contracts/counsellor/escalation";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Button } from "@nightlight/ui/components/button";
import { useState } from "react";
import { useTranslations } from "use-intl";
import styles from "./escalation.module.css";
import { RedirectForm } from "./redirect-form.tsx";
import { SayForm } from "./say-form.tsx";
import { useEscalationAct } from "./use-escalation-act.ts";

/** What the helpline can do while it runs: climb now, say why it is late, take it back. */
export function EscalationActs({ escalation }: { readonly escalation: EscalationView }) {
  const t = useTranslations("escalation.act");
  const problemText = useProblemText();
  const [form, setForm] = useState<"withdraw" | "redirect" | undefined>(undefined);
  const params = { escalationId: escalation.id };
  const climb = useEscalationAct(() => call(escalationRoutes.climb, { params }));
  const withdraw = useEscalationAct((reason: string) => call(escalationRoutes.withdraw, { params, body: { reason } }));
  const explain = useEscalationAct((reason: string) => call(escalationRoutes.explain, { params, body: { reason } }));
  const close = () => {
    setForm(undefined);
  };
  if (form === "withdraw") {
    return <SayForm label={t("withdrawWhy")} act={t("withdraw")} running={withdraw} onCancel={close} />;
  }
  if (form === "redirect") return <RedirectForm escalation={escalation} onCancel={close} />;
  return (
    <>
      {escalation.needsBreachReason ? (
        <SayForm label={t("breachWhy")} act={t("explain")} running={explain} onCancel={close} />
      ) : null}
      <div role="status">{climb.isError ? <p className={styles["problem"]}>{problemText(climb.error)}</p> : null}</div>
      <div className={styles["acts"]}>
        <Button
          size="small"
          whyNot={escalation.nextClimbAt === null ? t("top") : climb.isPending ? t("pending") : undefined}
          onClick={() => {
            climb.mutate(undefined);
          }}
        >
          {t("climb")}
        </Button>
        <Button
          size="small"
          onClick={() => {
            setForm("redirect");
          }}
        >
          {t("redirect")}
        </Button>
        <Button
          size="small"
          tone="plain"
          onClick={() => {
            setForm("withdraw");
          }}
        >
          {t("withdraw")}
        </Button>
      </div>
    </>
  );
}
