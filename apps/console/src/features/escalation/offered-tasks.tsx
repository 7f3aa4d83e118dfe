import type { TaskView } from "@nightlight/contracts/counsellor/escalation";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { meQuery } from "@nightlight/door/session/me-query";
import { Button } from "@nightlight/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useRingForNew } from "../../shared/live/ring.ts";
import { ContentPreview } from "./content-preview.tsx";
import { briefQuery, tasksQuery } from "./escalation-queries.ts";
import styles from "./escalation.module.css";
import { TaskCard } from "./task-card.tsx";

/** What to say: what was sent, once somebody asks to see it. */
function Brief({ task }: { readonly task: TaskView }) {
  const t = useTranslations("escalation.task");
  const [isShown, setIsShown] = useState(false);
  const brief = useQuery({ ...briefQuery(task.escalationId, task.id), enabled: isShown });
  if (!isShown) {
    return (
      <Button
        tone="plain"
        size="small"
        onClick={() => {
          setIsShown(true);
        }}
      >
        {t("brief")}
      </Button>
    );
  }
  if (brief.data !== undefined) return <ContentPreview content={brief.data} />;
  return brief.isError ? <Failed error={brief.error} retry={() => void brief.refetch()} /> : <Loading />;
}

/** Telephone tasks that colleagues ask me to take, or that I took. A new one rings. */
export function OfferedTasks() {
  const t = useTranslations("escalation.task");
  const { data: tasks = [] } = useQuery(tasksQuery);
  const { data: me } = useQuery(meQuery);
  const mine = tasks.filter(
    (task) => task.offeredTo?.id === me?.id || (task.takenBy?.id === me?.id && task.owner.id !== me?.id),
  );
  useRingForNew(
    mine.map(({ id }) => id),
    "danger",
  );
  if (mine.length === 0) return null;
  return (
    <section className={styles["offered"]} aria-label={t("offered")}>
      {mine.map((task) => (
        <div key={task.id} className={styles["withBrief"]}>
          <TaskCard task={task} />
          <Brief task={task} />
        </div>
      ))}
    </section>
  );
}
