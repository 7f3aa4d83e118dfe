import { accept, refuse, type Result } from "../result.ts";
import { receiptAt } from "./by-hand.ts";
import { isByHand } from "./channel.ts";
import type { Contact, CounsellorId } from "./contact.ts";
import type { ContactEvent } from "./events.ts";

/** Somebody found out when it truly came. */
export type ReceiptCommand = { readonly type: "correct-receipt"; readonly by: CounsellorId; readonly receivedAt: Date };

export type ReceiptRefusal = "not-yours" | "receipt-held" | "received-after-recorded" | "received-too-long-ago";

/**
 * Corrects the time of receipt of what was recorded by hand. It cannot lie behind the moment of recording. Once something
 * was sent to an authority it stays: clocks run from it, and none is ever set back.
 */
export function correctReceipt(
  contact: Contact,
  { by, receivedAt }: ReceiptCommand,
): Result<readonly ContactEvent[], ReceiptRefusal> {
  const isMine = "owner" in contact.state && contact.state.owner === by;
  if (!isMine || !isByHand(contact.channel)) return refuse("not-yours");
  if (receivedAt.getTime() === contact.receivedAt.getTime()) return accept([]);
  if (contact.risk.held !== undefined) return refuse("receipt-held");
  const corrected = receiptAt(receivedAt, contact.arrivedAt);
  if (corrected.ok) return accept([{ type: "receipt_corrected", receivedAt: corrected.value }]);
  return refuse(corrected.refusal === "received-in-future" ? "received-after-recorded" : corrected.refusal);
}
