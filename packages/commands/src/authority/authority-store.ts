import type { Authority, AuthorityId } from "@nightlight/domain/authority/authority";
import type { AuthorityAct, KeptAuthority } from "@nightlight/domain/authority/change-authority";
import type { DutyContact } from "@nightlight/domain/authority/duty";

/** An act upon a unit: how it was before, if it was, and how it is since. */
export type AuthorityKept = {
  readonly act: AuthorityAct;
  readonly before: KeptAuthority | undefined;
  readonly after: KeptAuthority;
};

export type AuthorityHistory = AuthorityKept & { readonly by: string; readonly at: Date };

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
  /** Every unit there ever was or will be, by name. */
  whole(): Promise<readonly Authority[]>;
  /** The same, while nobody else changes any of it. */
  lockDirectory(): Promise<readonly Authority[]>;
  kept(id: AuthorityId): Promise<KeptAuthority | undefined>;
  /** Writes how a unit is since an act, and the act into its history. Throws for whoever is no administrator. */
  keep(change: AuthorityKept): Promise<void>;
  /** Newest first. Appears to administrators only. */
  history(id: AuthorityId): Promise<readonly AuthorityHistory[]>;
};
