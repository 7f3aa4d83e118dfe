import { higherLevel, levelRank } from "../risk/level.ts";
import type { Contact, CounsellorId } from "./contact.ts";

/** Whether somebody may call the person of a contact at this moment. Unknown means no: there is no other way to a yes. */
export function mayCall(contact: Contact, by: CounsellorId, now: Date): boolean {
  const { callback } = contact;
  return callback !== undefined && isCaller(contact, by) && callback.from <= now && now < callback.until;
}

/** Whether it is this counsellor's part to call, and to say how it went. */
export function isCaller({ callback, state }: Contact, by: CounsellorId): boolean {
  if (callback === undefined || callback.reachedAt !== undefined) return false;
  if (state.status === "wrap_up") return state.owner === by && callback.allowedBy !== undefined;
  return state.status === "active" && state.owner === by;
}

/** Whether a call is promised that nobody is making yet: whoever it is for waits for it. */
export function isPromised({ callback, state }: Contact): boolean {
  if (callback === undefined || callback.reachedAt !== undefined) return false;
  return state.status === "callback_due" || state.status === "queued" || state.status === "offered";
}

/** Whether it broke off by itself, in danger, and no call was asked for or allowed: supervisors may allow one. */
export function mayBeAllowedACall(contact: Contact): boolean {
  const { state, callback } = contact;
  if (state.status !== "wrap_up" || callback !== undefined) return false;
  return isBrokenOff(contact) && isUrgent(contact);
}

/** Whether a conversation ended without a goodbye of ours, and not by the exit button. */
export function isBrokenOff({ state }: Contact): boolean {
  return state.status === "wrap_up" && ["child", "idle", "line_lost"].includes(state.endedBy);
}

/** Whether breaking off left somebody in danger: what was found, and what the rules make of a line that broke. */
export function isUrgent({ risk }: Pick<Contact, "risk">): boolean {
  const worst = higherLevel(risk.level, risk.ifDropped);
  return worst !== undefined && levelRank(worst) <= levelRank("P2");
}
