import { Failed, Loading } from "@nightlight/door/client/query-states";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { readingsOfPersonQuery } from "./access-queries.ts";
import { More } from "./more.tsx";
import styles from "./own-numbers.module.css";

const ID_SHOWN = 8;

/** What I opened, when, why and how I came there: the same entries that others see about me. */
export function OwnReadings({ meId }: { readonly meId: string }) {
  const t = useTranslations("access");
  const heading = useId();
  const list = useInfiniteQuery(readingsOfPersonQuery(meId));
  const readings = list.data?.pages.flatMap((page) => page.readings);
  return (
    <section className={styles["own"]} aria-labelledby={heading}>
      <h2 id={heading}>{t("ownReadings.title")}</h2>
      <p>{t("ownReadings.note")}</p>
      {list.isPending ? <Loading /> : null}
      {list.isError && readings === undefined ? <Failed error={list.error} retry={() => void list.refetch()} /> : null}
      {readings?.length === 0 ? <p className={styles["quiet"]}>{t("ownReadings.none")}</p> : null}
      <ul>
        {readings?.map(({ id, at, contactId, why, how }) => (
          <li key={id}>
            <span>
              <b>{t(`why.${why}`)}</b>{" "}
              <small>
                {clockTime(at)} {calendarDay(at)} · {t(`how.${how}`)} ·{" "}
                {t("ownReadings.contact", { ending: contactId.slice(-ID_SHOWN) })}
              </small>
            </span>
          </li>
        ))}
      </ul>
      <More list={list} />
    </section>
  );
}
