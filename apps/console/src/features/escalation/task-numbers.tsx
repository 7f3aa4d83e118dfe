import type { TaskView } from "@nightlight/contracts/counsellor/escalation";
import { outsideCallRoutes, type OutsidePartyView } from "@nightlight/contracts/counsellor/outside-call";
import { call as ask } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useIsStale } from "@nightlight/door/line/line-state";
import { clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { outsideQuery } from "../../shared/outside-query.ts";
import { usePartyName } from "../../shared/party-name.ts";
import { OUTSIDE } from "../../shared/queries.ts";
import { useTelephone } from "../../shared/softphone/telephone.ts";
import { lasting } from "../../shared/time.ts";
import styles from "./escalation.module.css";

/**
 * The numbers of a telephone task in the order in which to ring them: by one press where this browser has a telephone, else
 * to be dialled by hand. Below, the calls that were made; none of them says how it went.
 */
export function TaskNumbers({ task, mayCall }: { readonly task: TaskView; readonly mayCall: boolean }) {
  const t = useTranslations("escalation.task");
  const client = useQueryClient();
  const problemText = useProblemText();
  const isStale = useIsStale();
  const isReady = useTelephone((state) => state.status === "ready");
  const { data: running } = useQuery({ ...outsideQuery, enabled: isReady });
  const dial = useMutation({
    mutationFn: (party: OutsidePartyView) =>
      ask(outsideCallRoutes.callOffice, {
        params: { escalationId: task.escalationId, taskId: task.id },
        body: { party },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: OUTSIDE }),
  });
  const whyNot = isStale ? t("stale") : running || dial.isPending ? t("calling") : undefined;
  const nameOf = ({ name }: TaskView["numbers"][number]): string =>
    name === "police" || name === "ambulance" ? t(`number.${name}`) : name;
  return (
    <>
      <ul className={styles["numbers"]}>
        {task.numbers.map((number) => (
          <li key={`${number.name}-${number.phone}`} data-callable={(isReady && mayCall) || undefined}>
            <a href={`tel:${number.phone.replaceAll(/[^+\d]/gu, "")}`}>{number.phone}</a>
            <span>{nameOf(number)}</span>
            {isReady && mayCall ? (
              <Button
                size="small"
                aria-label={t("callWhom", { name: nameOf(number) })}
                whyNot={whyNot}
                onClick={() => {
                  dial.mutate(number.party);
                }}
              >
                {t("callNow")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <div role="status">{dial.isError ? <p className={styles["problem"]}>{problemText(dial.error)}</p> : null}</div>
      <Calls task={task} />
    </>
  );
}

/** What was called so far, by whom, and what the line says of it. */
function Calls({ task: { calls, done } }: { readonly task: TaskView }) {
  const t = useTranslations("outside");
  const nameOf = usePartyName();
  const over = calls.flatMap((call) => {
    const { state } = call;
    return state === "preparing" || state === "ringing" || state === "talking" ? [] : [{ call, state }];
  });
  if (over.length === 0) return null;
  return (
    <div className={styles["calls"]}>
      <ul>
        {over.map(({ call, state }) => (
          <li key={call.id}>
            <time>{clockTime(call.askedAt)}</time>
            <span>
              {nameOf(call)} · {t(`state.${state}`, { length: lasting(call.talkedSeconds * 1000) })} ·{" "}
              {t("by", { name: call.by.name })}
            </span>
          </li>
        ))}
      </ul>
      {done === null ? <p className={styles["quiet"]}>{t("sayHow")}</p> : null}
    </div>
  );
}
