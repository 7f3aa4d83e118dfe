import { barringRoutes } from "@nightlight/contracts/supervisor/access";
import { GIVEN_BAR_ORIGINS, type GivenBarOrigin } from "@nightlight/domain/access/opening";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Button } from "@nightlight/ui/components/button";
import { Choice } from "@nightlight/ui/components/choice";
import { Field, Select, TextArea } from "@nightlight/ui/components/field";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import { AuthorityField } from "../../shared/authority-field.tsx";
import office from "../../shared/office.module.css";
import { colleaguesQuery } from "./access-queries.ts";
import { SHORTEST_REASON } from "./open-form.tsx";

/** Stands in the list for whoever is in no list of ours. */
const AN_OFFICE = "office";

/** Barring a person, a centre or an authority from a contact. It is theirs no longer the moment this is sent. */
export function BarForm({ contactId, onDone }: { readonly contactId: string; readonly onDone: () => void }) {
  const t = useTranslations("access");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [who, why] = [useId(), useId()];
  const colleagues = useQuery(colleaguesQuery);
  const [chosen, setChosen] = useState("");
  const [unitId, setUnitId] = useState<string | null>(null);
  const barredId = chosen === AN_OFFICE ? (unitId ?? "") : chosen;
  const [origin, setOrigin] = useState<GivenBarOrigin>("named");
  const [reason, setReason] = useState("");
  const bar = useMutation({
    mutationFn: () => call(barringRoutes.bar, { params: { contactId }, body: { barredId, origin, reason } }),
    onSuccess: () => {
      onDone();
      return client.invalidateQueries({ queryKey: ["watch"] });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    bar.mutate();
  };
  const missing =
    barredId === "" ? t("bars.chooseFirst") : reason.trim().length < SHORTEST_REASON ? t("reasonShort") : undefined;
  return (
    <form className={office["form"]} onSubmit={submit} noValidate>
      <p className={office["acts"]}>{t("bars.what")}</p>
      <Field label={t("bars.who")} htmlFor={who}>
        <Select
          id={who}
          value={chosen}
          onChange={(event) => {
            setChosen(event.target.value);
          }}
        >
          <option value="">{t("bars.choose")}</option>
          <optgroup label={t("bars.people")}>
            {colleagues.data?.people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
          <optgroup label={t("bars.centres")}>
            {colleagues.data?.centres.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
          <option value={AN_OFFICE}>{t("bars.office")}</option>
        </Select>
      </Field>
      {chosen === AN_OFFICE ? <AuthorityField authorityId={unitId} onChange={setUnitId} /> : null}
      <Field label={t("bars.origin")}>
        <Choice
          label={t("bars.origin")}
          value={origin}
          options={GIVEN_BAR_ORIGINS.map((value) => ({ value, word: t(`origin.${value}`) }))}
          onChoose={setOrigin}
        />
      </Field>
      <Field label={t("reason")} htmlFor={why} layout="top">
        <TextArea
          id={why}
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
      </Field>
      <div role="status">{bar.isError ? <p className={office["error"]}>{problemText(bar.error)}</p> : null}</div>
      <div className={office["acts"]}>
        <Button
          type="submit"
          tone={missing === undefined ? "lamp" : "edged"}
          whyNot={missing ?? (bar.isPending ? t("loading") : undefined)}
        >
          {t("bars.act")}
        </Button>
        <Button tone="plain" onClick={onDone}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
