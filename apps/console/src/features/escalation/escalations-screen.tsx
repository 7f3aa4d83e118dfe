import type { UnansweredRow } from "@nightlight/contracts/counsellor/escalation";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { TableFrame } from "@nightlight/ui/components/table";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { goTo, usePlace } from "../../shared/place.ts";
import { EscalationCard } from "./escalation-card.tsx";
import { escalationQuery, runningQuery } from "./escalation-queries.ts";
import styles from "./escalation.module.css";
import { Level } from "./level-words.tsx";
import { useTimeLeft } from "./deadline-line.tsx";

/** Everything that was sent and is not closed, by deadline; what alarms comes before everything. */
export function EscalationsScreen() {
  const t = useTranslations("escalation");
  const { filter } = usePlace();
  const openId = filter["escalation"];
  const list = useQuery(runningQuery);
  if (list.data === undefined) {
    return (
      <main className={office["office"]}>
        {list.isError ? <Failed error={list.error} retry={() => void list.refetch()} /> : <Loading />}
      </main>
    );
  }
  const overdue = list.data.filter(({ next }) => next?.isOverdue === true).length;
  return (
    <main className={openId === undefined ? office["office"] : `${office["office"] ?? ""} ${office["withSide"] ?? ""}`}>
      <section className={office["page"]} aria-label={t("watch.title")}>
        <header className={office["head"]}>
          <h1>
            {t("watch.title")}
            <small>{t("watch.note", { count: list.data.length, overdue })}</small>
          </h1>
        </header>
        <div className={office["scroll"]}>
          {list.data.length === 0 ? (
            <p className={office["empty"]}>{t("watch.empty")}</p>
          ) : (
            <RunningTable rows={list.data} openId={openId} />
          )}
        </div>
      </section>
      {openId === undefined ? null : <Side key={openId} escalationId={openId} />}
    </main>
  );
}

function RunningTable({
  rows,
  openId,
}: {
  readonly rows: readonly UnansweredRow[];
  readonly openId: string | undefined;
}) {
  const t = useTranslations("escalation");
  const left = useTimeLeft();
  return (
    <TableFrame>
      <thead>
        <tr>
          <th scope="col">{t("watch.due")}</th>
          <th scope="col">{t("watch.level")}</th>
          <th scope="col">{t("watch.authority")}</th>
          <th scope="col">{t("watch.state")}</th>
          <th scope="col">{t("watch.climbs")}</th>
          <th scope="col">{t("watch.by")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} aria-current={row.id === openId}>
            <td className={office["number"]}>
              <button
                type="button"
                className={office["name"]}
                onClick={() => {
                  goTo("escalations", { escalation: row.id });
                }}
              >
                {row.isTaskAlarmed ? (
                  <span className={office["status"]}>
                    <Icon name="phone" size={14} />
                    {t("watch.callNow")}
                  </span>
                ) : row.next === null ? (
                  "–"
                ) : (
                  <span className={office["status"]}>
                    {row.next.isOverdue ? <Icon name="warning" size={14} /> : null}
                    {left(row.next.at).words}
                  </span>
                )}
              </button>
              <span className={office["quiet"]}>
                {row.next === null ? row.number : t(`deadline.kind.${row.next.kind}`)}
              </span>
            </td>
            <td>
              <Level level={row.level} />
            </td>
            <td>
              {row.authority}
              {row.redirects > 1 ? (
                <span className={office["quiet"]}> {t("watch.hops", { count: row.redirects })}</span>
              ) : null}
            </td>
            <td>
              {t(`status.${row.status}`)}
              {row.isForDirector ? (
                <span className={office["status"]}>
                  <Icon name="warning" size={14} />
                  {t("watch.forDirector")}
                </span>
              ) : null}
            </td>
            <td className={office["number"]}>{row.nextClimbAt === null ? "–" : clockTime(row.nextClimbAt)}</td>
            <td>{row.sentBy}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function Side({ escalationId }: { readonly escalationId: string }) {
  const t = useTranslations("escalation");
  const one = useQuery(escalationQuery(escalationId));
  return (
    <aside className={office["side"]} aria-label={t("title")}>
      <header className={office["sideHead"]}>
        <h2>{one.data === undefined ? t("title") : t("one", { number: one.data.number })}</h2>
        <Button
          tone="plain"
          aria-label={t("close")}
          onClick={() => {
            goTo("escalations");
          }}
        >
          <Icon name="close" />
        </Button>
      </header>
      <div className={styles["scroll"]}>
        {one.data === undefined ? (
          one.isError ? (
            <Failed error={one.error} retry={() => void one.refetch()} />
          ) : (
            <Loading />
          )
        ) : (
          <EscalationCard escalation={one.data} />
        )}
      </div>
    </aside>
  );
}
