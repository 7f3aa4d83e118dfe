import type { AgentId, AttemptId, CallId } from "@nightlight/commands/call/telephony";

/** How things of ours are called in Asterisk: from the name alone anybody can tell what it is and whose. */
const LEG = "leg-";
const BRIDGE = "call-";

export function legChannel(attemptId: AttemptId): string {
  return LEG + attemptId;
}

/** The attempt of a channel; undefined for the channel of a call itself. */
export function attemptOf(channelId: string): AttemptId | undefined {
  return channelId.startsWith(LEG) ? channelId.slice(LEG.length) : undefined;
}

/** Where call and agent meet. */
export function bridgeOf(callId: CallId): string {
  return BRIDGE + callId;
}

/** Where somebody listens, apart from the call. */
export function monitorBridge(attemptId: AttemptId): string {
  return `monitor-${attemptId}`;
}

/** The ear on an agent's leg through which somebody listens. */
export function earChannel(attemptId: AttemptId): string {
  return `ear-${attemptId}`;
}

/** Where calls of pages come in (extensions.conf). */
export const PAGE_CONTEXT = "from-page";

/** The account that a channel belongs to: Asterisk names channels after it. */
export function accountOf(channelName: string): AgentId | undefined {
  return /^PJSIP\/(.+)-[\da-f]+$/u.exec(channelName)?.[1];
}

export function endpointOf(agentId: AgentId): string {
  return `PJSIP/${agentId}`;
}
