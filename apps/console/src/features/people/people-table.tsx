import type { PeopleView, PersonView } from "@nightlight/contracts/admin/people";
import { useLanguage } from "@nightlight/door/taste/taste";
import { Icon, type IconName } from "@nightlight/ui/components/icon";
import { TableFrame } from "@nightlight/ui/components/table";
import type { KeyboardEvent } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";

type PeopleTableProps = {
  readonly people: readonly PersonView[];
  readonly lists: PeopleView;
  readonly openId: string | undefined;
  readonly onOpen: (personId: string) => void;
};

const MARKS: Readonly<Record<PersonView["status"], IconName>> = {
  active: "check",
  invited: "email",
  suspended: "lost",
  offboarded: "close",
};

/** One row a person. Arrow keys go from name to name. */
export function PeopleTable({ people, lists, openId, onOpen }: PeopleTableProps) {
  const t = useTranslations("people");
  const role = useTranslations("words.role");
  const language = useLanguage();
  const spoken = (code: string) => lists.spokenLanguages.find((each) => each.code === code)?.name[language] ?? code;
  return (
    <TableFrame onKeyDown={moveBetweenNames}>
      <thead>
        <tr>
          <th scope="col">{t("name")}</th>
          <th scope="col">{t("roles")}</th>
          <th scope="col">{t("centre")}</th>
          <th scope="col">{t("spokenLanguages")}</th>
          <th scope="col">{t("status.label")}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id} aria-current={person.id === openId}>
            <td>
              <button
                type="button"
                data-name=""
                className={office["name"]}
                onClick={() => {
                  onOpen(person.id);
                }}
              >
                {person.name}
              </button>
              <span className={office["quiet"]}>
                {person.username} · {person.displayName}
              </span>
            </td>
            <td>{person.roles.map((each) => role(each)).join(", ") || t("noRole")}</td>
            <td>{lists.centres.find(({ id }) => id === person.centreId)?.name ?? "–"}</td>
            <td>{person.spokenLanguages.map(spoken).join(", ") || "–"}</td>
            <td>
              <span className={office["status"]}>
                <Icon name={MARKS[person.status]} size={14} />
                {t(`status.${person.status}`)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function moveBetweenNames(event: KeyboardEvent<HTMLTableElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const names = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-name]")];
  const at = names.findIndex((name) => name === event.target);
  if (step === undefined || at === -1) return;
  event.preventDefault();
  names[at + step]?.focus();
}
