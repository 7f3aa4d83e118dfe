import { peopleRoutes, type PersonView } from "@nightlight/contracts/admin/people";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { Button } from "@nightlight/ui/components/button";
import { Select } from "@nightlight/ui/components/field";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { offboardingQuery, peopleQuery, putPerson } from "./people-queries.ts";

type OffboardingProps = {
  readonly person: PersonView;
  readonly people: readonly PersonView[];
  readonly onCancel: () => void;
};

/** Says what will be handed over and to whom before it is done: this cannot be taken back. */
export function Offboarding({ person, people, onCancel }: OffboardingProps) {
  const t = useTranslations("people.offboarding");
  const client = useQueryClient();
  const problemText = useProblemText();
  const colleagueId = useId();
  const [to, setTo] = useState("");
  const preview = useQuery(offboardingQuery(person.id));
  const offboard = useMutation({
    mutationFn: () =>
      call(peopleRoutes.offboard, {
        params: { personId: person.id },
        body: { version: person.version, to: to === "" ? null : to },
      }),
    onSuccess: ({ person: gone }) => {
      putPerson(client, gone);
    },
    onError: () => {
      void client.invalidateQueries({ queryKey: peopleQuery.queryKey });
    },
  });
  if (preview.data === undefined) {
    return preview.isError ? <Failed error={preview.error} retry={() => void preview.refetch()} /> : <Loading />;
  }
  const { contacts, records, shifts } = preview.data;
  const needsColleague = records + shifts > 0;
  const colleagues = people.filter(
    ({ id, status, roles }) => id !== person.id && status === "active" && roles.includes("counsellor"),
  );
  return (
    <section className={office["block"]} aria-label={t("title", { name: person.name })}>
      <h3>{t("title", { name: person.name })}</h3>
      <p>{t("what")}</p>
      <ul>
        <li>{t("contacts", { count: contacts })}</li>
        <li>{t("records", { count: records })}</li>
        <li>{t("shifts", { count: shifts })}</li>
      </ul>
      {needsColleague ? (
        <label htmlFor={colleagueId}>
          {t("to")}{" "}
          <Select
            id={colleagueId}
            fits
            value={to}
            onChange={(event) => {
              setTo(event.target.value);
            }}
          >
            <option value="">{t("choose")}</option>
            {colleagues.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </label>
      ) : null}
      <div role="status">{offboard.isError ? <p>{problemText(offboard.error)}</p> : null}</div>
      <div>
        <Button
          tone="lamp"
          whyNot={needsColleague && to === "" ? t("choose") : offboard.isPending ? t("pending") : undefined}
          onClick={() => {
            offboard.mutate();
          }}
        >
          {t("confirm")}
        </Button>{" "}
        <Button tone="plain" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </section>
  );
}
