import { useQuery } from "@tanstack/react-query";
import { previousQuery } from "./previous-queries.ts";

/** How many earlier contacts there are; undefined until that is known, or where it cannot be. */
export function usePreviousCount(contactId: string | undefined): string | undefined {
  const { data } = useQuery({ ...previousQuery(contactId ?? ""), enabled: contactId !== undefined });
  if (data === undefined || data.contacts.length === 0) return undefined;
  return `${String(data.contacts.length)}${data.hasMore ? "+" : ""}`;
}
