import { restrictionRoutes, type RestrictionView } from "@nightlight/contracts/supervisor/restriction";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Failed } from "@nightlight/door/client/query-states";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { useWhyStale } from "@nightlight/door/line/use-why-stale";
import { Button } from "@nightlight/ui/components/button";
import { TextInput } from "@nightlight/ui/components/field";
import { Icon } from "@nightlight/ui/components/icon";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import { PlaceLink } from "../../shared/place-link.tsx";
import { restrictionsQuery } from "./access-queries.ts";
import { SHORTEST_REASON } from "./open-form.tsx";
import styles from "./restrictions.module.css";

/** Restrictions that ran out and wait for somebody to look at them, then those in force. Nothing while there is none. */
export function Restrictions({ meId }: { readonly meId: string }) {
  const t = useTranslations("restrictions");
  const list = useQuery(restrictionsQuery);
  if (list.isError) return <Failed error={list.error} retry={() => void list.refetch()} />;
  const all = list.data?.restrictions ?? [];
  const open = [
    ...all.filter(({ state }) => state === "to_review"),
    ...all.filter(({ state }) => state === "in_force"),
  ];
  if (open.length === 0) return null;
  return (
    <section className={styles["restrictions"]} aria-label={t("title")}>
      <h2>
        {t("title")} <span>{open.length}</span>
      </h2>
      <ul>
        {open.map((restriction) => (
          <Row key={restriction.id} restriction={restriction} isMine={restriction.by.id === meId} />
        ))}
      </ul>
    </section>
  );
}

type RowProps = { readonly restriction: RestrictionView; readonly isMine: boolean };

function Row({ restriction, isMine }: RowProps) {
  const t = useTranslations("restrictions");
  const { by, contactId, reason, setAt, state, until } = restriction;
  const hasRunOut = state === "to_review";
  return (
    <li>
      <div className={styles["what"]}>
        <p className={styles["state"]}>
          <Icon name={hasRunOut ? "warning" : "clock"} size={14} />
          {t(hasRunOut ? "toReview" : "inForce", { time: `${clockTime(until)} ${calendarDay(until)}` })}
        </p>
        <blockquote>{reason}</blockquote>
        <p className={styles["quiet"]}>
          {by.name} ·{" "}
          <PlaceLink at="watch" className={styles["link"]} filter={{ contact: contactId, shown: "all" }}>
            {t("contact")}
          </PlaceLink>{" "}
          · {clockTime(setAt)} {calendarDay(setAt)}
        </p>
      </div>
      {hasRunOut && isMine ? <p className={styles["quiet"]}>{t("mine")}</p> : <End restriction={restriction} />}
    </li>
  );
}

function End({ restriction: { id, state } }: { readonly restriction: RestrictionView }) {
  const t = useTranslations("restrictions");
  const access = useTranslations("access");
  const client = useQueryClient();
  const problemText = useProblemText();
  const whyStale = useWhyStale();
  const [comment, setComment] = useState("");
  const end = useMutation({
    mutationFn: () => call(restrictionRoutes.end, { params: { restrictionId: id }, body: { comment } }),
    onSettled: () => client.invalidateQueries({ queryKey: restrictionsQuery.queryKey }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    end.mutate();
  };
  const isShort = comment.trim().length < SHORTEST_REASON;
  const whyNot = whyStale ?? (isShort ? access("reasonShort") : end.isPending ? access("loading") : undefined);
  const act = t(state === "to_review" ? "review" : "lift");
  return (
    <form className={styles["acts"]} onSubmit={submit} noValidate aria-label={act}>
      <TextInput
        aria-label={t("comment")}
        placeholder={t("comment")}
        maxLength={500}
        value={comment}
        onChange={(event) => {
          setComment(event.target.value);
        }}
      />
      <Button type="submit" whyNot={whyNot}>
        {act}
      </Button>
      {end.isError ? <p role="alert">{problemText(end.error)}</p> : null}
    </form>
  );
}
