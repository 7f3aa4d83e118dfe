import { createHash, randomBytes } from "node:crypto";
import type { Database } from "../connection.ts";

/** Why somebody chooses a password by a link: they are new, or what they had was reset. */
export type InvitationPurpose = "invite" | "reset";

/** How long a link is good. A reset is asked for by somebody who waits for it. */
const LIFE_HOURS = { invite: 7 * 24, reset: 24 } as const satisfies Record<InvitationPurpose, number>;

export type NewInvitation = { readonly token: string; readonly expiresAt: Date };

/** An invitation that can still be taken, with the person it is for. */
export type Invitation = {
  readonly personId: string;
  readonly username: string;
  readonly displayName: string;
  readonly purpose: InvitationPurpose;
  readonly expiresAt: Date;
};

export type InvitationStore = {
  /** Makes a link's token, known here only by its hash. Earlier links of this person end; the person has to exist. */
  create(personId: string, purpose: InvitationPurpose, lifeHours?: number): Promise<NewInvitation>;
  /** Undefined: unknown, used, replaced, run out, or of somebody who is suspended. */
  find(token: string): Promise<Invitation | undefined>;
  /** Uses it up and keeps the password; of two at once, one succeeds. Whatever the person had before ends: sessions, factor, PIN. */
  redeem(token: string, passwordHash: string): Promise<Invitation | undefined>;
};

type Row = { person_id: string; username: string; display_name: string; purpose: InvitationPurpose; expires_at: Date };

const FOUND = "i.person_id, p.username, p.display_name, i.purpose, i.expires_at";
const IS_GOOD = "i.used_at is null and i.expires_at > clock_timestamp() and p.suspended_at is null";

/** Invitations on PostgreSQL. Works with any query that may write the table: the sign-in role's, or the owner's. */
export function createInvitationStore({ signIn: query }: Pick<Database, "signIn">): InvitationStore {
  return {
    async create(personId, purpose, lifeHours = LIFE_HOURS[purpose]) {
      const token = randomBytes(32).toString("base64url");
      const [row] = await query<{ expires_at: Date }>(
        "invitation-create",
        `with earlier as (
           update invitation set used_at = clock_timestamp() where person_id = $2 and used_at is null)
         insert into invitation (token_hash, person_id, purpose, expires_at)
           values ($1, $2, $3, clock_timestamp() + make_interval(hours => $4)) returning expires_at`,
        [hashOf(token), personId, purpose, lifeHours],
      );
      if (row === undefined) throw new Error("The invitation was not stored");
      return { token, expiresAt: row.expires_at };
    },
    async find(token) {
      const [row] = await query<Row>(
        "invitation-find",
        `select ${FOUND} from invitation i join person p on p.id = i.person_id where i.token_hash = $1 and ${IS_GOOD}`,
        [hashOf(token)],
      );
      return row && invitationOf(row);
    },
    async redeem(token, passwordHash) {
      const [row] = await query<Row>(
        "invitation-redeem",
        `with taken as (
           update invitation i set used_at = clock_timestamp() from person p
             where p.id = i.person_id and i.token_hash = $1 and ${IS_GOOD} returning ${FOUND}),
         kept as (
           insert into credential (person_id, password_hash) select person_id, $2 from taken
             on conflict (person_id) do update set password_hash = excluded.password_hash, pin_hash = null),
         ended as (
           update session set ended_at = clock_timestamp()
             where person_id in (select person_id from taken) and ended_at is null),
         factor as (delete from second_factor where person_id in (select person_id from taken)),
         codes as (delete from recovery_code where person_id in (select person_id from taken)),
         devices as (delete from known_device where person_id in (select person_id from taken))
         select * from taken`,
        [hashOf(token), passwordHash],
      );
      return row && invitationOf(row);
    },
  };
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function invitationOf(row: Row): Invitation {
  return {
    personId: row.person_id,
    username: row.username,
    displayName: row.display_name,
    purpose: row.purpose,
    expiresAt: row.expires_at,
  };
}
