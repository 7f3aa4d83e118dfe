import { barringRoutes } from "@nightlight/contracts/supervisor/access";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { HOUSE } from "@nightlight/door/time/house";
import { calendarDay } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { Field, TextInput } from "@nightlight/ui/components/field";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { ownNumbersQuery } from "./access-queries.ts";
import styles from "./own-numbers.module.css";

/** What the contract takes: a country code and digits, as people write them. */
const NUMBER = /^\+[1-9](?:[ ().-]?\d){6,14}$/u;

/** Numbers of one's own: what comes from them is somebody else's to answer. */
export function OwnNumbers() {
  const t = useTranslations("access.own");
  const heading = useId();
  const client = useQueryClient();
  const problemText = useProblemText();
  const own = useQuery(ownNumbersQuery);
  const remove = useMutation({
    mutationFn: (identityId: string) => call(barringRoutes.removeIdentity, { params: { identityId } }),
    onSuccess: (kept) => {
      client.setQueryData(ownNumbersQuery.queryKey, kept);
    },
  });
  const error = own.error ?? remove.error;
  return (
    <section className={styles["own"]} aria-labelledby={heading}>
      <h2 id={heading}>{t("title")}</h2>
      <p>{t("note")}</p>
      {own.data?.identities.length === 0 ? <p className={styles["quiet"]}>{t("none")}</p> : null}
      <ul>
        {own.data?.identities.map(({ id, ending, registeredAt }) => (
          <li key={id}>
            <span>
              <b>{t("ending", { ending })}</b> <small>{t("since", { day: calendarDay(registeredAt) })}</small>
            </span>
            <Button
              size="small"
              aria-label={t("removeOf", { ending })}
              whyNot={remove.isPending && remove.variables === id ? t("pending") : undefined}
              onClick={() => {
                remove.mutate(id);
              }}
            >
              {t("remove")}
            </Button>
          </li>
        ))}
      </ul>
      <AddNumber />
      <p role="status" className={styles["quiet"]}>
        {error === null ? null : problemText(error)}
      </p>
    </section>
  );
}

function AddNumber() {
  const t = useTranslations("access.own");
  const id = useId();
  const client = useQueryClient();
  const problemText = useProblemText();
  const [typed, setTyped] = useState("");
  const number = withCountry(typed);
  const add = useMutation({
    mutationFn: () => call(barringRoutes.registerIdentity, { body: { identity: number } }),
    onSuccess: (kept) => {
      setTyped("");
      client.setQueryData(ownNumbersQuery.queryKey, kept);
    },
  });
  const missing = NUMBER.test(number) ? undefined : t("whole");
  return (
    <form
      className={styles["add"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === undefined && !add.isPending) add.mutate();
      }}
    >
      <Field label={t("number")} htmlFor={id} layout="stacked">
        <TextInput
          id={id}
          type="tel"
          autoComplete="off"
          placeholder="0912 345 678"
          maxLength={40}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
      </Field>
      <Button type="submit" whyNot={add.isPending ? t("pending") : missing}>
        {t("add")}
      </Button>
      <p role="status" className={styles["quiet"]}>
        {add.isError ? problemText(add.error) : null}
      </p>
    </form>
  );
}

/** A number as it is dialled at home gets the country code that the wire wants. */
function withCountry(typed: string): string {
  return typed.trim().replace(/^00/u, "+").replace(/^0/u, `${HOUSE.countryCode} `);
}
