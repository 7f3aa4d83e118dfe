import type { Definition } from "@nightlight/domain/record/definition";
import { groupsOf } from "@nightlight/domain/record/definition";
import { RECORD_DEFINITIONS } from "@nightlight/domain/record/default-definition";
import { itemPath, parsePath, REMOVED } from "@nightlight/domain/record/path";
import { wordsAt } from "@nightlight/domain/record/shared";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { useLanguage } from "@nightlight/door/taste/taste";
import { useQueries, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import styles from "./past-contact.module.css";
import { placeLine, usePlaceOf } from "./place-lookup.ts";
import { definitionQuery } from "./queries.ts";

type Written = Readonly<Record<string, { readonly value: string }>>;

type RecordLinesProps = {
  readonly record: Written;
  /** The version of the form that the record is in: it is read in the words it was written in. */
  readonly version: number;
  readonly label: string;
};

/** What was written in a record, for reading: each field by its name, in words. What was removed is left out. */
export function RecordLines({ record, version, label }: RecordLinesProps) {
  const language = useLanguage();
  const definition = useQuery(definitionQuery(version));
  const form = definition.data;
  if (Object.values(record).every(({ value }) => value.trim() === "")) return null;
  if (form === undefined) {
    return definition.isError ? (
      <Failed error={definition.error} retry={() => void definition.refetch()} />
    ) : (
      <Loading />
    );
  }
  const order = orderIn(form);
  const lines = Object.entries(record)
    .filter(([path, { value }]) => value.trim() !== "" && !isRemoved(form, record, path))
    .sort(([one], [other]) => order(one) - order(other));
  if (lines.length === 0) return null;
  return (
    <dl className={styles["record"]} aria-label={label}>
      {lines.map(([path, { value }]) => {
        const field = parsePath(form, path)?.field;
        return (
          <div key={path}>
            <dt>{field?.label[language] ?? path}</dt>
            <dd>
              {field?.type === "place" ? (
                <PlaceWords code={value} />
              ) : (
                (wordsAt(form, path, value)?.[language] ?? value)
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/**
 * What a field is called where it stands by itself, by its path and the form that its record is in. Whoever may not read
 * the record is not told its form: then the forms that came with the program say.
 */
export function useNameOfField(versions: readonly (number | null)[]): (path: string, version: number | null) => string {
  const t = useTranslations("past.field");
  const language = useLanguage();
  const asked = [...new Set(versions)].filter((version) => version !== null);
  const read = useQueries({ queries: asked.map((version) => definitionQuery(version)) });
  return (path, version) => {
    if (path === "identity") return t("identity");
    const own = version === null ? undefined : read[asked.indexOf(version)]?.data;
    const forms = own === undefined ? RECORD_DEFINITIONS.toReversed() : [own];
    return forms.map((form) => parsePath(form, path)?.field?.label[language]).find(Boolean) ?? path;
  };
}

function PlaceWords({ code }: { readonly code: string }) {
  const place = usePlaceOf(code)?.place;
  return place ? placeLine(place) : code;
}

function isRemoved(form: Definition, record: Written, path: string): boolean {
  const place = parsePath(form, path);
  if (place?.group === undefined || place.item === undefined) return false;
  return place.field === undefined || record[itemPath(place.group.key, place.item, REMOVED)]?.value === "yes";
}

/** Where a path stands in the form, items of a group one after the other; a path that the form does not know comes last. */
function orderIn(form: Definition): (path: string) => number {
  const parts = form.sections.flatMap(({ parts: own }) =>
    own.map((part) => ("field" in part ? part.field.key : part.group.key)),
  );
  const groups = new Map(groupsOf(form).map(({ key, fields }) => [key, fields.map((field) => field.key)]));
  return (path) => {
    const place = parsePath(form, path);
    const at = place === undefined ? -1 : parts.indexOf(place.group?.key ?? path);
    if (at < 0) return parts.length;
    const within = groups.get(place?.group?.key ?? "")?.indexOf(place?.field?.key ?? "") ?? 0;
    return at + within / 1000;
  };
}
