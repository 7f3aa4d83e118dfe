import { CHANNELS, LANGUAGES, type ChannelKind, type Language } from "@nightlight/domain/contact/channel";
import type { Callback } from "@nightlight/domain/contact/callback";
import type { Contact, ContactState, LiveOffer } from "@nightlight/domain/contact/contact";
import { NO_RISK, type ContactRisk } from "@nightlight/domain/contact/risk";
import type { Lane } from "@nightlight/domain/contact/lane";
import type { Hold } from "@nightlight/domain/contact/talk";

export type ContactRow = {
  id: string;
  queue_id: string;
  wanted_skill: string | null;
  channel_id: string;
  channel: string;
  language: string;
  lane: string;
  arrived_at: Date;
  received_at: Date | null;
  version: number;
  news_version: number;
  child_wrote: boolean;
  record_begun: boolean;
  skips: { counsellorId: string; until: string }[];
  failed_offers: number;
  barred: string[];
  risk: Partial<ContactRisk> | null;
  callback: Stored<Callback> | null;
  state: StoredState;
};

type Stored<Value> = Value extends Date
  ? string
  : Value extends object
    ? { [Key in keyof Value]: Stored<Value[Key]> }
    : Value;

type StoredState = Stored<ContactState>;

/** Columns of a contact, in a fixed order for every query. */
export const CONTACT_COLUMNS = `c.id, c.queue_id, c.wanted_skill, c.channel_id, c.channel, c.language, c.lane, c.arrived_at, c.received_at, c.version, c.news_version,
  c.child_wrote, c.record_begun, c.skips, c.failed_offers, c.barred, c.risk, c.callback, c.state`;

/** A row as the domain knows it: the state's times are dates again. */
export function contactOf(row: ContactRow): Contact {
  return {
    id: row.id,
    queueId: row.queue_id,
    ...(row.wanted_skill === null ? {} : { wantedSkill: row.wanted_skill }),
    channelId: row.channel_id,
    channel: row.channel in CHANNELS ? (row.channel as ChannelKind) : never(row.channel),
    language: LANGUAGES.find((language) => language === row.language) ?? never(row.language),
    lane: row.lane as Lane,
    arrivedAt: row.arrived_at,
    receivedAt: row.received_at ?? row.arrived_at,
    version: row.version,
    newsVersion: row.news_version,
    childWrote: row.child_wrote,
    recordBegun: row.record_begun,
    skips: row.skips.map(({ counsellorId, until }) => ({ counsellorId, until: new Date(until) })),
    failedOffers: row.failed_offers,
    barred: row.barred,
    risk: row.risk === null ? NO_RISK : { ...NO_RISK, ...row.risk },
    callback: row.callback === null ? undefined : callbackOf(row.callback),
    state: stateOf(row.state),
  };
}

/** The languages of a row that this build knows. */
export function languagesOf(languages: readonly string[]): Language[] {
  return LANGUAGES.filter((language) => languages.includes(language));
}

function stateOf(state: StoredState): ContactState {
  const { move, ...stored } = { move: undefined, ...state };
  const kept = move === undefined ? {} : { move: { ...move, until: new Date(move.until) } };
  switch (stored.status) {
    case "queued":
      return { status: "queued", since: new Date(stored.since), ...kept };
    case "orphaned":
      return { ...stored, since: new Date(stored.since), ...kept };
    case "offered":
      return { status: "offered", offer: offerOf(stored.offer), ...kept };
    case "active": {
      const { transfer, orphanAt: _, hold, silence, guest, ...rest } = stored;
      return {
        ...rest,
        since: new Date(stored.since),
        ...lossOf(stored),
        ...(transfer === undefined ? {} : { transfer: offerOf(transfer) }),
        ...(hold === undefined ? {} : { hold: holdOf(hold) }),
        ...(silence === undefined ? {} : { silence: { ...silence, nextAt: new Date(silence.nextAt) } }),
        ...(guest === undefined ? {} : { guest: { ...guest, since: new Date(guest.since) } }),
        ...kept,
      };
    }
    case "closing": {
      const { orphanAt: _, ...rest } = stored;
      return {
        ...rest,
        activeSince: new Date(stored.activeSince),
        until: new Date(stored.until),
        ...lossOf(stored),
      };
    }
    case "wrap_up": {
      const { more, ...rest } = stored;
      const taken = more === undefined ? {} : { more: { ...more, until: new Date(more.until) } };
      return { ...rest, since: new Date(stored.since), ...taken, ...kept };
    }
    case "closed": {
      const { undoUntil, ...rest } = stored;
      return {
        ...rest,
        at: new Date(stored.at),
        ...(undoUntil === undefined ? {} : { undoUntil: new Date(undoUntil) }),
      };
    }
    case "callback_due":
      return { ...stored, since: new Date(stored.since), dueAt: new Date(stored.dueAt) };
    case "abandoned": {
      const { undoUntil, ...rest } = stored;
      return {
        ...rest,
        at: new Date(stored.at),
        ...(undoUntil === undefined ? {} : { undoUntil: new Date(undoUntil) }),
      };
    }
  }
}

function offerOf(stored: Stored<LiveOffer>): LiveOffer {
  const { id, to, madeAt, shownAt, shownBy, expiresAt, previousOwner, isExtra, asked } = stored;
  return {
    id,
    to,
    madeAt: new Date(madeAt),
    shownAt: when(shownAt),
    expiresAt: new Date(expiresAt),
    previousOwner,
    ...(shownBy === undefined ? {} : { shownBy: new Date(shownBy) }),
    ...(isExtra === true ? { isExtra } : {}),
    ...(asked === undefined ? {} : { asked }),
  };
}

function holdOf({ since, remindAt }: Stored<Hold>): Hold {
  return { since: new Date(since), ...(remindAt === undefined ? {} : { remindAt: new Date(remindAt) }) };
}

function callbackOf({ from, until, reachedAt, ...rest }: Stored<Callback>): Callback {
  return {
    ...rest,
    ...{ from: new Date(from), until: new Date(until) },
    ...(reachedAt === undefined ? {} : { reachedAt: new Date(reachedAt) }),
  };
}

function lossOf(stored: { readonly ownerLostAt: string | undefined; readonly orphanAt?: string }) {
  const { ownerLostAt, orphanAt } = stored;
  return { ownerLostAt: when(ownerLostAt), ...(orphanAt === undefined ? {} : { orphanAt: new Date(orphanAt) }) };
}

function when(stored: string | undefined): Date | undefined {
  return stored === undefined ? undefined : new Date(stored);
}

function never(value: string): never {
  throw new Error(`A stored contact holds a value that this build does not know: ${value}`);
}
