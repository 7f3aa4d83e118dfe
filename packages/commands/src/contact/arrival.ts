import type { ChannelKind, Language } from "@nightlight/domain/contact/channel";
import type { Contact, ContactId } from "@nightlight/domain/contact/contact";

/** What is stored of somebody who reaches us. */
export type Arrival = {
  readonly contactId: ContactId;
  readonly queueId: string;
  readonly wantedSkill?: string | undefined;
  readonly channelId: string;
  readonly channel: ChannelKind;
  readonly language: Language;
  readonly lane: Contact["lane"];
  /** They gave up a moment ago and are back: as old as when they first came. */
  readonly firstArrivedAt?: Date | undefined;
  /** Hash of the sender's key: the same key gives the same contact. */
  readonly arrivalKey: Uint8Array;
  readonly identity: string | undefined;
  readonly message: { readonly id: string; readonly clientKey: string; readonly text: string } | undefined;
  /** Hash and end of the token that opens the child's own session; undefined for gateways. */
  readonly childSession: { readonly tokenHash: Uint8Array; readonly lifeHours: number } | undefined;
};
