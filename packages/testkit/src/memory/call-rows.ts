import type { Side } from "@nightlight/commands/call/telephony";
import type { CallStage } from "@nightlight/commands/call/call-store";
import type { NewVoicemail } from "@nightlight/commands/call/voicemail-store";
import type { WantedWebCall } from "@nightlight/commands/call/web-call-store";
import type { OutsideCall } from "@nightlight/domain/call/outside-call";
import type { Monitor } from "@nightlight/domain/call/call";

/** What its caller knows and wants about being recorded. */
export type CallRecordingNotes = {
  readonly isTold: boolean;
  readonly isRefused: boolean;
  readonly isPaused: boolean;
  readonly isFailing: boolean;
};

/** A call in memory. */
export type CallRow = {
  readonly engine: string;
  readonly callId: string;
  readonly contactId: string;
  readonly direction: "in" | "out";
  readonly rangAt: Date;
  readonly stages: Readonly<Partial<Record<CallStage, Date>>>;
  readonly recording?: CallRecordingNotes | undefined;
  readonly over: { readonly at: Date; readonly by: Side; readonly cause: number } | undefined;
};

export type CallLegRow = {
  readonly engine: string;
  readonly callId: string;
  readonly attemptId: string;
  readonly counsellorId: string;
  readonly isOver: boolean;
};

/** What an engine knows of a telephone. */
export type SoftphoneLineRow = {
  readonly engine: string;
  readonly sessionId: string;
  readonly isProvisioned: boolean;
  readonly isOnline: boolean;
};

export type WebCallRow = Omit<WantedWebCall, "seconds"> & {
  readonly mayRingUntil: Date;
  readonly isProvisioned: boolean;
  readonly callId: string | undefined;
};

export type EngineRow = { readonly holder: string; readonly epoch: number; readonly aliveUntil: Date };

export type VoicemailRow = NewVoicemail & { readonly leftAt: Date };

export type OutsideCallRow = OutsideCall & { readonly engine: string; readonly legId: string | undefined };
export type RecordingRow = {
  readonly engine: string;
  readonly callId: string;
  readonly contactId: string;
  readonly beganAt: Date;
  readonly kept: { readonly at: Date; readonly sound: Uint8Array; readonly seconds: number } | undefined;
  readonly isReleased: boolean;
};

export type CallMonitorRow = Monitor & { readonly contactId: string; readonly since: Date };
