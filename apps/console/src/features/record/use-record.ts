import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { dayAt } from "@nightlight/domain/calendar/working-days";
import { limitOf } from "@nightlight/domain/record/check-value";
import { missingPaths, type Known } from "@nightlight/domain/record/conditions";
import { contradictions } from "@nightlight/domain/record/contradictions";
import type { Definition } from "@nightlight/domain/record/definition";
import { itemPath, parsePath, type Values } from "@nightlight/domain/record/path";
import { now } from "@nightlight/door/time/clock";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { definitionQuery } from "../../shared/queries.ts";
import { fieldsOf, saveState, shownText, useRecordFields, type SaveState } from "./record-fields.ts";
import { saveNow, typeInto } from "./record-keeper.ts";

/** The record of a contact as its form needs it. Undefined until the form is there. */
export type RecordHeld = {
  readonly definition: Definition;
  readonly values: Values;
  readonly known: Known;
  /** Wanted and empty, in the order of the form. */
  readonly missing: readonly string[];
  readonly saving: SaveState;
  /** The first field that waits for its writer: refused, or written elsewhere too. */
  readonly stuck: string | undefined;
  readonly savedAt: string;
  readonly problemOf: (path: string) => string | undefined;
  readonly onType: (path: string, value: string) => void;
  readonly onLeave: (path: string) => void;
};

/** What stands in the record now: what is being written, over what was saved. */
export function useRecord(view: ContactView): RecordHeld | undefined {
  const t = useTranslations("record.problem");
  const client = useQueryClient();
  const { data: definition } = useQuery(definitionQuery(view.recordDefinition));
  const contactId = view.summary.id;
  const written = fieldsOf(useRecordFields(), contactId);
  if (definition === undefined) return undefined;

  const paths = new Set([...Object.keys(view.record), ...written.keys()]);
  const values = Object.fromEntries(
    [...paths].map((path) => [path, shownText(written.get(path), view.record[path])] as const),
  );
  const known = { level: view.risk.level ?? undefined };
  const savedAts = Object.values(view.record).map((field) => field.savedAt);
  const savedAt = savedAts.toSorted().at(-1) ?? "";
  return {
    definition,
    values,
    known,
    missing: missingPaths(definition, values, known),
    saving: saveState([...written.values()], savedAt !== ""),
    savedAt,
    stuck: [...written].find(([, { status }]) => status === "refused" || status === "conflict")?.[0],
    problemOf: (path) => {
      const problem = written.get(path)?.problem;
      const place = parsePath(definition, path);
      if (problem !== undefined) {
        return t(isKnown(problem) ? problem : "other", {
          limit: place?.field === undefined ? 0 : limitOf(place.field),
          length: values[path]?.length ?? 0,
        });
      }
      if (place?.group?.key !== "child" || place.item === undefined || place.field === undefined) return undefined;
      const said = contradiction(values, place.item, place.field.key);
      return said === undefined ? undefined : t(said);
    },
    onType: (path, value) => {
      typeInto(client, contactId, path, value);
    },
    onLeave: (path) => {
      void saveNow(client, contactId, path);
    },
  };
}

function contradiction(values: Values, item: string, key: string) {
  const of = (name: string) => values[itemPath("child", item, name)];
  const said = { age: of("age"), birthDate: of("birthDate"), ageBand: of("ageBand") };
  return contradictions(said, dayAt(new Date(now()))).get(key);
}

const KNOWN = [
  "value-too-long",
  "value-unknown-code",
  "value-not-a-day",
  "value-day-ahead",
  "value-not-a-number",
  "value-out-of-range",
  "value-not-a-phone",
  "value-not-a-place",
  "value-place-gone",
] as const;

function isKnown(problem: string): problem is (typeof KNOWN)[number] {
  return KNOWN.some((each) => each === problem);
}
