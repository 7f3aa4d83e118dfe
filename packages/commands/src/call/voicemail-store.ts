import type { ContactId } from "@nightlight/domain/contact/contact";

/** What is known of a message without hearing it. */
export type Voicemail = { readonly leftAt: Date; readonly seconds: number };

export type NewVoicemail = {
  readonly engine: string;
  readonly callId: string;
  readonly contactId: ContactId;
  /** WAV. */
  readonly sound: Uint8Array;
  readonly seconds: number;
};

/** What callers said after the tone: sealed under their contacts' keys, for whoever may read the contact. */
export type VoicemailStore = {
  /** By the engine's own process, for a call whose caller consented. The same call has one; a second changes nothing. */
  keep(voicemail: NewVoicemail): Promise<void>;
  /** The newest of a contact, within what the actor may read. */
  find(contactId: ContactId): Promise<Voicemail | undefined>;
  /** Its sound, WAV. */
  open(contactId: ContactId): Promise<Uint8Array | undefined>;
  /** Erases those that are older, of contacts that are closed. How many. */
  eraseOlderThan(hours: number): Promise<number>;
};
