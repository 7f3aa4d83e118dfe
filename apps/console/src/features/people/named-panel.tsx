import { peopleRoutes, type NamedView, type PeopleView } from "@nightlight/contracts/admin/people";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useLanguage } from "@nightlight/door/taste/taste";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { NamedForm } from "./named-form.tsx";
import { peopleQuery } from "./people-queries.ts";

export type ListName = "skills" | "spokenLanguages";

const ADD = { skills: peopleRoutes.addSkill, spokenLanguages: peopleRoutes.addSpokenLanguage } as const;
const CHANGE = { skills: peopleRoutes.changeSkill, spokenLanguages: peopleRoutes.changeSpokenLanguage } as const;

type NamedPanelProps = { readonly list: ListName; readonly lists: PeopleView; readonly onClose: () => void };

/** A list that people's fields are chosen from: one entry more, other names, or retired. */
export function NamedPanel({ list, lists, onClose }: NamedPanelProps) {
  const t = useTranslations("people");
  const language = useLanguage();
  const [isAdding, setAdding] = useState(false);
  const carried = (code: string): number =>
    lists.people.filter((person) => person.status !== "offboarded" && person[list].includes(code)).length;
  const entries = lists[list].toSorted((one, other) =>
    one.name[language].localeCompare(other.name[language], language),
  );
  return (
    <aside className={office["side"]} aria-label={t(`lists.${list}.title`)}>
      <header className={office["sideHead"]}>
        <h2>{t(`lists.${list}.title`)}</h2>
        <Button tone="plain" aria-label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div className={office["scroll"]}>
        <div className={office["form"]}>
          {isAdding ? (
            <NewEntry
              list={list}
              onDone={() => {
                setAdding(false);
              }}
            />
          ) : (
            <div className={office["acts"]}>
              <Button
                onClick={() => {
                  setAdding(true);
                }}
              >
                {t(`lists.${list}.add`)}
              </Button>
            </div>
          )}
          {entries.map((entry) => (
            <Entry key={entry.code} list={list} entry={entry} people={carried(entry.code)} />
          ))}
        </div>
      </div>
    </aside>
  );
}

function NewEntry({ list, onDone }: { readonly list: ListName; readonly onDone: () => void }) {
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: ({ code, name }: Pick<NamedView, "code" | "name">) => call(ADD[list], { body: { code, name } }),
    onSuccess: () => {
      onDone();
      return client.invalidateQueries({ queryKey: peopleQuery.queryKey });
    },
  });
  return <NamedForm list={list} mutation={add} onSave={add.mutate} onCancel={onDone} />;
}

type EntryProps = { readonly list: ListName; readonly entry: NamedView; readonly people: number };

function Entry({ list, entry, people }: EntryProps) {
  const t = useTranslations("people");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [isOpen, setOpen] = useState(false);
  const { code, name, isRetired } = entry;
  const change = useMutation({
    mutationFn: (next: Pick<NamedView, "name" | "isRetired">) =>
      call(CHANGE[list], { params: { code }, body: { name: next.name, isRetired: next.isRetired } }),
    onSuccess: () => {
      setOpen(false);
      return client.invalidateQueries({ queryKey: peopleQuery.queryKey });
    },
  });
  if (isOpen) {
    return (
      <NamedForm
        list={list}
        entry={entry}
        mutation={change}
        onSave={(next) => {
          change.mutate({ ...next, isRetired });
        }}
        onCancel={() => {
          setOpen(false);
        }}
      />
    );
  }
  return (
    <div className={office["entry"]} data-off={isRetired}>
      <span>
        <b>{name.vi}</b> · {name.en}
        <small>
          {code} · {t("count", { count: people })}
          {isRetired ? ` · ${t("lists.isRetired")}` : null}
        </small>
        <small role="status">{change.isError ? problemText(change.error) : null}</small>
      </span>
      <Button
        size="small"
        aria-label={t("lists.changeOf", { name: name.vi })}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t("lists.change")}
      </Button>
      <Button
        size="small"
        aria-label={t(isRetired ? "lists.reviveOf" : "lists.retireOf", { name: name.vi })}
        whyNot={change.isPending ? t("saving") : undefined}
        onClick={() => {
          change.mutate({ name, isRetired: !isRetired });
        }}
      >
        {t(isRetired ? "lists.revive" : "lists.retire")}
      </Button>
    </div>
  );
}
