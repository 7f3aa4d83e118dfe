import type { AuthorityId } from "../authority/authority.ts";
import type { CentreId } from "../contact/contact.ts";

/** What a person is employed for. One person may hold several; none of them includes another. */
export const ROLES = [
  "counsellor",
  "supervisor",
  "officer",
  "case_worker",
  "leader",
  "clinical_lead",
  "administrator",
  "auditor",
] as const;

export type Role = (typeof ROLES)[number];

/** Whom what comes in by a channel is meant for: a centre's own people, people with a skill; undefined for everybody. */
export type ChannelAim = { readonly centreId: CentreId | undefined; readonly skill: string | undefined };

/** Who acts. A child is known by the one contact that its session was opened for; a gateway by its channel. */
export type Actor =
  | {
      readonly kind: "staff";
      readonly id: string;
      readonly sessionId: string;
      readonly roles: readonly Role[];
      /** The centre that the person works at; undefined for whoever belongs to none. */
      readonly centreId?: CentreId | undefined;
      /** The unit that an officer works for, then every unit above it, upwards; undefined for whoever is no officer. */
      readonly authorityLine?: readonly AuthorityId[] | undefined;
      /** Known from a moment ago: each transaction asks the database once more whether it still holds. */
      readonly isRemembered?: true;
    }
  | { readonly kind: "child"; readonly contactId: string }
  | {
      readonly kind: "gateway";
      readonly channelId: string;
      /** When the channel is known from a moment ago: each transaction asks whether all of this still holds. */
      readonly remembered?: { readonly keyHash: Uint8Array; readonly aim: ChannelAim };
    }
  | { readonly kind: "system" };

export type ActorKind = Actor["kind"];

/** Somebody who is signed in with an account. */
export type Staff = Extract<Actor, { kind: "staff" }>;

/** The unit that an officer works for; undefined for whoever is no officer. */
export function authorityOf(actor: Actor): AuthorityId | undefined {
  return actor.kind === "staff" && actor.roles.includes("officer") ? actor.authorityLine?.[0] : undefined;
}
