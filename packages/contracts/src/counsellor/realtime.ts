import type { MessageView } from "../fields.ts";
import type { StaffBeatReply } from "../line/beat.ts";
import type { FloorAnswer, FloorNews } from "../supervisor/floor.ts";
import type { OfferView, QueueView } from "./contact.ts";
import type { PresenceView } from "./presence.ts";

/** Socket.IO namespace of the console; the session cookie signs it in. */
export const COUNSELLOR_NAMESPACE = "/counsellor";

/** Why an offer left the screen. */
export type OfferEnd = "accepted" | "declined" | "timed_out" | "undeliverable" | "rescinded";

/** Where a counsellor's offers ring: in another tab of this browser, or in another browser. */
export type LeasePlace = "this_browser" | "another_browser";

/** What to call a contact that whoever reads cannot open: how it came, and when. */
type ContactHint = Pick<OfferView, "contactId" | "channel" | "arrivedAt">;

/** What somebody else's act changed for whoever reads this; the desk has it already, and this says it in words. */
export type StepIn =
  /** No longer mine: with somebody else, or (null) in the queue. */
  | (ContactHint & { readonly kind: "left"; readonly to: string | null })
  /** A record that I finish now. */
  | (ContactHint & { readonly kind: "given"; readonly from: string })
  | { readonly kind: "forced"; readonly intent: PresenceView["intent"] };

/** Server → console. Every notice is a hint: on connect, and on doubt, the desk is read again. */
export type ToCounsellor = {
  /** Put it on screen, ring, and say `offer:shown`. */
  "offer:made": (offer: OfferView) => void;
  "offer:ended": (notice: { offerId: string; contactId: string; end: OfferEnd }) => void;
  /** Read this contact (and the desk) again, unless your version is as new. */
  "contact:changed": (notice: { contactId: string; version: number; alarm?: "child_returned" | "held_long" }) => void;
  "message:posted": (notice: { contactId: string; version: number; message: MessageView }) => void;
  /** A field of the record was saved, perhaps at another desk: read the contact again, unless yours is as new. */
  "record:changed": (notice: { contactId: string; field: string; version: number }) => void;
  "message:receipt": (receipt: {
    contactId: string;
    messageId: string;
    kind: "delivered" | "seen";
    at: string;
  }) => void;
  /** An escalation of one of your contacts, or a telephone task of yours, changed: read it again. */
  "escalation:changed": (notice: { escalationId: string; contactId: string; version: number }) => void;
  /** Some escalation changed or alarms; whoever watches over them reads the list again. A few times a second at most. */
  "escalations:changed": () => void;
  /** This contact is no longer there for you: forget it. */
  "contact:gone": (notice: { contactId: string }) => void;
  /** Whom you moved a contact to did not take it: it is where it was. */
  "move:failed": (
    notice: ContactHint & {
      moveId: string;
      to: string;
      because: "declined" | "timed_out" | "undeliverable" | "rescinded" | "barred";
    },
  ) => void;
  "step-in:told": (news: StepIn) => void;
  typing: (notice: { contactId: string }) => void;
  "child:presence": (notice: { contactId: string; isThere: boolean }) => void;
  "presence:changed": (presence: PresenceView) => void;
  /** The queue as it is now; sent once a second at most. */
  "queue:changed": (notice: { queue: QueueView }) => void;
  /** To whoever watches the floor: what changed, in order; a few times a second at most, and as a heartbeat. */
  "floor:news": (news: FloorNews) => void;
  /** What is handed on at the end of a shift changed, of mine or for me: read it again. */
  "handover:changed": () => void;
  /** Who is in a call of mine has changed: read it again. */
  "call:changed": (of: { contactId: string }) => void;
  /** This tab no longer holds the lease: another one took over. */
  "lease:taken": (notice: { where: LeasePlace }) => void;
  /** The tab that held the lease is gone, and this one holds it now: whatever rang there rings here. */
  "lease:given": (notice: { epoch: number }) => void;
  /** Something that supervisors watch changed: read it again. Once a second at most. */
  "supervision:changed": () => void;
  /** This sign-in was locked or unlocked, perhaps in another tab: ask who is signed in. */
  "session:changed": () => void;
  /** To a locked console: there is news in a conversation. Not what, and not of whom. */
  "session:news": () => void;
};

/** Console → server. Acknowledged, so that the screen knows the word arrived. */
export type FromCounsellor = {
  /**
   * Hold the lease in this tab. `takeOver` says the person asked for it while another tab holds it; `epoch` is the one that
   * this tab held when its line was cut, and goes on with if nobody took it meanwhile.
   */
  "lease:hold": (
    request: { takeOver: boolean; epoch?: number },
    answer: (reply: { held: boolean; epoch: number | null; where: LeasePlace | null }) => void,
  ) => void;
  /** Still here; every few seconds from the tab that holds the lease. */
  "lease:renew": (request: { epoch: number }, answer: (reply: { held: boolean }) => void) => void;
  /** Asks whether the line lives, and what is true. Every screen does, every few seconds. */
  beat: (request: Record<string, never>, answer: (reply: StaffBeatReply & { queue: QueueView | null }) => void) => void;
  /** Watch the floor from the reading that the screen holds; null: it holds none. Until `floor:leave` or the line's end. */
  "floor:watch": (request: { held: number | null }, answer: (reply: FloorAnswer) => void) => void;
  "floor:leave": (request: Record<string, never>) => void;
  /** The offer is on screen and ringing. */
  "offer:shown": (request: { offerId: string }, answer: (reply: { ok: boolean }) => void) => void;
  typing: (request: { contactId: string }) => void;
  "message:delivered": (request: { contactId: string; messageId: string }) => void;
};
