import type { OfficeView } from "@nightlight/contracts/authority/office";
import type { Authority } from "@nightlight/domain/authority/authority";

/** A unit of the directory by name. */
export function presentOffice({ id, name, level, kind }: Authority): OfficeView {
  return { id, name, level, kind };
}
