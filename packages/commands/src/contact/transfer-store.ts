import type { Seat } from "@nightlight/domain/presence/presence";

/** Somebody whom the owner of a conversation could hand it to. */
export type Colleague = {
  readonly seat: Seat;
  readonly isSupervisor: boolean;
  readonly skills: readonly string[];
};

/** What the owner of a contact needs to hand it on. */
export type TransferStore = {
  /**
   * Everybody else who takes contacts and has a seat, with their facts as they are now; for whoever owns the contact
   * that this transaction has locked. Empty to anybody else.
   */
  colleagues(): Promise<readonly Colleague[]>;
};
