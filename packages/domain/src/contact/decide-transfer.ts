import type { RoutingPolicy } from "../policy/policy.ts";
import { accept, refuse, type Result } from "../result.ts";
import type { Contact, CounsellorId } from "./contact.ts";
import { offerTimes } from "./deadlines.ts";
import type { ContactEvent } from "./events.ts";
import type { TransferKind } from "./talk.ts";

/** Its owner hands a running conversation to a colleague. Whether the colleague may have it was asked before. */
export type TransferCommand =
  | { type: "transfer"; offerId: string; by: CounsellorId; to: CounsellorId; kind: TransferKind; version: number }
  | { type: "cancel-transfer"; by: CounsellorId }
  /** The owner leaves it to the colleague who is beside them. */
  | { type: "pass-on"; by: CounsellorId }
  /** By the colleague, or by the owner. */
  | { type: "part"; by: CounsellorId }
  /** The colleague's screen is gone. */
  | { type: "lose-guest"; guest: CounsellorId };

const TRANSFER_COMMANDS = ["transfer", "cancel-transfer", "pass-on", "part", "lose-guest"] as const;

/** Whether a command is about handing a conversation to a colleague. */
export function isTransferCommand(command: { readonly type: string }): command is TransferCommand {
  return TRANSFER_COMMANDS.some((type) => type === command.type);
}

export type TransferRefusal =
  "not-yours" | "conversation-over" | "stale" | "already-there" | "transfer-running" | "nobody-joined";

type Decision = Result<readonly ContactEvent[], TransferRefusal>;
type Command<Type extends TransferCommand["type"]> = Extract<TransferCommand, { type: Type }>;

const nothing: Decision = accept([]);

/** Decides on transfers by the owner: they keep the conversation until somebody else has it. */
export function decideTransfer(contact: Contact, command: TransferCommand, now: Date, policy: RoutingPolicy): Decision {
  switch (command.type) {
    case "transfer":
      return transfer(contact, command, now, policy);
    case "cancel-transfer":
      return cancel(contact, command);
    case "pass-on":
      return passOn(contact, command);
    case "part":
      return part(contact, command);
    case "lose-guest":
      return contact.state.status === "active" && contact.state.guest?.id === command.guest
        ? accept(dismissGuest(contact))
        : nothing;
  }
}

/** Takes back a transfer, and sends a guest away, because the conversation ends or goes elsewhere. */
export function endTransfer(contact: Contact): ContactEvent[] {
  const { state } = contact;
  if (state.status !== "active" || state.transfer === undefined) return dismissGuest(contact);
  const { id, to } = state.transfer;
  return [{ type: "offer_rescinded", offerId: id, to }];
}

/** The colleague beside the owner goes. */
export function dismissGuest({ state }: Contact): ContactEvent[] {
  if (state.status !== "active" || state.guest === undefined) return [];
  return [{ type: "guest_left", guest: state.guest.id }];
}

function transfer(contact: Contact, command: Command<"transfer">, now: Date, policy: RoutingPolicy): Decision {
  const { state } = contact;
  const { by, to, offerId, kind } = command;
  if (!("owner" in state) || state.owner !== by) return refuse("not-yours");
  if (state.status !== "active") return refuse("conversation-over");
  if (state.transfer?.id === offerId) return nothing;
  if (command.version < contact.newsVersion || command.version > contact.version) return refuse("stale");
  if (to === by) return refuse("already-there");
  if (state.transfer !== undefined || state.guest !== undefined || state.move !== undefined) {
    return refuse("transfer-running");
  }
  return accept([{ type: "offer_made", offerId, to, ...offerTimes(contact, now, policy), asked: kind }]);
}

function cancel({ state }: Contact, { by }: Command<"cancel-transfer">): Decision {
  if (!("owner" in state) || state.owner !== by) return refuse("not-yours");
  if (state.status !== "active" || state.transfer?.asked === undefined) return nothing;
  const { id, to } = state.transfer;
  return accept([{ type: "offer_rescinded", offerId: id, to, isCancelled: true }]);
}

function passOn({ state }: Contact, { by }: Command<"pass-on">): Decision {
  if (!("owner" in state) || state.owner !== by) return refuse("not-yours");
  if (state.status !== "active") return refuse("conversation-over");
  if (state.guest === undefined) return refuse("nobody-joined");
  return accept([{ type: "contact_passed", from: by, to: state.guest.id }]);
}

function part(contact: Contact, { by }: Command<"part">): Decision {
  const { state } = contact;
  const isEither = state.status === "active" && (state.owner === by || state.guest?.id === by);
  return isEither ? accept(dismissGuest(contact)) : refuse("not-yours");
}
