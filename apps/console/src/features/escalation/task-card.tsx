import { escalationRoutes, type TaskView } from "@nightlight/contracts/counsellor/escalation";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { meQuery } from "@nightlight/door/session/me-query";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import styles from "./escalation.module.css";
import { useTimeLeft } from "./deadline-line.tsx";
import { HandTask } from "./hand-task.tsx";
import { TaskNumbers } from "./task-numbers.tsx";
import { useEscalationAct } from "./use-escalation-act.ts";

/** A telephone task: the numbers in the order in which to ring them, whose it is, and when the supervisor is alarmed. */
export function TaskCard({ task, mayHand = false }: { readonly task: TaskView; readonly mayHand?: boolean }) {
  const t = useTranslations("escalation.task");
  const problemText = useProblemText();
  const { data: me } = useQuery(meQuery);
  const left = useTimeLeft()(task.alarmAt);
  const params = { escalationId: task.escalationId, taskId: task.id };
  const take = useEscalationAct(() => call(escalationRoutes.takeTask, { params }));
  const finish = useEscalationAct((outcome: "reached" | "not_reached") =>
    call(escalationRoutes.finishTask, { params, body: { outcome } }),
  );
  const [isHanding, setIsHanding] = useState(false);
  const isMine = task.takenBy !== null && task.takenBy.id === me?.id;
  const failed = take.error ?? finish.error;
  return (
    <section className={styles["task"]} aria-label={t(`kind.${task.kind}`)} data-alarmed={task.isAlarmed}>
      <h4>
        <Icon name="phone" size={16} />
        {t(`kind.${task.kind}`)}
      </h4>
      <p role="status" className={styles["quiet"]}>
        {whose(t, task)}
      </p>
      {task.takenBy === null ? (
        <p className={styles["quiet"]}>
          <Icon name={left.isOver ? "warning" : "clock"} size={14} />{" "}
          {task.isAlarmed || left.isOver ? t("alarmed") : t("alarmIn", { left: left.words })}
        </p>
      ) : null}
      <TaskNumbers task={task} mayCall={task.done === null && (isMine || task.takenBy === null)} />
      <div role="status">{failed === null ? null : <p className={styles["problem"]}>{problemText(failed)}</p>}</div>
      <div className={styles["acts"]}>
        {task.takenBy === null ? (
          <Button
            onClick={() => {
              take.mutate(undefined);
            }}
          >
            {t("take")}
          </Button>
        ) : null}
        {isMine || task.takenBy === null ? (
          <>
            <Button
              onClick={() => {
                finish.mutate("reached");
              }}
            >
              {t("reached")}
            </Button>
            <Button
              tone="plain"
              onClick={() => {
                finish.mutate("not_reached");
              }}
            >
              {t("notReached")}
            </Button>
          </>
        ) : null}
        {mayHand && task.takenBy === null && !isHanding ? (
          <Button
            tone="plain"
            onClick={() => {
              setIsHanding(true);
            }}
          >
            {t("handOn")}
          </Button>
        ) : null}
      </div>
      {isHanding && task.takenBy === null ? (
        <HandTask
          task={task}
          onClose={() => {
            setIsHanding(false);
          }}
        />
      ) : null}
    </section>
  );
}

function whose(
  t: (key: "takenBy" | "offeredTo" | "ownedBy", values: { name: string; owner?: string }) => string,
  { takenBy, offeredTo, owner }: TaskView,
): string {
  if (takenBy !== null) return t("takenBy", { name: takenBy.name });
  if (offeredTo === null) return t("ownedBy", { name: owner.name });
  return t("offeredTo", { name: offeredTo.name, owner: owner.name });
}
