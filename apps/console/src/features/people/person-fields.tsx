import type { PeopleView, PersonView } from "@nightlight/contracts/admin/people";
import { ROLES } from "@nightlight/domain/access/access";
import { LANGUAGES } from "@nightlight/domain/contact/channel";
import { useLanguage } from "@nightlight/door/taste/taste";
import { Field, Select, TextInput } from "@nightlight/ui/components/field";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { AuthorityField } from "../../shared/authority-field.tsx";
import { Ticks } from "../../shared/ticks.tsx";

export type Draft = Pick<
  PersonView,
  "name" | "displayName" | "roles" | "languages" | "spokenLanguages" | "skills" | "centreId" | "authorityId"
>;

type PersonFieldsProps = {
  readonly draft: Draft;
  readonly lists: PeopleView;
  /** Roles that may not be added: one's own. */
  readonly fixedTo?: readonly string[] | undefined;
  readonly onChange: (draft: Draft) => void;
};

/** What administrators set about somebody. */
export function PersonFields({ draft, lists, fixedTo, onChange }: PersonFieldsProps) {
  const t = useTranslations("people");
  const role = useTranslations("words.role");
  const word = useTranslations("words.language");
  const language = useLanguage();
  // What somebody had at first stays to be chosen, though it was retired: a box that was cleared can be ticked again.
  const [had] = useState(draft);
  const [nameId, displayId, centreId] = [useId(), useId(), useId()];
  return (
    <>
      <Field label={t("name")} htmlFor={nameId}>
        <TextInput
          id={nameId}
          required
          maxLength={80}
          autoComplete="off"
          value={draft.name}
          onChange={(event) => {
            onChange({ ...draft, name: event.target.value });
          }}
        />
      </Field>
      <Field label={t("displayName")} htmlFor={displayId}>
        <TextInput
          id={displayId}
          required
          maxLength={80}
          autoComplete="off"
          value={draft.displayName}
          onChange={(event) => {
            onChange({ ...draft, displayName: event.target.value });
          }}
        />
      </Field>
      {isOfficer(draft) ? (
        <AuthorityField
          authorityId={draft.authorityId}
          onChange={(authorityId) => {
            onChange({ ...draft, authorityId });
          }}
        />
      ) : (
        <Field label={t("centre")} htmlFor={centreId}>
          <Select
            id={centreId}
            value={draft.centreId ?? ""}
            onChange={(event) => {
              onChange({ ...draft, centreId: event.target.value === "" ? null : event.target.value });
            }}
          >
            <option value="">{t("noCentre")}</option>
            {lists.centres.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field label={t("roles")} layout="top">
        <Ticks
          label={t("roles")}
          chosen={draft.roles}
          options={ROLES.map((value) => ({
            value,
            word: role(value),
            isOff: fixedTo !== undefined && !fixedTo.includes(value),
          }))}
          onChange={(roles) => {
            onChange(
              withRoles(
                draft,
                ROLES.filter((each) => roles.includes(each)),
              ),
            );
          }}
        />
      </Field>
      <Field label={t("languages")} layout="top">
        <Ticks
          label={t("languages")}
          chosen={draft.languages}
          options={LANGUAGES.map((value) => ({ value, word: word(value) }))}
          onChange={(languages) => {
            onChange({ ...draft, languages: LANGUAGES.filter((each) => languages.includes(each)) });
          }}
        />
      </Field>
      <Field label={t("spokenLanguages")} layout="top">
        <Ticks
          label={t("spokenLanguages")}
          chosen={draft.spokenLanguages}
          options={wordsOf(lists.spokenLanguages, had.spokenLanguages, language)}
          onChange={(spokenLanguages) => {
            onChange({ ...draft, spokenLanguages: [...spokenLanguages] });
          }}
        />
      </Field>
      <Field label={t("skills")} layout="top">
        <Ticks
          label={t("skills")}
          chosen={draft.skills}
          options={wordsOf(lists.skills, had.skills, language)}
          onChange={(skills) => {
            onChange({ ...draft, skills: [...skills] });
          }}
        />
      </Field>
    </>
  );
}

function isOfficer({ roles }: Pick<Draft, "roles">): boolean {
  return roles.includes("officer");
}

/** An officer works for an authority and nobody else: ticking that role takes the others off, and the other way round. */
function withRoles(draft: Draft, roles: Draft["roles"]): Draft {
  if (roles.includes("officer") && !isOfficer(draft)) return { ...draft, roles: ["officer"], centreId: null };
  const others = roles.filter((role) => role !== "officer");
  const isStill = isOfficer({ roles }) && others.length === 0;
  return isStill ? { ...draft, roles } : { ...draft, roles: others, authorityId: null };
}

/** A list that is data, in the order of the language that it is read in. Retired entries only where somebody has them. */
function wordsOf(
  list: PeopleView["skills"],
  had: readonly string[],
  language: "vi" | "en",
): { value: string; word: string }[] {
  return list
    .filter(({ code, isRetired }) => !isRetired || had.includes(code))
    .map(({ code, name }) => ({ value: code, word: name[language] }))
    .sort((one, other) => one.word.localeCompare(other.word, language));
}
