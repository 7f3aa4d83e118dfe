import type { DutyView, UnitView } from "@nightlight/contracts/admin/directory";
import { Field, TextInput } from "@nightlight/ui/components/field";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { AuthorityField } from "../../shared/authority-field.tsx";
import { DutyList } from "./duty-list.tsx";

/** What an administrator says about a unit. */
export type Draft = {
  readonly name: string;
  readonly parentId: string | null;
  readonly phone: string;
  readonly email: string;
  readonly duties: readonly DutyView[];
};

export const EMPTY: Draft = { name: "", parentId: null, phone: "", email: "", duties: [] };

/** What is sent of it: what was left empty is not known. */
export function sentOf({ phone, email, duties, ...draft }: Draft) {
  const known = (text: string): string | null => (text.trim() === "" ? null : text.trim());
  return { ...draft, phone: known(phone), email: known(email), duties: [...duties] };
}

type UnitFieldsProps = {
  readonly draft: Draft;
  readonly officers: UnitView["officers"];
  readonly onChange: (draft: Draft) => void;
};

/** Name, the unit above, numbers, and whom to ring at which hour. */
export function UnitFields({ draft, officers, onChange }: UnitFieldsProps) {
  const t = useTranslations("directory");
  const [nameId, phoneId, emailId] = [useId(), useId(), useId()];
  return (
    <>
      <Field label={t("name")} htmlFor={nameId}>
        <TextInput
          id={nameId}
          required
          maxLength={200}
          autoComplete="off"
          value={draft.name}
          onChange={(event) => {
            onChange({ ...draft, name: event.target.value });
          }}
        />
      </Field>
      <Field label={t("phone")} htmlFor={phoneId}>
        <TextInput
          id={phoneId}
          type="tel"
          maxLength={30}
          autoComplete="off"
          value={draft.phone}
          onChange={(event) => {
            onChange({ ...draft, phone: event.target.value });
          }}
        />
      </Field>
      <Field label={t("email")} htmlFor={emailId}>
        <TextInput
          id={emailId}
          type="email"
          maxLength={200}
          autoComplete="off"
          value={draft.email}
          onChange={(event) => {
            onChange({ ...draft, email: event.target.value });
          }}
        />
      </Field>
      <AuthorityField
        label={t("above")}
        authorityId={draft.parentId}
        onChange={(parentId) => {
          onChange({ ...draft, parentId });
        }}
      />
      <DutyList
        duties={draft.duties}
        officers={officers}
        onChange={(duties) => {
          onChange({ ...draft, duties });
        }}
      />
    </>
  );
}
