import { peopleRoutes, type PeopleView, type PersonView } from "@nightlight/contracts/admin/people";
import { call, refusalCode } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { calendarDay } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { PlaceLink } from "../../shared/place-link.tsx";
import { peopleQuery, putPerson } from "./people-queries.ts";
import { PersonAccess } from "./person-access.tsx";
import type { Done } from "./undo-toast.tsx";
import { PersonFields, type Draft } from "./person-fields.tsx";

type PersonPanelProps = {
  readonly person: PersonView;
  readonly lists: PeopleView;
  readonly isMe: boolean;
  readonly done: Done | undefined;
  readonly onDone: (done: Done) => void;
  readonly onClose: () => void;
};

/** One person: what they are, and what can be done about their access. */
export function PersonPanel({ onClose, ...rest }: PersonPanelProps) {
  const t = useTranslations("people");
  const { person } = rest;
  return (
    <aside className={office["side"]} aria-label={person.name}>
      <header className={office["sideHead"]}>
        <h2>
          {person.name} <span className={office["quiet"]}>{person.username}</span>
        </h2>
        <PlaceLink at="audit" filter={{ subjectKind: "person", subjectId: person.id }} className={office["quiet"]}>
          {t("history")}
        </PlaceLink>
        <Button tone="plain" aria-label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      {person.status === "offboarded" ? (
        <p className={office["empty"]}>{t("gone", { day: person.since === null ? "" : calendarDay(person.since) })}</p>
      ) : (
        <PersonForm {...rest} />
      )}
    </aside>
  );
}

function PersonForm({ person, lists, isMe, done, onDone }: Omit<PersonPanelProps, "onClose">) {
  const t = useTranslations("people");
  const client = useQueryClient();
  const problemText = useProblemText();
  const { name, displayName, roles, languages, spokenLanguages, skills, centreId, authorityId } = person;
  const before: Draft = { name, displayName, roles, languages, spokenLanguages, skills, centreId, authorityId };
  // Only what was changed here: what somebody else saves meanwhile shows through, and nothing typed is lost.
  const [change, setChange] = useState<Partial<Draft>>({});
  const draft = { ...before, ...change };
  const save = useMutation({
    mutationFn: () =>
      call(peopleRoutes.change, { params: { personId: person.id }, body: { version: person.version, ...draft } }),
    onSuccess: (saved) => {
      putPerson(client, saved);
      setChange({});
    },
    onError: (error) => {
      if (refusalCode(error) === "stale") void client.invalidateQueries({ queryKey: peopleQuery.queryKey });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const isSame = Object.keys(differences(before, draft)).length === 0;
  return (
    <form className={office["sideForm"]} onSubmit={submit} noValidate>
      <div className={office["scroll"]}>
        <PersonAccess person={person} lists={lists} isMe={isMe} done={done} onDone={onDone} />
        <div className={office["form"]}>
          {isMe ? <p className={office["error"]}>{t("ownRoles")}</p> : null}
          <PersonFields
            draft={draft}
            lists={lists}
            fixedTo={isMe ? person.roles : undefined}
            onChange={(next) => {
              setChange(differences(before, next));
            }}
          />
        </div>
      </div>
      <div className={office["keep"]}>
        <div role="status">{save.isError ? <p className={office["error"]}>{problemText(save.error)}</p> : null}</div>
        <Button
          type="submit"
          tone={isSame ? "edged" : "lamp"}
          whyNot={isSame ? t("unchanged") : save.isPending ? t("saving") : undefined}
        >
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

/** What was ticked off and on again is no change. */
function differences(before: Draft, after: Draft): Partial<Draft> {
  const text = (value: Draft[keyof Draft]) => JSON.stringify(Array.isArray(value) ? value.toSorted() : value);
  return Object.fromEntries(
    Object.entries(after).filter(([field, value]) => text(value) !== text(before[field as keyof Draft])),
  );
}
