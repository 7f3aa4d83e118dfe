import type { ChannelAim } from "@nightlight/domain/access/access";
import type { LiveChannelKind } from "@nightlight/domain/contact/channel";

export type ChannelKey = {
  readonly id: string;
  /** The first characters, to tell keys apart by; undefined for one that set-up put in. */
  readonly prefix: string | undefined;
  readonly createdAt: Date;
  /** From when on it opens nothing; undefined while nothing replaces it. */
  readonly endsAt: Date | undefined;
  readonly revokedAt: Date | undefined;
};

export type KeyRow = ChannelKey & { readonly channelId: string };

export type Channel = {
  readonly id: string;
  readonly kind: LiveChannelKind;
  readonly name: string;
  /** Whose queue takes what comes in by it; undefined: everybody's. */
  readonly centreId: string | undefined;
  /** What whoever takes it should know; undefined: nothing special. */
  readonly skill: string | undefined;
  readonly isDemo: boolean;
  readonly revokedAt: Date | undefined;
  /** Newest first. */
  readonly keys: readonly ChannelKey[];
};

export type NewKey = {
  readonly id: string;
  readonly channelId: string;
  readonly prefix: string;
  /** SHA-256: the key itself is kept nowhere. */
  readonly hash: Uint8Array;
};

/** Channels and their keys, for administrators; and whose queue a channel fills, for whatever comes in by it. */
export type ChannelStore = {
  /** Whom a channel of one's own is meant for. */
  aimOf(id: string): Promise<ChannelAim>;
  list(): Promise<readonly Channel[]>;
  /** Keeps everybody else from changing this channel until the story ends. */
  lock(id: string): Promise<Channel | undefined>;
  create(channel: { readonly id: string; readonly kind: LiveChannelKind; readonly name: string }): Promise<void>;
  /** Whose queue takes from now on what comes in by it. */
  assign(id: string, centreId: string | undefined): Promise<void>;
  /** What somebody who takes what comes in by it from now on should know. */
  ask(id: string, skill: string | undefined): Promise<void>;
  addKey(key: NewKey): Promise<void>;
  /** Lets a key end after some minutes from now; never later than it would have ended anyway. */
  endKey(keyId: string, afterMinutes: number): Promise<void>;
  revokeKey(keyId: string): Promise<void>;
  /** Closes the channel: nothing comes in by it any more. */
  revoke(id: string): Promise<void>;
};
