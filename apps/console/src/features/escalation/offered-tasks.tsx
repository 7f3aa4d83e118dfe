import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { meQuery } from "../../shared/queries.ts";
import { chime } from "../../shared/sound.ts";
import { tasksQuery } from "./escalation-queries.ts";
import styles from "./escalation.module.css";
import { TaskCard } from "./task-card.tsx";

/** Telephone tasks that colleagues ask me to take, or that I took. A new one rings. */
export function OfferedTasks() {
  const t = useTranslations("escalation.task");
  const { data: tasks = [] } = useQuery(tasksQuery);
  const { data: me } = useQuery(meQuery);
  const mine = tasks.filter(
    (task) => task.offeredTo?.id === me?.id || (task.takenBy?.id === me?.id && task.owner.id !== me?.id),
  );
  const rung = useRef(new Set<string>());
  const ids = mine.map(({ id }) => id).join();
  useEffect(() => {
    const fresh = ids.split(",").filter((id) => id !== "" && !rung.current.has(id));
    for (const id of fresh) rung.current.add(id);
    if (fresh.length > 0) chime("danger");
  }, [ids]);
  if (mine.length === 0) return null;
  return (
    <section className={styles["offered"]} aria-label={t("offered")}>
      {mine.map((task) => (
        <TaskCard key={task.id} task={task} />
      ))}
    </section>
  );
}
