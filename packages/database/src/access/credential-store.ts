import { foldUsername } from "@nightlight/domain/access/username";
import type { Database } from "../connection.ts";
import { PERSON, personOf, type Person, type PersonRow } from "./person-row.ts";

/** What somebody signs in with. Hashes only; they leave this store for comparing and for nothing else. */
export type Credential = {
  readonly person: Person;
  readonly passwordHash: string;
  readonly pinHash: string | undefined;
  readonly hasSecondFactor: boolean;
};

export type CredentialStore = {
  /** Undefined: no such account, suspended, or without a password yet. */
  find(username: string): Promise<Credential | undefined>;
  ofPerson(personId: string): Promise<Credential | undefined>;
  keepPin(personId: string, pinHash: string): Promise<void>;
  keepPassword(personId: string, passwordHash: string): Promise<void>;
};

type Row = PersonRow & { password_hash: string; pin_hash: string | null; has_factor: boolean };

const CREDENTIAL = `${PERSON}, c.password_hash, c.pin_hash, exists (
  select from second_factor f where f.person_id = p.id and f.confirmed_at is not null) as has_factor
  from person p join credential c on c.person_id = p.id`;
const MAY_SIGN_IN = "p.suspended_at is null and (not p.is_demo or $2)";

/** Credentials on PostgreSQL. Without `allowsDemo`, demo accounts do not exist, whatever the data hold. */
export function createCredentialStore(
  { signIn: query }: Pick<Database, "signIn">,
  { allowsDemo }: { allowsDemo: boolean },
): CredentialStore {
  return {
    async find(username) {
      const [row] = await query<Row>(
        "credential-find",
        `select ${CREDENTIAL} where p.username = $1 and ${MAY_SIGN_IN}`,
        [foldUsername(username), allowsDemo],
      );
      return row && credentialOf(row);
    },
    async ofPerson(personId) {
      const [row] = await query<Row>("credential-of", `select ${CREDENTIAL} where p.id = $1 and ${MAY_SIGN_IN}`, [
        personId,
        allowsDemo,
      ]);
      return row && credentialOf(row);
    },
    async keepPassword(personId, passwordHash) {
      const text = "update credential set password_hash = $2 where person_id = $1";
      await query("credential-password", text, [personId, passwordHash]);
    },
    async keepPin(personId, pinHash) {
      await query("credential-pin", "update credential set pin_hash = $2 where person_id = $1", [personId, pinHash]);
    },
  };
}

function credentialOf(row: Row): Credential {
  return {
    person: personOf(row),
    passwordHash: row.password_hash,
    pinHash: row.pin_hash ?? undefined,
    hasSecondFactor: row.has_factor,
  };
}
