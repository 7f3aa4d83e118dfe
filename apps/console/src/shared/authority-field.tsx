import { authorityRoutes } from "@nightlight/contracts/admin/authorities";
import { call } from "@nightlight/door/client/api";
import { Field, Select, TextInput } from "@nightlight/ui/components/field";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";

type AuthorityFieldProps = {
  readonly authorityId: string | null;
  /** What the unit is here, where it is not somebody's office. */
  readonly label?: string;
  readonly onChange: (authorityId: string | null) => void;
};

/** A unit of the authorities: found by its name, with or without diacritics, and chosen from what was found. */
export function AuthorityField({ authorityId, label, onChange }: AuthorityFieldProps) {
  const t = useTranslations("people.authority");
  const [words, setWords] = useState("");
  const [wordsId, chosenId] = [useId(), useId()];
  const found = useQuery({
    queryKey: ["authorities", words],
    queryFn: () => call(authorityRoutes.find, { query: { words } }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const chosen = useQuery({
    queryKey: ["authority", authorityId],
    queryFn: () => call(authorityRoutes.read, { params: { authorityId: authorityId ?? "" } }),
    enabled: authorityId !== null,
    staleTime: Infinity,
  });
  const units = found.data?.authorities ?? [];
  const others = units.filter(({ id }) => id !== authorityId);
  return (
    <>
      <Field label={t("find")} htmlFor={wordsId}>
        <TextInput
          id={wordsId}
          type="search"
          maxLength={80}
          autoComplete="off"
          placeholder={t("hint")}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
          }}
        />
      </Field>
      <Field label={label ?? t("unit")} htmlFor={chosenId}>
        <Select
          id={chosenId}
          value={authorityId ?? ""}
          onChange={(event) => {
            onChange(event.target.value === "" ? null : event.target.value);
          }}
        >
          <option value="">{units.length === 0 && found.isSuccess ? t("noneFound") : t("choose")}</option>
          {authorityId === null ? null : <option value={authorityId}>{chosen.data?.name ?? "…"}</option>}
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
