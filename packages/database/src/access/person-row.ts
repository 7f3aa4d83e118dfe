import { ROLES, type Role } from "@nightlight/domain/access/access";
import type { Language } from "@nightlight/domain/contact/channel";
import { languagesOf } from "../contact/contact-row.ts";

/** Somebody with an account, as far as signing in needs to know. */
export type Person = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly languages: readonly Language[];
  readonly isDemo: boolean;
  /** Undefined for whoever belongs to no centre. */
  readonly centreId: string | undefined;
  /** The unit that an officer works for, then every unit above it; undefined for whoever is no officer. */
  readonly authorityLine: readonly string[] | undefined;
};

export type PersonRow = {
  id: string;
  username: string;
  name: string;
  display_name: string;
  roles: string[];
  languages: string[];
  is_demo: boolean;
  centre_id: string | null;
  authority_line: string[] | null;
};

/** The columns of a `PersonRow`, of a person called `p`. */
export const PERSON = `p.id, p.username, p.name, p.display_name, p.roles, p.languages, p.is_demo, p.centre_id,
  case when p.authority_id is not null then authority_line(p.authority_id) end as authority_line`;

/** Reads a row. Roles and languages that this build does not know are left out. */
export function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    displayName: row.display_name,
    roles: ROLES.filter((role) => row.roles.includes(role)),
    languages: languagesOf(row.languages),
    isDemo: row.is_demo,
    centreId: row.centre_id ?? undefined,
    authorityLine: row.authority_line ?? undefined,
  };
}
