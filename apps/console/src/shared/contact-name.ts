import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { nameOf } from "@nightlight/domain/record/called";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { contactQuery } from "./queries.ts";

/** Until a contact has been read nothing is claimed about its name. */
const NOT_READ_YET = "…";

/** What to call a contact on screen: the name written in its record, else that there is none yet. */
export function useContactName(contactId: string): { readonly name: string; readonly isKnown: boolean } {
  const t = useTranslations("words");
  const { data } = useQuery({ ...contactQuery(contactId), select: nameIn });
  if (data === undefined) return { name: NOT_READ_YET, isKnown: false };
  return data === "" ? { name: t("unnamed"), isKnown: false } : { name: data, isKnown: true };
}

function nameIn({ record }: ContactView): string {
  return nameOf(Object.fromEntries(Object.entries(record).map(([path, { value }]) => [path, value])));
}
