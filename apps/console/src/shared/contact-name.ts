import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { nameOf } from "@nightlight/domain/record/called";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { contactQuery } from "./queries.ts";

/** Until a contact has been read nothing is claimed about its name. */
const NOT_READ_YET = "…";

export type ContactName = {
  readonly name: string;
  readonly isKnown: boolean;
  /** As sentences about a call name them: nobody is called "No name yet" there. */
  readonly caller: string;
};

/** What to call a contact on screen: the name written in its record, else that there is none yet. */
export function useContactName(contactId: string): ContactName {
  const t = useTranslations("words");
  const { data } = useQuery({ ...contactQuery(contactId), select: nameIn });
  if (data === undefined) return { name: NOT_READ_YET, isKnown: false, caller: t("caller") };
  if (data === "") return { name: t("unnamed"), isKnown: false, caller: t("caller") };
  return { name: data, isKnown: true, caller: data };
}

function nameIn({ record }: ContactView): string {
  return nameOf(Object.fromEntries(Object.entries(record).map(([path, { value }]) => [path, value])));
}
