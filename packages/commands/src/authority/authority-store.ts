import type { Authority, AuthorityId } from "@nightlight/domain/authority/authority";
import type { DutyContact } from "@nightlight/domain/authority/duty";

/** The directory of authorities: no secret among staff, and kept by administrators. */
export type AuthorityStore = {
  /**
   * Units in force now around a place (code of a commune or a province): its own, its province's and the ministries,
   * with whatever stands above them. Without a place, or with an unknown one: the ministries.
   */
  around(placeCode: string | undefined): Promise<readonly Authority[]>;
  find(id: AuthorityId): Promise<Authority | undefined>;
  /** Whom to ring there at this hour; nobody who is barred. */
  dutyNow(id: AuthorityId, barred: readonly string[]): Promise<DutyContact | undefined>;
  /** Every unit in force now, by name. */
  list(): Promise<readonly Authority[]>;
};
