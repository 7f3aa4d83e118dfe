import { RECORD_DEFINITIONS } from "@nightlight/domain/record/default-definition";
import { itemPath, parsePath, REMOVED } from "@nightlight/domain/record/path";
import { wordsAt } from "@nightlight/domain/record/shared";
import { useLanguage } from "@nightlight/door/taste/taste";
import { useTranslations } from "use-intl";
import styles from "./past-contact.module.css";
import { placeLine, usePlaceOf } from "./place-lookup.ts";

type Written = Readonly<Record<string, { readonly value: string }>>;

/** What was written in a record, for reading: each field by its name, in words. What was removed is left out. */
export function RecordLines({ record, label }: { readonly record: Written; readonly label: string }) {
  const language = useLanguage();
  const nameOf = useNameOfField();
  const lines = Object.entries(record)
    .filter(([path, { value }]) => value.trim() !== "" && !isRemoved(record, path))
    .sort(([one], [other]) => orderOf(one) - orderOf(other));
  if (lines.length === 0) return null;
  return (
    <dl className={styles["record"]} aria-label={label}>
      {lines.map(([path, { value }]) => (
        <div key={path}>
          <dt>{nameOf(path)}</dt>
          <dd>{typeOf(path) === "place" ? <PlaceWords code={value} /> : wordsIn(path, value)}</dd>
        </div>
      ))}
    </dl>
  );

  function wordsIn(path: string, value: string): string {
    return RECORD_DEFINITIONS.map((definition) => wordsAt(definition, path, value)).find(Boolean)?.[language] ?? value;
  }
}

/** What a field is called where it stands by itself, by its path. */
export function useNameOfField(): (path: string) => string {
  const t = useTranslations("past.field");
  const language = useLanguage();
  return (path) => (path === "identity" ? t("identity") : (placeOf(path)?.field?.label[language] ?? path));
}

function PlaceWords({ code }: { readonly code: string }) {
  const place = usePlaceOf(code)?.place;
  return place ? placeLine(place) : code;
}

function placeOf(path: string): ReturnType<typeof parsePath> {
  return RECORD_DEFINITIONS.map((definition) => parsePath(definition, path)).find(Boolean);
}

function typeOf(path: string): string | undefined {
  return placeOf(path)?.field?.type;
}

function isRemoved(record: Written, path: string): boolean {
  const place = placeOf(path);
  if (place?.group === undefined || place.item === undefined) return false;
  return place.field === undefined || record[itemPath(place.group.key, place.item, REMOVED)]?.value === "yes";
}

const FORM = (RECORD_DEFINITIONS.at(-1)?.sections ?? []).flatMap(({ parts }) =>
  parts.map((part) => ("field" in part ? part.field.key : part.group.key)),
);

/** Its place in the newest form; a field of an older form comes first. */
function orderOf(path: string): number {
  return FORM.indexOf(placeOf(path)?.group?.key ?? path);
}
