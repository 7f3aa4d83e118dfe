import { peopleRoutes, type PeopleView } from "@nightlight/contracts/admin/people";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Button } from "@nightlight/ui/components/button";
import { TextInput } from "@nightlight/ui/components/field";
import { Icon } from "@nightlight/ui/components/icon";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { peopleQuery } from "./people-queries.ts";

type CentresPanelProps = { readonly lists: PeopleView; readonly onClose: () => void };

/** The centres that people work at: one more, or another name. */
export function CentresPanel({ lists, onClose }: CentresPanelProps) {
  const t = useTranslations("people");
  return (
    <aside className={office["side"]} aria-label={t("centres.title")}>
      <header className={office["sideHead"]}>
        <h2>{t("centres.title")}</h2>
        <Button tone="plain" aria-label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div className={office["scroll"]}>
        <div className={office["form"]}>
          {lists.centres.map((centre) => (
            <CentreForm
              key={centre.id}
              id={centre.id}
              name={centre.name}
              people={
                lists.people.filter(({ centreId, status }) => centreId === centre.id && status !== "offboarded").length
              }
            />
          ))}
          <CentreForm key={`new-${String(lists.centres.length)}`} id={undefined} name="" people={undefined} />
        </div>
      </div>
    </aside>
  );
}

type CentreFormProps = {
  readonly id: string | undefined;
  readonly name: string;
  readonly people: number | undefined;
};

function CentreForm({ id, name, people }: CentreFormProps) {
  const t = useTranslations("people");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [typed, setTyped] = useState(name);
  const save = useMutation({
    mutationFn: () =>
      id === undefined
        ? call(peopleRoutes.addCentre, { body: { name: typed } })
        : call(peopleRoutes.renameCentre, { params: { centreId: id }, body: { name: typed } }),
    onSuccess: () => client.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const isSame = typed.trim() === "" || typed === name;
  return (
    <form className={office["line"]} onSubmit={submit} noValidate>
      <TextInput
        aria-label={id === undefined ? t("centres.new") : t("centres.name", { name })}
        placeholder={t("centres.new")}
        maxLength={80}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <Button type="submit" whyNot={isSame ? t("unchanged") : save.isPending ? t("saving") : undefined}>
        {id === undefined ? t("centres.add") : t("centres.rename")}
      </Button>
      {people === undefined ? null : <span className={office["quiet"]}>{t("count", { count: people })}</span>}
      <div role="status">{save.isError ? <p>{problemText(save.error)}</p> : null}</div>
    </form>
  );
}
