import { addSeconds } from "date-fns/addSeconds";
import { CHANNELS } from "../contact/channel.ts";
import type { Contact } from "../contact/contact.ts";
import type { RoutingPolicy } from "../policy/policy.ts";

/** Whom a waiting contact is offered to, or told to, beyond the first choice: each rung adds to those before it. */
export const RUNGS = ["any_skill", "other_queues", "any_language", "supervisors", "on_call"] as const;

export type Rung = (typeof RUNGS)[number];

type Waiting = Pick<Contact, "arrivedAt" | "lane" | "channel" | "wantedSkill">;

/** When a contact that still waits comes to a rung. Lane `immediate` begins with everybody there is. */
export function rungAt({ arrivedAt, lane }: Waiting, rung: Rung, policy: RoutingPolicy): Date {
  return lane === "immediate" ? arrivedAt : new Date(arrivedAt.getTime() + secondsTo(rung, policy) * 1000);
}

/** The rungs that a contact has come to; where no skill is asked for, none was let go. */
export function rungsOf(contact: Waiting, now: Date, policy: RoutingPolicy): readonly Rung[] {
  const rungs = RUNGS.filter((rung) => rung !== "any_skill" || contact.wantedSkill !== undefined);
  return rungs.filter((rung) => rungAt(contact, rung, policy) <= now);
}

/** Whether a contact has come to a rung. */
export function hasReached(contact: Waiting, rung: Rung, now: Date, policy: RoutingPolicy): boolean {
  return rungAt(contact, rung, policy) <= now;
}

/** When whoever rests is asked whether they can help, if a contact still waits then. */
export function hardWaitAt({ arrivedAt, channel }: Waiting, policy: RoutingPolicy): Date {
  const isVoice = CHANNELS[channel].slot === "voice";
  return addSeconds(arrivedAt, isVoice ? policy.hardWaitVoiceSeconds : policy.hardWaitChatSeconds);
}

/**
 * The last rung: when whoever still waits is offered a call that keeps their place. Of every lane, after everybody was
 * asked: it takes nobody out of the queue by itself.
 */
export function callOfferedAt({ arrivedAt }: Pick<Contact, "arrivedAt">, policy: RoutingPolicy): Date {
  return addSeconds(arrivedAt, policy.callOfferSeconds);
}

function secondsTo(rung: Rung, policy: RoutingPolicy): number {
  const seconds: Record<Rung, number> = {
    any_skill: policy.anySkillSeconds,
    other_queues: policy.otherQueuesSeconds,
    any_language: policy.anyLanguageSeconds,
    supervisors: policy.supervisorsSeconds,
    on_call: policy.onCallSeconds,
  };
  return seconds[rung];
}
