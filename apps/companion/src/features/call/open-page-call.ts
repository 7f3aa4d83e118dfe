import { HELPLINE_EXTENSION } from "@nightlight/contracts/child/web-call";
import { debug, UA, WebSocketInterface } from "jssip";
import type { EndEvent, RTCSession } from "jssip/lib/RTCSession";
import type { OpenPageCall } from "./page-call.ts";

/** Whatever way to the exchange was found first is good; a house with a TURN server waits for the way through it. */
const ICE_ENOUGH_MS = 500;
const RELAY_WITHIN_MS = 3_000;
/** As JsSIP names an end that somebody wanted, from either side. */
const WANTED = new Set<string>(["Terminated", "Canceled"]);

/** A call by JsSIP. It registers nowhere: nobody can ring this page. */
export const openPageCall: OpenPageCall = async (account, address, microphone, events) => {
  debug.disable();
  const ua = new UA({
    sockets: [new WebSocketInterface(address)],
    uri: `sip:${account.name}@${account.domain}`,
    password: account.secret,
    register: false,
    session_timers: false,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 4,
    user_agent: "Nightlight",
  });
  let session: RTCSession | undefined;
  let isOver = false;
  const over = (how: "ended" | "broken" | "refused"): void => {
    if (isOver) return;
    isOver = true;
    microphone.getTracks().forEach((track) => track.stop());
    // A good-bye is on its way: the line is closed after it.
    setTimeout(() => ua.stop(), 0);
    events.over(how);
  };
  const begin = (): RTCSession => {
    const made = ua.call(`sip:${HELPLINE_EXTENSION}@${account.domain}`, {
      mediaStream: microphone,
      pcConfig: { iceServers: account.iceServers },
      eventHandlers: {
        accepted: () => events.answered(),
        ended: ({ cause }: EndEvent) => over(WANTED.has(cause) ? "ended" : "broken"),
        failed: ({ originator, cause }: EndEvent) =>
          over((originator as string) === "local" && WANTED.has(cause) ? "ended" : "refused"),
        icecandidate: ({ candidate, ready }: { candidate: RTCIceCandidate; ready: () => void }) => {
          const isEnough = account.iceServers.length === 0 || candidate.type === "relay";
          setTimeout(ready, isEnough ? ICE_ENOUGH_MS : RELAY_WITHIN_MS);
        },
      },
    });
    made.connection.addEventListener("track", ({ streams: [sound] }) => {
      if (sound !== undefined) events.heard(sound);
    });
    return made;
  };
  ua.on("connected", () => {
    if (session === undefined) session = begin();
    // The line was away: what the other side says of the call arrives again once it is agreed on anew.
    else if (session.isEstablished()) session.renegotiate();
  });
  ua.on("disconnected", () => {
    if (session === undefined) over("refused");
  });
  ua.start();
  return {
    mute(isMuted) {
      session?.[isMuted ? "mute" : "unmute"]({ audio: true });
    },
    press(digit) {
      session?.sendDTMF(digit);
    },
    hangUp() {
      if (session !== undefined && !session.isEnded()) session.terminate();
      over("ended");
    },
    fallSilent() {
      isOver = true;
      microphone.getTracks().forEach((track) => track.stop());
      session?.connection.close();
    },
  };
};
