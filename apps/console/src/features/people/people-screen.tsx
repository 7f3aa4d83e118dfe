import type { PersonView } from "@nightlight/contracts/admin/people";
import { fold } from "@nightlight/domain/privacy/text";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { Button } from "@nightlight/ui/components/button";
import { Choice } from "@nightlight/ui/components/choice";
import { TextInput } from "@nightlight/ui/components/field";
import { Menu } from "@nightlight/ui/components/menu";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { goTo, usePlace } from "../../shared/place.ts";
import { CentresPanel } from "./centres-panel.tsx";
import { NamedPanel } from "./named-panel.tsx";
import { NewPerson } from "./new-person.tsx";
import { peopleQuery } from "./people-queries.ts";
import { PeopleTable } from "./people-table.tsx";
import { PersonPanel } from "./person-panel.tsx";
import { UndoToast, type Done } from "./undo-toast.tsx";

const SHOWN = ["working", "all"] as const;
/** What people's fields are chosen from. */
const LISTS = ["centres", "skills", "spokenLanguages"] as const;

/** Everybody with an account. What is typed into the search stays on this page; the address knows only who is open. */
export function PeopleScreen({ meId }: { readonly meId: string }) {
  const t = useTranslations("people");
  const people = useQuery(peopleQuery);
  const { filter } = usePlace();
  const [searched, setSearched] = useState("");
  const [done, setDone] = useState<Done | undefined>(undefined);
  const shown = SHOWN.find((each) => each === filter["shown"]) ?? "working";
  const openId = filter["person"];
  const show = (person: string | undefined, next = shown) => {
    goTo("people", { person, shown: next === "all" ? next : undefined });
  };
  if (people.data === undefined) {
    return (
      <main className={office["office"]}>
        {people.isError ? <Failed error={people.error} retry={() => void people.refetch()} /> : <Loading />}
      </main>
    );
  }
  const found = people.data.people.filter((person) => isShown(person, shown) && isFound(person, searched));
  const open = people.data.people.find(({ id }) => id === openId);
  const lately = people.data.people.find(({ id }) => id === done?.person.id);
  const list = LISTS.find((name) => name === openId);
  const hasSide = open !== undefined || openId === "new" || list !== undefined;
  return (
    <main className={hasSide ? `${office["office"] ?? ""} ${office["withSide"] ?? ""}` : office["office"]}>
      <section className={office["page"]} aria-label={t("title")}>
        <header className={office["head"]}>
          <h1>
            {t("title")}
            <small>{t("count", { count: found.length })}</small>
          </h1>
          <div className={office["search"]}>
            <TextInput
              type="search"
              aria-label={t("search")}
              placeholder={t("search")}
              value={searched}
              onChange={(event) => {
                setSearched(event.target.value);
              }}
            />
          </div>
          <Choice
            label={t("shown.label")}
            value={shown}
            options={SHOWN.map((value) => ({ value, word: t(`shown.${value}`) }))}
            onChoose={(next) => {
              show(openId, next);
            }}
          />
          <div className={office["push"]}>
            <Menu
              label={t("lists.label")}
              isEdged={false}
              trigger={<span>{t("lists.label")}</span>}
              items={LISTS.map((name) => ({
                key: name,
                word: name === "centres" ? t("centres.title") : t(`lists.${name}.title`),
                act: () => {
                  show(name);
                },
              }))}
            />
          </div>
          <Button
            tone={hasSide ? "edged" : "lamp"}
            onClick={() => {
              show("new");
            }}
          >
            {t("add")}
          </Button>
        </header>
        <div className={office["scroll"]}>
          {found.length === 0 ? (
            <p className={office["empty"]}>{searched === "" ? t("nobody") : t("noneFound")}</p>
          ) : (
            <PeopleTable people={found} lists={people.data} openId={openId} onOpen={show} />
          )}
        </div>
      </section>
      {open === undefined ? null : (
        <PersonPanel
          key={open.id}
          person={open}
          lists={people.data}
          isMe={open.id === meId}
          done={done}
          onDone={setDone}
          onClose={() => {
            show(undefined);
          }}
        />
      )}
      {done === undefined || lately === undefined || done.isUndone === true ? null : (
        <UndoToast
          key={done.at}
          done={done}
          version={lately.version}
          onUndone={() => {
            setDone({ ...done, isUndone: true });
          }}
        />
      )}
      {list === "centres" ? (
        <CentresPanel
          lists={people.data}
          onClose={() => {
            show(undefined);
          }}
        />
      ) : null}
      {list === "skills" || list === "spokenLanguages" ? (
        <NamedPanel
          key={list}
          list={list}
          lists={people.data}
          onClose={() => {
            show(undefined);
          }}
        />
      ) : null}
      {openId === "new" ? (
        <NewPerson
          lists={people.data}
          onClose={() => {
            show(undefined);
          }}
        />
      ) : null}
    </main>
  );
}

function isShown({ status }: PersonView, shown: (typeof SHOWN)[number]): boolean {
  return shown === "all" || status !== "offboarded";
}

/** Every word typed is somewhere in the names, with or without its marks. */
function isFound({ name, displayName, username }: PersonView, searched: string): boolean {
  const text = fold(`${name} ${displayName} ${username}`);
  return fold(searched)
    .split(/\s+/u)
    .every((word) => text.includes(word));
}
