import type { InboxRow } from "@nightlight/contracts/authority/escalation";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { useNow } from "@nightlight/door/time/use-now";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useFallbackMs } from "../../shared/live/use-live.ts";
import { addressOf } from "../../shared/place.ts";
import { inboxQuery, type InboxState } from "../../shared/queries.ts";
import { grouped } from "./groups.ts";
import styles from "./inbox.module.css";
import { Row } from "./row.tsx";
import { useDelivered } from "./use-delivered.ts";

type InboxProps = { readonly list: InboxState; readonly openId: string | undefined };

/** What was sent to the office: by deadline while it is open, newest first once it is over. */
export function Inbox({ list, openId }: InboxProps) {
  const t = useTranslations("inbox");
  const inbox = useQuery({ ...inboxQuery(list), refetchInterval: useFallbackMs() });
  const rows = inbox.data?.escalations;
  useDelivered(rows);
  return (
    <nav className={styles["inbox"]} aria-label={t("label")}>
      <header className={styles["head"]}>
        {(["open", "over"] as const).map((each) => (
          <a
            key={each}
            href={addressOf({ list: each, escalationId: undefined })}
            className={styles["tab"]}
            aria-current={each === list ? "page" : undefined}
          >
            {t(each)}
            {each === list && rows !== undefined ? <span className={styles["count"]}> {rows.length}</span> : null}
          </a>
        ))}
      </header>
      <div className={styles["rows"]}>
        {rows !== undefined ? (
          <Rows rows={rows} list={list} openId={openId} />
        ) : inbox.isError ? (
          <Failed error={inbox.error} retry={() => void inbox.refetch()} />
        ) : (
          <Loading />
        )}
      </div>
    </nav>
  );
}

function Rows({ rows, list, openId }: InboxProps & { readonly rows: readonly InboxRow[] }) {
  const t = useTranslations("inbox");
  const now = useNow(15_000);
  if (rows.length === 0) return <p className={styles["empty"]}>{t(`none.${list}`)}</p>;
  const row = (each: InboxRow) => <Row key={each.id} row={each} list={list} isOpen={each.id === openId} now={now} />;
  if (list === "over") return <ul>{rows.map(row)}</ul>;
  return grouped(rows, now).map(({ group, rows: some }) => (
    <section key={group} aria-label={t(`group.${group}`)}>
      <h2 className={styles["group"]}>{t(`group.${group}`)}</h2>
      <ul>{some.map(row)}</ul>
    </section>
  ));
}
