import { useTranslations } from "use-intl";

const NAMED = [
  "identity",
  "name",
  "reason",
  "narrative",
  "phone",
  "father",
  "mother",
  "carer",
  "summary",
  "note",
  "actionsNote",
  "condition",
  "consequence",
  "how",
] as const;

/** What a field of the record is called where it stands by itself; a field without a word of its own keeps its key. */
export function useNameOfField(): (field: string) => string {
  const t = useTranslations("past.field");
  return (field) => {
    const key = field.slice(field.lastIndexOf(".") + 1);
    const named = NAMED.find((each) => each === key);
    return named === undefined ? key : t(named);
  };
}
