import { recordedQueueRoutes, type RecordedQueueView } from "@nightlight/contracts/admin/recorded-queues";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { TableFrame } from "@nightlight/ui/components/table";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import styles from "./recorded-queues.module.css";

const queuesQuery = queryOptions({
  queryKey: ["recorded-queues"],
  queryFn: () => call(recordedQueueRoutes.list, {}),
  staleTime: 30_000,
});

/** Of which queues calls are recorded: of none until somebody switches it on here. */
export function RecordedQueues() {
  const t = useTranslations("channels.recording");
  const headId = useId();
  const queues = useQuery(queuesQuery);
  return (
    <section aria-labelledby={headId} className={styles["queues"]}>
      <h2 id={headId}>{t("title")}</h2>
      <p>{t("lead")}</p>
      {queues.data === undefined ? (
        queues.isError ? (
          <Failed error={queues.error} retry={() => void queues.refetch()} />
        ) : (
          <Loading />
        )
      ) : (
        <TableFrame>
          <thead>
            <tr>
              <th scope="col">{t("queue")}</th>
              <th scope="col">{t("state")}</th>
              <th scope="col">{t("change")}</th>
            </tr>
          </thead>
          <tbody>
            {queues.data.queues.map((queue) => (
              <QueueRow key={queue.queueId} queue={queue} />
            ))}
          </tbody>
        </TableFrame>
      )}
    </section>
  );
}

function QueueRow({ queue: { queueId, name, on } }: { readonly queue: RecordedQueueView }) {
  const t = useTranslations("channels.recording");
  const client = useQueryClient();
  const problemText = useProblemText();
  const set = useMutation({
    mutationFn: (isOn: boolean) => call(recordedQueueRoutes.set, { params: { queueId }, body: { isOn } }),
    onSuccess: (told) => {
      client.setQueryData(queuesQuery.queryKey, told);
    },
  });
  const called = name ?? t("everybodys");
  return (
    <tr>
      <td>
        <b>{called}</b>
      </td>
      <td>
        {on === null ? t("off") : t("on", { when: `${calendarDay(on.since)} ${clockTime(on.since)}`, name: on.by })}
        <div role="status">{set.isError ? <p className={office["error"]}>{problemText(set.error)}</p> : null}</div>
      </td>
      <td>
        <Button
          aria-label={t(on === null ? "turnOnOf" : "turnOffOf", { name: called })}
          whyNot={set.isPending ? t("pending") : undefined}
          onClick={() => {
            set.mutate(on === null);
          }}
        >
          {on === null ? t("turnOn") : t("turnOff")}
        </Button>
      </td>
    </tr>
  );
}
