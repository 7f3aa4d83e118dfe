import { supervisionRoutes, type OpeningView } from "@nightlight/contracts/supervisor/access";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { useWhyStale } from "@nightlight/door/line/use-why-stale";
import { Button } from "@nightlight/ui/components/button";
import { TextInput } from "@nightlight/ui/components/field";
import { Icon } from "@nightlight/ui/components/icon";
import { TableFrame } from "@nightlight/ui/components/table";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { PlaceLink } from "../../shared/place-link.tsx";
import { emergenciesQuery } from "./access-queries.ts";
import { More } from "./more.tsx";

type EmergenciesScreenProps = { readonly meId: string; readonly isWatcher: boolean };

/** What was opened in emergency: seen the same day by somebody else, who says so. */
export function EmergenciesScreen({ meId, isWatcher }: EmergenciesScreenProps) {
  const t = useTranslations("access");
  const list = useInfiniteQuery(emergenciesQuery);
  if (list.data === undefined) {
    return (
      <main className={office["office"]}>
        {list.isError ? <Failed error={list.error} retry={() => void list.refetch()} /> : <Loading />}
      </main>
    );
  }
  const openings = list.data.pages.flatMap((page) => page.openings);
  const unseen = openings.filter(({ review }) => review === null).length;
  return (
    <main className={office["office"]}>
      <section className={office["page"]} aria-label={t("emergencies.title")}>
        <header className={office["head"]}>
          <h1>
            {t("emergencies.title")}
            <small>{t("emergencies.unseen", { count: unseen })}</small>
          </h1>
        </header>
        <div className={office["scroll"]}>
          {openings.length === 0 ? (
            <p className={office["empty"]}>{t("emergencies.empty")}</p>
          ) : (
            <TableFrame>
              <thead>
                <tr>
                  <th scope="col">{t("emergencies.at")}</th>
                  <th scope="col">{t("emergencies.by")}</th>
                  <th scope="col">{t("reason")}</th>
                  <th scope="col">{t("emergencies.state")}</th>
                  <th scope="col">{t("emergencies.review")}</th>
                </tr>
              </thead>
              <tbody>
                {openings.map((opening) => (
                  <Row key={opening.id} opening={opening} isWatcher={isWatcher} isMine={opening.by.id === meId} />
                ))}
              </tbody>
            </TableFrame>
          )}
          <More list={list} />
        </div>
      </section>
    </main>
  );
}

type RowProps = { readonly opening: OpeningView; readonly isWatcher: boolean; readonly isMine: boolean };

function Row({ opening, isWatcher, isMine }: RowProps) {
  const t = useTranslations("access");
  const now = useNow(10_000);
  const isOpen = Date.parse(opening.expiresAt) > now;
  return (
    <tr>
      <td className={office["number"]}>
        <PlaceLink
          at={isWatcher ? "watch" : "readings"}
          className={office["name"]}
          filter={isWatcher ? { contact: opening.contactId, shown: "all" } : { contact: opening.contactId }}
        >
          {clockTime(opening.openedAt)}
        </PlaceLink>
        <span className={office["quiet"]}>{calendarDay(opening.openedAt)}</span>
      </td>
      <td>{opening.by.name}</td>
      <td>{opening.reason ?? t("emergencies.noWords")}</td>
      <td>
        <span className={office["status"]}>
          <Icon name={isOpen ? "warning" : "clock"} size={14} />
          {t(isOpen ? "emergencies.openUntil" : "emergencies.endedAt", { time: clockTime(opening.expiresAt) })}
        </span>
      </td>
      <td>
        {opening.review === null ? (
          isWatcher && !isMine ? (
            <Review opening={opening} />
          ) : (
            t("emergencies.waiting")
          )
        ) : (
          <>
            {opening.review.by.name}{" "}
            <span className={office["quiet"]}>
              {clockTime(opening.review.at)} {calendarDay(opening.review.at)}
            </span>
            {opening.review.comment === null ? null : <p>{opening.review.comment}</p>}
          </>
        )}
      </td>
    </tr>
  );
}

function Review({ opening }: { readonly opening: OpeningView }) {
  const t = useTranslations("access");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [comment, setComment] = useState("");
  const whyStale = useWhyStale();
  const review = useMutation({
    mutationFn: () => call(supervisionRoutes.review, { params: { openingId: opening.id }, body: { comment } }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: emergenciesQuery.queryKey });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    review.mutate();
  };
  return (
    <form className={office["inCell"]} onSubmit={submit} noValidate>
      <TextInput
        aria-label={t("emergencies.comment")}
        placeholder={t("emergencies.comment")}
        maxLength={500}
        value={comment}
        onChange={(event) => {
          setComment(event.target.value);
        }}
      />
      <Button type="submit" size="small" whyNot={whyStale ?? (review.isPending ? t("loading") : undefined)}>
        {t("emergencies.seen")}
      </Button>
      {review.isError ? <p role="status">{problemText(review.error)}</p> : null}
    </form>
  );
}
