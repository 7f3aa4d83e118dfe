import type { EscalationId } from "@nightlight/domain/escalation/escalation";

export type ReportDraft = { readonly text: string; readonly savedAt: Date };

/** Reports that are being written: each the actor's own, on an escalation that was sent to their office. */
export type ReportDraftStore = {
  find(escalationId: EscalationId): Promise<ReportDraft | undefined>;
  /** Keeps what was typed, in place of what was kept before. Throws where nothing was sent to the actor's office. */
  save(escalationId: EscalationId, text: string): Promise<Date>;
  drop(escalationId: EscalationId): Promise<void>;
};
