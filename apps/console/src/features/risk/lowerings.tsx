import { loweringRoutes, type LoweringView } from "@nightlight/contracts/supervisor/risk";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Failed } from "@nightlight/door/client/query-states";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { useWhyStale } from "@nightlight/door/line/use-why-stale";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { PlaceLink } from "../../shared/place-link.tsx";
import styles from "./lowerings.module.css";
import { Level } from "./risk-level.tsx";

const loweringsQuery = queryOptions({
  queryKey: ["watch", "lowerings"],
  queryFn: () => call(loweringRoutes.list, {}),
});

/** Levels that somebody wants to lower after something was sent. Nothing while none waits. */
export function Lowerings() {
  const t = useTranslations("lowerings");
  const list = useQuery(loweringsQuery);
  if (list.isError) return <Failed error={list.error} retry={() => void list.refetch()} />;
  const waiting = list.data?.lowerings ?? [];
  if (waiting.length === 0) return null;
  return (
    <section className={styles["lowerings"]} aria-label={t("title")}>
      <h2>
        {t("title")} <span>{waiting.length}</span>
      </h2>
      <ul>
        {waiting.map((lowering) => (
          <Row key={lowering.change.id} lowering={lowering} />
        ))}
      </ul>
    </section>
  );
}

function Row({ lowering }: { readonly lowering: LoweringView }) {
  const t = useTranslations("lowerings");
  const words = useTranslations("words.channel");
  const client = useQueryClient();
  const problemText = useProblemText();
  const { change, channel, computed, isMine } = lowering;
  const decide = useMutation({
    mutationFn: (approves: boolean) =>
      call(loweringRoutes.decide, { params: { changeId: change.id }, body: { approves } }),
    onSettled: () => client.invalidateQueries({ queryKey: loweringsQuery.queryKey }),
  });
  const whyStale = useWhyStale();
  const whyNot = whyStale ?? (isMine ? t("mine") : decide.isPending ? t("pending") : undefined);
  return (
    <li>
      <div className={styles["what"]}>
        <p className={styles["asks"]}>
          {change.from === null ? null : <Level level={change.from} />}
          <Icon name="right" size={14} />
          <Level level={change.to} />
          <span>{t("asks", { name: change.by.name, from: change.from ?? "–", to: change.to })}</span>
        </p>
        <blockquote>{change.reason}</blockquote>
        <p className={styles["quiet"]}>
          {computed === null ? t("noRule") : t("rules", { level: computed })} ·{" "}
          <PlaceLink at="watch" className={styles["link"]} filter={{ contact: change.contactId }}>
            {words(channel)}
          </PlaceLink>{" "}
          · {clockTime(change.at)} {calendarDay(change.at)}
        </p>
        {decide.isError ? <p role="alert">{problemText(decide.error)}</p> : null}
      </div>
      <div className={styles["acts"]}>
        <Button
          whyNot={whyNot}
          onClick={() => {
            decide.mutate(false);
          }}
        >
          {t("keep")}
        </Button>
        <Button
          whyNot={whyNot}
          onClick={() => {
            decide.mutate(true);
          }}
        >
          {t("approve")}
        </Button>
      </div>
    </li>
  );
}
