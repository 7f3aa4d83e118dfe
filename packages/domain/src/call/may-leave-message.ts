import { addSeconds } from "date-fns/addSeconds";
import { isWaiting, type Contact } from "../contact/contact.ts";
import type { RoutingPolicy } from "../policy/policy.ts";

/** `hasTelephones`: whether the telephone of anybody who answers is there at all. */
export type House = { readonly at: Date; readonly hasTelephones: boolean };

/**
 * Whether a caller is invited to leave a message: nobody is there who could answer, or they waited until the ladder's end.
 * They may wait on all the same; whoever wants to be called back is not asked.
 */
export function mayLeaveMessage(contact: Contact, { at, hasTelephones }: House, policy: RoutingPolicy): boolean {
  if (!isWaiting(contact) || contact.callback !== undefined || contact.childWrote) return false;
  return !hasTelephones || addSeconds(contact.arrivedAt, policy.onCallSeconds) <= at;
}
