import { receivedEscalationRoutes, type ReceivedEscalationView } from "@nightlight/contracts/authority/escalation";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useIsStale } from "@nightlight/door/line/line-state";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { putEscalation, readAgain } from "../../shared/queries.ts";
import styles from "./acts.module.css";
import { DeclineForm } from "./decline-form.tsx";

/** What the office can do with it now; the next thing to do is the lit one. */
export function Acts({ view, onReport }: { readonly view: ReceivedEscalationView; readonly onReport: () => void }) {
  const t = useTranslations("act");
  const client = useQueryClient();
  const problemText = useProblemText();
  const isStale = useIsStale();
  const [isDeclining, setDeclining] = useState(false);
  const answer = useMutation({
    mutationFn: (act: "acknowledge" | "act") =>
      call(receivedEscalationRoutes[act], { params: { escalationId: view.id } }),
    onSuccess: (next) => {
      putEscalation(client, next);
    },
    onError: () => {
      readAgain(client, view.id);
    },
  });
  const { can } = view;
  const simple = (["acknowledge", "act"] as const).filter((act) => can.includes(act));
  if (can.length === 0) return null;
  return (
    <div className={styles["acts"]}>
      <div className={styles["buttons"]}>
        {simple.map((act, at) => (
          <Button
            key={act}
            tone={at === 0 ? "lamp" : "edged"}
            className={styles["act"]}
            whyNot={isStale ? t("stale") : answer.isPending && answer.variables === act ? t("sending") : undefined}
            onClick={() => {
              answer.mutate(act);
            }}
          >
            {t(act)}
          </Button>
        ))}
        {can.includes("report") ? (
          <Button className={styles["act"]} onClick={onReport}>
            {t("report")}
          </Button>
        ) : null}
        {can.includes("decline") ? (
          <Button
            tone="plain"
            className={styles["act"]}
            whyNot={isStale ? t("stale") : undefined}
            aria-expanded={isDeclining}
            onClick={() => {
              setDeclining(!isDeclining);
            }}
          >
            {t("decline")}
          </Button>
        ) : null}
      </div>
      <p role="status" className={styles["problem"]}>
        {answer.isError ? problemText(answer.error) : null}
      </p>
      {isDeclining && can.includes("decline") ? (
        <DeclineForm
          escalationId={view.id}
          onClose={() => {
            setDeclining(false);
          }}
        />
      ) : null}
    </div>
  );
}
