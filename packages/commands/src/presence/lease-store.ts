import type { CounsellorId } from "@nightlight/domain/contact/contact";

export type LeaseStore = {
  /** Takes the lease with a new epoch. Without `takeOver`, another living tab keeps it and undefined is answered. */
  hold(counsellorId: CounsellorId, sessionId: string, takeOver: boolean): Promise<number | undefined>;
  /** Keeps the lease of this epoch alive; false when it is no longer the current one. */
  renew(counsellorId: CounsellorId, epoch: number): Promise<boolean>;
  /** Keeps all these alive; names those whose lease of this epoch is still the current one. */
  renewAll(held: readonly { readonly counsellorId: CounsellorId; readonly epoch: number }[]): Promise<CounsellorId[]>;
  /** Lets the lease of this epoch go; false when it was not the current one. */
  lose(counsellorId: CounsellorId, epoch: number): Promise<boolean>;
  /** Whether the living lease of a counsellor is held by this session. */
  isHeldBy(counsellorId: CounsellorId, sessionId: string): Promise<boolean>;
  /** Marks leases that nobody renewed as lost, and names their counsellors. */
  sweep(): Promise<readonly CounsellorId[]>;
};
