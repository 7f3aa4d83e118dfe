import { supervisionRoutes } from "@nightlight/contracts/supervisor/access";
import { LANES } from "@nightlight/domain/contact/lane";
import { call } from "@nightlight/door/client/api";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { clockTime } from "@nightlight/door/time/time";
import { Severity } from "@nightlight/ui/components/severity";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import styles from "./figures-screen.module.css";

const REFRESH_MS = 30_000;

const figuresQuery = queryOptions({
  queryKey: ["figures"],
  queryFn: () => call(supervisionRoutes.figures, {}),
  refetchInterval: REFRESH_MS,
});

/** What the states come down to for somebody who answers for the whole: who waits, who is talked to, what is over. */
const GROUPS = {
  waiting: ["queued", "offered", "orphaned", "callback_due"],
  talking: ["active", "closing"],
  finishing: ["wrap_up"],
  closed: ["closed"],
  left: ["abandoned"],
} as const;

type GroupName = keyof typeof GROUPS;

const GROUP_NAMES = Object.keys(GROUPS) as GroupName[];

/** Numbers and nothing else: what whoever leads may see. Older than a minute, they grey out and say so. */
export function FiguresScreen() {
  const t = useTranslations("figures");
  const words = useTranslations("words.lane");
  const figures = useQuery(figuresQuery);
  if (figures.data === undefined) {
    return (
      <main className={styles["figures"]}>
        {figures.isError ? <Failed error={figures.error} retry={() => void figures.refetch()} /> : <Loading />}
      </main>
    );
  }
  // What was recorded by hand is no arrival: nobody waited, nobody was talked to.
  const rows = figures.data.figures.filter(({ isByHand }) => !isByHand);
  const byHand = figures.data.figures.reduce((sum, row) => sum + (row.isByHand ? row.contacts : 0), 0);
  const count = (group: GroupName, lane?: (typeof LANES)[number]): number =>
    rows
      .filter((row) => GROUPS[group].some((status) => status === row.status))
      .filter((row) => lane === undefined || row.lane === lane)
      .reduce((sum, row) => sum + row.contacts, 0);
  return (
    <main className={styles["figures"]} data-stale={figures.isError}>
      <div className={styles["page"]}>
        <header>
          <h1>{t("title")}</h1>
          <p role="status">{t(figures.isError ? "stale" : "at", { time: clockTime(figures.dataUpdatedAt) })}</p>
        </header>
        <dl className={styles["sums"]}>
          {GROUP_NAMES.map((group) => (
            <div key={group}>
              <dt>{t(`group.${group}`)}</dt>
              <dd>{count(group)}</dd>
              <dd className={styles["note"]}>{t(`note.${group}`)}</dd>
            </div>
          ))}
        </dl>
        <table className={styles["table"]}>
          <caption>{t("byLane")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("lane")}</th>
              {GROUP_NAMES.map((group) => (
                <th key={group} scope="col">
                  {t(`group.${group}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {LANES.map((lane) => (
              <tr key={lane}>
                <th scope="row">
                  <Severity level={lane} word={words(lane)} />
                </th>
                {GROUP_NAMES.map((group) => (
                  <td key={group}>{count(group, lane) === 0 ? "–" : count(group, lane)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p>{t("byHand", { count: byHand })}</p>
        <section className={styles["rule"]}>
          <h2>{t("rule.title")}</h2>
          <p>{t("rule.see")}</p>
          <p>{t("rule.not")}</p>
          <p>{t("rule.later")}</p>
        </section>
      </div>
    </main>
  );
}
