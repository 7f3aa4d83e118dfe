import { escalationRoutes, type TaskView } from "@nightlight/contracts/counsellor/escalation";
import { byGivenName } from "@nightlight/domain/person/name";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { Button } from "@nightlight/ui/components/button";
import { Field, Select } from "@nightlight/ui/components/field";
import { useQuery } from "@tanstack/react-query";
import { useId, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import { taskColleaguesQuery } from "./escalation-queries.ts";
import styles from "./escalation.module.css";
import { useEscalationAct } from "./use-escalation-act.ts";

type HandTaskProps = { readonly task: TaskView; readonly onClose: () => void };

/** Asking a colleague to make the call. Until they take it, it stays with its owner, and the alarm goes on counting. */
export function HandTask({ task, onClose }: HandTaskProps) {
  const t = useTranslations("escalation.task");
  const problemText = useProblemText();
  const field = useId();
  const [to, setTo] = useState("");
  const params = { escalationId: task.escalationId, taskId: task.id };
  const colleagues = useQuery(taskColleaguesQuery(params));
  const offer = useEscalationAct((person: string) =>
    call(escalationRoutes.offerTask, { params, body: { to: person } }),
  );
  if (colleagues.data === undefined) {
    return colleagues.isError ? (
      <Failed error={colleagues.error} retry={() => void colleagues.refetch()} />
    ) : (
      <Loading />
    );
  }
  const others = colleagues.data.filter(({ id }) => id !== task.offeredTo?.id).toSorted(byGivenName);
  const whyNot = to === "" ? t("handFirst") : offer.isPending ? t("handing") : undefined;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (whyNot === undefined) offer.mutate(to, { onSuccess: onClose });
  };
  return (
    <form className={styles["say"]} onSubmit={submit} noValidate>
      {others.length === 0 ? (
        <p className={styles["quiet"]}>{t("handNobody")}</p>
      ) : (
        <Field label={t("handTo")} htmlFor={field} layout="stacked">
          <Select
            id={field}
            autoFocus
            value={to}
            onChange={(event) => {
              setTo(event.target.value);
            }}
          >
            <option value="">–</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <div role="status">{offer.isError ? <p className={styles["problem"]}>{problemText(offer.error)}</p> : null}</div>
      <div className={styles["acts"]}>
        {others.length === 0 ? null : (
          <Button type="submit" whyNot={whyNot}>
            {t("hand")}
          </Button>
        )}
        <Button tone="plain" onClick={onClose}>
          {t("handCancel")}
        </Button>
      </div>
    </form>
  );
}
