import { peopleRoutes, type PeopleView } from "@nightlight/contracts/admin/people";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Button } from "@nightlight/ui/components/button";
import { Field, TextInput } from "@nightlight/ui/components/field";
import { Icon } from "@nightlight/ui/components/icon";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { InvitationLink } from "./invitation-link.tsx";
import { peopleQuery, putPerson } from "./people-queries.ts";
import { PersonFields, type Draft } from "./person-fields.tsx";

const EMPTY: Draft = {
  name: "",
  displayName: "",
  roles: ["counsellor"],
  languages: ["vi"],
  spokenLanguages: ["vi"],
  skills: [],
  centreId: null,
  authorityId: null,
};

type NewPersonProps = { readonly lists: PeopleView; readonly onClose: () => void };

/** A new account. It is made with the link by which its person chooses a password; the link is shown this once. */
export function NewPerson({ lists, onClose }: NewPersonProps) {
  const t = useTranslations("people");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [username, setUsername] = useState("");
  const [draft, setDraft] = useState(EMPTY);
  const usernameId = useId();
  const create = useMutation({
    mutationFn: () => call(peopleRoutes.create, { body: { username, ...draft } }),
    onSuccess: ({ person }) => {
      putPerson(client, person);
    },
    // The answer may be what was lost: then the account is there, and its link is made again from its own page.
    onError: () => {
      void client.invalidateQueries({ queryKey: peopleQuery.queryKey });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate();
  };
  const isIncomplete = username.trim() === "" || draft.name.trim() === "" || draft.displayName.trim() === "";
  return (
    <aside className={office["side"]} aria-label={t("newTitle")}>
      <header className={office["sideHead"]}>
        <h2>{create.data === undefined ? t("newTitle") : create.data.person.name}</h2>
        <Button tone="plain" aria-label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      {create.data === undefined ? (
        <form className={office["sideForm"]} onSubmit={submit} noValidate>
          <div className={office["scroll"]}>
            <div className={office["form"]}>
              <Field label={t("username")} htmlFor={usernameId}>
                <TextInput
                  id={usernameId}
                  autoFocus
                  required
                  maxLength={40}
                  autoCapitalize="none"
                  autoComplete="off"
                  spellCheck={false}
                  value={username}
                  onChange={(event) => {
                    setUsername(event.target.value);
                  }}
                />
              </Field>
              <PersonFields draft={draft} lists={lists} onChange={setDraft} />
            </div>
          </div>
          <div className={office["keep"]}>
            <div role="status">
              {create.isError ? <p className={office["error"]}>{problemText(create.error)}</p> : null}
            </div>
            <Button
              type="submit"
              tone="lamp"
              whyNot={isIncomplete ? t("incomplete") : create.isPending ? t("saving") : undefined}
            >
              {t("create")}
            </Button>
          </div>
        </form>
      ) : (
        <div className={office["form"]}>
          <InvitationLink {...create.data.invitation} />
        </div>
      )}
    </aside>
  );
}
