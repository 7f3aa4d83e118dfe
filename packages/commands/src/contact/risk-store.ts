import type { ContactId } from "@nightlight/domain/contact/contact";
import type { RiskLevel } from "@nightlight/domain/risk/level";

export type RiskChangeKind = "raised" | "lowered" | "asked";

/** A level that a person changed, or asked to change, with their reason. */
export type RiskChange = {
  readonly id: string;
  readonly contactId: ContactId;
  readonly kind: RiskChangeKind;
  readonly from: RiskLevel | undefined;
  readonly to: RiskLevel;
  /** Raising needs none. */
  readonly reason: string | undefined;
  readonly by: string;
  readonly at: Date;
  readonly decision: { readonly by: string; readonly at: Date; readonly approves: boolean } | undefined;
};

export type NewRiskChange = Pick<RiskChange, "id" | "contactId" | "kind" | "from" | "to" | "reason">;

/** Why people changed levels, sealed. The level in force stands in the contact itself. */
export type RiskStore = {
  /** Writes down a change of a contact that this transaction has locked and the actor owns. */
  add(change: NewRiskChange): Promise<void>;
  find(id: string): Promise<RiskChange | undefined>;
  /** Newest first. */
  ofContact(contactId: ContactId): Promise<readonly RiskChange[]>;
  /** Lowerings that still wait for a second person, longest waiting first. */
  toDecide(limit: number): Promise<readonly RiskChange[]>;
  /** Writes down the actor's answer to somebody else's. False when there is one already, or it may not be theirs. */
  decide(id: string, approves: boolean): Promise<boolean>;
};
