import type { Callback } from "./callback.ts";
import type { Disposition, OneKeyEnding } from "./disposition.ts";
import type { ChannelKind, Language } from "./channel.ts";
import type { Lane } from "./lane.ts";
import type { Move } from "./move.ts";
import type { ContactRisk } from "./risk.ts";
import type { Guest, Hold, Silence, TransferFailure, TransferKind } from "./talk.ts";

export type ContactId = string;
export type CounsellorId = string;
export type OfferId = string;
export type CentreId = string;

/** A contact held out to one counsellor for a limited time. `shownAt` is the browser's word that it is on screen. */
export type LiveOffer = {
  readonly id: OfferId;
  readonly to: CounsellorId;
  readonly madeAt: Date;
  readonly shownAt: Date | undefined;
  readonly expiresAt: Date;
  readonly shownBy?: Date;
  /** Set when the contact lost its counsellor before: it goes back to being an orphan when this offer fails. */
  readonly previousOwner: CounsellorId | undefined;
  /** Beyond the places of whoever it is held out to: a supervisor overrode that none was free. */
  readonly isExtra?: true;
  /** A transfer that its owner asked for, and how; left out where a supervisor moves it. */
  readonly asked?: TransferKind;
};

/** Who ended a conversation; `recorded`: there was none, the contact was recorded by hand. */
export type EndedBy = "counsellor" | "child" | "quick_exit" | "idle" | "line_lost" | "recorded";

/**
 * One member per state, each with only its own facts. `move` is a supervisor's move that has not come to its end;
 * `isExtra` says that the contact holds no place, because a supervisor overrode that none was free.
 */
export type ContactState =
  | { readonly status: "queued"; readonly since: Date; readonly move?: Move }
  | { readonly status: "offered"; readonly offer: LiveOffer; readonly move?: Move }
  | {
      readonly status: "active";
      readonly owner: CounsellorId;
      readonly since: Date;
      /** When the owner's screen was last lost; the orphan clock runs from here. */
      readonly ownerLostAt: Date | undefined;
      readonly orphanAt?: Date;
      /** Held out to somebody else meanwhile: its owner keeps it until they accept. */
      readonly transfer?: LiveOffer;
      readonly transferFailed?: TransferFailure;
      /** A colleague beside the owner: never while it is held out to somebody. */
      readonly guest?: Guest;
      readonly hold?: Hold;
      readonly silence?: Silence;
      readonly move?: Move;
      readonly isExtra?: true;
    }
  | {
      readonly status: "closing";
      readonly owner: CounsellorId;
      readonly activeSince: Date;
      readonly disposition: OneKeyEnding;
      readonly until: Date;
      /** A screen lost during the undo seconds stays lost if the child comes back. */
      readonly ownerLostAt: Date | undefined;
      readonly orphanAt?: Date;
      readonly isExtra?: true;
    }
  | {
      readonly status: "wrap_up";
      readonly owner: CounsellorId;
      readonly since: Date;
      readonly endedBy: EndedBy;
      /** A reopened record takes no seat: the next child may already sit there. */
      readonly holdsSlot: boolean;
      /** Minutes more that its counsellor took: until when, and how often. */
      readonly more?: { readonly until: Date; readonly times: number };
      readonly move?: Move;
    }
  | {
      readonly status: "closed";
      readonly owner: CounsellorId;
      readonly at: Date;
      readonly disposition: Disposition;
      readonly endedBy: EndedBy;
      /** Until when its counsellor can take the closing back; one-key endings had their seconds before. */
      readonly undoUntil?: Date;
    }
  | { readonly status: "orphaned"; readonly since: Date; readonly previousOwner: CounsellorId; readonly move?: Move }
  /** A call was asked for and its time has not come; or nobody was reached, and supervisors decide until `dueAt`. */
  | {
      readonly status: "callback_due";
      readonly since: Date;
      readonly dueAt: Date;
      readonly wantsDecision: boolean;
    }
  | {
      readonly status: "abandoned";
      readonly at: Date;
      /** `met`: the person whom a call was promised got through to us otherwise. */
      readonly by: "child" | "quick_exit" | "line_lost" | "unreached" | "met";
      /** Until when whoever said that they were met can take it back. */
      readonly undoUntil?: Date;
    };

export type ContactStatus = ContactState["status"];

/** A counsellor whom this contact was offered to in vain, and until when they are passed over. */
export type Skip = { readonly counsellorId: CounsellorId; readonly until: Date };

/** One approach by one person on one channel, from arrival to closed record. Holds no personal data and no text. */
export type Contact = {
  readonly id: ContactId;
  readonly queueId: string;
  /** What somebody who takes it should know, by a code of the helpline's own list: the channel that it came by asks for it. */
  readonly wantedSkill?: string;
  readonly channelId: string;
  readonly channel: ChannelKind;
  readonly language: Language;
  readonly lane: Lane;
  /** Never reset: age only grows. */
  readonly arrivedAt: Date;
  /** When the helpline had it: the arrival, or what stands on the paper. Clocks towards others count from here. */
  readonly receivedAt: Date;
  /** Number of events so far. */
  readonly version: number;
  /** Version of the last news from outside: what the owner must have seen before ending. Own doings are no news. */
  readonly newsVersion: number;
  /** A message or a written record makes one-key endings unavailable: no mistaken key ends a conversation. */
  readonly childWrote: boolean;
  readonly recordBegun: boolean;
  readonly skips: readonly Skip[];
  readonly failedOffers: number;
  /** Ids of people and offices to whom this contact does not exist: nothing overrides it. */
  readonly barred: readonly string[];
  readonly risk: ContactRisk;
  /** A call that was asked for or allowed. Without it, nobody calls anybody. */
  readonly callback: Callback | undefined;
  readonly state: ContactState;
};

/** Whether the contact waits for a counsellor. */
export function isWaiting(contact: Contact): boolean {
  return contact.state.status === "queued" || contact.state.status === "orphaned";
}

/** Who owns the contact now, or owned it when it was closed. */
export function ownerOf(contact: Contact): CounsellorId | undefined {
  return "owner" in contact.state ? contact.state.owner : undefined;
}

/** The colleague who is in a conversation beside its owner. */
export function guestOf({ state }: Contact): CounsellorId | undefined {
  return state.status === "active" ? state.guest?.id : undefined;
}

/** The one offer of a contact that is still open: of a waiting one, or a transfer beside its owner. */
export function liveOfferOf({ state }: Contact): LiveOffer | undefined {
  if (state.status === "offered") return state.offer;
  return state.status === "active" ? state.transfer : undefined;
}

/** The supervisor's move of a contact that has not come to its end. */
export function moveOf({ state }: Contact): Move | undefined {
  return "move" in state ? state.move : undefined;
}

/** Who is told of its news: the owner. Nobody once it is over and somebody is barred from it, for it may be they. */
export function listenerOf(contact: Contact): CounsellorId | undefined {
  return isConversationOpen(contact) || contact.barred.length === 0 ? ownerOf(contact) : undefined;
}

/** Whether the child can still write and be read. In `wrap_up` the conversation is over. */
export function isConversationOpen(contact: Contact): boolean {
  const open: Record<ContactStatus, boolean> = {
    queued: true,
    offered: true,
    active: true,
    closing: true,
    orphaned: true,
    callback_due: true,
    wrap_up: false,
    closed: false,
    abandoned: false,
  };
  return open[contact.state.status];
}
