import type { AuditEntryView } from "@nightlight/contracts/admin/audit";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { TableFrame } from "@nightlight/ui/components/table";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { PlaceLink } from "../../shared/place-link.tsx";
import { usePlace } from "../../shared/place.ts";
import { useActionWord, useKindWord } from "./action-words.ts";
import { AuditExport } from "./audit-export.tsx";
import { placeOf } from "./audit-filter.ts";
import { AuditFilters } from "./audit-filters.tsx";
import { auditQuery } from "./audit-queries.ts";
import styles from "./audit.module.css";
import { useDetailsLine } from "./detail-words.ts";

/** What staff and system did, newest first. The filter stands in the address, so that a view can be sent on. */
export function AuditScreen() {
  const t = useTranslations("audit");
  const { filter } = usePlace();
  const place = placeOf(filter);
  const [isExporting, setExporting] = useState(false);
  const log = useInfiniteQuery(auditQuery(place));
  const entries = log.data?.pages.flatMap((page) => page.entries);
  return (
    <main className={isExporting ? `${office["office"] ?? ""} ${office["withSide"] ?? ""}` : office["office"]}>
      <section className={office["page"]} aria-label={t("title")}>
        <header className={office["head"]}>
          <h1>{t("title")}</h1>
          <AuditFilters place={place} />
          <span className={`${office["push"] ?? ""} ${office["noPrint"] ?? ""} ${styles["acts"] ?? ""}`}>
            <Button
              tone="plain"
              onClick={() => {
                window.print();
              }}
            >
              {t("print")}
            </Button>
            <Button
              aria-expanded={isExporting}
              onClick={() => {
                setExporting(!isExporting);
              }}
            >
              {t("export.open")}
            </Button>
          </span>
        </header>
        <div className={office["scroll"]}>
          {entries === undefined ? (
            log.isError ? (
              <Failed error={log.error} retry={() => void log.refetch()} />
            ) : (
              <Loading />
            )
          ) : entries.length === 0 ? (
            <p className={office["empty"]}>{t("empty")}</p>
          ) : (
            <AuditTable entries={entries} />
          )}
          {log.hasNextPage ? (
            <p className={`${styles["more"] ?? ""} ${office["noPrint"] ?? ""}`}>
              <Button
                whyNot={log.isFetchingNextPage ? t("reading") : undefined}
                onClick={() => void log.fetchNextPage()}
              >
                {t("older")}
              </Button>
            </p>
          ) : null}
        </div>
      </section>
      {isExporting ? (
        <AuditExport
          place={place}
          onClose={() => {
            setExporting(false);
          }}
        />
      ) : null}
    </main>
  );
}

function AuditTable({ entries }: { readonly entries: readonly AuditEntryView[] }) {
  const t = useTranslations("audit");
  const word = useActionWord();
  const kind = useKindWord();
  const detailsLine = useDetailsLine();
  return (
    <TableFrame>
      <thead>
        <tr>
          <th scope="col">{t("number")}</th>
          <th scope="col">{t("when")}</th>
          <th scope="col">{t("who")}</th>
          <th scope="col">{t("what")}</th>
          <th scope="col">{t("whom")}</th>
          <th scope="col">{t("details")}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td className={office["number"]}>
              <span title={entry.hash}>{entry.id}</span>
            </td>
            <td className={office["number"]}>
              {calendarDay(entry.at)} {clockTime(entry.at)}
            </td>
            <td>{entry.actor.kind === "system" ? t("system") : (entry.actor.name ?? t("unknown"))}</td>
            <td className={styles["what"]}>{word(entry.action)}</td>
            <td>
              {entry.subject === null ? (
                "–"
              ) : (
                <PlaceLink at="audit" filter={{ subjectKind: entry.subject.kind, subjectId: entry.subject.id }}>
                  {entry.subject.name ?? `${kind(entry.subject.kind)} ${entry.subject.id.slice(-6)}`}
                </PlaceLink>
              )}
            </td>
            <td className={styles["details"]}>{detailsLine(entry)}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
